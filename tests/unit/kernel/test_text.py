"""Names are kept as typed and found without their marks."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rourou.foundation.kernel import text


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("Rūpene", "rupene"),
        ("Maaori", "maori"),
        ("Pōtae", "potae"),
        ("Faʻavae", "favae"),
        ("Faavae", "favae"),
        ("O’Rourke", "orourke"),
        ("O'ROURKE", "orourke"),
        ("Min-jun", "min jun"),
        ("Sālote", "salote"),
        ("  Te   Ariki\tHēnare ", "te ariki henare"),
        ("Łukasz Øster", "lukasz oster"),
        ("", ""),
    ],
)
def test_fold_leaves_what_people_type(typed: str, wanted: str) -> None:
    assert text.fold(typed) == wanted


def test_composed_and_decomposed_fold_alike() -> None:
    assert text.fold(unicodedata.normalize("NFD", "Kahurangi Pōtae")) == text.fold("Kahurangi Potae")


@given(st.text())
def test_fold_is_idempotent(value: str) -> None:
    assert text.fold(text.fold(value)) == text.fold(value)


@given(st.text(alphabet=st.characters(max_codepoint=127)))
def test_the_fast_way_of_folding_is_the_slow_one(value: str) -> None:
    assert text._fold_ascii(value) == text._fold_any(value)


@given(st.text())
def test_fold_does_not_see_composition(value: str) -> None:
    assert text.fold(unicodedata.normalize("NFD", value)) == text.fold(unicodedata.normalize("NFC", value))


@given(st.text(alphabet="āēīōūĀĒĪŌŪaeiouhkmnprtw ʻ’'", max_size=40))
def test_macrons_and_doubled_vowels_meet(name: str) -> None:
    doubled = name
    for macron, plain in zip("āēīōū", "aeiou", strict=True):
        doubled = doubled.replace(macron, plain * 2).replace(macron.upper(), plain.upper() + plain)
    assert text.fold(doubled) == text.fold(name)


@given(st.text())
def test_tidy_is_idempotent_and_has_no_controls(value: str) -> None:
    tidied = text.tidy(value)
    assert text.tidy(tidied) == tidied
    assert tidied == tidied.strip()
    assert "\x00" not in tidied


@given(st.lists(st.text(max_size=20), max_size=4))
def test_every_word_of_a_name_finds_it(names: list[str]) -> None:
    for name in names:
        assert text.found(name, *names)


@pytest.mark.parametrize("query", ["minjun", "min jun", "MIN-JUN", "park min", "jun"])
def test_hyphenated_names_are_found_however_they_are_typed(query: str) -> None:
    assert text.found(query, "Min-jun", "Park")


def test_nobody_else_is_found() -> None:
    assert not text.found("manaia x", "Manaia", "Rūpene")


def test_sort_key_puts_macrons_beside_their_vowels() -> None:
    names = [("Tūhoe", "Ana"), ("Tuhi", "Bea"), ("Tuuhoe", "Aba"), ("Tu", "Zed")]
    assert [n[0] for n in sorted(names, key=lambda n: text.sort_key(*n))] == ["Tu", "Tuhi", "Tuuhoe", "Tūhoe"]


def test_sort_key_keeps_family_names_whole() -> None:
    assert text.sort_key("Rua", "Tama") < text.sort_key("Ruatapu", "Ana")


def test_names_in_the_order_people_use() -> None:
    assert text.full_name("Min-jun", "Park") == "Min-jun Park"
    assert text.full_name("Min-jun", "Park", family_first=True) == "Park Min-jun"
    assert text.full_name("Losa", "") == "Losa"


def test_the_name_we_call_them() -> None:
    assert text.called("Nia", "Manaia Hine") == "Nia"
    assert text.called("", "Manaia Hine") == "Manaia"
    assert text.called("", "") == ""
