"""The rest of the registers: invented learners drawn by keyed hash, the same people every time.

The hand-told cast stands in `cast.py`; this fills the settings to the size a cluster's pages need, so that lists,
filters and counts have something to show. Nothing here depends on the day it is run.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from rourou.contexts.exchange.jobs import names
from rourou.contexts.exchange.jobs.community import agreements, prose
from rourou.contexts.exchange.jobs.community.calendar_data import CALENDAR
from rourou.contexts.exchange.jobs.community.cast import Child
from rourou.contexts.exchange.jobs.community.shapes import (
    Action,
    Answer,
    Audience,
    Barrier,
    Concern,
    Consent,
    Enrolment,
    Entry,
    Goal,
    Hope,
    Learner,
    Note,
    Person,
    Plan,
    Relationship,
    Strength,
    Support,
)

TODAY: Final = date(2026, 11, 24)
END_OF_NEXT_YEAR: Final = date(2027, 12, 17)


@dataclass(frozen=True, slots=True)
class Place:
    """How many to invent in one room, of what years, and who looks after them there."""

    setting: str
    room: str | None
    years: tuple[int | None, ...]
    on_register: int
    others: int
    coordinator: str
    head: str
    teacher: str
    partners: tuple[str, ...] = agreements.TABLE


@dataclass(frozen=True, slots=True)
class Story:
    """What the register holds of one invented learner."""

    entry: Entry | None
    consents: tuple[Consent, ...] = ()
    supports: tuple[Support, ...] = ()
    notes: tuple[Note, ...] = ()
    plans: tuple[Plan, ...] = ()
    concerns: tuple[Concern, ...] = ()


def _open(day: date, step: int = 1) -> date:
    """The day itself where schools are open, else the next one that is (or, with -1, the one before)."""
    while not CALENDAR.is_open_day(day):
        day += timedelta(days=step)
    return day


def band_of(year: int | None) -> str:
    """Which list of sentences fits the age."""
    if year is None:
        return "early"
    return "junior" if year <= 3 else "middle" if year <= 6 else "senior"


def _birthday(dice: names.Dice, year: int | None) -> date:
    """Year 1 of 2026 was born from April 2020 to March 2021; before school, about a year or two later."""
    return date(2021 - (year if year is not None else -1), 4, 1) + timedelta(days=dice.below(364))


_FIRST_YEAR: Final = {"intermediate": 7, "college": 9}


def _starts(setting: str, year: int | None, born: date) -> date:
    """The fifth birthday, or the first day of the year in which this kind of school begins."""
    if year is None:
        return date(2025, 2, 3)
    first = date(2026 - year + _FIRST_YEAR[setting], 2, 3) if setting in _FIRST_YEAR else date(2014, 1, 1)
    return max(first, born.replace(year=born.year + 5, day=min(born.day, 28)))


def _whanau(seed: str, label: str, learner: Learner, place: Place) -> Iterator[tuple[Person, Relationship]]:
    """One or two adults; about one in four has another family name than the child."""
    dice = names.Dice(seed, "whanau", label)
    group = names.BY_CODE[learner.ethnicities[0]]
    for number in range(1 + dice.chance(0.55)):
        gender = dice.choice(("female", "male")) if number else dice.weighted(("female", "male"), (4, 1))
        named = names.name_of(seed, f"{label} adult {number}", group, gender)
        family = named.family if dice.chance(0.25) else learner.family
        person = Person(
            label=f"{label}_w{number + 1}",
            name=f"{named.given} {family}",
            called=named.given,
            phone=f"027 555 {1000 + int(names.Dice(seed, 'phone', label).below(9000)):04d}",
            language=learner.languages[0] if learner.languages[0] != "en" else "en-nz",
        )
        word = "mum" if gender == "female" else "dad"
        yield (
            person,
            Relationship(
                learner=label, person=person.label, word=word, checked_by=place.coordinator, confirmed_by=place.head
            ),
        )


def _child(seed: str, label: str, place: Place, number: int) -> Child:
    dice = names.Dice(seed, "learner", label)
    year = dice.choice(place.years)
    group = names.MAORI if place.setting in {"te_awa_tuna", "kohanga"} else names.group_of(seed, label)
    gender = names.gender_of(seed, label)
    named = names.name_of(seed, label, group, gender)
    codes = names.ethnicities_of(seed, label)
    born = _birthday(dice, year)
    learner = Learner(
        label=label,
        given=named.given,
        family=named.family,
        born_on=born,
        gender=gender,
        ethnicities=codes if codes[0] == group.code else (group.code,),
        iwi=("Ngāti Matipo",) if group is names.MAORI and dice.chance(0.6) else (),
        languages=("mi", "en")
        if place.setting in {"te_awa_tuna", "kohanga"}
        else names.languages_of(seed, label, group),
        nsn=None if year is None else f"99{int(names.Dice(seed, 'nsn', label).below(9_000_000)) + 1_000_000:07d}",
        family_first=named.family_first,
    )
    enrolment = Enrolment(
        learner=label,
        setting=place.setting,
        room=place.room,
        starts_on=_starts(place.setting, year, born),
        year_level=year,
        attendance=dice.weighted(("regular", "irregular", "moderate", "chronic"), (70, 18, 8, 4)),
    )
    return Child(learner, (enrolment,), tuple(_whanau(seed, label, learner, place)))


def _barriers(dice: names.Dice, band: str) -> Iterator[tuple[Barrier, prose.Pair]]:
    """One to three, none of the same leaf, each with what helps beside it."""
    leaves, weights = zip(*prose.LEAVES[band], strict=True)
    drawn = [dice.weighted(leaves, weights) for _ in range(dice.weighted((1, 2, 3), (5, 4, 1)))]
    for leaf in dict.fromkeys(drawn):
        pair = dice.choice(prose.PAIRS[leaf])
        yield (
            Barrier(
                leaf=leaf,
                gets_in_the_way=pair.gets_in_the_way,
                helps=pair.helps,
                tier=dice.weighted((1, 2, 3), (3, 5, 2)),
                severity=dice.weighted(("mild", "moderate", "high"), (4, 5, 1)),
                confidence=dice.weighted(("concern", "evidenced", "diagnosed"), (3, 6, 1)),
                since=date(2026, 7, 20) + timedelta(days=dice.below(110)),
            ),
            pair,
        )


def _entry(seed: str, child: Child, place: Place) -> Entry:
    label = child.learner.label
    dice, band = names.Dice(seed, "entry", label), band_of(child.enrolments[0].year_level)
    found = tuple(_barriers(dice, band))
    opened = _open(date(2026, 7, 22) + timedelta(days=7 * dice.below(16)))
    words = dice.sample(prose.STRENGTHS[band], dice.between(2, 3))
    hopes = dice.sample(prose.HOPES[band], dice.between(1, 2))
    return Entry(
        learner=label,
        setting=place.setting,
        opened_on=opened,
        opened_by=place.coordinator,
        reason="Whānau and kaiako asked for this together.",
        status=dice.weighted(("open", "watching"), (5, 1)),
        priority=dice.weighted(("low", "medium", "high"), (3, 6, 1)),
        helps_first=found[0][1].first,
        strengths=tuple(Strength(words=w, by=place.teacher) for w in words),
        hopes=tuple(Hope(words=w, whose=label if who == "learner" else child.whanau[0][0].label) for w, who in hopes),
        barriers=tuple(barrier for barrier, _ in found),
        next_on=_open(TODAY + timedelta(days=dice.between(1, 150))),
        next_what=dice.choice(("Look again together", "Whānau talk", "Check how it is going")),
    )


def _consent(
    child: Child, place: Place, question: int, answer: Answer, on: date, until: date | None, *to: Audience
) -> Consent:
    adult = child.whanau[0][0]
    return Consent(
        learner=child.learner.label,
        question=question,  # type: ignore[arg-type]
        answer=answer,
        by=adult.label,
        given_on=on,
        until=until if answer == "yes" else None,
        audiences=to,
        taken_by=place.coordinator,
        confirm_by=_open(on + timedelta(days=26)) if answer == "spoken_yes" else None,
        language="en" if adult.language == "en-nz" else adult.language,
    )


_PLANNING: Final = ("identity", "strengths", "needs", "supports")
_PROVIDER_OF: Final = {
    "COM": "te_ara_reo",
    "LRN": "rtlb",
    "SEB": "rtlb",
    "WEL": "ministry_matipo",
    "SEN": "ministry_matipo",
}


def _consents(seed: str, child: Child, place: Place, entry: Entry) -> Iterator[Consent]:
    """The four answers as they are given: some yes, some no, some not today, some not asked yet."""
    dice = names.Dice(seed, "consent", child.learner.label)
    if dice.chance(0.12):
        return
    on = _open(min(entry.opened_on + timedelta(days=dice.between(2, 30)), date(2026, 11, 20)), -1)
    until = dice.weighted((END_OF_NEXT_YEAR, date(2027, 3, 31), date(2027, 7, 2), date(2026, 12, 11)), (14, 3, 2, 1))
    yield _consent(child, place, 1, "yes", on, until)
    two: Answer = dice.weighted(("yes", "no", "not_today", "spoken_yes"), (66, 16, 12, 6))
    yield _consent(
        child, place, 2, two, on, until, *(Audience(setting=s, categories=_PLANNING) for s in place.partners)
    )
    provider = _PROVIDER_OF.get(entry.barriers[0].leaf[:3])
    if two == "yes" and provider in place.partners and dice.chance(0.4):
        audience = Audience(setting=provider, categories=("identity", "strengths", "needs", "plan"))
        yield _consent(child, place, 3, "yes", on, until, audience)
    yield _consent(child, place, 4, "no" if dice.chance(0.07) else "yes", on, until)


def _supports(seed: str, child: Child, place: Place, entry: Entry) -> Iterator[Support]:
    """What is being done about each; about one in six still waits for something to begin."""
    dice = names.Dice(seed, "support", child.learner.label)
    for barrier in entry.barriers:
        kind = dice.choice(("adaptation", "group", "programme", "teacher_aide", "environment"))
        if dice.chance(0.84):
            yield Support(
                learner=child.learner.label,
                type=kind,
                provider="teacher_aide"
                if kind == "teacher_aide"
                else "teacher"
                if kind == "adaptation"
                else "coordinator",
                setting=place.setting,
                what=barrier.helps,
                tier=barrier.tier,
                status=dice.weighted(("happening", "planned", "paused", "finished"), (7, 2, 1, 1)),
                starts_on=_open(min(entry.opened_on + timedelta(days=dice.between(3, 21)), date(2026, 11, 20)), -1),
                barriers=(barrier.leaf,),
            )


def _notes(seed: str, child: Child, place: Place, entry: Entry) -> Iterator[Note]:
    dice = names.Dice(seed, "note", child.learner.label)
    for title, words in dice.sample(prose.NOTES, dice.between(1, 3)):
        on = _open(min(entry.opened_on + timedelta(days=dice.between(4, 80)), date(2026, 11, 23)), -1)
        yield Note(learner=child.learner.label, by=place.teacher, on=on, title=title, words=words)


def _plans(seed: str, child: Child, place: Place, entry: Entry) -> Iterator[Plan]:
    """A plan for about four in ten, with one goal in somebody's own words."""
    dice = names.Dice(seed, "plan", child.learner.label)
    if max(b.tier for b in entry.barriers) < 2 or not dice.chance(0.45):
        return
    label, adult = child.learner.label, child.whanau[0][0]
    begun = _open(min(entry.opened_on + timedelta(days=14), date(2026, 11, 9)))
    yield Plan(
        label=f"{label}.plan",
        learner=label,
        setting=place.setting,
        status=dice.weighted(("in_place", "draft"), (5, 1)),
        from_on=begun,
        review_on=_open(TODAY + timedelta(days=dice.between(-9, 90))),
        lead=place.coordinator,
        written_with=(label, adult.label, place.teacher, place.coordinator),
        goals=(
            Goal(
                words=dice.choice(prose.GOALS[band_of(child.enrolments[0].year_level)]),
                whose=label,
                actions=(
                    Action(who=place.teacher, what=entry.barriers[0].helps, when="Each day"),
                    Action(who=adult.label, what="Says how it went, on Sundays.", when="Each week"),
                ),
            ),
        ),
    )


