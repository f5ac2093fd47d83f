from django.apps import AppConfig


class StewardshipConfig(AppConfig):
    name = "rourou.contexts.stewardship"
    label = "stewardship"
