"""The plans of the hand-told cast."""

from datetime import date
from typing import Final

from rourou.contexts.exchange.jobs.community.shapes import Action, Goal, Plan, Point

_AWAY: Final = "unwell"

PLANS: Final = (
    Plan(
        label="manaia.plan.1",
        learner="manaia",
        setting="matipo_valley",
        status="ended",
        from_on=date(2026, 8, 31),
        review_on=date(2026, 10, 9),
        lead="mere",
        written_with=("manaia", "hana", "jo", "mere"),
        goals=(
            Goal(
                words="To have the stone and use it.",
                whose="manaia",
                actions=(
                    Action(who="jo", what="Talking stone at mat time.", when="Each day", done_on=date(2026, 10, 9)),
                ),
            ),
        ),
    ),
    Plan(
        label="manaia.plan.2",
        learner="manaia",
        setting="matipo_valley",
        status="in_place",
        from_on=date(2026, 10, 12),
        review_on=date(2026, 12, 4),
        lead="mere",
        written_with=("manaia", "hana", "koro_rawiri", "jo", "mere"),
        version=2,
        goals=(
            Goal(
                words="Tell the class about the eels by myself.",
                whose="manaia",
                measure="Turns in ten minutes, counted by Jo",
                steps=(
                    "Shows the drawing",
                    "Tells it to two friends",
                    "Tells it by herself",
                    "Answers questions after it",
                    "Tells a story to another class",
                ),
                now=2,
                actions=(
                    Action(who="jo", what="Talking stone at mat time.", when="Each day"),
                    Action(who="mere", what="Turn-taking group of four, 30 minutes.", when="Tuesdays"),
                    Action(who="koro_rawiri", what="Eel stories at the awa, when he likes."),
                    Action(who="manaia", what="Chooses who hears it next."),
                ),
                points=(
                    Point(on=date(2026, 9, 11), value=1, aim=1.0),
                    Point(on=date(2026, 9, 18), value=1, aim=1.4),
                    Point(on=date(2026, 9, 25), value=2, aim=1.8),
                    Point(on=date(2026, 10, 16), value=2, aim=2.7),
                    Point(on=date(2026, 10, 23), value=3, aim=3.1),
                    Point(on=date(2026, 10, 30), value=3, aim=3.5),
                    Point(on=date(2026, 11, 6), value=None, aim=3.9, reason=_AWAY),
                    Point(on=date(2026, 11, 12), value=4, aim=4.3),
                    Point(on=date(2026, 11, 20), value=5, aim=4.8),
                ),
            ),
            Goal(
                words="That she is heard the first time.",
                whose="hana",
                measure="Times she is asked to say it again, counted on Tuesdays",
                steps=(
                    "Asked again most times",
                    "Asked again half the time",
                    "Asked again now and then",
                    "Heard the first time",
                    "Heard the first time by people she has just met",
                ),
                now=2,
                actions=(
                    Action(who="jo", what="Says back what she heard.", when="Each day"),
                    Action(who="hana", what="Sends one story a week in her own words.", when="Sundays"),
                ),
            ),
        ),
    ),
    Plan(
        label="kahurangi.plan",
        learner="kahurangi",
        setting="matipo_valley",
        status="in_place",
        from_on=date(2026, 8, 24),
        review_on=date(2026, 12, 9),
        lead="mere",
        written_with=("kahurangi", "turei", "ms_lee", "mere"),
        goals=(
            Goal(
                words="Read the workshop manual myself.",
                whose="kahurangi",
                measure="Pages read and then done",
                actions=(
                    Action(who="ms_lee", what="One instruction at a time, with a drawing.", when="Each day"),
                    Action(who="turei", what="The next page of the manual, in the shed.", when="Saturdays"),
                ),
            ),
        ),
    ),
    Plan(
        label="salote.plan",
        learner="salote",
        setting="matipo_valley",
        status="draft",
        from_on=date(2026, 11, 4),
        review_on=date(2026, 12, 3),
        lead="mere",
        written_with=("salote", "mele_taufa", "leilani", "mere"),
        goals=(
            Goal(
                words="Tell Mum’s story about the whale at school.",
                whose="salote",
                actions=(Action(who="leilani", what="The story in lea faka-Tonga first.", when="Wednesdays"),),
            ),
        ),
    ),
    Plan(
        label="te_ariki.plan",
        learner="te_ariki",
        setting="matipo_valley",
        status="in_place",
        from_on=date(2026, 8, 24),
        review_on=date(2026, 12, 1),
        lead="mere",
        written_with=("te_ariki", "kararaina", "blair", "jo"),
        goals=(
            Goal(
                words="Be the one who opens the hall door.",
                whose="te_ariki",
                actions=(
                    Action(who="jo", what="A job to carry on the move.", when="Each day"),
                    Action(who="te_ariki", what="Chooses the cousin who walks with him.", when="Mondays"),
                ),
            ),
        ),
    ),
    Plan(
        label="oliver.plan",
        learner="oliver",
        setting="matipo_valley",
        status="in_place",
        from_on=date(2026, 8, 17),
        review_on=date(2026, 11, 12),
        lead="mere",
        written_with=("oliver", "kate_bennett", "harriet", "mere"),
        goals=(
            Goal(
                words="Say good morning first.",
                whose="oliver",
                actions=(
                    Action(who="harriet", what="The side door, blocks first.", when="Each morning"),
                    Action(who="kate_bennett", what="Says it with him on the way.", when="Each morning"),
                ),
            ),
        ),
    ),
    Plan(
        label="lupe.plan",
        learner="lupe",
        setting="matipo_valley",
        status="in_place",
        from_on=date(2026, 8, 24),
        review_on=date(2026, 12, 7),
        lead="mere",
        written_with=("lupe", "tala", "mr_tama"),
        goals=(
            Goal(
                words="Be the MC at the end-of-year concert.",
                whose="lupe",
                actions=(Action(who="mr_tama", what="Waits. Reminds others to wait.", when="Each day"),),
            ),
        ),
    ),
    Plan(
        label="kauri.plan",
        learner="kauri",
        setting="intermediate",
        status="in_place",
        from_on=date(2026, 9, 21),
        review_on=date(2026, 12, 1),
        lead="kerry",
        written_with=("kauri", "ngahuia", "uncle_boy", "mr_rakete", "sione", "elaine"),
        goals=(
            Goal(
                words="Be at school for the whole week.",
                whose="kauri",
                measure="Days here, of five",
                actions=(
                    Action(who="mr_rakete", what="A quiet word, from near.", when="Each day"),
                    Action(who="sione", what="Carving and reading, with Mr Rākete.", when="Wednesdays"),
                    Action(who="kerry", what="Rings Ngāhuia with good news first.", when="Fridays"),
                ),
                points=(
                    Point(on=date(2026, 10, 16), value=3, aim=3),
                    Point(on=date(2026, 10, 23), value=3, aim=3.4),
                    Point(on=date(2026, 10, 30), value=4, aim=3.8),
                    Point(on=date(2026, 11, 6), value=4, aim=4.2),
                    Point(on=date(2026, 11, 13), value=5, aim=4.6),
                    Point(on=date(2026, 11, 20), value=4, aim=5),
                ),
            ),
        ),
    ),
    Plan(
        label="tane.plan",
        learner="tane",
        setting="kohanga",
        status="in_place",
        from_on=date(2026, 8, 10),
        review_on=date(2027, 2, 12),
        lead="marama",
        written_with=("tane", "hinewai", "nan_huhana", "pare"),
        kind="transition",
        goals=(
            Goal(
                words="Kia rongo ia i ngā waiata katoa.",
                whose="hinewai",
                actions=(
                    Action(who="pare", what="Face to face, one at a time.", when="Each day"),
                    Action(who="marama", what="Four visits to the kura.", due_on=date(2026, 12, 11)),
                ),
            ),
        ),
    ),
    Plan(
        label="wiki.plan",
        learner="wiki",
        setting="college",
        status="in_place",
        from_on=date(2026, 8, 4),
        review_on=date(2026, 12, 8),
        lead="siobhan",
        written_with=("wiki", "pania", "meera"),
        kind="transition",
        goals=(
            Goal(
                words="Train as a nurse and come home.",
                whose="wiki",
                actions=(
                    Action(who="wiki", what="One form a week.", when="Mondays"),
                    Action(who="meera", what="Rings the polytechnic.", due_on=date(2026, 11, 27)),
                ),
            ),
        ),
    ),
)
