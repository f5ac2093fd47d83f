"""What an organisation says of a service: shape only."""

from collections.abc import Iterable
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from rourou.contexts.directory.queries import SUPPORT_WORDS
from rourou.contexts.directory.types import NewService, SupportType, Tier
from rourou.foundation.ui import spoken
from rourou.foundation.ui.forms import Choice, Choices, PlainForm, choices_of

_NUMBER: Final = {"class": "w-4", "inputmode": "decimal"}


def _list(text: str) -> tuple[str, ...]:
    """What was typed with commas or semicolons between."""
    return tuple(part for raw in text.replace(";", ",").split(",") if (part := raw.strip()))


def _whole(label: Any, hint: Any = "") -> forms.IntegerField:
    return forms.IntegerField(
        label=label, help_text=hint, required=False, min_value=0, widget=forms.TextInput(attrs=_NUMBER)
    )


class ServiceForm(PlainForm):
    """A service, and its hours in the term shown."""

    name = forms.CharField(
        label=_("What is it called?"), error_messages={"required": _("Enter the name of the service")}
    )
    support_type = forms.ChoiceField(label=_("Which support is it?"))
    tier = forms.ChoiceField(label=_("Who does it reach?"), choices=choices_of(Tier), widget=Choice(), initial=2)
    hours = forms.DecimalField(
        label=_("Hours in this term"), required=False, decimal_places=2, max_digits=6, min_value=0,
        widget=forms.TextInput(attrs=_NUMBER), error_messages={"invalid": _("Enter hours as a number, like 14 or 1.5")},
    )  # fmt: skip
    days = forms.CharField(label=_("On which days?"), required=False, help_text=_("Like: Tue, Thu"))
    skills = forms.CharField(
        label=_("Skills and knowledge"),
        required=False,
        help_text=_("With a comma between, like: speech sounds, stutter"),
    )
    languages = forms.CharField(
        label=_("Languages"), required=False, help_text=_("With a comma between, like: te reo Māori, English")
    )
    group_size_max = _whole(_("How many learners at once, at most?"))
    year_from = _whole(_("From which year level?"), _("0 is early learning."))
    year_to = _whole(_("To which year level?"))
    serves = forms.MultipleChoiceField(
        label=_("Where does it go?"),
        required=False,
        widget=Choices(),
        help_text=_("With none ticked it goes everywhere."),
    )
    contact = forms.CharField(label=_("Whom to ask about it"), required=False)

    def __init__(self, *args: Any, settings: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["serves"].choices = list(settings)  # type: ignore[attr-defined]
        self.fields["support_type"].choices = [  # type: ignore[attr-defined]
            (kind.value, words()) for kind, words in SUPPORT_WORDS.items()
        ]

    def draft(self, organisation_id: Any, lead_id: Any, settings: dict[str, Any]) -> NewService:
        """As the command takes it."""
        said = self.cleaned_data
        return NewService(
            organisation_id, said["name"], SupportType(said["support_type"]), Tier(int(said["tier"])), lead_id,
            tuple(spoken.code(word) for word in _list(said["languages"])), _list(said["skills"]),
            _list(said["days"]), said["group_size_max"], said["year_from"], said["year_to"], not said["serves"],
            tuple(settings[s] for s in said["serves"]), said["contact"],
        )  # fmt: skip
