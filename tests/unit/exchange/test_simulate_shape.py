"""What the simulator is going to make: real schools stay with their community of learning, and sums add up."""

import pytest

from rourou.contexts.exchange.jobs.simulate.shape import planned
from rourou.contexts.exchange.types import SchoolRow


def _schools() -> list[SchoolRow]:
    """Three communities of 5, 4 and 3 schools, and 6 schools in none."""
    sizes = {"10": 5, "20": 4, "30": 3, "": 6}
    listed = enumerate((c for c, size in sizes.items() for _ in range(size)), 1)
    return [
        SchoolRow(
            row=n, number=str(n), name=f"School {n}", community_number=c, community_name=f"Community {c}", roll=40 + n
        )
        for n, c in listed
    ]  # fmt: skip


def test_real_schools_stand_with_their_community_and_the_others_with_their_neighbours() -> None:
    plan = planned(5, 4000, "seed", _schools())
    groups = [[p.school.community_number for p in c.places if p.school] for c in plan.communities]
    assert groups == [["10"] * 5, ["20"] * 4, ["30"] * 3, [""] * 3, [""] * 3]
    assert plan.communities[0].name == "Community 10 learning support cluster"
    assert plan.elsewhere == ()


def test_schools_beyond_the_clusters_asked_for_are_organisations_without_a_cluster() -> None:
    plan = planned(2, 1000, "seed", _schools())
    assert sorted(p.school.community_number for p in plan.elsewhere if p.school) == [""] * 6 + ["30"] * 3


@pytest.mark.parametrize(("clusters", "learners"), [(1, 1), (3, 7), (7, 1000), (220, 200_000)])
def test_learners_add_up(clusters: int, learners: int) -> None:
    plan = planned(clusters, learners, "seed")
    assert len(plan.communities) == clusters
    assert sum(c.learners for c in plan.communities) == learners
    assert all(sum(p.learners for p in c.places) == c.learners for c in plan.communities)


def test_a_country_has_seven_thousand_settings_of_every_kind() -> None:
    plan = planned(220, 200_000, "seed")
    assert 6_800 <= plan.settings <= 7_200
    kinds = {p.kind for c in plan.communities for p in c.places}
    assert kinds == {"school", "kura", "early_learning", "kohanga_reo"}


def test_the_largest_setting_of_a_large_cluster_has_a_tenth_of_it() -> None:
    (community,) = planned(1, 20_000, "seed").communities
    assert max(p.learners for p in community.places) == pytest.approx(2_000, rel=0.05)