def _concern(seed: str, child: Child, place: Place, *, opened: date | None) -> Concern:
    """What began an entry, or what has come in and waits for a first step."""
    dice = names.Dice(seed, "concern", child.learner.label)
    on = (
        (opened - timedelta(days=dice.between(5, 14)))
        if opened
        else date(2026, 10, 19) + timedelta(days=dice.below(28))
    )
    on = _open(on, -1)
    return Concern(
        label=f"{child.learner.label}.concern",
        learner=child.learner.label,
        by=place.teacher,
        seen_on=on,
        words=dice.choice(prose.SEEN),
        tried=dice.choice((("moved_seat",), ("picture_timetable",), ("a_job_to_do", "talked_with_whanau"))),
        whanau_heard="yes" if opened else dice.choice(("yes", "not_yet")),
        status="closed" if opened else "first_step",
        taken_by=place.coordinator,
        first_step=dice.choice(prose.FIRST_STEPS),
        closed_on=opened,
    )


def _story(seed: str, child: Child, place: Place) -> Story:
    entry, dice = _entry(seed, child, place), names.Dice(seed, "story", child.learner.label)
    return Story(
        entry,
        tuple(_consents(seed, child, place, entry)),
        tuple(_supports(seed, child, place, entry)),
        tuple(_notes(seed, child, place, entry)),
        tuple(_plans(seed, child, place, entry)),
        (_concern(seed, child, place, opened=entry.opened_on),) if dice.chance(0.4) else (),
    )


