"""The nine requests on the agenda of Thursday’s hui."""

from datetime import date
from typing import Final

from rourou.contexts.exchange.jobs.community.shapes import Request, Step


def step(event: str, on: date, by: str, words: str = "") -> Step:
    return Step(event=event, on=on, by=by, words=words)


def sent(on: date, by: str, acknowledged: date, by_whom: str = "grace") -> tuple[Step, ...]:
    return (step("submit", on, by), step("acknowledge", acknowledged, by_whom))


def _round_three(
    learner: str,
    setting: str,
    who: tuple[str, str],
    agreed: date,
    hours: float,
    hope: str,
    tried: str,
    met: tuple[str, ...],
    *,
    talked: date | None,
    when: str = "",
    languages: tuple[str, ...] = (),
    steps: tuple[Step, ...] = (),
    group_ok: bool = False,
) -> Request:
    """A request of round 3: sent the day it was agreed, now on the agenda of Thursday’s hui."""
    return Request(
        label=f"{learner}.speech",
        learner=learner,
        setting=setting,
        to="cluster",
        support_type="speech_language",
        title="Speech-language support",
        hope=hope,
        tried=tried,
        agreed_on=agreed,
        state="triaged",
        written_by=who,
        hours=hours,
        group_ok=group_ok,
        when=when,
        languages=languages,
        criteria_met=met,
        steps=(
            *(steps or sent(agreed, who[1], _soon(agreed))),
            step("triage", date(2026, 11, 16), "grace", "For the hui on Thu 26 Nov."),
        ),
        first_conversation_on=talked,
        with_person="grace",
        round="round_3",
    )


def _soon(day: date) -> date:
    """The Monday after, when the RTLB service opens its post."""
    return date.fromordinal(day.toordinal() + 7 - day.weekday())


_TRIED, _ASKED, _UNLOCKS, _MOVE = "tried_in_class", "whanau_asked", "unlocks_learning", "move_near"

ROUND_THREE: Final = (
    _round_three(
        "manaia",
        "matipo_valley",
        ("hana", "mere"),
        date(2026, 10, 16),
        4,
        "So that she can take her turn in a group, and tell her own stories.",
        "Talking stone, 7 weeks. Front-left seat, 5 weeks.",
        (_TRIED, _ASKED, _UNLOCKS),
        talked=date(2026, 10, 22),
        when="Weeks 3 to 6 of next term",
        languages=("en", "mi"),
        steps=(
            step("submit", date(2026, 10, 16), "mere", "Hana and Mere wrote it together."),
            step("acknowledge", date(2026, 10, 19), "grace"),
            step("first_conversation", date(2026, 10, 22), "grace", "Grace, Hana and Mere, at the kura, 40 minutes."),
            step(
                "ask_for_more",
                date(2026, 11, 2),
                "grace",
                "Jo’s turn counts, and the hearing test. Hana asked for a week.",
            ),
            step("supply", date(2026, 11, 9), "mere", "The wait was asked for by Hana: 2 to 8 Nov."),
            step("note", date(2026, 11, 11), "mere", "Jo’s turn counts, Weeks 1 to 4. Hearing test: clear."),
        ),
    ),
    _round_three(
        "kahurangi",
        "matipo_valley",
        ("turei", "mere"),
        date(2026, 9, 8),
        3,
        "So that he follows the talk as well as he follows the drawing.",
        "One instruction at a time, 10 weeks. Drawings, 8 weeks.",
        (_TRIED, _ASKED, _UNLOCKS),
        talked=date(2026, 9, 22),
        when="Weeks 3 to 5 of next term",
    ),
    _round_three(
        "tane",
        "kohanga",
        ("hinewai", "marama"),
        date(2026, 10, 9),
        3,
        "So that his voice and his hands are ready for kura.",
        "Face to face, one at a time, since July.",
        (_TRIED, _ASKED, _UNLOCKS, _MOVE),
        talked=date(2026, 10, 20),
        when="Weeks 2 to 5, with whānau there",
        languages=("mi",),
    ),
    _round_three(
        "mele",
        "rimu_street",
        ("ofa", "lucy"),
        date(2026, 9, 24),
        2,
        "So that her cousins and her class understand her.",
        "Hearing it said well, 8 weeks.",
        (_TRIED, _ASKED, _UNLOCKS),
        talked=date(2026, 10, 15),
        group_ok=True,
        languages=("to", "en"),
    ),
    _round_three(
        "harry",
        "rimu_street",
        ("jess", "lucy"),
        date(2026, 10, 1),
        1.5,
        "So that he reads his speech to the school.",
        "Waiting, 6 weeks. Speech in pairs, 4 weeks.",
        (_TRIED, _ASKED),
        talked=date(2026, 10, 19),
        group_ok=True,
    ),
    _round_three(
        "losa",
        "rimu_street",
        ("sieni", "lucy"),
        date(2026, 10, 27),
        2,
        "So that her Monday news gets told.",
        "Three pictures, 4 weeks. Talk frames begun.",
        (_ASKED, _UNLOCKS),
        talked=date(2026, 11, 10),
        group_ok=True,
        languages=("sm", "en"),
    ),
    _round_three(
        "ioane",
        "rimu_street",
        ("fetu", "lucy"),
        date(2026, 10, 15),
        5.5,
        "So that he can be the referee.",
        "Rules drawn on the ground, 9 weeks.",
        (_TRIED, _ASKED, _UNLOCKS),
        talked=date(2026, 11, 3),
        languages=("sm", "en"),
    ),
    _round_three(
        "ethan",
        "waikowhai_area",
        ("leanne", "pauline"),
        date(2026, 10, 22),
        5,
        "So that he talks to new people without his mate beside him.",
        "One person first, 6 weeks. Sketches, 4 weeks.",
        (_TRIED, _ASKED),
        talked=date(2026, 11, 5),
        when="Any day but Friday",
    ),
    _round_three(
        "charlotte",
        "rimu_street",
        ("moana_w", "lucy"),
        date(2026, 11, 5),
        5,
        "So that she follows the day at the Intermediate.",
        "The first step on a card, 3 weeks.",
        (_ASKED, _MOVE),
        talked=None,
    ),
)
