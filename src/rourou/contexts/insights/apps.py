from django.apps import AppConfig


class InsightsConfig(AppConfig):
    name = "rourou.contexts.insights"
    label = "insights"

    def ready(self) -> None:
        """What changes a count is noted in the same transaction. Loads of files do it through these same events."""
        from rourou.contexts.insights import commands
        from rourou.foundation.access import reactions
        from rourou.foundation.audit.events import Event

        for event in Event:
            if event.changes_counts:
                reactions.on(event, commands.note_counts)
