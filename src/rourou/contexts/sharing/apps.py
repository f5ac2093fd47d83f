from django.apps import AppConfig


class SharingConfig(AppConfig):
    name = "rourou.contexts.sharing"
    label = "sharing"

    def ready(self) -> None:
        """Say how facts become grants: `access` knows no fact, and `people` never imports `sharing`."""
        from rourou.contexts.sharing import commands
        from rourou.contexts.sharing.rules import derive
        from rourou.foundation.access import reactions
        from rourou.foundation.access.compiling import Compiler, install
        from rourou.foundation.audit.events import Event

        install(Compiler("sharing_facts", derive))
        reactions.on(Event.AUTHORITY_CONFIRMED, commands.know_givers)
