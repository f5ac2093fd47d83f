from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "rourou.foundation.ui"
    label = "ui"
    verbose_name = "Pages, components, words"
