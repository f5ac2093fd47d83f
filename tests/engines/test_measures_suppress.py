"""Nothing small can be worked out: random tables, audited by programs of the tests' own and by trying every table."""

import copy
import itertools
import pickle
from collections import Counter

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from rourou.engines.measures.attack import Attacker, audit, known
from rourou.engines.measures.suppress import (
    NotPublishable,
    PublishableTable,
    reopen,
    rounded,
    suppress,
    suppress_together,
)
from rourou.engines.measures.tables import CountTable, Dimension, Mark, cell

KEY = b"a key for tests only"
COUNTS = st.one_of(st.integers(0, 7), st.integers(0, 40))


def dimension(name, size, **flags):
    return Dimension(name, tuple(f"{name}{at}" for at in range(size)), **flags)


def table(name, dimensions, numbers):
    inner = itertools.product(*(each.codes for each in dimensions))
    cells = [cell(zip(dimensions, codes, strict=True)) for codes in inner]
    return CountTable(name, dimensions, dict(zip(cells, numbers, strict=True)))


@st.composite
def tables(draw, rows=(2, 5), columns=(2, 5), *, is_setting=False):
    across = dimension("r", draw(st.integers(*rows)))
    down = dimension("c", draw(st.integers(*columns)), is_setting=is_setting)
    size = len(across.codes) * len(down.codes)
    return table("t", (across, down), draw(st.lists(COUNTS, min_size=size, max_size=size)))


def attainable(made, exact, knows=()):
    """For each hidden cell, the least and most it can be: a program of its own, straight from what is shown."""
    import highspy

    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("threads", 1)
    held = [at for at in made if made.shown(at) == Mark.HELD]
    floor = made.threshold if all(exact.count(at) >= made.threshold for at in held) else 0
    x = {}
    for at in made:
        if made.shown(at) == Mark.UNDER and at not in knows:
            below = exact.is_below_cluster or any(
                each.is_setting and dict(at).get(each.name) for each in made.dimensions
            )
            x[at] = solver.addVariable(0 if below else 1, made.threshold - 1)
        elif made.shown(at) == Mark.HELD and at not in knows:
            x[at] = solver.addVariable(floor, 10_000)
        else:
            x[at] = solver.addVariable(exact.count(at), exact.count(at))
    first, *rest = made.dimensions
    for other in [*(rest[0].codes if rest else []), None]:
        keep = {(rest[0].name, other)} if rest and other else set()
        solver.addConstr(sum(x[frozenset(keep | {(first.name, code)})] for code in first.codes) == x[frozenset(keep)])
    for other in [*first.codes, None] if rest else []:
        keep = {(first.name, other)} if other else set()
        solver.addConstr(
            sum(x[frozenset(keep | {(rest[0].name, code)})] for code in rest[0].codes) == x[frozenset(keep)]
        )
    found = {}
    for at in made:
        if isinstance(made.shown(at), Mark) and at not in knows:
            solver.minimize(x[at])
            low = solver.val(x[at])
            solver.maximize(x[at])
            found[at] = (low, solver.val(x[at]))
    return found


def assert_wide(made, exact, knows=()):
    threshold = made.threshold
    for at, (low, high) in attainable(made, exact, knows).items():
        if made.shown(at) == Mark.UNDER or 0 < exact.count(at) < threshold:
            part = max((exact.count(each) for each in knows if at < each and len(each) == len(at) + 1), default=0)
            assert low <= max(1, part) + 1e-6, at
            assert high >= threshold - 1 - 1e-6, at
        else:
            assert high - low >= 2 - 1e-6, at


@settings(max_examples=60, deadline=None)
@given(exact=tables(), threshold=st.sampled_from([6, 6, 10]))
def test_no_reader_can_narrow_a_hidden_cell(exact, threshold):
    made = suppress(exact, key=KEY, threshold=threshold)
    for at in made:
        shown = made.shown(at)
        assert isinstance(shown, Mark) or shown == 0 or shown >= threshold
        assert isinstance(shown, Mark) or (shown % 3 == 0 and abs(shown - exact.count(at)) < 3)
        assert not (0 < exact.count(at) < threshold) or isinstance(shown, Mark)
    assert_wide(made, exact)


