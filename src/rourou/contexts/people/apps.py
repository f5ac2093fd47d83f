from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "rourou.contexts.people"
    label = "people"
