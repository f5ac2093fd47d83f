"""A hui that was, a hui that comes, and three moves."""

from datetime import date, time
from typing import Final

from rourou.contexts.exchange.jobs.community.shapes import AgendaItem, Hui, Move, Stand

_ALL_AGREED: Final = tuple(
    Stand(setting=setting, stand="agreed")
    for setting in (
        "matipo_valley",
        "rimu_street",
        "harakeke_road",
        "waikowhai_area",
        "te_awa_tuna",
        "kohanga",
        "intermediate",
        "cluster",
    )
)
_ONE_ASIDE: Final = (
    *(s for s in _ALL_AGREED if s.setting != "rimu_street"),
    Stand(
        setting="rimu_street",
        stand="stood_aside",
        reason="We had hoped for the hours ourselves. The reasons are fair.",
    ),
)
# Nīkau and Ana listen: they bring what they know, and take no part in deciding.
_OBSERVERS: Final = ("nikau", "ana")
_PRESENT: Final = ("grace", "mere", "lucy", "denise", "pauline", "wiremu", "pare", "kerry", "nikau", "kuini", "ana")

HUI: Final = (
    Hui(
        label="hui_2026_09_17",
        title="Cluster hui, Term 3 Week 9",
        kind="cluster",
        on=date(2026, 9, 17),
        at=time(13, 30),
        place="Wharenui, Matipo Valley School",
        chair="grace",
        minutes_by="lucy",
        status="held",
        protocol="decide.2",
        present=_PRESENT,
        asked=(*_PRESENT, "siobhan", "sandra"),
        observers=_OBSERVERS,
        apologies=("siobhan", "sandra"),
        invited=("kate_bennett", "soo_jin"),
        minutes_status="confirmed",
        confirmed_on=date(2026, 10, 15),
        confirmed_by=("mere", "pauline"),
        round="round_2",
        items=(
            AgendaItem(number=0, title="Karakia and whakawhanaungatanga", kind="opening"),
            AgendaItem(
                number=1,
                title="Speech sounds in Years 0 and 1",
                kind="population",
                decision="ask_outside",
                words="More of our five-year-olds ask for help with speech sounds than last term. Nīkau asks Te Ara "
                "Reo Trust for a workshop for nine kaiako.",
                told_by="nikau",
                tell_by=date(2026, 10, 16),
                told_on=date(2026, 10, 14),
                stands=_ALL_AGREED,
            ),
            AgendaItem(
                number=2,
                title="Oliver",
                kind="named",
                learner="oliver",
                request="oliver.speech",
                decision="give_hours",
                hours=4,
                start="Term 4, Week 2",
                review="Term 4, Week 6",
                lead="ana",
                words="Good enough for now, safe enough to try.",
                tell="Oliver will have four hours with Ana, in a group of three, from Week 2. We look again in Week 6.",
                told_by="mere",
                tell_by=date(2026, 9, 21),
                told_on=date(2026, 9, 18),
                stands=_ALL_AGREED,
            ),
            AgendaItem(
                number=3,
                title="Min-jun",
                kind="named",
                learner="min_jun",
                request="min_jun.speech",
                decision="try_in_class",
                review="Term 4, Week 6",
                lead="bridget",
                words="The day on the desk has only just begun, and it is working.",
                departure="Ms Lee and Soo-jin would both rather see what the day on the desk does first.",
                tell="Ms Lee carries on with the day on the desk, and Bridget helps her. We look again in Week 6.",
                told_by="mere",
                tell_by=date(2026, 9, 21),
                told_on=date(2026, 9, 21),
                stands=_ALL_AGREED,
            ),
            AgendaItem(
                number=4,
                title="Charlotte",
                kind="named",
                learner="charlotte",
                request="charlotte.aide",
                decision="not_now",
                words="Every hour of Term 4 is promised.",
                offer="Sione shows the first-step card in Room 8, in Weeks 2 and 3.",
                tell="Not now. Sione shows the first-step card in Room 8, in Weeks 2 and 3. Ask again in November.",
                told_by="lucy",
                tell_by=date(2026, 9, 21),
                told_on=date(2026, 9, 18),
                stands=_ONE_ASIDE,
            ),
            AgendaItem(
                number=5,
                title="Jaxon",
                kind="named",
                learner="jaxon",
                request="jaxon.rtlb",
                decision="carry",
                words="Accepted. The hours come with the next round of RTLB time.",
                tell="Jax is accepted. Sione has twenty hours for him as soon as they are free.",
                told_by="lucy",
                tell_by=date(2026, 9, 21),
                told_on=date(2026, 9, 21),
                stands=_ALL_AGREED,
            ),
            AgendaItem(number=6, title="Karakia whakamutunga", kind="closing"),
        ),
    ),
    Hui(
        label="hui_2026_11_26",
        title="Cluster hui, Term 4 Week 7",
        kind="cluster",
        on=date(2026, 11, 26),
        at=time(13, 30),
        place="Wharenui, Matipo Valley School",
        chair="grace",
        minutes_by="lucy",
        status="coming",
        protocol="decide.2",
        asked=(*_PRESENT, "siobhan"),
        observers=_OBSERVERS,
        round="round_3",
        invited=("hana", "koro_rawiri", "hinewai", "turei"),
        apologies=("siobhan",),
        items=(
            AgendaItem(number=0, title="Karakia and whakawhanaungatanga", kind="opening"),
            *(
                AgendaItem(number=number, title=title, kind="named", learner=learner, request=f"{learner}.speech")
                for number, (learner, title) in enumerate(
                    (
                        ("tane", "Tāne"),
                        ("mele", "Mele"),
                        ("harry", "Harry"),
                        ("manaia", "Manaia"),
                        ("ioane", "Ioane"),
                        ("kahurangi", "Kahurangi"),
                        ("losa", "Losa"),
                        ("ethan", "Ethan"),
                        ("charlotte", "Charlotte"),
                    ),
                    start=1,
                )
            ),
            AgendaItem(number=10, title="Karakia whakamutunga", kind="closing"),
        ),
    ),
)

MOVES: Final = (
    # In progress: the kindergarten has shared her pack, and her whānau read it first.
    Move(
        label="isla.move",
        learner="isla",
        old="rimu_kindergarten",
        new="matipo_valley",
        status="shared",
        moves_on=date(2027, 2, 3),
        agreed_on=date(2026, 10, 30),
        shared_on=date(2026, 11, 23),
        travels=("strengths", "supports", "plan"),
        on_day_one="A peg with a tūī. Somebody at the side door at 8:40. The quiet corner, door open.",
        old_lead="ngaio",
        new_lead="mere",
    ),
    Move(
        label="tane.move",
        learner="tane",
        old="kohanga",
        new="te_awa_tuna",
        status="agreed",
        moves_on=date(2027, 2, 9),
        agreed_on=date(2026, 11, 6),
        travels=("strengths", "needs", "supports", "plan", "health"),
        on_day_one="Kanohi ki te kanohi. Hands and voice together. Mārama comes for the first morning.",
        old_lead="pare",
        new_lead="wiremu",
    ),
    Move(
        label="jaxon.move",
        learner="jaxon",
        old="piwakawaka_flat",
        new="rimu_street",
        status="settled",
        moves_on=date(2026, 4, 20),
        agreed_on=date(2026, 3, 30),
        shared_on=date(2026, 4, 1),
        met_on=date(2026, 4, 20),
        travels=("strengths", "needs", "supports"),
        on_day_one="A buddy and a named peg.",
        old_lead="dot",
        new_lead="lucy",
    ),
)
