"""The second cluster, Kahikatea Plains: its own people, its own learners. Nobody of the first may ever see any of it.

One learner bears the name and birth date of a learner in the first, so that a search which looked too far would show.
"""

from datetime import date
from typing import Final

from rourou.contexts.exchange.jobs.community.cast import Child
from rourou.contexts.exchange.jobs.community.generated import Place
from rourou.contexts.exchange.jobs.community.shapes import (
    Audience,
    Barrier,
    Consent,
    Criterion,
    Enrolment,
    Entry,
    Hope,
    Learner,
    Note,
    Person,
    Post,
    Protocol,
    Relationship,
    Request,
    Role,
    Room,
    Setting,
    SharedCategory,
    Step,
    Strength,
    Supply,
    Voice,
)

SETTINGS: Final = (
    Setting(
        label="kp_school",
        name="Kahikatea Plains School",
        kind="school",
        type="Full Primary",
        authority="State: Not integrated",
        number="90410",
        phone="03 555 0410",
        roll=231,
        years=(1, 8),
    ),
    Setting(
        label="kp_toetoe",
        name="Toetoe Road School",
        kind="school",
        type="Contributing",
        authority="State: Not integrated",
        number="90420",
        phone="03 555 0420",
        roll=88,
        years=(1, 6),
    ),
    Setting(
        label="kp_college",
        name="Kahikatea College",
        kind="school",
        type="Secondary (Year 9-15)",
        authority="State: Not integrated",
        number="90430",
        phone="03 555 0430",
        roll=402,
        years=(9, 13),
    ),
    Setting(
        label="kp_kindergarten",
        name="Toetoe Road Kindergarten",
        kind="early_learning",
        type="Kindergarten",
        number="91440",
        phone="03 555 0440",
        roll=36,
    ),
    Setting(
        label="kp_cluster",
        name="Kahikatea Plains learning support cluster",
        kind="cluster_body",
        phone="03 555 0400",
        about="Looked after by Kahikatea Plains School.",
    ),
)

# The RTLB service and the Plains office work in both clusters, with people of their own in each.
SHARED_PARTNERS: Final = ("rtlb", "ministry_plains")

ROOMS: Final = (
    Room(label="kp_school.a", setting="kp_school", name="Room A", teachers=("kp_rosie",), years=(1, 2, 3, 4)),
    Room(label="kp_school.b", setting="kp_school", name="Room B", teachers=("kp_lionel",), years=(5, 6, 7, 8)),
    Room(label="kp_toetoe.1", setting="kp_toetoe", name="Room 1", teachers=("kp_gail",), years=(1, 2, 3, 4, 5, 6)),
    Room(label="kp_college.9", setting="kp_college", name="9K", teachers=("kp_stuart",), years=(9, 10)),
    Room(label="kp_kindergarten.k", setting="kp_kindergarten", name="Kererū", teachers=("kp_wai",)),
)

_ROWS: Final[tuple[tuple[str, str, str, str, Role, str], ...]] = (
    ("kp_tangihia", "Tangihia Marino", "Tangihia", "kp_school", "coordinator", "Learning Support Coordinator"),
    ("kp_neville", "Neville Prebble", "Neville", "kp_school", "school_principal", "Principal"),
    ("kp_rosie", "Rosie Dunmore", "Rosie", "kp_school", "teacher", "Kaiako, Room A"),
    ("kp_lionel", "Lionel Rao", "Lionel", "kp_school", "teacher", "Kaiako, Room B"),
    ("kp_gail", "Gail Westbrook", "Gail", "kp_toetoe", "senco", "SENCO, Room 1"),
    ("kp_hemi", "Hēmi Wātene", "Hēmi", "kp_toetoe", "school_principal", "Tumuaki"),
    ("kp_stuart", "Stuart Langridge", "Stuart", "kp_college", "senco", "SENCO, dean of Year 9"),
    ("kp_ana", "Anahera Tūroa", "Anahera", "kp_college", "school_principal", "Tumuaki"),
    ("kp_wai", "Waimārie Pirini", "Wai", "kp_kindergarten", "school_principal", "Head teacher"),
    ("kp_lea", "Lea Havea", "Lea", "kp_kindergarten", "senco", "Kaiako"),
    ("kp_lead", "Margaret Attwater", "Margaret", "kp_cluster", "cluster_lead", "Cluster lead"),
    ("kp_privacy", "Desmond Puna", "Desmond", "kp_cluster", "privacy_officer", "Privacy officer"),
    ("kp_rtlb", "Ngāhuia Takurua", "Ngāhuia", "rtlb", "rtlb", "RTLB for the plains"),
    ("kp_adviser", "Owen Sapolu", "Owen", "ministry_plains", "facilitator", "Learning support facilitator"),
)

