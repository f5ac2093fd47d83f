from django.apps import AppConfig


class RegisterConfig(AppConfig):
    name = "rourou.contexts.register"
    label = "register"
