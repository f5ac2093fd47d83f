"""Forms of hui: shape only, the rules stand in `rules`."""

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rourou.contexts.meetings.types import (
    Choice as Way,
)
from rourou.contexts.meetings.types import (
    HuiKind,
    Interest,
    NewDecision,
    NewHui,
    Position,
    Stand,
    TellHow,
    Telling,
)
from rourou.foundation.ui.forms import Choice, Choices, Day, PlainForm, Words

Pairs = Sequence[tuple[str, str]]

_WAYS = [
    (Way.GIVE_HOURS.value, _("Give hours")),
    (Way.TRY_IN_CLASS.value, _("Try in class first")),
    (Way.KNOW_MORE.value, _("Need to know more")),
    (Way.ASK_OUTSIDE.value, _("Ask an outside agency")),
    (Way.NOT_NOW.value, _("Not now")),
    (Way.CARRY.value, _("Carry")),
]
_HOW = [
    (TellHow.PHONE.value, _("By phone")),
    (TellHow.IN_PERSON.value, _("Face to face")),
    (TellHow.MESSAGE.value, _("By message")),
    (TellHow.LETTER.value, _("By letter")),
]
_STANDS = [
    (Stand.AGREED.value, _("Agreed")),
    (Stand.STOOD_ASIDE.value, _("Stood aside")),
    (Stand.DISAGREED.value, _("Disagreed")),
]
_INTERESTS = [
    (Interest.OWN_SETTING.value, _("It is about our own setting")),
    (Interest.OWN_WHANAU.value, _("It is about my own whānau")),
    (Interest.OTHER.value, _("Another reason")),
]
_KINDS = [
    (HuiKind.CLUSTER.value, _("Cluster hui")),
    (HuiKind.PANEL.value, _("Panel")),
    (HuiKind.LIAISON.value, _("Liaison hui")),
]


