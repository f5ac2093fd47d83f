from django.apps import AppConfig


class InsightsConfig(AppConfig):
    name = "rourou.contexts.insights"
    label = "insights"
