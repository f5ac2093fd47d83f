from django.apps import AppConfig


class RegisterConfig(AppConfig):
    name = "rourou.contexts.register"
    label = "register"

    def ready(self) -> None:
        """A No to the register closes the entry in the same transaction, however the No was given."""
        from rourou.contexts.register import commands
        from rourou.foundation.access import reactions
        from rourou.foundation.audit.events import Event

        reactions.on(Event.CONSENT_RECORDED, commands.close_on_no)
        reactions.on(Event.CONSENT_WITHDRAWN, commands.close_on_no)
