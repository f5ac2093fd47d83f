from django.apps import AppConfig


class MessagesConfig(AppConfig):
    name = "rourou.foundation.messages"
    label = "messages"
