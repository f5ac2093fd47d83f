from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "rourou.foundation.access"
    label = "access"