def fill(seed: str, places: tuple[Place, ...]) -> tuple[tuple[Child, Story], ...]:
    """Every invented learner of these places, with a story for those on a register."""
    made: list[tuple[Child, Story]] = []
    for place in places:
        room = (place.room or place.setting).replace(".", "_")
        for number in range(place.on_register + place.others):
            child = _child(seed, f"{room}_{number + 1:02d}", place, number)
            if number < place.on_register:
                made.append((child, _story(seed, child, place)))
            else:
                made.append((child, Story(None, concerns=_some_concern(seed, child, place))))
    return tuple(made)


def _some_concern(seed: str, child: Child, place: Place) -> tuple[Concern, ...]:
    dice = names.Dice(seed, "lately", child.learner.label)
    return (_concern(seed, child, place, opened=None),) if dice.chance(0.15) else ()


def _place(
    setting: str,
    room: str | None,
    years: tuple[int | None, ...],
    counts: tuple[int, int],
    coordinator: str,
    head: str,
    teacher: str,
) -> Place:
    key = f"{setting}.{room}" if room else None
    return Place(setting, key, years, counts[0], counts[1], coordinator, head, teacher)


MATIPO_PLACES: Final = (
    _place("matipo_valley", "1", (1,), (6, 4), "mere", "aroha", "harriet"),
    _place("matipo_valley", "3", (2,), (5, 4), "mere", "aroha", "leilani"),
    _place("matipo_valley", "4", (3,), (5, 6), "mere", "aroha", "jo"),
    _place("matipo_valley", "7", (4,), (6, 4), "mere", "aroha", "heni"),
    _place("matipo_valley", "9", (5,), (6, 4), "mere", "aroha", "ms_lee"),
    _place("matipo_valley", "11", (6,), (6, 4), "mere", "aroha", "mr_tama"),
    _place("rimu_street", "2", (1, 2), (3, 2), "lucy", "graham", "caitlin"),
    _place("rimu_street", "6", (3, 4), (3, 2), "lucy", "graham", "anaru"),
    _place("rimu_street", "8", (5, 6), (3, 2), "lucy", "graham", "bronwyn"),
    _place("harakeke_road", "1", (1,), (1, 1), "denise", "kelvin", "stella"),
    _place("harakeke_road", "2", (1,), (1, 1), "denise", "kelvin", "josephine"),
    _place("harakeke_road", "5", (2, 3, 4, 5, 6), (4, 1), "denise", "kelvin", "stella"),
    _place("piwakawaka_flat", "1", (1, 3, 5, 7), (3, 1), "dot", "noeline", "noeline"),
    _place("kereru_gorge", "1", (2, 4, 6), (2, 1), "wendy", "murray", "murray"),
    _place("fernbrook", "6", (5, 6), (2, 1), "verity", "adrian", "verity"),
    _place("waikowhai_area", "j", (1, 2, 3, 4), (2, 1), "pauline", "hoani", "tui_matenga"),
    _place("waikowhai_area", "s", (5, 6, 7, 8, 9, 10), (2, 1), "pauline", "hoani", "tui_matenga"),
    _place("intermediate", "7k", (7,), (3, 1), "kerry", "bernard", "kerry"),
    _place("intermediate", "8t", (8,), (3, 1), "kerry", "bernard", "mr_rakete"),
    _place("college", "9w", (9,), (3, 1), "siobhan", "alasdair", "fraser"),
    _place("college", "10h", (10,), (2, 1), "siobhan", "alasdair", "fraser"),
    _place("college", "12r", (11, 12, 13), (2, 1), "siobhan", "alasdair", "meera"),
    _place("te_awa_tuna", "teina", (1, 2, 3, 4, 5, 6), (3, 1), "wiremu", "hinemoa", "wiremu"),
    _place("te_awa_tuna", "tuakana", (7, 8, 9), (1, 1), "wiremu", "hinemoa", "wiremu"),
    _place("totara_satellite", "k", (2, 4, 5), (2, 0), "philippa", "gwen", "philippa"),
    _place("kohanga", "t", (None,), (1, 1), "marama", "pare", "marama"),
    _place("rimu_kindergarten", "m", (None,), (2, 1), "ngaio", "sandra", "ngaio"),
    _place("playcentre", None, (None,), (1, 1), "felicity", "rachel", "felicity"),
    _place("home_based", None, (None,), (1, 1), "lani", "yvonne", "lani"),
    _place("little_weka", "p", (None,), (2, 1), "amber", "tracey", "amber"),
    _place("tui_centre", "k", (None,), (2, 1), "joy", "ravi", "joy"),
)
