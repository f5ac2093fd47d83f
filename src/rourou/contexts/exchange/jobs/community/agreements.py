"""What has been agreed: the two protocols, the four answers of the hand-told cast, teams, orders, protected places."""

from datetime import date
from typing import Final

from rourou.contexts.exchange.jobs.community.shapes import (
    Answer,
    Audience,
    Consent,
    Criterion,
    Disclosure,
    Order,
    ProtectedLocation,
    Protocol,
    SharedCategory,
    TeamPlace,
)

_HEADS: Final = (
    ("matipo_valley", "aroha"),
    ("rimu_street", "graham"),
    ("harakeke_road", "kelvin"),
    ("piwakawaka_flat", "noeline"),
    ("kereru_gorge", "murray"),
    ("fernbrook", "adrian"),
    ("waikowhai_area", "hoani"),
    ("intermediate", "bernard"),
    ("college", "alasdair"),
    ("te_awa_tuna", "hinemoa"),
    ("totara_satellite", "gwen"),
    ("kohanga", "pare"),
    ("rimu_kindergarten", "sandra"),
    ("playcentre", "rachel"),
    ("home_based", "yvonne"),
    ("little_weka", "tracey"),
    ("tui_centre", "ravi"),
    ("cluster", "grace"),
)
_PARTNERS: Final = (
    ("rtlb", "grace"),
    ("ministry_matipo", "nikau"),
    ("ministry_plains", "owen"),
    ("runanga", "kuini"),
    ("te_ara_reo", "beth"),
    ("child_development", "sanjay"),
    ("attendance", "colleen"),
    ("swis", "petelo"),
)
_SIGNED_ON: Final = date(2026, 6, 24)


def _signed(on: date, *, partners: bool = True) -> tuple[tuple[str, str, date], ...]:
    return tuple((setting, person, on) for setting, person in _HEADS + (_PARTNERS if partners else ()))


CRITERIA: Final = (
    Criterion(code="tried_in_class", words="Class strategies tried for six weeks"),
    Criterion(code="whanau_asked", words="Whānau asked for it"),
    Criterion(code="unlocks_learning", words="It unlocks learning in class"),
    Criterion(code="move_near", words="A move to a new setting is near"),
)

PROTOCOLS: Final = (
    Protocol(
        label="decide.1",
        kind="decide",
        version=1,
        status="replaced",
        from_on=date(2026, 2, 9),
        until=date(2026, 6, 28),
        words=("We decide by consensus.", "Longest wait first."),
        criteria=(CRITERIA[0], CRITERIA[1]),
        signed=_signed(date(2026, 2, 9), partners=False),
    ),
    Protocol(
        label="decide.2",
        kind="decide",
        version=2,
        status="in_force",
        from_on=date(2026, 6, 29),
        words=(
            "Good enough for now, safe enough to try.",
            "Five settings make a quorum, and one of them teaches in te reo Māori.",
            "Anyone may stand aside, and the reason is written down as it was said.",
            "A suggestion of the machine is a suggestion. People decide.",
            "Whānau are told within two school days, by somebody they know.",
        ),
        criteria=CRITERIA,
        signed=_signed(_SIGNED_ON),
    ),
    Protocol(
        label="share.1",
        kind="share",
        version=1,
        status="in_force",
        from_on=date(2026, 6, 29),
        words=(
            "Nothing of a child leaves their setting without a yes.",
            "What is highly sensitive never reaches the cluster.",
            "Counts under six are hidden, here and in every report.",
        ),
        shares=tuple(
            SharedCategory(category=category, ceiling=ceiling, audience=audience, purpose=purpose)
            for category, ceiling, audience, purpose in (
                ("identity", 1, "cluster", "planning"),
                ("strengths", 2, "cluster", "planning"),
                ("needs", 2, "cluster", "planning"),
                ("supports", 2, "cluster", "planning"),
                ("identity", 2, "organisation", "support"),
                ("strengths", 2, "organisation", "support"),
                ("needs", 2, "organisation", "support"),
                ("supports", 2, "organisation", "support"),
                ("plan", 2, "organisation", "support"),
                ("progress", 2, "organisation", "support"),
                ("health", 2, "organisation", "support"),
                ("contact", 2, "organisation", "support"),
            )
        ),
        signed=_signed(_SIGNED_ON),
    ),
)

NEXT_YEAR: Final = date(2027, 12, 17)
# Who sits at the cluster’s table: every setting, and the partners who come to its hui.
TABLE: Final = (*(setting for setting, _ in _HEADS), "rtlb", "ministry_matipo", "runanga", "te_ara_reo")
_PLANNING: Final = ("identity", "strengths", "needs", "supports")
_SUPPORT: Final = ("identity", "strengths", "needs", "supports", "plan")


