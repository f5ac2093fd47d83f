"""Raising a concern in 90 seconds, and answering it."""

import uuid
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rourou.contexts.register.types import ConcernAnswer, FirstStep, NewConcern, Tried, WhanauHeard
from rourou.foundation.ui.forms import Choice, Choices, PlainForm, Tick, Words, choices_of

READ = _("Whānau will read this. Write it as if they are beside you.")


class ConcernForm(PlainForm):
    """Four fields. A name is typed; the class stands under the box, and two of one name are told apart after."""

    client_id = forms.UUIDField(widget=forms.HiddenInput, required=False)
    who = forms.CharField(
        label=_("Who is it about?"),
        help_text=_("Start typing. Your class comes first."),
        error_messages={"required": _("Enter who it is about")},
        widget=forms.TextInput(attrs={"list": "who-list", "autocomplete": "off", "autocapitalize": "words"}),
    )
    which = forms.ChoiceField(label=_("Which learner?"), widget=Choice(), required=False)
    saw = Words(
        label=_("What did you see?"),
        help_text=_("What happened, when, and what helped. You can speak it."),
        error_messages={"required": _("Enter what you saw")},
    )
    tried = forms.MultipleChoiceField(
        label=_("What have you tried?"), choices=choices_of(Tried), widget=Choices(), required=False
    )
    heard = forms.ChoiceField(
        label=_("Have whānau heard this from you?"), choices=choices_of(WhanauHeard), widget=Choice(),
        error_messages={"required": _("Choose whether whānau have heard this from you")},
    )  # fmt: skip

    def __init__(self, *args: Any, named: bool = False, matches: Iterable[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("client_id", uuid.uuid4())
        choices = list(matches)
        if named:
            del self.fields["who"]
        if choices:
            self.fields["which"].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields["which"]

    def draft(self, learner_id: uuid.UUID | None) -> NewConcern:
        """What was seen, about this learner or about the name typed."""
        said = self.cleaned_data
        return NewConcern(
            said["saw"], WhanauHeard(said["heard"]), tuple(said["tried"]), learner_id, said.get("who", ""),
            said["client_id"] or uuid.uuid4(),
        )  # fmt: skip


_WAIT, _MINE, _CLOSE = "waiting", "mine", "close"


class AnswerForm(PlainForm):
    """What the coordinator does about it: the first step, or who has it meanwhile."""

    what = forms.ChoiceField(
        label=_("What happens first?"),
        choices=[
            *choices_of(FirstStep),
            (_WAIT, _("Wait for somebody’s answer")),
            (_MINE, _("I have it, and look first")),
            (_CLOSE, _("Close it")),
        ],
        widget=Choice(),
        error_messages={"required": _("Choose what happens first")},
    )
    first_step = Words(
        label=_("In plain words"),
        help_text=_("What you will try, or who you wait for. Whānau read this once they have heard."),
        short=True,
        required=False,
    )
    heard = forms.BooleanField(label=_("Whānau have heard about it now"), widget=Tick(), required=False)
    words = Words(
        label=_("A reply to who wrote it"),
        help_text=_("Only staff of your setting see it."),
        short=True,
        required=False,
    )

    @property
    def opens_entry(self) -> bool:
        """Whether the next page is the entry's own form. Until that is saved, the concern is with who answered."""
        return bool(self.cleaned_data["what"] == str(FirstStep.ENTRY))

    def answer(self) -> ConcernAnswer:
        """As the command takes it."""
        said, what = self.cleaned_data, self.cleaned_data["what"]
        step = FirstStep(what) if what not in {_WAIT, _MINE, _CLOSE} and not self.opens_entry else None
        return ConcernAnswer(
            first_step=said["first_step"] if step or self.opens_entry else "", step_kind=step, words=said["words"],
            waiting_on=said["first_step"] if what == _WAIT else "", whanau_heard=said["heard"], close=what == _CLOSE,
        )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Whoever is waited for is named."""
        said: dict[str, Any] = super().clean() or {}
        if said.get("what") == _WAIT and not said.get("first_step", "").strip():
            self.add_error("first_step", str(_("Enter who you wait for")))
        return said


class ReplyForm(PlainForm):
    """A few words back, between colleagues."""

    words = Words(label=_("Your reply"), short=True, error_messages={"required": _("Enter your reply")})


class PlaceForm(PlainForm):
    """Which learner a typed name stands for."""

    learner = forms.ChoiceField(
        label=_("Which learner is it?"), widget=Choice(), error_messages={"required": _("Choose which learner it is")}
    )

    def __init__(self, *args: Any, matches: Iterable[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["learner"].choices = list(matches)  # type: ignore[attr-defined]