@settings(max_examples=25, deadline=None)
@given(exact=tables(columns=(2, 4), is_setting=True))
def test_no_setting_can_narrow_another_one_by_its_own_counts(exact):
    made = suppress(exact, key=KEY)
    assert_wide(made, exact)
    for code in exact.dimensions[1].codes:
        own = {at for at in exact.cells() if ("c", code) in at}
        assert_wide(made, exact, own)
        for at in exact.cells():
            assert exact.count(at) != 0 or ("c", code) not in at or isinstance(made.shown(at), Mark)


@settings(max_examples=25, deadline=None)
@given(numbers=st.lists(st.integers(0, 9), min_size=4, max_size=4))
def test_every_value_from_one_to_five_is_really_there_in_some_whole_table(numbers):
    exact = table("t", (dimension("r", 2), dimension("c", 2)), numbers)
    made = suppress(exact, key=KEY)
    held = [at for at in made if made.shown(at) == Mark.HELD]
    floor = 6 if all(exact.count(at) >= 6 for at in held) else 0
    every = dict(zip(exact.cells(), np.indices((26,) * 4).reshape(4, -1), strict=False))
    for total in exact.cells()[4:]:
        every[total] = sum(every[at] for at in exact.cells()[:4] if total <= at)
    fits = np.logical_and.reduce([looks_alike(made.shown(at), exact.count(at), every[at], floor) for at in made])
    for at in made:
        seen = set(every[at][fits].tolist())
        if made.shown(at) == Mark.UNDER:
            assert seen >= {1, 2, 3, 4, 5}
        elif made.shown(at) == Mark.HELD:
            assert len(seen) >= 3


def looks_alike(shown, count, other, floor):
    if shown == Mark.UNDER:
        return (other >= 1) & (other <= 5)
    return other >= floor if shown == Mark.HELD else other == count


@settings(max_examples=15, deadline=None)
@given(st.lists(COUNTS, min_size=24, max_size=24))
def test_tables_that_share_a_margin_are_audited_together(numbers):
    cube = np.array(numbers).reshape(2, 3, 4)
    one, two, three = dimension("r", 2), dimension("c", 3), dimension("y", 4)
    first = table("first", (one, two), cube.sum(axis=2).ravel().tolist())
    second = table("second", (one, three), cube.sum(axis=1).ravel().tolist())
    made = suppress_together((first, second), key=KEY)
    facts = known((first, second), threshold=6)
    marks = {at: each.shown(at) for each in made for at in each if isinstance(each.shown(at), Mark)}
    assert audit(facts, marks, [Attacker()]) == []
    for exact, each in zip((first, second), made, strict=True):
        assert_wide(each, exact)
    shared = set(made[0]) & set(made[1])
    assert len(shared) == 3
    assert all(made[0].shown(at) == made[1].shown(at) for at in shared)


@settings(max_examples=15, deadline=None)
@given(exact=tables(), changes=st.lists(st.integers(0, 2), min_size=25, max_size=25))
def test_what_was_shown_before_and_has_not_changed_protects_nothing_now(exact, changes):
    before = suppress(exact, key=KEY)
    inner = [at for at in exact.cells() if len(at) == 2]
    moved = {at: exact.count(at) + change for at, change in zip(inner, changes, strict=False)}
    now = CountTable("t", exact.dimensions, moved)
    try:
        made = suppress(now, key=KEY, earlier=[before])
    except NotPublishable:
        assume(False)
    known_before = {at for at in before if not isinstance(before.shown(at), Mark) and now.count(at) == exact.count(at)}
    assert_wide(made, now, known_before)


def test_a_setting_that_knows_its_own_part_of_a_cell_learns_no_more():
    exact = table("t", (dimension("y", 3),), [4, 9, 30])
    at = cell([(exact.dimensions[0], "y0")])
    made = suppress(exact, key=KEY, own={"kura": {at: 2}})
    assert made.shown(at) == Mark.UNDER
    assert sum(made.shown(each) == Mark.HELD for each in made) >= 1


