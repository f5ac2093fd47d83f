"""Invented names: the same every time, spelt as their languages spell them."""

import unicodedata
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rourou.contexts.exchange.jobs import names


@given(st.text(max_size=8), st.text(max_size=8), st.text(max_size=8))
def test_a_draw_depends_on_seed_table_and_label_alone(seed: str, table: str, label: str) -> None:
    one, two = names.Dice(seed, table, label), names.Dice(seed, table, label)
    assert [one.below(1000) for _ in range(20)] == [two.below(1000) for _ in range(20)]
    other = names.Dice(seed, table, label + "x")
    assert [other.below(10**9) for _ in range(4)] != [two.below(10**9) for _ in range(4)]


@given(st.integers(1, 10**6), st.text(max_size=5))
def test_draws_stay_within(limit: int, label: str) -> None:
    dice = names.Dice("s", "t", label)
    assert all(0 <= dice.below(limit) < limit for _ in range(20))
    assert 3 <= dice.between(3, 5) <= 5


def test_weights_are_kept() -> None:
    counted = Counter(names.group_of("seed", str(n)).code for n in range(20_000))
    share = counted["211"] / 20_000
    assert 0.23 < share < 0.27
    assert set(counted) == set(names.BY_CODE)


def test_sample_takes_nothing_twice() -> None:
    taken = names.Dice("s", "t", "l").sample(range(10), 20)
    assert sorted(taken) == list(range(10))


@pytest.mark.parametrize("group", names.GROUPS, ids=lambda g: g.name)
def test_lists_are_clean(group: names.NameGroup) -> None:
    for each in (group.girls, group.boys, group.family):
        assert len(set(each)) == len(each)
        assert all(unicodedata.is_normalized("NFC", name) and name.strip() == name and name for name in each)


def test_ethnicities_lead_with_the_names_borne() -> None:
    for n in range(500):
        codes = names.ethnicities_of("s", str(n))
        assert codes[0] == names.group_of("s", str(n)).code
        assert 1 <= len(codes) <= 3
        assert len(set(codes)) == len(codes)


def test_some_people_name_more_than_one_group() -> None:
    several = sum(len(names.ethnicities_of("s", str(n))) > 1 for n in range(2_000))
    assert 200 < several < 700


def test_households_share_a_family_name() -> None:
    assert names.family_of("s", "house 7", names.MAORI) == names.family_of("s", "house 7", names.MAORI)


def test_every_gender_finds_a_name() -> None:
    for gender in names.GENDERS:
        assert names.name_of("s", "x", names.TONGAN, gender).given
    assert names.languages_of("s", "x", names.PAKEHA) == ("en",)
