from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "rourou.contexts.exchange"
    label = "exchange"
