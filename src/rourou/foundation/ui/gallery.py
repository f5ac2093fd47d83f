# ruff: noqa: E501 - sample sentences, one a line, read better whole
"""What the gallery shows: one of each component, in each state. Everyone here is invented."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest

from rourou.foundation.kernel.errors import Conflict
from rourou.foundation.ui import charts
from rourou.foundation.ui.forms import Choice, Choices, Day, DayBoxes, PlainForm, Tick, Words
from rourou.foundation.ui.parts import (
    Action,
    Audience,
    Cell,
    ConsentLine,
    Empty,
    Kind,
    Link,
    Mark,
    More,
    Option,
    Pair,
    Pairs,
    Row,
    Step,
    Table,
    Voice,
)
from rourou.foundation.ui.stamps import Stamp, StampFault, seal
from rourou.foundation.ui.words import StatusWord

W = StatusWord
SEEN = Audience("whānau, Room 4 teacher, you", "the rest of the cluster")
TODAY = date(2026, 11, 24)


@dataclass(frozen=True, slots=True)
class Shown:
    """An offer, for the gallery."""

    show: bool = True
    enabled: bool = True
    reason: str = ""


class ConcernForm(PlainForm):
    called = forms.CharField(label="Name we call them", help_text="The name on the peg, not the roll.", max_length=40)
    saw = Words(
        label="What did you see?",
        help_text="What happened, when, and what helped. You can speak it.",
        error_messages={"required": "Enter what you saw"},
    )
    tried = forms.MultipleChoiceField(
        label="What have you tried?",
        choices=[("seat", "Moved seat"), ("job", "A job to do"), ("none", "Nothing yet")],
        widget=Choices(),
        required=False,
    )
    heard = forms.ChoiceField(
        label="Have whānau heard this from you?",
        choices=[("yes", "Yes"), ("not_yet", "Not yet"), ("help", "I would like help with that")],
        widget=Choice(),
        error_messages={"required": "Choose whether whānau have heard this"},
    )
    by = Day(label="By when?", error_messages={"required": "Enter a day to do it by"})
    starts = DayBoxes(label="Starts on", required=False)
    lead = forms.ChoiceField(label="Lead", choices=[("ana", "Ana Tuiasosopo"), ("grace", "Grace Hohaia")])
    told = forms.BooleanField(label="Whānau know that I write this", widget=Tick(), required=False)


class DecisionForm(PlainForm):
    decided = forms.ChoiceField(
        label="What we decided",
        choices=[
            ("hours", "Give hours"),
            ("class", "Try in class first"),
            ("more", "Need to know more"),
            ("agency", "Ask an outside agency"),
            ("not_now", "Not now"),
            ("carry", "Carry"),
        ],
        widget=Choice(keyed=True),
        initial="hours",
    )
    tell = Words(label="What we will tell whānau", short=True)


class FilterForm(PlainForm):
    year = forms.ChoiceField(label="Year", choices=[("", "Any"), ("1-6", "Years 1 to 6")], required=False)
    sharing = forms.ChoiceField(label="Sharing", choices=[("", "Any answer"), ("yes", "Yes")], required=False)


def _rows() -> dict[str, tuple[Row, ...]]:
    done = Action("Done", "/gallery", about="ring Wini", post=True, stamp="sealed")
    move = Action("Move", "/gallery", about="ring Wini", kind=Kind.QUIET)
    promises = (
        Row(
            "Was Fri\u00a020\u00a0Nov",
            "Book the interpreter for Sālote’s hui",
            "You told her mum by Friday. Lea faka-Tonga, Thu\u00a03\u00a0Dec, 2\u00a0pm.",
            mark=Mark.RING,
            strong=True,
            actions=(done, move),
        ),
        Row(
            "Today",
            "Ring Manaia’s nan, Wini",
            "You said by Tuesday.",
            mark=Mark.RING,
            strong=True,
            actions=(done, move),
        ),
        Row(
            "Done 8:42\u00a0am",
            "Send the Room\u00a04 card",
            mark=Mark.DOT,
            actions=(Action("Undo", "/gallery", kind=Kind.QUIET),),
        ),
    )
    waiting = (
        Row(
            "6 days",
            "Six teachers, about Finn",
            "4 of 6 replied. Not yet: Ms Lee, Mr Tama.",
            replied=(4, 6),
            actions=(Action("Talk in person", "/gallery"),),
        ),
        Row(
            "20 days",
            "Sālote’s whānau, about sharing",
            "by Mon\u00a030\u00a0Nov",
            tag=W.SHARING_SPOKEN.tag(),
            actions=(Action("Print the sheet", "/gallery"),),
        ),
        Row("13 days", "The hui, about Kahurangi’s request", note="Nothing more is needed from you.", url="/gallery"),
    )
    tasks = (
        Row("Done", "Talk with whānau", mark=Mark.DOT),
        Row("Do next", "What has been tried", mark=Mark.RING, strong=True, url="/gallery"),
        Row("Waiting on someone", "Class counts", "Asked Jo on Wed\u00a018\u00a0Nov.", mark=Mark.RING),
        Row(
            "Not started",
            "Send",
            mark=Mark.RING,
            actions=(Action("Send to Grace", "/gallery", off="Two lines are still empty."),),
        ),
    )
    timeline = (
        Row(
            "Thu\u00a019\u00a0Nov",
            "Told two friends the whole eel story",
            "Jo Whaanga, Room\u00a04. Nobody prompted her.",
        ),
        Row(
            "Tue\u00a017\u00a0Nov", "Small group with Mere", "Five turns in ten minutes.", tag=W.SUPPORT_HAPPENING.tag()
        ),
    )
    return {"promises": promises, "waiting": waiting, "tasks": tasks, "timeline": timeline}


def _tags() -> tuple[tuple[str, tuple[Any, ...]], ...]:
    slots: dict[str, Any] = {"name": "Mere", "date": "17\u00a0Dec\u00a02027", "why": "whānau asked"}
    things = dict.fromkeys(word.thing for word in W)
    return tuple((thing.capitalize(), tuple(w.tag(**slots) for w in W if w.thing == thing)) for thing in things)


def _forms() -> dict[str, PlainForm]:
    stamp = Stamp("person", "post", SEEN.text, "1", "/gallery")
    empty = ConcernForm(stamp=stamp)
    wrong = ConcernForm(
        {
            "stamp": seal(stamp),
            "saw": "",
            "called": "Nia",
            "by": "someday",
            "starts_day": "4",
            "starts_month": "",
            "starts_year": "2026",
        },
        stamp=stamp,
        prefix=None,
        auto_id="w-%s",
        today=TODAY,
    )
    changed = DecisionForm({"stamp": "old", "decided": "class", "tell": "We talk again."}, stamp=stamp, auto_id="c-%s")
    theirs = DecisionForm({"stamp": seal(stamp), "decided": "more", "tell": "We ask Jo."}, stamp=stamp, auto_id="t-%s")
    for form in (empty, wrong, changed, theirs):
        form.audience = SEEN
    wrong.is_valid()
    changed.stamp_fault = StampFault.AUDIENCE
    theirs.is_valid()
    sentence = "Ana changed this at 2:14\u00a0pm. Here are both. Keep yours, theirs, or both."
    theirs.refuse(Conflict("gallery", sentence, details={"What we decided": "Give hours"}))
    decision = DecisionForm(stamp=stamp, auto_id="d-%s")
    decision.audience = Audience("people in this room, Hana and Koro Rāwiri", "observers")
    return {
        "empty": empty,
        "wrong": wrong,
        "changed": changed,
        "theirs": theirs,
        "decision": decision,
        "filters": FilterForm(),
    }


def _tables() -> dict[str, Any]:
    def learner(name: str, room: str, helps: str, sharing: Any, plan: Any, then: str) -> tuple[Cell, ...]:
        return Cell(name, "/gallery", room), Cell(helps), Cell(tag=sharing), Cell(tag=plan), Cell(then)

    yes = W.SHARING_YES.tag(date="17\u00a0Dec\u00a02027")
    return {
        "register": Table(
            "Learners on the register, soonest date first",
            ("Learner", "What helps first", "Sharing", "Plan", "Next"),
            (
                learner("Manaia Rūpene", "Year\u00a03, Room\u00a04", "A turn that is hers, and time", yes, W.PLAN_REVIEW_DUE.tag(), "Review Fri\u00a04\u00a0Dec"),
                learner("Finn O’Rourke", "Year\u00a06, Room\u00a011", "Building it before writing it", W.SHARING_NOT_ASKED.tag(), W.PLAN_DRAFT.tag(), "4 of 6 teachers replied"),
                learner("Oliver Bennett", "Year\u00a01, Room\u00a01", "Quiet start, then join in", W.SHARING_STOPPED.tag(date="3\u00a0Nov"), W.PLAN_REVIEW_OVERDUE.tag(), "Review was Fri\u00a013\u00a0Nov"),
            ),
        ),
        "pairs": Pairs(
            "What gets in the way",
            "What helps",
            (
                ("Fast group talk. By the time she has the words, the turn has gone.", "A talking stone. Ten quiet seconds before anyone answers."),
                ("Being asked to say it again in front of people.", "Say back what you heard. She will fix it."),
            ),
        ),
        "heat": charts.heat_table(
            caption="What learners here have asked for help with",
            corner="Area, by year",
            columns=("0–1", "2–3", "4–6", "7–8"),
            rows=(("Literacy", (None, 30, 48, 24)), ("Communication", (18, 21, 12, None)), ("Hearing", (0, None, 6, None))),
            urls={(0, 1): "/gallery"},
        ),
    }  # fmt: skip


def everything(request: HttpRequest) -> dict[str, Any]:
    """The context of the gallery page."""
    first = (charts.Stretch(0, 6),)
    second = (charts.Stretch(0, 17), charts.Stretch(17, 24, rested=True), charts.Stretch(24, 39))
    return {
        **_rows(),
        **_tables(),
        "tags": _tags(),
        "forms": _forms(),
        "seen": SEEN,
        "only": Audience("Mere (LSC), and you"),
        "offers": {"on": Shown(), "off": Shown(enabled=False, reason="You can record this once someone is named to tell whānau.")},
        "consents": (
            ConsentLine(W.SHARING_YES.tag(date="17\u00a0Dec\u00a02027"), "The hui may talk about Manaia by name.", "/gallery", "Sharing"),
            ConsentLine(W.SHARING_SPOKEN.tag(), "By Mon\u00a030\u00a0Nov. Until then, only you may talk about it."),
            ConsentLine(W.SHARING_STOPPED.tag(date="3\u00a0Nov"), "Te Ara Reo Trust sees nothing new."),
        ),
        "voices": (
            Voice("I like being the one who feeds the eels. I don’t like it when everyone talks at once.", "Manaia, drawn and told to Mere, Mon\u00a09\u00a0Nov"),
            Voice("He ngākau māhaki ia. He tino pai ia ki te waiata.", "Koro Rāwiri, spoken at home, Sun\u00a015\u00a0Nov, in te reo Māori", "mi"),
        ),
        "facts": (
            Pair("Asked for", "4 hours over Weeks\u00a03 to 6.", change_url="/gallery"),
            Pair("What happens next", "Grace replies by Tue\u00a01\u00a0Dec.", mark=Mark.RING),
            Pair("Plan", "", tag=W.PLAN_IN_PLACE.tag(), note="Look again together on Fri\u00a04\u00a0Dec."),
        ),
        "ladder": (
            Step("Shows the drawing"),
            Step("Tells two friends", now=True, sub="today"),
            Step("Tells the class by herself"),
            Step("Answers questions"),
        ),
        "clocks": (
            charts.clock(days=6, says="To the first real conversation", state="Stopped Thu\u00a022\u00a0Oct", stopped=True, stretches=first, scale=50),
            charts.clock(days=39, says="To the first real support", state="Still counting, 7 days of it paused", stopped=False, stretches=second, scale=50, next_day=41),
        ),
        "bar": charts.hours_bar(agreed=9, proposed=3, total=14, of="this round"),
        "half": charts.hours_bar(agreed=0, proposed=13.5, total=14, of="with Ana, Term\u00a01"),
        "hours": charts.small_hours(1.5),
        "chips": (Link("Years 1 to 6", "/gallery"), Link("Review due", "/gallery")),
        "sections": (Link("Overview", "/gallery", current=True), Link("Timeline", "/gallery"), Link("Plan", "/gallery"), Link("Sharing", "/gallery")),
        "splits": (
            Option("Suggestion", "5 placed, 13.5\u00a0h", "/gallery", current=True),
            Option("With a group at Rimu Street", "7 placed, 14\u00a0h", "/gallery"),
            Option("Longest wait first", "5 placed, 13\u00a0h", "/gallery"),
        ),
        "more": More("/gallery?after=k7"),
        "nothing": Empty("No concerns waiting. New ones from teachers appear here."),
        "few": Empty("Too few to show without pointing at someone.", "/gallery", "How small counts are hidden"),
    }  # fmt: skip