STAFF: Final = tuple(
    Person(label=label, name=name, called=called, email=f"{label.removeprefix('kp_')}@kahikatea.example")
    for label, name, called, _, _, _ in _ROWS
)

POSTS: Final = tuple(
    Post(
        person=label,
        setting=setting,
        role=role,
        title=title,
        made_by="kp_privacy" if label == "kp_neville" else "kp_neville",
        confirmed_by="kp_lead" if label in {"kp_privacy", "kp_neville"} else "kp_privacy",
    )
    for label, _, _, setting, role, title in _ROWS
)

KEEPERS: Final = (
    ("kp_school", "kp_neville", "kp_tangihia", "kp_privacy"),
    ("kp_school", "kp_tangihia", "kp_neville", "kp_privacy"),
    ("kp_toetoe", "kp_hemi", "kp_gail", "kp_privacy"),
    ("kp_toetoe", "kp_gail", "kp_hemi", "kp_privacy"),
    ("kp_college", "kp_ana", "kp_stuart", "kp_privacy"),
    ("kp_college", "kp_stuart", "kp_ana", "kp_privacy"),
    ("kp_kindergarten", "kp_wai", "kp_lea", "kp_privacy"),
    ("kp_kindergarten", "kp_lea", "kp_wai", "kp_privacy"),
)

_IN_CLUSTER: Final = (
    "kp_cluster", "kp_school", "kp_toetoe", "kp_college", "kp_kindergarten", "rtlb", "ministry_plains",
)  # fmt: skip


def _place(room: str, years: tuple[int | None, ...], counts: tuple[int, int], who: tuple[str, str, str]) -> Place:
    return Place(room.split(".")[0], room, years, *counts, *who, partners=_IN_CLUSTER)


PLACES: Final = (
    _place("kp_school.a", (1, 2, 3, 4), (7, 2), ("kp_tangihia", "kp_neville", "kp_rosie")),
    _place("kp_school.b", (5, 6, 7, 8), (6, 2), ("kp_tangihia", "kp_neville", "kp_lionel")),
    _place("kp_toetoe.1", (1, 2, 3, 4, 5, 6), (5, 2), ("kp_gail", "kp_hemi", "kp_gail")),
    _place("kp_college.9", (9, 10), (3, 1), ("kp_stuart", "kp_ana", "kp_stuart")),
    _place("kp_kindergarten.k", (None,), (2, 1), ("kp_lea", "kp_wai", "kp_lea")),
)


def _child(
    label: str, given: str, family: str, born_on: date, setting: str, year: int, codes: tuple[str, ...], adult: str
) -> Child:
    return Child(
        Learner(
            label=label, given=given, family=family, born_on=born_on, ethnicities=codes, nsn=f"9900200{label[-2:]}"
        ),
        (
            Enrolment(
                learner=label,
                setting=setting,
                room=f"{setting}.{'a' if year < 5 else 'b'}",
                year_level=year,
                starts_on=date(born_on.year + 5, born_on.month, born_on.day),
            ),
        ),
        (
            (
                Person(
                    label=f"{label}_mum",
                    name=f"{adult} {family}",
                    called=adult,
                    email=f"{adult.lower()}@kahikatea-whanau.example",
                ),
                Relationship(
                    learner=label,
                    person=f"{label}_mum",
                    word="mum",
                    checked_by="kp_tangihia",
                    confirmed_by="kp_neville",
                ),
            ),
        ),
    )


CAST: Final = (
    # The same name and birth date as a learner of Matipo Valley School. They have never met.
    _child("kp_manaia_01", "Manaia", "Rūpene", date(2018, 5, 14), "kp_school", 3, ("211",), "Ripeka"),
    _child("kp_arlo_02", "Arlo", "Tregear", date(2016, 9, 9), "kp_school", 5, ("111",), "Verena"),
)

ENTRIES: Final = (
    Entry(
        learner="kp_manaia_01",
        setting="kp_school",
        opened_on=date(2026, 8, 18),
        opened_by="kp_tangihia",
        reason="Mum and kaiako asked for this together.",
        helps_first="A warm-up before the hard part",
        strengths=(Strength(words="Plays the trombone, loudly and well."), Strength(words="Never forgets a birthday.")),
        hopes=(Hope(words="To be in the plains brass band.", whose="kp_manaia_01"),),
        barriers=(
            Barrier(
                leaf="LRN.number",
                gets_in_the_way="Sums that come straight after running about.",
                helps="Three easy ones first.",
            ),
        ),
        next_on=date(2026, 12, 2),
        next_what="Look again together",
    ),
    Entry(
        learner="kp_arlo_02",
        setting="kp_school",
        opened_on=date(2026, 7, 29),
        opened_by="kp_tangihia",
        reason="Arlo asked for help himself.",
        helps_first="A map of the day",
        strengths=(Strength(words="Draws cross-sections of everything."),),
        hopes=(Hope(words="To build the set for the school show.", whose="kp_arlo_02"),),
        barriers=(
            Barrier(
                leaf="LRN.executive",
                gets_in_the_way="Days with no shape to them.",
                helps="A map of the day, drawn by Arlo.",
                tier=3,
            ),
        ),
        next_on=date(2026, 12, 9),
        next_what="Whānau talk",
    ),
)

