"""A form that no longer fits is not saved."""

from dataclasses import replace
from typing import Any

import pytest

from rourou.foundation.ui import stamps
from rourou.foundation.ui.parts import Audience
from rourou.foundation.ui.stamps import Stamp, StampFault

NOW = Stamp("person-1", "post-1", "Mere and you", "7", "/today")
SEALED = "sealed"


def test_a_stamp_that_still_fits_says_nothing() -> None:
    assert stamps.check(stamps.seal(NOW), NOW) is None


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"person": "person-2"}, StampFault.PERSON),
        ({"post": "post-2"}, StampFault.POST),
        ({"audience": "Mere, you and the cluster"}, StampFault.AUDIENCE),
        ({"version": "8"}, StampFault.VERSION),
        ({"person": "person-2", "version": "8"}, StampFault.PERSON),
    ],
)
def test_what_changed_is_named(change: dict[str, str], fault: StampFault) -> None:
    assert stamps.check(stamps.seal(NOW), replace(NOW, **change)) is fault
    assert "Nothing was saved" in fault.sentence


def test_a_stamp_made_elsewhere_or_altered_is_refused() -> None:
    sealed = stamps.seal(NOW)
    assert stamps.check("", NOW) is StampFault.MISSING
    assert stamps.check(sealed[:-1] + ("a" if sealed[-1] != "a" else "b"), NOW) is StampFault.MISSING
    assert stamps.check("no:such", NOW) is StampFault.MISSING


def test_ids_and_words_cannot_be_read_from_a_stamp() -> None:
    import base64

    readable = base64.urlsafe_b64decode(stamps.seal(NOW).split(":")[0] + "==")
    assert b"person-1" not in readable
    assert b"Mere" not in readable


def test_the_way_back_stays_on_this_site(ask: Any) -> None:
    assert stamps.back_of(ask(), stamps.seal(NOW), "/x") == "/today"
    assert stamps.back_of(ask(), stamps.seal(replace(NOW, back="https://elsewhere.nz")), "/x") == "/x"
    assert stamps.back_of(ask(), "altered", "/x") == "/x"


def test_the_stamp_of_a_request_holds_who_and_as_what(ask: Any) -> None:
    stamp = stamps.stamp_for(ask("/learners/1"), Audience("Mere", "the cluster"), version=3)
    assert (stamp.person, stamp.post, stamp.version, stamp.back) == ("person-1", "post-1", "3", "/learners/1")
    assert stamp.audience == "Mere\x1fthe cluster"


def test_two_people_have_stamps_of_one_length() -> None:
    assert len(stamps.seal(NOW)) == len(stamps.seal(Stamp("another person", "x", "y", "", "/today")))
