from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "rourou.contexts.plans"
    label = "plans"
