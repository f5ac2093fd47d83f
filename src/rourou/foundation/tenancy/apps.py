from django.apps import AppConfig


class TenancyConfig(AppConfig):
    name = "rourou.foundation.tenancy"
    label = "tenancy"
