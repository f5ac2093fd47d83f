"""Forms of moves: shape only, the rules stand in `rules`."""

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rourou.contexts.moves.types import MAY_TRAVEL, NewMove, Reply, SettledCheck
from rourou.foundation.access.purposes import CATEGORY_WORDS, Category
from rourou.foundation.ui.forms import Choice, Choices, Day, PlainForm, Tick, Words

Pairs = Sequence[tuple[str, str]]
_REPLIES = [
    (Reply.CAN_DO.value, _("We can do this")),
    (Reply.NEED_HELP.value, _("We need help with this")),
    (Reply.NOT_YET.value, _("Not yet")),
]


class MoveForm(PlainForm):
    """What whānau and the setting agreed about a move."""

    to = forms.ChoiceField(label=_("Where to?"), error_messages={"required": _("Choose where they go")})
    moves_on = Day(label=_("First day there?"), error_messages={"required": _("Enter the first day there")})
    travels = forms.MultipleChoiceField(
        label=_("What may travel?"), widget=Choices(), required=False,
        help_text=_("Whānau choose, one by one. The name always goes with them."),
    )  # fmt: skip
    day_one = Words(
        label=_("What helps on day one?"), required=False,
        help_text=_("One thing on each line. Whānau read it before anybody else."),
    )  # fmt: skip
    keeper = forms.ChoiceField(
        label=_("Who keeps our own records afterwards?"), required=False,
        help_text=_("A colleague, by name. Everybody else here stops seeing them 20 school days after the move."),
    )  # fmt: skip
    safe = forms.BooleanField(
        label=_("I have asked whether it is safe for everybody that online access pauses now"), widget=Tick(),
        error_messages={"required": _("Ask first, then tick this")},
    )  # fmt: skip

    def __init__(self, *args: Any, settings: Pairs, colleagues: Pairs, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = [("", _("Choose")), *settings]  # type: ignore[attr-defined]
        self.fields["keeper"].choices = [("", _("Nobody yet")), *colleagues]  # type: ignore[attr-defined]
        words = [(str(int(c)), _(CATEGORY_WORDS[c])) for c in MAY_TRAVEL]
        self.fields["travels"].choices = words  # type: ignore[attr-defined]

    def draft(self, learner: uuid.UUID, settings: dict[str, uuid.UUID], colleagues: dict[str, uuid.UUID]) -> NewMove:
        """What was filled in."""
        d = self.cleaned_data
        travels = Category(sum(int(c) for c in d["travels"]))
        return NewMove(
            learner, settings[d["to"]], d["moves_on"], travels, tuple(d["day_one"].splitlines()),
            colleagues.get(d["keeper"]),
        )  # fmt: skip


class ShareForm(PlainForm):
    """Whānau have read the pack."""

    read = forms.BooleanField(label=_("Whānau have read every line"), widget=Tick(), required=False)


class AcceptForm(PlainForm):
    """The new setting takes the learner on its roll."""

    school_class = forms.ChoiceField(label=_("Which class?"), required=False)

    def __init__(self, *args: Any, classes: Pairs, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["school_class"].choices = [("", _("Not known yet")), *classes]  # type: ignore[attr-defined]


class MetForm(PlainForm):
    """The day they met."""

    on = Day(label=_("Which day did you meet?"), error_messages={"required": _("Enter the day you met")})


class AnswersForm(PlainForm):
    """The new setting's answer to each line of the pack."""

    def __init__(self, *args: Any, lines: Sequence[tuple[str, str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.line_ids = [public for public, _text, _reply in lines]
        for n, (_public, text, reply) in enumerate(lines):
            self.fields[f"line_{n}"] = forms.ChoiceField(
                label=text, choices=_REPLIES, widget=Choice(), required=False, initial=reply
            )

    def replies(self, ids: dict[str, uuid.UUID]) -> dict[uuid.UUID, Reply]:
        """Lines that were answered."""
        said = {public: self.cleaned_data[f"line_{n}"] for n, public in enumerate(self.line_ids)}
        return {ids[public]: Reply(reply) for public, reply in said.items() if reply}


class WeekSixForm(PlainForm):
    """Three questions in week 6."""

    learner = Words(short=True, label=_("What does the learner say?"), required=False)
    whanau = Words(short=True, label=_("What do whānau say?"), required=False)
    kaiako = Words(short=True, label=_("What does the kaiako say?"), required=False)
    settled = forms.ChoiceField(
        label=_("Are they settled?"), widget=Choice(), choices=[("yes", _("Settled")), ("no", _("Not yet"))],
        error_messages={"required": _("Choose whether they are settled")},
    )  # fmt: skip

    def check_made(self) -> SettledCheck:
        """What was said."""
        d = self.cleaned_data
        return SettledCheck(d["learner"], d["whanau"], d["kaiako"], d["settled"] == "yes")


class StopForm(PlainForm):
    """Nothing to fill in: the page says what stops."""
