from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "rourou.contexts.home"
    label = "home"
