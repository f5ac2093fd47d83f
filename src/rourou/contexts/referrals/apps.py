from django.apps import AppConfig


class ReferralsConfig(AppConfig):
    name = "rourou.contexts.referrals"
    label = "referrals"

    def ready(self) -> None:
        """A stop of sharing reaches requests that the person who stops may never have seen."""
        from rourou.contexts.referrals import commands
        from rourou.foundation.access import reactions
        from rourou.foundation.audit.events import Event

        for event in (Event.CONSENT_WITHDRAWN, Event.CONSENT_RECORDED):
            reactions.on(event, commands.withdraw_open_requests)
