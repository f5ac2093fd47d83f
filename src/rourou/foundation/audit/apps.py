from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "rourou.foundation.audit"
    label = "audit"