def test_totals_of_overlapping_codes_count_learners_once():
    areas = dimension("area", 3, overlaps=True)
    codes = [cell([(areas, code)]) for code in areas.codes]
    exact = CountTable("t", (areas,), {codes[0]: 8, codes[1]: 3, codes[2]: 9, frozenset(): 12})
    made = suppress(exact, key=KEY)
    assert made.shown(codes[1]) == Mark.UNDER
    with pytest.raises(ValueError, match="lacks the count"):
        CountTable("t", (areas,), dict.fromkeys(codes, 8))
    with pytest.raises(ValueError, match="does not add up"):
        CountTable("t", (areas,), {**dict.fromkeys(codes, 8), frozenset(): 25})


def test_the_audit_finds_what_is_left_open():
    exact = table("t", (dimension("r", 2), dimension("c", 2)), [3, 20, 30, 40])
    facts = known((exact,), threshold=6)
    small = cell([(exact.dimensions[0], "r0"), (exact.dimensions[1], "c0")])
    found = audit(facts, {small: Mark.UNDER}, [Attacker()])
    assert [(each.cell, round(each.low), round(each.high)) for each in found] == [(small, 3, 3)]


def test_rounding_is_unbiased_fixed_for_a_cell_and_different_under_another_key():
    cells = [frozenset({("r", f"r{at}")}) for at in range(3000)]
    ups = Counter(rounded(at, 10, key=KEY) for at in cells)
    assert set(ups) == {9, 12}
    assert 0.29 < ups[12] / 3000 < 0.38
    assert all(rounded(at, 12, key=KEY) == 12 for at in cells[:50])
    assert [rounded(at, 11, key=KEY) for at in cells] == [rounded(at, 11, key=KEY) for at in cells]
    assert [rounded(at, 10, key=KEY) for at in cells] != [rounded(at, 10, key=KEY + b"!") for at in cells]


def test_nothing_else_makes_a_publishable_table():
    exact = table("t", (dimension("r", 3),), [10, 20, 30])
    made = suppress(exact, key=KEY)
    with pytest.raises(TypeError):
        PublishableTable(exact, {at: exact.count(at) for at in exact.cells()}, 6, KEY, object())
    with pytest.raises(TypeError):
        type("Own", (PublishableTable,), {})
    for way in (copy.copy, copy.deepcopy, pickle.dumps):
        with pytest.raises(TypeError):
            way(made)
    with pytest.raises(AttributeError):
        made.threshold = 1
    with pytest.raises(AttributeError):
        del made.seal


def test_a_stored_table_opens_only_as_it_was_made():
    made = suppress(table("t", (dimension("r", 3), dimension("c", 2, is_setting=True)), [3, 9, 12, 8, 0, 30]), key=KEY)
    again = reopen(made.dump(), key=KEY)
    assert again.dump() == made.dump()
    assert [again.shown(at) for at in again] == [made.shown(at) for at in made]
    forged = made.dump()
    forged["cells"][0][1] = 3
    for stored, key in ((forged, KEY), (made.dump(), KEY + b"!"), ({**made.dump(), "seal": ""}, KEY)):
        with pytest.raises(ValueError, match="not as suppress made it"):
            reopen(stored, key=key)


def test_wrong_use_is_refused():
    exact = table("t", (dimension("r", 2),), [10, 20])
    with pytest.raises(ValueError, match="never lowered"):
        suppress(exact, key=KEY, threshold=5)
    with pytest.raises(ValueError, match="16 bytes"):
        suppress(exact, key=b"short")
    with pytest.raises(ValueError, match="at most two"):
        table("t", tuple(dimension(name, 2) for name in "abc"), [1] * 8)
    with pytest.raises(ValueError, match="otherwise than another"):
        suppress_together((exact, table("u", (dimension("r", 2),), [11, 20])), key=KEY)
    with pytest.raises(ValueError, match="0 or more"):
        table("t", (dimension("r", 2),), [-1, 2])


def test_what_cannot_be_hidden_is_not_published():
    exact = table("t", (dimension("r", 2),), [10, 20])
    before = suppress(exact, key=KEY)
    now = CountTable("t", exact.dimensions, {**exact.counts, cell([(exact.dimensions[0], "r0")]): 10})
    assert suppress(now, key=KEY, earlier=[before]).dump() == before.dump()
    third = table("u", (Dimension("r", ("r1", "r9")),), [20, 4])
    with pytest.raises(ValueError, match="otherwise than another"):
        suppress_together((now, third), key=KEY, earlier=[before])
