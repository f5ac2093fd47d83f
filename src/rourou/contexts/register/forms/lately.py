"""A quick note, with or without a promise; and another day for one."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rourou.contexts.register.types import NewNote, NewPromise
from rourou.foundation.ui.forms import Day, PlainForm, Words


class NoteForm(PlainForm):
    """What happened, and what was promised."""

    client_id = forms.UUIDField(widget=forms.HiddenInput, required=False)
    words = Words(label=_("What happened?"), help_text=_("You can speak it."), required=False)
    promise = forms.CharField(
        label=_("Did you promise something?"), help_text=_("What you will do, like: ring her nan."), required=False,
        max_length=200,
    )  # fmt: skip
    to = forms.CharField(label=_("To whom?"), required=False, max_length=80)
    due_on = Day(label=_("By when?"), help_text=_("Like Fri 4 Dec."), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("client_id", uuid.uuid4())

    def clean(self) -> dict[str, Any]:
        """A note says something; a promise has a day."""
        said: dict[str, Any] = super().clean() or {}
        if not said.get("words") and not said.get("promise"):
            self.add_error("words", str(_("Enter what happened, or what you promised")))
        if said.get("promise") and not said.get("due_on") and "due_on" not in self.errors:
            self.add_error("due_on", str(_("Enter by when you do it")))
        return said

    def draft(self) -> NewNote:
        """As the command takes it."""
        said = self.cleaned_data
        promise = NewPromise(said["promise"], said["due_on"], to=said["to"]) if said["promise"] else None
        return NewNote(said["words"], promise=promise, client_id=said["client_id"] or uuid.uuid4())


class MoveForm(PlainForm):
    """Another day for a promise."""

    due_on = Day(
        label=_("New day"), help_text=_("Like Fri 4 Dec."), error_messages={"required": _("Enter the new day")}
    )
