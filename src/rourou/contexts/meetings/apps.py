from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "rourou.contexts.meetings"
    label = "meetings"
