"""The taxonomy keeps its promises."""

import re

import pytest

from rourou.contexts.register import types as words


def test_codes_begin_with_their_area_and_are_unique() -> None:
    assert len(words.TAXONOMY) == len(words.LEAVES)
    for leaf in words.LEAVES:
        assert re.fullmatch(rf"{leaf.area}\.[a-z-]+", leaf.code)
        assert leaf.label


@pytest.mark.parametrize("area", list(words.Area))
def test_every_area_has_leaves(area: words.Area) -> None:
    assert words.leaves_of(area)
    assert area.label != str(area)


@pytest.mark.parametrize("code", ["WEL.care", "WEL.violence", "SEB.self-harm", "SEB.trauma"])
def test_what_is_highly_sensitive_never_reaches_the_cluster(code: str) -> None:
    leaf = words.leaf(code)
    assert leaf is not None
    assert leaf.sensitivity == words.Sensitivity.HIGHLY_SENSITIVE
    assert not leaf.on_cluster_register


def test_leaves_are_found_whatever_their_case() -> None:
    assert words.leaf("com.SPEECH-sounds") is words.TAXONOMY["COM.speech-sounds"]
    assert words.leaf("XXX.none") is None


def test_codes_carry_their_words() -> None:
    assert words.ConcernStatus("first_step").label == "First step chosen"
    assert words.ResponseStatus("happening").label == "Happening"
    assert words.Tier.TE_KAHUI.label.startswith("Te Kāhui")
    assert f"{words.Area.COM}" == "COM"


@pytest.mark.parametrize(
    ("year", "band"),
    [(None, "early"), (0, "0-1"), (1, "0-1"), (2, "2-3"), (6, "4-6"), (7, "7-8"), (9, "9-10"), (13, "11-13")],
)
def test_year_bands(year: int | None, band: str) -> None:
    assert words.year_band(year) == band
