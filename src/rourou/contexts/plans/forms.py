"""The plan on one page: goals in somebody's words, who does what, the day to look again."""

import uuid
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from rourou.contexts.plans.types import NewAction, NewGoal, NewPlan, PlanStatus
from rourou.contexts.register.types import Answered, Area, Due, YearBand
from rourou.foundation.kernel.text import fold
from rourou.foundation.ui.forms import Choice, Day, Line, PlainBoundField, PlainForm, Select, Words, choices_of

_STATUSES: Final = [
    (PlanStatus.DRAFT.value, _("Still being written together")),
    (PlanStatus.IN_PLACE.value, _("In place: this is what we do")),
]


class RegisterFilterForm(PlainForm):
    """The setting’s register: by name, year, what support is about, what whānau said, and the next date."""

    q = forms.CharField(label=_("Name"), required=False, max_length=80, widget=Line(attrs={"autocomplete": "off"}))
    year = forms.ChoiceField(
        label=_("Year"), choices=[("", _("Any")), *choices_of(YearBand)], required=False, widget=Select()
    )
    area = forms.ChoiceField(
        label=_("Support with"), choices=[("", _("Anything")), *choices_of(Area)], required=False, widget=Select()
    )
    sharing = forms.ChoiceField(
        label=_("Sharing"), choices=[("", _("Any answer")), *choices_of(Answered)], required=False, widget=Select()
    )
    due = forms.ChoiceField(
        label=_("Next date"), choices=[("", _("Any day")), *choices_of(Due)], required=False, widget=Select()
    )

    def __init__(self, *args: Any, knows_answers: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not knows_answers:
            del self.fields["sharing"]


@dataclass(frozen=True, slots=True)
class GoalFields:
    """The fields of one goal, for the template."""

    number: int
    words: PlainBoundField
    whose: PlainBoundField
    measure: PlainBoundField
    steps: PlainBoundField
    now: PlainBoundField
    actions: tuple[tuple[PlainBoundField, ...], ...]


class PlanForm(PlainForm):
    """As many goals as there are, each with as many actions, and room for one more of each."""

    with_whom = forms.CharField(
        label=_("Written with"), help_text=_("Everybody who was there, with a comma between names."), required=False
    )
    state = forms.ChoiceField(label=_("This plan is"), choices=_STATUSES, widget=Choice(), initial="draft")
    review_on = Day(
        label=_("When do we look again together?"), help_text=_("Like Fri 4 Dec."),
        error_messages={"required": _("Enter the day to look again")},
    )  # fmt: skip

    def __init__(self, *args: Any, shape: tuple[int, ...] = (2, 2), **kwargs: Any) -> None:
        """`shape` says how many actions each goal has room for."""
        super().__init__(*args, **kwargs)
        self.shape = shape
        for g, actions in enumerate(shape):
            self._add_goal(g)
            for a in range(actions):
                self._add_action(g, a)

    def _add_goal(self, g: int) -> None:
        add = self.fields
        add[f"goal_{g}"] = Words(label=_("A goal, in their own words"), short=True, required=False)
        add[f"whose_{g}"] = forms.CharField(label=_("Whose words"), required=False, max_length=60)
        add[f"measure_{g}"] = forms.CharField(label=_("How we will know"), required=False, max_length=160)
        add[f"steps_{g}"] = Words(
            label=_("Steps on the way"), help_text=_("From where we start to well beyond. One on each line."),
            short=True, required=False,
        )  # fmt: skip
        add[f"now_{g}"] = forms.IntegerField(
            label=_("Which step is it now?"), required=False, min_value=1, max_value=20,
            widget=Line(attrs={"inputmode": "numeric", "class": "w-4", "autocomplete": "off"}),
        )  # fmt: skip

    def _add_action(self, g: int, a: int) -> None:
        add = self.fields
        add[f"who_{g}_{a}"] = forms.CharField(label=_("Who"), required=False, max_length=80)
        add[f"what_{g}_{a}"] = forms.CharField(label=_("Does what"), required=False, max_length=200)
        add[f"when_{g}_{a}"] = forms.CharField(label=_("When, or how often"), required=False, max_length=80)
        add[f"due_{g}_{a}"] = Day(label=_("By which day"), required=False)

    @property
    def goals(self) -> Iterator[GoalFields]:
        """Each goal's fields with its actions'."""
        for g, actions in enumerate(self.shape):
            rows = tuple(
                tuple(self[f"{name}_{g}_{a}"] for name in ("who", "what", "when", "due")) for a in range(actions)
            )
            said = [self[f"{name}_{g}"] for name in ("goal", "whose", "measure", "steps", "now")]
            yield GoalFields(g + 1, said[0], said[1], said[2], said[3], said[4], rows)  # type: ignore[arg-type]

    def clean(self) -> dict[str, Any]:
        """A half-filled line says which half is missing."""
        said: dict[str, Any] = super().clean() or {}
        for g, actions in enumerate(self.shape):
            if said.get(f"goal_{g}") and not said.get(f"whose_{g}"):
                self.add_error(f"whose_{g}", str(_("Enter whose words these are")))
            for a in range(actions):
                self._check_action(said, g, a)
        return said

    def _check_action(self, said: dict[str, Any], g: int, a: int) -> None:
        who, what = said.get(f"who_{g}_{a}"), said.get(f"what_{g}_{a}")
        if what and not who:
            self.add_error(f"who_{g}_{a}", str(_("Enter who does it")))
        if who and not what:
            self.add_error(f"what_{g}_{a}", str(_("Enter what they do")))
        if (who or what) and not said.get(f"goal_{g}"):
            self.add_error(f"goal_{g}", str(_("Enter the goal this is for")))

    def draft(self, stands: NewPlan | None, learner: Collection[str]) -> NewPlan:
        """As the command takes it. `learner` are their names: a goal in other words than theirs is whānau’s."""
        said = self.cleaned_data
        names = tuple(name.strip() for name in said["with_whom"].split(",") if name.strip())
        goals = tuple(self._goal(g, stands, learner) for g in range(len(self.shape)) if said[f"goal_{g}"])
        return NewPlan(said["review_on"], stands.from_on if stands else None, PlanStatus(said["state"]), names, goals)

    def _goal(self, g: int, stands: NewPlan | None, learner: Collection[str]) -> NewGoal:
        said, was = self.cleaned_data, stands.goals[g] if stands and g < len(stands.goals) else None
        steps = tuple(line.strip() for line in said[f"steps_{g}"].splitlines() if line.strip())
        now = said[f"now_{g}"]
        actions = tuple(
            self._action(g, a, was) for a in range(self.shape[g]) if said[f"what_{g}_{a}"] and said[f"who_{g}_{a}"]
        )
        speaker = "learner" if fold(said[f"whose_{g}"]) in learner else "whanau"
        return NewGoal(
            said[f"goal_{g}"], said[f"whose_{g}"], speaker, said[f"measure_{g}"], steps,
            now if now and now <= len(steps) else None, actions, was.id if was else None,
        )  # fmt: skip

    def _action(self, g: int, a: int, was: NewGoal | None) -> NewAction:
        said, old = self.cleaned_data, was.actions[a] if was and a < len(was.actions) else None
        return NewAction(
            said[f"who_{g}_{a}"], said[f"what_{g}_{a}"], said[f"when_{g}_{a}"], said[f"due_{g}_{a}"],
            old.done_on if old else None, old.id if old else None,
        )  # fmt: skip


def filled(stands: NewPlan | None, hopes: tuple[NewGoal, ...]) -> dict[str, Any]:
    """What the form begins with: the plan, or the hopes that were told already."""
    made: dict[str, Any] = {}
    if stands is not None:
        made = {
            "with_whom": ", ".join(stands.written_with), "state": str(stands.status), "review_on": stands.review_on,
        }  # fmt: skip
    for g, goal in enumerate(stands.goals if stands else hopes):
        made |= {
            f"goal_{g}": goal.words, f"whose_{g}": goal.whose, f"measure_{g}": goal.measure,
            f"steps_{g}": "\n".join(goal.steps), f"now_{g}": goal.now,
        }  # fmt: skip
        for a, action in enumerate(goal.actions):
            made |= {
                f"who_{g}_{a}": action.who, f"what_{g}_{a}": action.what, f"when_{g}_{a}": action.when,
                f"due_{g}_{a}": action.due_on,
            }  # fmt: skip
    return made


class SuggestForm(PlainForm):
    """A change that somebody would like."""

    client_id = forms.UUIDField(widget=forms.HiddenInput, required=False)
    words = Words(
        label=_("What would you change?"), help_text=_("In your own words. You can speak it."),
        error_messages={"required": _("Enter what you would change")},
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("client_id", uuid.uuid4())


class SuggestionAnswerForm(PlainForm):
    """What became of a suggestion."""

    answer = Words(label=_("Your answer"), short=True, error_messages={"required": _("Enter what you answer")})


class EndForm(PlainForm):
    """Nothing to fill in: the button says it."""
