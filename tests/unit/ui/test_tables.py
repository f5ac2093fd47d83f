"""A table drawn in Python: what stands in it, that nothing in it can be anything but text, and the words of a phone."""

from rourou.foundation.ui.parts import Cell, Table
from rourou.foundation.ui.tables import drawn
from rourou.foundation.ui.words import StatusWord

HARM = '<script>alert("x")</script>'


def test_a_row_has_a_heading_and_labelled_cells() -> None:
    row = (Cell("Manaia", "/learners/x", "Year 4"), Cell(tag=StatusWord.PLAN_IN_PLACE.tag()), Cell("8", number=True))
    made = drawn(Table("Learners", ("Learner", "Plan", "Hours"), (row,)))
    assert '<caption class="hide">Learners</caption>' in made
    assert '<th scope="col" role="columnheader">Plan</th>' in made
    assert (
        '<th scope="row" role="rowheader"><a href="/learners/x">Manaia</a><span class="sub">Year 4</span></th>' in made
    )
    assert '<td role="cell" data-l="Plan"><span class="tag tag-green">In place</span></td>' in made
    assert '<td role="cell" data-l="Hours" class="num">8</td>' in made


def test_a_table_may_show_its_caption_and_be_tight() -> None:
    made = drawn(Table("Learners", ("Learner",), ((Cell("Manaia"),),), show_caption=True, compact=True))
    assert "<caption>Learners</caption>" in made
    assert 'class="list compact"' in made


def test_whatever_was_typed_is_text() -> None:
    made = drawn(Table(HARM, (HARM, HARM), ((Cell(HARM, HARM, HARM), Cell(HARM, HARM, HARM)),)))
    assert "<script" not in made
    assert 'alert("' not in made
