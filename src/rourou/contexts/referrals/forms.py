"""What people type about a request: shape only, the rules stand in `rules`."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from rourou.contexts.directory.types import SupportType
from rourou.contexts.referrals.queries import Known, RuleAsked
from rourou.contexts.referrals.types import Contact, NewRequest, Outcome, RuleMet, Step
from rourou.foundation.ui.forms import Choice, Choices, DayBoxes, PlainForm, Tick, Words, choices_of


class RequestForm(PlainForm):
    """Only what nobody has written down yet. What is known stands beside it, ticked."""

    support_type = forms.ChoiceField(
        label=_("Which support?"), error_messages={"required": _("Choose the support you ask for")}
    )
    ask = forms.CharField(
        label=_("What do you ask for, in one line?"),
        help_text=_("Like: help to take turns in a group."),
        required=False,
    )
    hope = Words(
        short=True, label=_("What do whānau hope for?"), required=False,
        help_text=_("In their words. Whānau will read this."),
    )  # fmt: skip
    tried = Words(
        short=True, label=_("What has been tried, and for how long?"), required=False,
        help_text=_("Filled in from the register. Change what is not so."),
    )  # fmt: skip
    hours = forms.DecimalField(
        label=_("How many hours would help?"), required=False, decimal_places=2, max_digits=5, min_value=0,
        widget=forms.TextInput(attrs={"class": "w-4", "inputmode": "decimal"}),
        error_messages={"invalid": _("Enter hours as a number, like 4 or 1.5")},
    )  # fmt: skip
    when = forms.CharField(label=_("When would suit?"), help_text=_("Like: Weeks 3 to 6, mornings."), required=False)
    group_ok = forms.BooleanField(label=_("A small group would suit too"), required=False, widget=Tick())
    agreed_on = DayBoxes(
        label=_("Which day did whānau and you agree to ask?"), required=False,
        help_text=_("Both clocks start on this day."),
    )  # fmt: skip
    agreed_with = forms.CharField(label=_("Who agreed with you?"), required=False)
    to = forms.ChoiceField(label=_("Who is it for?"), required=False, widget=Choice())
    still_true = forms.MultipleChoiceField(label=_("Still true?"), required=False, widget=Choices())

    def __init__(
        self,
        *args: Any,
        supports: Iterable[tuple[str, str]],
        rules: Iterable[RuleAsked],
        known: Iterable[Known],
        organisations: Iterable[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.asked, others = tuple(rules), list(organisations)
        self.fields["support_type"].choices = list(supports)  # type: ignore[attr-defined]
        self.fields["still_true"].choices = [(k.key, k.term) for k in known]  # type: ignore[attr-defined]
        self.fields["to"].choices = [("", _("The cluster")), *others]  # type: ignore[attr-defined]
        if not others:
            del self.fields["to"]
        for rule in self.asked:
            met, evidence = _rule_fields(rule)
            self.fields[f"met_{rule.code}"], self.fields[f"evidence_{rule.code}"] = met, evidence

    @property
    def rule_fields(self) -> list[tuple[Any, Any]]:
        """Each rule as its tick and its line of evidence."""
        return [(self[f"met_{r.code}"], self[f"evidence_{r.code}"]) for r in self.asked]

    def draft(self, *, today: date, by: str, to_organisation_id: Any = None) -> NewRequest:
        """As the command takes it."""
        said = self.cleaned_data
        return NewRequest(
            SupportType(said["support_type"]), said["ask"], said["hope"], tried=said["tried"], hours=said["hours"],
            when=said["when"], group_ok=said["group_ok"], agreed_on=said["agreed_on"], agreed_with=said["agreed_with"],
            to_organisation_id=to_organisation_id, rules=tuple(self._rule(r, today, by) for r in self.asked),
            still_true=tuple(said["still_true"]),
        )  # fmt: skip

    def _rule(self, rule: RuleAsked, today: date, by: str) -> RuleMet:
        """Evidence keeps the day and the name it was written under, until it is changed."""
        met, evidence = self.cleaned_data[f"met_{rule.code}"], self.cleaned_data[f"evidence_{rule.code}"]
        was = rule.met
        if was is not None and (was.met, was.evidence) == (met, evidence):
            return was
        return RuleMet(rule.code, met, evidence, today, by)


def _rule_fields(rule: RuleAsked) -> tuple[forms.Field, forms.Field]:
    met = forms.BooleanField(label=rule.words, required=False, widget=Tick(), initial=bool(rule.met and rule.met.met))
    evidence = forms.CharField(
        label=_("How do you know?"), required=False, help_text=rule.example or "",
        initial=rule.met.evidence if rule.met else "",
    )  # fmt: skip
    return met, evidence


_WORDS: Final = {
    Step.SUBMIT: None,
    Step.SUPPLY: _("What they asked for"),
    Step.NOTE: _("What do you want to add?"),
    Step.REOPEN: _("What is new since the answer?"),
    Step.WITHDRAW: _("Why, in words that whānau will read?"),
    Step.ACKNOWLEDGE: _("A word to those who asked"),
    Step.TRIAGE: _("What the hui should know"),
    Step.ASK_FOR_MORE: _("What do you need to know?"),
    Step.BEGIN: _("What was done"),
    Step.RESUME: _("What has changed"),
    Step.CLOSE: _("What came of it"),
    Step.HOLD: _("Why it pauses, and when you will look at it again"),
    Step.CONVERSATION: _("Who talked, and about what"),
    Step.PAUSE: _("What whānau asked for"),
    Step.UNPAUSE: _("A word on it"),
}
_DATED: Final = {Step.BEGIN, Step.CONVERSATION}


class StepForm(PlainForm):
    """What one step needs: words nearly always, a day and a kind where something happened."""

    def __init__(self, *args: Any, step: Step, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.step = step
        if step in _DATED:
            kinds = choices_of(_contacts(step))
            self.fields["contact"] = forms.ChoiceField(
                label=_("How did you meet?"), choices=kinds, widget=Choice(),
                error_messages={"required": _("Choose how you met")},
            )  # fmt: skip
            self.fields["on"] = DayBoxes(label=_("On which day?"), error_messages={"required": _("Enter the day")})
        if step is Step.CLOSE:
            self.fields["outcome"] = forms.ChoiceField(
                label=_("How did it end?"), choices=choices_of(Outcome), widget=Choice(),
                error_messages={"required": _("Choose how it ended")},
            )  # fmt: skip
            self.fields["told_on"] = DayBoxes(label=_("On which day did you tell whānau?"), required=False)
        if step is Step.TRIAGE:
            self.fields["hui_on"] = DayBoxes(label=_("Which day is the hui?"), required=False)
        if (label := _WORDS[step]) is not None:
            self.fields["words"] = Words(short=True, label=label, required=False)


def _contacts(step: Step) -> tuple[Contact, ...]:
    """A call can be a conversation; it is never support, and the page says so."""
    if step is Step.BEGIN:
        return Contact.SESSION, Contact.IN_CLASS, Contact.CALL
    return Contact.MEETING, Contact.CALL


class TaskForm(PlainForm):
    """The decision of a named person after sharing has stopped."""

    goes_on = forms.ChoiceField(
        label=_("What have you decided with whānau?"), widget=Choice(),
        choices=[("yes", _("The support goes on as agreed")), ("no", _("The request is withdrawn"))],
        error_messages={"required": _("Choose what you decided")},
    )  # fmt: skip
    words = Words(short=True, label=_("In a sentence that whānau will read"), required=False)
