from django.apps import AppConfig


class ReferralsConfig(AppConfig):
    name = "rourou.contexts.referrals"
    label = "referrals"
