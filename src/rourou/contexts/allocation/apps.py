from django.apps import AppConfig


class AllocationConfig(AppConfig):
    name = "rourou.contexts.allocation"
    label = "allocation"

    def ready(self) -> None:
        """What the directory offers is what can be promised; what is taken back frees its hours."""
        from rourou.contexts.allocation import commands
        from rourou.foundation.access import reactions
        from rourou.foundation.audit.events import Event

        reactions.on(Event.HOURS_CHANGED, commands.set_balances)
        reactions.on(Event.REQUEST_MOVED, commands.release_withdrawn)
