from django.apps import AppConfig


class MovesConfig(AppConfig):
    name = "rourou.contexts.moves"
    label = "moves"

    def ready(self) -> None:
        """Whoever has begun at the new setting leaves nothing waiting at the one they come from."""
        from rourou.contexts.moves import commands
        from rourou.foundation.access import reactions
        from rourou.foundation.audit.events import Event

        reactions.on(Event.MOVE_ACCEPTED, commands.take_back_left_behind)
