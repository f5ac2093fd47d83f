"""The answers of one adult, as they were given: shape only, the rules stand in `rules`."""

import uuid
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rourou.contexts.sharing.types import CLUSTER_CATEGORIES, Answer, Method, NewConsent, Question
from rourou.foundation.access.purposes import Category
from rourou.foundation.ui.forms import Choice, Choices, Day, PlainForm, Words, choices_of

_ANSWERS = [
    ("", _("Not talked about")),
    ("yes", _("Yes")),
    ("no", _("No")),
    ("not_today", _("Not today")),
]
WITH_ORGANISATION = Category.IDENTITY | Category.STRENGTHS | Category.NEEDS | Category.SUPPORTS | Category.PLAN


def _answer(label: Any, hint: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, help_text=hint, choices=_ANSWERS, widget=Choice(), required=False)


class AnswersForm(PlainForm):
    """Four separate answers of one person; a yes to one is never a yes to another."""

    giver = forms.ChoiceField(
        label=_("Who is answering?"),
        widget=Choice(),
        error_messages={"required": _("Choose who is answering")},
    )
    method = forms.ChoiceField(
        label=_("How did they answer?"), choices=choices_of(Method), widget=Choice(), initial="written",
        error_messages={"required": _("Choose how they answered")},
    )  # fmt: skip
    register = _answer(_("On our school’s register?"), _("A No closes the entry. Help in class goes on."))
    cluster = _answer(
        _("Talked about by name in the cluster?"),
        _("Only people of the organisations you tick, and only what is listed."),
    )
    organisations = forms.MultipleChoiceField(
        label=_("Which organisations?"),
        help_text=_(
            "Your own setting is always among them. A hui talks about somebody only while everybody in the room is."
        ),
        widget=Choices(),
        required=False,
    )
    organisation_answer = _answer(_("Shared with one named organisation?"), _("So that they can give support."))
    organisation = forms.ChoiceField(label=_("Which one?"), required=False)
    counted = _answer(_("Counted in summaries?"), _("A number among others. Small numbers are never shown."))
    until_on = Day(
        label=_("Last day of a yes"),
        help_text=_("The end of next year, or sooner. A yes always has an end."),
        required=False,
    )
    witness = forms.CharField(label=_("Who else was there, for a spoken yes?"), required=False)

    def __init__(
        self, *args: Any, givers: Iterable[tuple[str, str]], members: Iterable[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        places = list(members)
        self.fields["giver"].choices = list(givers)  # type: ignore[attr-defined]
        self.fields["organisations"].choices = places  # type: ignore[attr-defined]
        self.fields["organisation"].choices = [("", _("Choose one")), *places]  # type: ignore[attr-defined]

    def drafts(
        self, learner_id: uuid.UUID, giver_id: uuid.UUID | None, places: dict[str, uuid.UUID], own: uuid.UUID
    ) -> list[NewConsent]:
        """What was answered, as the command takes it; questions not talked about are left out.

        The setting that asks is at the table with those who were ticked: it knows the learner already.
        """
        data = self.cleaned_data
        ticked = tuple(places[p] for p in data["organisations"])
        ticked = (own, *ticked) if ticked else ()
        one = (places[data["organisation"]],) if data["organisation"] else ()
        asked = (
            (Question.REGISTER, data["register"], (), Category.IDENTITY),
            (Question.CLUSTER, data["cluster"], ticked, CLUSTER_CATEGORIES),
            (Question.ORGANISATION, data["organisation_answer"], one, WITH_ORGANISATION),
            (Question.COUNTED, data["counted"], (), Category.IDENTITY),
        )
        return [
            NewConsent(
                learner_id, question, Answer(answer), giver_id, Method(data["method"]), data["until_on"],
                organisations, categories, by_learner=giver_id is None, witness=data["witness"],
            )
            for question, answer, organisations, categories in asked
            if answer
        ]  # fmt: skip


_CHECKED = [
    ("guardian", _("Guardian")),
    ("caregiver", _("Caregiver with authority")),
    ("court_order", _("By court order")),
]


class StopForm(PlainForm):
    """Stop sharing: nothing to fill in."""


class PersonForm(PlainForm):
    """An adult of the whānau, in their own words, and what was seen of their authority."""

    name = forms.CharField(label=_("Name"), error_messages={"required": _("Enter their name")})
    relationship = forms.CharField(
        label=_("Who they are to the learner"),
        help_text=_("In their own words: Mum, Koro, Aunty who looks after her."),
        error_messages={"required": _("Enter who they are to the learner")},
    )
    phone = forms.CharField(label=_("Phone"), required=False)
    email = forms.EmailField(
        label=_("Email"),
        required=False,
        help_text=_("Their own. They sign in with it once their authority is confirmed."),
        error_messages={"invalid": _("Enter an email address like hana@example.nz")},
    )
    kind = forms.ChoiceField(
        label=_("Authority you have checked"), required=False, widget=Choice(),
        choices=[
            ("", _("Not checked yet")),
            *_CHECKED,
        ],
    )  # fmt: skip
    document = forms.CharField(
        label=_("What you saw"),
        required=False,
        help_text=_("For example: birth certificate, parenting order. No copies."),
    )


class CheckForm(PlainForm):
    """What was seen of the authority of somebody who stands in the circle already."""

    kind = forms.ChoiceField(
        label=_("Authority you have checked"), widget=Choice(), choices=[*_CHECKED],
        error_messages={"required": _("Choose which authority you have checked")},
    )  # fmt: skip
    document = forms.CharField(
        label=_("What you saw"),
        help_text=_("For example: birth certificate, parenting order. No copies."),
        error_messages={"required": _("Enter what you saw")},
    )
    email = forms.EmailField(
        label=_("Their own email"),
        help_text=_("They sign in with it, by a code. Leave it empty where they want paper or a talk instead."),
        required=False,
        error_messages={"invalid": _("Enter an email address like hana@example.nz")},
    )


class ConfirmForm(PlainForm):
    """The second person's yes: nothing to fill in."""


class PauseForm(PlainForm):
    """Pause one adult's online access."""

    reason = Words(
        label=_("Why"),
        short=True,
        help_text=_("Private. They see only the common page."),
        error_messages={"required": _("Enter why, in a few words")},
    )
    review_on = Day(
        label=_("Look at this again on"), error_messages={"required": _("Enter a day to look at this again")}
    )