class HuiForm(PlainForm):
    """Calling a hui."""

    held_on = Day(label=_("Which day?"), error_messages={"required": _("Enter the day of the hui")})
    held_at = forms.TimeField(
        label=_("What time?"), required=False, input_formats=["%H:%M", "%I:%M %p", "%I:%M%p", "%I %p", "%I%p"],
        error_messages={"invalid": _("Enter a time like 1:30 pm")},
    )  # fmt: skip
    place = forms.CharField(label=_("Where?"), required=False)
    title = forms.CharField(label=_("What do you call it?"), help_text=_("Like “Term 4, Week 7”."), required=False)
    kind = forms.ChoiceField(label=_("What kind of hui?"), choices=_KINDS, widget=Choice(), initial="cluster")
    round = forms.ChoiceField(
        label=_("Which round does it decide?"),
        help_text=_("Every request of the round goes on the agenda, with its suggestion."),
        required=False,
    )
    invited = forms.MultipleChoiceField(label=_("Who is asked to come?"), widget=Choices(), required=False)
    observers = forms.MultipleChoiceField(label=_("Who comes to listen only?"), widget=Choices(), required=False)

    def __init__(self, *args: Any, colleagues: Pairs, rounds: Pairs, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["invited"].choices = self.fields["observers"].choices = list(colleagues)  # type: ignore[attr-defined]
        self.fields["round"].choices = [("", _("No round")), *rounds]  # type: ignore[attr-defined]

    def draft(self, posts: dict[str, uuid.UUID]) -> NewHui:
        """What was filled in."""
        d = self.cleaned_data
        return NewHui(
            d["held_on"], HuiKind(d["kind"]), d["title"], d["held_at"], d["place"],
            int(d["round"]) if d["round"] else None, tuple(posts[p] for p in d["invited"]),
            tuple(posts[p] for p in d["observers"]),
        )  # fmt: skip


class ItemForm(PlainForm):
    """Something for the agenda: requests that wait, or one thing that concerns everybody."""

    requests = forms.MultipleChoiceField(label=_("Requests that wait for a hui"), widget=Choices(), required=False)
    title = forms.CharField(
        label=_("Or something that concerns all of us"), help_text=_("Name nobody here."), required=False
    )

    def __init__(self, *args: Any, waiting: Pairs, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["requests"].choices = list(waiting)  # type: ignore[attr-defined]
        if not waiting:
            del self.fields["requests"]


class AttendanceForm(PlainForm):
    """Who is here, who only listens, and somebody nobody asked."""

    here = forms.MultipleChoiceField(label=_("Who is here?"), widget=Choices(), required=False)
    listening = forms.MultipleChoiceField(label=_("Who of them only listens?"), widget=Choices(), required=False)
    also = forms.ChoiceField(label=_("Somebody else who is here"), required=False)

    def __init__(self, *args: Any, people: Pairs, others: Pairs, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["here"].choices = self.fields["listening"].choices = list(people)  # type: ignore[attr-defined]
        self.fields["also"].choices = [("", _("Nobody else")), *others]  # type: ignore[attr-defined]

    def present(self, posts: dict[str, uuid.UUID]) -> dict[uuid.UUID, bool]:
        """Each post that is here, and whether it only listens."""
        d = self.cleaned_data
        here = {*d["here"], *filter(None, [d["also"]])}
        return {posts[p]: p in d["listening"] for p in here}


class StepBackForm(PlainForm):
    """Declaring an interest."""

    who = forms.ChoiceField(label=_("Who steps back?"), error_messages={"required": _("Choose who steps back")})
    kind = forms.ChoiceField(
        label=_("Why?"), choices=_INTERESTS, widget=Choice(), error_messages={"required": _("Choose why")}
    )

    def __init__(self, *args: Any, people: Pairs, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["who"].choices = list(people)  # type: ignore[attr-defined]


class DecisionForm(PlainForm):
    """One screen: what was decided, where people stand, what whānau hear."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    choice = forms.ChoiceField(
        label=_("What we decided"), choices=_WAYS, widget=Choice(keyed=True),
        error_messages={"required": _("Choose what was decided")},
    )  # fmt: skip
    hours = forms.DecimalField(label=_("Hours"), max_digits=6, decimal_places=2, required=False)
    service = forms.ChoiceField(label=_("Who gives them"), required=False)
    start_week = forms.CharField(label=_("Start week"), required=False)
    review_week = forms.CharField(label=_("Review"), required=False)
    organisation = forms.ChoiceField(label=_("Whom we ask"), required=False)
    reason = Words(short=True, label=_("Why, or what to try, in words whānau will read"), required=False)
    offer = forms.CharField(label=_("What we offer now instead"), required=False)
    rules = forms.MultipleChoiceField(label=_("Rules we relied on"), widget=Choices(), required=False)
    departure = Words(
        short=True, label=_("Why not as suggested?"), required=False,
        help_text=_("Only where it differs. One reason; no permission is needed."),
    )  # fmt: skip
    stands = forms.ChoiceField(
        label=_("Where people stand"), widget=Choice(), initial="all",
        help_text=_("Good enough for now, safe enough to try."),
        choices=[("all", _("Everybody at the table agreed")), ("some", _("Somebody stood aside or disagreed"))],
    )  # fmt: skip
    tell = Words(label=_("What we will tell whānau"), required=False)
    tell_who = forms.ChoiceField(label=_("Who tells them"), required=False)
    tell_how = forms.ChoiceField(label=_("How"), choices=_HOW, required=False)
    tell_by = Day(label=_("By"), required=False)

    def __init__(
        self, *args: Any, voices: Sequence[tuple[uuid.UUID, str]], services: Pairs, organisations: Pairs, rules: Pairs,
        tellers: Pairs, named: bool, suggested: bool, **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.voices = tuple(voices)
        self.fields["service"].choices = [("", _("Choose")), *services]  # type: ignore[attr-defined]
        self.fields["organisation"].choices = [("", _("Choose")), *organisations]  # type: ignore[attr-defined]
        self.fields["rules"].choices = list(rules)  # type: ignore[attr-defined]
        self.fields["tell_who"].choices = [("", _("Choose")), *tellers]  # type: ignore[attr-defined]
        for n, (_id, name) in enumerate(self.voices):
            self.fields[f"stand_{n}"] = forms.ChoiceField(
                label=name, choices=_STANDS, widget=Choice(), initial="agreed", required=False
            )
            self.fields[f"said_{n}"] = forms.CharField(label=_("As said"), required=False)
        dropped = ["departure"] if not suggested else []
        if not named:
            dropped += [
                "hours",
                "service",
                "start_week",
                "organisation",
                "offer",
                "rules",
                "tell",
                "tell_who",
                "tell_how",
            ]
            dropped += ["tell_by", "departure"]
        for name in dropped:
            self.fields.pop(name, None)

    @property
    def sides(self) -> list[tuple[Any, Any]]:
        """For each organisation at the table: where it stands, and its reason."""
        return [(self[f"stand_{n}"], self[f"said_{n}"]) for n in range(len(self.voices))]

    def draft(
        self,
        services: dict[str, tuple[uuid.UUID, str]],
        organisations: dict[str, uuid.UUID],
        posts: dict[str, uuid.UUID],
    ) -> NewDecision:
        """What was filled in."""
        d = self.cleaned_data
        service, term = services.get(d.get("service", ""), (None, ""))
        telling = None
        if "tell" in self.fields:
            how = TellHow(d["tell_how"] or TellHow.PHONE.value)
            telling = Telling(d["tell"], posts.get(d["tell_who"]), how, d["tell_by"])
        return NewDecision(
            Way(d["choice"]), d.get("hours"), service, term, d.get("start_week", ""), d.get("review_week", ""),
            tuple(d.get("rules", ())), d.get("reason", ""), d.get("offer", ""),
            organisations.get(d.get("organisation", "")), d.get("departure", ""), self._positions(), telling,
        )  # fmt: skip

    def _positions(self) -> tuple[Position, ...]:
        d = self.cleaned_data
        if d["stands"] == "all":
            return ()
        return tuple(
            Position(o, Stand(d[f"stand_{n}"] or Stand.AGREED.value), d[f"said_{n}"])
            for n, (o, _name) in enumerate(self.voices)
        )


class CorrectionForm(PlainForm):
    """Something put right in the minutes."""

    item = forms.ChoiceField(
        label=_("Which item?"), help_text=_("Name nobody in what is said of the whole hui."), required=False
    )
    text = Words(
        short=True, label=_("What has to be put right?"), help_text=_("It is added. Nothing is written over."),
        error_messages={"required": _("Enter what has to be put right")},
    )  # fmt: skip

    def __init__(self, *args: Any, items: Pairs, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["item"].choices = [("", _("The whole hui")), *items]  # type: ignore[attr-defined]


class ToldForm(PlainForm):
    """Whānau have heard."""

    on = Day(label=_("Which day did they hear?"), required=False)
