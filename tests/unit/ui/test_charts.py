from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from rourou.foundation.ui import charts


def _share(text: str) -> float:
    return float(text.removesuffix("%"))


def test_one_cell_is_one_hour() -> None:
    bar = charts.hours_bar(agreed=9, proposed=3, total=14)
    assert [c.css.rpartition("-")[2] for c in bar.cells] == ["agreed"] * 9 + ["proposed"] * 3 + ["left"] * 2
    assert bar.title == "14 hours: 9 agreed, 3 proposed, 2 left"


def test_half_an_hour_is_half_a_cell() -> None:
    bar = charts.hours_bar(agreed=0, proposed=13.5, total=14)
    assert len(bar.cells) == 15
    assert abs(_share(bar.cells[13].width) * 2 - _share(bar.cells[0].width)) < 0.05
    assert bar.left == "0.5"
    assert charts.small_hours(1.5).cells == ("k-proposed", "k-proposed half")


quarters = st.integers(0, 80).map(lambda n: n / 4)


@given(quarters, quarters, quarters)
def test_the_cells_fill_the_bar_and_never_overlap(agreed: float, proposed: float, total: float) -> None:
    cells = charts.hours_bar(agreed=agreed, proposed=proposed, total=total).cells
    for one, two in pairwise(cells):
        assert _share(one.x) + _share(one.width) <= _share(two.x) + 0.02
    assert all(_share(c.x) + _share(c.width) <= 100.02 for c in cells)


def test_a_clock_draws_what_ran_and_what_rested_on_one_scale() -> None:
    stretches = (charts.Stretch(0, 17), charts.Stretch(17, 24, rested=True), charts.Stretch(24, 39))
    said = {"says": "To the first real support", "state": "Still counting"}
    clock = charts.clock(days=39, **said, stopped=False, stretches=stretches, scale=50)
    assert [(p.x1, p.x2, p.css) for p in clock.pieces] == [
        ("0%", "34%", "ran"),
        ("34%", "48%", "rest"),
        ("48%", "78%", "ran"),
    ]
    assert clock.at == "78%"
    assert clock.title == "To the first real support: 39 days so far. Still counting."


def test_a_hidden_count_is_said_and_nought_is_nought() -> None:
    table = charts.heat_table(caption="c", corner="Area", columns=("a", "b", "c"), rows=(("Hearing", (None, 0, 48)),))
    assert [(c.text, c.css) for c in table.rows[0][1]] == [("under 6", "under"), ("0", ""), ("48", "h-5")]
