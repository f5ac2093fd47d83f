from django.apps import AppConfig


class MovesConfig(AppConfig):
    name = "rourou.contexts.moves"
    label = "moves"
