from django.apps import AppConfig


class AllocationConfig(AppConfig):
    name = "rourou.contexts.allocation"
    label = "allocation"

    def ready(self) -> None:
        """What the directory offers is what can be promised; what is taken back frees its hours."""
        from rourou.contexts.allocation import commands
        from rourou.foundation.access import reactions
        from rourou.foundation.audit.events import Event

        # An import and its undoing change hours inside an act of their own, so they are heard as well.
        for event in (Event.HOURS_CHANGED, Event.FILE_LOADED, Event.FILE_UNDONE):
            reactions.on(event, commands.set_balances)
        reactions.on(Event.REQUEST_MOVED, commands.release_withdrawn)