def _to(settings: tuple[str, ...], categories: tuple[str, ...]) -> tuple[Audience, ...]:
    return tuple(Audience(setting=setting, categories=categories) for setting in settings)


def _answers(
    learner: str,
    by: str,
    on: date,
    two: Answer | None,
    *named: str,
    until: date = NEXT_YEAR,
    taken_by: str = "mere",
    planning: tuple[str, ...] = _PLANNING,
    support: tuple[str, ...] = _SUPPORT,
    counted: Answer = "yes",
    beside: tuple[str, ...] = (),
    capacity: str = "guardian",
    method: str = "written",
    language: str = "en",
    confirm_by: date | None = None,
    stopped_on: date | None = None,
) -> tuple[Consent, ...]:
    """The four answers, asked together and kept apart: 3 once for each organisation named."""

    def one(question: int, answer: Answer, audiences: tuple[Audience, ...] = ()) -> Consent:
        stops = stopped_on if question in {2, 3} else None
        return Consent(
            learner=learner,
            question=question,  # type: ignore[arg-type]
            answer=answer,
            by=by,
            given_on=on,
            until=until if answer == "yes" else None,
            audiences=audiences,
            capacity=capacity,
            method="verbal_recorded" if answer == "spoken_yes" else method,
            taken_by=taken_by,
            withdrawn_on=stops,
            withdrawn_by=by if stops else None,
            confirm_by=confirm_by if answer == "spoken_yes" else None,
            language=language,
        )

    first = (one(1, "yes"), *((one(2, two, _to(tuple(o for o in TABLE if o not in beside), planning)),) if two else ()))
    third = tuple(one(3, "yes", _to((setting,), support)) for setting in named)
    return (*first, *third, one(4, counted))


CONSENTS: Final = (
    # Strengths and the request for the hui; the plan only for Te Ara Reo Trust.
    *_answers(
        "manaia",
        "hana",
        date(2026, 10, 5),
        "yes",
        "te_ara_reo",
        planning=("identity", "strengths", "supports"),
        support=("identity", "plan"),
    ),
    *_answers("kahurangi", "turei", date(2026, 9, 8), "yes", "te_ara_reo"),
    *_answers(
        "salote",
        "mele_taufa",
        date(2026, 11, 4),
        "spoken_yes",
        confirm_by=date(2026, 11, 30),
        language="to",
    ),
    *_answers("te_ariki", "kararaina", date(2026, 8, 17), "no"),
    *_answers("priya", "lakshmi", date(2026, 7, 29), "yes", "ministry_plains", until=date(2026, 12, 11)),
    *_answers("oliver", "kate_bennett", date(2026, 8, 6), "yes", "te_ara_reo"),
    *_answers("lupe", "tala", date(2026, 8, 19), "yes", "te_ara_reo", stopped_on=date(2026, 11, 3)),
    *_answers("min_jun", "soo_jin", date(2026, 8, 25), "yes", until=date(2027, 3, 31)),
    *_answers("losa", "sieni", date(2026, 10, 27), "yes", "te_ara_reo", taken_by="lucy"),
    *_answers("mele", "ofa", date(2026, 9, 24), "yes", "te_ara_reo", taken_by="lucy"),
    *_answers("harry", "jess", date(2026, 10, 1), "yes", "te_ara_reo", taken_by="lucy"),
    *_answers("jaxon", "shontelle", date(2026, 7, 31), "yes", "rtlb", taken_by="lucy"),
    *_answers("setu", "temukisa", date(2026, 11, 12), "not_today", taken_by="lucy", language="tvl"),
    *_answers("emma_rimu", "hannah_clarke", date(2026, 8, 20), "no", taken_by="lucy"),
    *_answers("charlotte", "moana_w", date(2026, 8, 20), "yes", "te_ara_reo", taken_by="lucy"),
    # Yes to the hui, but not to Te Ara Reo Trust: the item is locked while its observer is in the room.
    *_answers("ioane", "fetu", date(2026, 10, 15), "yes", taken_by="lucy", beside=("te_ara_reo",)),
    # Twins: one mother, one father, two different answers, each kept as it was given.
    *_answers("tui", "erena", date(2026, 10, 6), "yes", "te_ara_reo", taken_by="denise"),
    *_answers("kotare", "josh", date(2026, 10, 7), "no", taken_by="denise"),
    *_answers("zoe", "marit", date(2026, 8, 11), "yes", taken_by="denise"),
    *_answers("emma_harakeke", "simon_clarke", date(2026, 8, 26), "yes", "child_development", taken_by="denise"),
    *_answers("hemi", "rangimarie", date(2026, 6, 30), "yes", taken_by="denise", until=date(2026, 8, 2)),
    *_answers(
        "tane", "hinewai", date(2026, 8, 3), "yes", "te_ara_reo", "ministry_plains", taken_by="marama", language="mi"
    ),
    *_answers("isla", "fiona", date(2026, 8, 17), "yes", "ministry_matipo", taken_by="ngaio"),
    *_answers(
        "amelia", "rebecca", date(2026, 7, 22), "yes", "ministry_matipo", "child_development", taken_by="philippa"
    ),
    *_answers("aria", "nan_june", date(2026, 7, 28), "no", taken_by="kerry", capacity="court_order", counted="no"),
    *_answers("kauri", "ngahuia", date(2026, 7, 30), "yes", "rtlb", "ministry_matipo", taken_by="kerry"),
    *_answers("dylan", "shane", date(2026, 8, 13), "yes", "attendance", "swis", taken_by="siobhan"),
    # Two adults who see it differently: the No stops new sharing until people have talked (decisions.md 18).
    *_answers("isabella", "karen_novak", date(2026, 9, 1), "yes", taken_by="siobhan"),
    Consent(learner="isabella", question=2, answer="no", by="petr", given_on=date(2026, 9, 3), taken_by="siobhan"),
    *_answers("wiki", "wiki", date(2026, 8, 4), "yes", taken_by="siobhan", capacity="self_16_plus", method="digital"),
    *_answers("hugo", "annabel", date(2026, 9, 10), "yes", "rtlb", taken_by="verity"),
    *_answers("ethan", "leanne", date(2026, 9, 17), "yes", "te_ara_reo", taken_by="pauline"),
    *_answers(
        "rongomai",
        "ataahua",
        date(2026, 9, 3),
        "yes",
        taken_by="wiremu",
        planning=("identity", "strengths"),
        language="mi",
    ),
)


