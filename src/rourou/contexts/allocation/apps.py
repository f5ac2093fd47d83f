from django.apps import AppConfig


class AllocationConfig(AppConfig):
    name = "rourou.contexts.allocation"
    label = "allocation"