_CATEGORIES: Final = ("identity", "strengths", "needs", "supports")
CONSENTS: Final = tuple(
    Consent(
        learner=learner,
        question=question,
        answer="yes",
        by=f"{learner}_mum",
        given_on=date(2026, 8, 25),
        until=date(2027, 12, 17),
        audiences=tuple(Audience(setting=s, categories=_CATEGORIES) for s in _IN_CLUSTER) if question == 2 else (),
        taken_by="kp_tangihia",
    )
    for learner in ("kp_manaia_01", "kp_arlo_02")
    for question in (1, 2, 4)
)

VOICES: Final = (
    Voice(
        learner="kp_manaia_01",
        words="When I play low notes my whole chair hums.",
        who="kp_manaia_01",
        speaker="learner",
        form="spoken",
        said_on=date(2026, 9, 3),
        told_to="kp_rosie",
    ),
)

NOTES: Final = (
    Note(
        learner="kp_manaia_01",
        by="kp_rosie",
        on=date(2026, 11, 12),
        title="Five in a row",
        words="Got five right, then played a fanfare for the class.",
    ),
)

REQUESTS: Final = (
    Request(
        label="kp_arlo_rtlb",
        learner="kp_arlo_02",
        setting="kp_school",
        to="kp_cluster",
        support_type="learning_behaviour",
        title="Help with the shape of the day, for Arlo",
        hope="To build the set for the school show.",
        tried="A map of the day, six weeks.",
        agreed_on=date(2026, 9, 22),
        state="waiting",
        written_by=("kp_arlo_02_mum", "kp_tangihia"),
        hours=6,
        steps=(
            Step(event="submit", on=date(2026, 9, 23), by="kp_tangihia"),
            Step(event="acknowledge", on=date(2026, 9, 25), by="kp_lead"),
            Step(event="triage", on=date(2026, 10, 20), by="kp_lead", words="Tier 2. A steady start matters most."),
            Step(event="accept", on=date(2026, 10, 22), by="kp_lead"),
        ),
        first_conversation_on=date(2026, 10, 1),
    ),
)

SUPPLIES: Final = (
    Supply(
        label="kp_rtlb_2027_1",
        setting="rtlb",
        service="RTLB for the plains",
        support_type="learning_behaviour",
        tier=2,
        term="2027-1",
        hours=60,
        person="kp_rtlb",
        settings_served=("kp_school", "kp_toetoe", "kp_college"),
        days=("Mon", "Wed"),
    ),
)

_SIGNED: Final = (
    ("kp_cluster", "kp_lead", date(2026, 6, 30)),
    ("kp_school", "kp_neville", date(2026, 6, 30)),
    ("kp_toetoe", "kp_hemi", date(2026, 6, 30)),
    ("kp_college", "kp_ana", date(2026, 6, 30)),
    ("kp_kindergarten", "kp_wai", date(2026, 6, 30)),
    ("rtlb", "kp_rtlb", date(2026, 6, 30)),
    ("ministry_plains", "kp_adviser", date(2026, 6, 30)),
)

PROTOCOLS: Final = (
    Protocol(
        label="kp.decide.1",
        kind="decide",
        version=1,
        status="in_force",
        from_on=date(2026, 7, 6),
        words=("We decide by consensus, and write down who stood aside.",),
        criteria=(
            Criterion(code="whanau_asked", words="Whānau asked for it"),
            Criterion(code="tried_in_class", words="Class strategies tried for six weeks"),
        ),
        quorum=3,
        signed=_SIGNED,
    ),
    Protocol(
        label="kp.share.1",
        kind="share",
        version=1,
        status="in_force",
        from_on=date(2026, 7, 6),
        words=("Nothing of a child leaves their setting without a yes.",),
        shares=tuple(
            SharedCategory(category=category, ceiling=2, audience=audience, purpose=purpose)
            for audience, purpose in (("cluster", "planning"), ("organisation", "support"))
            for category in _CATEGORIES
        ),
        signed=_SIGNED,
    ),
)
