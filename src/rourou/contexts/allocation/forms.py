"""What people type when hours are shared out: shape only."""

import uuid
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rourou.contexts.allocation.types import SuggestedLine
from rourou.foundation.ui.forms import Choice, DayBoxes, PlainForm, Words


class RoundForm(PlainForm):
    """A new round: which support, in which term, for which hui."""

    support_type = forms.ChoiceField(
        label=_("Hours of which support?"), widget=Choice(), error_messages={"required": _("Choose the support")}
    )
    term = forms.ChoiceField(label=_("In which term?"), widget=Choice())
    hui_on = DayBoxes(label=_("Which day is the hui?"), required=False)

    def __init__(
        self, *args: Any, supports: Iterable[tuple[str, str]], terms: Iterable[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["support_type"].choices = list(supports)  # type: ignore[attr-defined]
        self.fields["term"].choices = list(terms)  # type: ignore[attr-defined]


class NoteForm(PlainForm):
    """What the engine did not consider."""

    note = Words(short=True, label=_("What else the hui should know"), required=False)


class OfferForm(PlainForm):
    """What somebody who misses out is offered now."""

    offer = Words(
        short=True, label=_("What do you offer now?"),
        help_text=_("Something that can begin before the next round, in words that whānau can read."),
        error_messages={"required": _("Enter what you offer now")},
    )  # fmt: skip


class OursForm(PlainForm):
    """Our own split: hours for each request, and one reason."""

    reason = Words(
        short=True, label=_("Why this split?"), help_text=_("One reason. It needs nobody’s permission."),
        error_messages={"required": _("Enter one reason")},
    )  # fmt: skip

    def __init__(
        self, *args: Any, lines: Iterable[SuggestedLine], services: Iterable[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.lines, self.services = tuple(lines), list(services)
        for at, line in enumerate(self.lines):
            self.fields[f"hours_{at}"] = forms.DecimalField(
                label=_("Hours"), required=False, min_value=0, max_digits=5, decimal_places=2,
                initial=line.hours.normalize() if line.placed else None,
                widget=forms.TextInput(attrs={"class": "w-4", "inputmode": "decimal"}),
                error_messages={"invalid": _("Enter hours as a number, like 4 or 1.5")},
            )  # fmt: skip
            if len(self.services) > 1:
                self.fields[f"service_{at}"] = forms.ChoiceField(label=_("With whom"), choices=self.services)
        self.order_fields([name for name in self.fields if name != "reason"])

    @property
    def split_fields(self) -> list[tuple[SuggestedLine, Any, Any]]:
        """Each request with its box of hours, and the choice of whom where there is one."""
        return [
            (line, self[f"hours_{at}"], self[f"service_{at}"] if f"service_{at}" in self.fields else None)
            for at, line in enumerate(self.lines)
        ]

    def split(self, services: dict[str, uuid.UUID]) -> dict[uuid.UUID, tuple[uuid.UUID, Decimal]]:
        """As the command takes it: request → service and hours."""
        first = self.services[0][0]
        return {
            line.referral_id: (services[self.cleaned_data.get(f"service_{at}", first)], hours)
            for at, line in enumerate(self.lines)
            if (hours := self.cleaned_data[f"hours_{at}"])
        }
