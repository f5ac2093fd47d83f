from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "rourou.contexts.directory"
    label = "directory"
