from django.apps import AppConfig


class AllocationConfig(AppConfig):
    name = "rourou.contexts.allocation"
    label = "allocation"

    def ready(self) -> None:
        """What is offered can be promised. Hours go with a learner who moves, and end with their request."""
        from rourou.contexts.allocation import commands
        from rourou.foundation.access import reactions
        from rourou.foundation.audit.events import Event

        reactions.on(Event.HOURS_CHANGED, commands.set_balances)
        reactions.on(Event.REQUEST_CHANGED, commands.keep_for_moved)
        reactions.on(Event.MOVE_ACCEPTED, commands.release_left_behind)
        reactions.on(Event.HOURS_CHANGED, commands.release_unclaimed)
        reactions.on(Event.REQUEST_SENT, commands.release_unclaimed)
        for event in (Event.REQUEST_MOVED, Event.CONSENT_RECORDED, Event.CONSENT_WITHDRAWN):
            reactions.on(event, commands.release_ended)