def _team(learner: str, person: str, setting: str, role: str, on: date, confirmed_by: str = "aroha") -> TeamPlace:
    return TeamPlace(
        learner=learner, person=person, setting=setting, role=role, starts_on=on, confirmed_by=confirmed_by
    )


TEAMS: Final = (
    _team("manaia", "ana", "te_ara_reo", "Speech-language therapist", date(2026, 10, 6)),
    _team("manaia", "grace", "rtlb", "Has the request", date(2026, 10, 19)),
    _team("kahurangi", "ana", "te_ara_reo", "Speech-language therapist", date(2026, 9, 10)),
    _team("oliver", "ana", "te_ara_reo", "Speech-language therapist", date(2026, 10, 20)),
    _team("priya", "owen", "ministry_plains", "Adviser", date(2026, 9, 15)),
    _team("kauri", "sione", "rtlb", "RTLB", date(2026, 9, 14), "bernard"),
    _team("kauri", "elaine", "ministry_matipo", "Psychologist", date(2026, 10, 12), "bernard"),
    _team("dylan", "colleen", "attendance", "Attendance adviser", date(2026, 9, 1), "alasdair"),
    _team("dylan", "petelo", "swis", "Social worker", date(2026, 9, 22), "alasdair"),
    _team("tane", "owen", "ministry_plains", "Adviser on deaf children", date(2026, 8, 10), "pare"),
    _team("jaxon", "sione", "rtlb", "RTLB liaison", date(2026, 8, 12), "graham"),
    _team("amelia", "elaine", "ministry_matipo", "Psychologist", date(2026, 7, 27), "gwen"),
)

ORDERS: Final = (
    # She teaches in Room 7 and is his mother: as staff she may not open his record, nor his cousins’.
    Order(
        learner="kahurangi",
        about="heni",
        kind="staff_is_whanau",
        made_on=date(2026, 2, 3),
        recorded_by="mere",
        confirmed_by="aroha",
    ),
    Order(
        learner="isabella",
        about="petr",
        kind="parenting_order",
        categories=("location", "contact", "health", "family", "care_and_protection"),
        made_on=date(2026, 5, 11),
        recorded_by="siobhan",
        confirmed_by="alasdair",
    ),
    # His sign-in rests until people have looked at it again: he reads the neutral words that everybody may meet.
    Order(
        learner="aria",
        about="troy",
        kind="protection_order",
        made_on=date(2026, 2, 10),
        recorded_by="kerry",
        confirmed_by="bernard",
    ),
)

LOCATIONS: Final = (
    ProtectedLocation(
        learner="aria",
        since=date(2026, 2, 10),
        known_to=("kerry", "bernard", "nan_june"),
        recorded_by="kerry",
        reason="A court order. Where she learns is known to those named here.",
    ),
)

DISCLOSURES: Final = (
    Disclosure(
        learner="aria",
        to="Oranga Tamariki, Plains",
        basis="ot_s66_required",
        on=date(2026, 9, 8),
        by="kerry",
        approved_by="bernard",
        what="Days at school in Terms 2 and 3, as asked for in writing.",
        tell_whanau=True,
    ),
)
