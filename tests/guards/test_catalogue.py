"""Every string that people read stands in the catalogue, with its macrons and its slots (issue 2; ux.md W5, W6)."""

import re

import pytest

from rourou.foundation.ui import catalogue, words
from rourou.foundation.ui.gathering import Message, gathered, in_module, in_template

TEXT = catalogue.PO.read_text(encoding="utf-8")
ENTRIES = catalogue.read_po(TEXT)[1:]
MEND = "run: python -m rourou.foundation.ui.catalogue, then python docs/generate.py"
_SLOT = re.compile(r"%\(\w+\)[sd]|%%|<[^>]+>")


@pytest.fixture(scope="module")
def messages() -> dict[str, Message]:
    return gathered()


def missing(text: str, messages: dict[str, Message]) -> list[str]:
    """Strings of the source that the catalogue lacks, or has in another shape."""
    there = {entry.message: set(entry.parts) for entry in catalogue.read_po(text)[1:]}
    return [m.msgid for key, m in messages.items() if there.get(key) != set(m.parts)]


def bare(entries: list[catalogue.Entry]) -> list[str]:
    """Te reo Māori words without their macrons, in either language."""
    said = (text for entry in entries for text in entry.parts.values())
    return [f"{fault} in “{text}”" for text in said for fault in words.bare_in(text)]


def slots_lost(entries: list[catalogue.Entry]) -> list[str]:
    """Translations that say other slots, or other markup, than their English."""
    return [
        entry.msgid
        for entry in entries
        for form in entry.forms
        if form and set(_SLOT.findall(form)) != set(_SLOT.findall(entry.msgid))
    ]


def test_every_string_of_the_source_is_in_the_catalogue(messages: dict[str, Message]) -> None:
    assert missing(TEXT, messages) == [], MEND


def test_nothing_waits_to_be_translated_that_nobody_says(messages: dict[str, Message]) -> None:
    left = [e.msgid for e in ENTRIES if not any(e.forms) and e.message not in messages]
    assert left == [], MEND


def test_every_word_of_the_catalogue_has_its_macrons() -> None:
    assert bare(ENTRIES) == []


def test_every_translation_keeps_the_slots_of_its_english() -> None:
    assert slots_lost(ENTRIES) == []


def test_each_fault_is_found() -> None:
    """The guard fails where a string is new, where a macron is gone, and where a slot is lost."""
    new = in_template('{% load i18n %}{% translate "A string that nobody wrote down" %}')
    assert missing(TEXT, {f"\x04{m.msgid}": m for m in new}) == ["A string that nobody wrote down"]
    for word in ("Maori", "whanau", "kohanga"):
        assert bare(catalogue.read_po(f'msgid ""\nmsgstr ""\n\nmsgid "x"\nmsgstr "Te {word}"'))
    assert slots_lost(catalogue.read_po('msgid "Goal %(n)s"\nmsgstr "Whāinga"')) == ["Goal %(n)s"]


def test_the_gatherer_reads_what_it_should() -> None:
    template = """{% load i18n rourou %}{# {% translate "No" %} #}<p title="{% translate 'One' %}">
    {% blocktranslate with n=1 %}Two {{ n }}{% endblocktranslate %}{% button _("Three") %}{{ x|default:_("Four") }}
    {% blocktranslate count n=n %}Five{% plural %}Fives{% endblocktranslate %}{% translate "Six" context "six" %}</p>"""
    assert [(m.msgid, m.plural, m.context) for m in in_template(template)] == [
        ("One", "", ""), ("Two %(n)s", "", ""), ("Three", "", ""), ("Four", "", ""), ("Five", "Fives", ""),
        ("Six", "", "six"),
    ]  # fmt: skip
    module = """
from django.utils.translation import gettext as _, ngettext, pgettext
_("One " "and") ; ngettext("Two", "Twos", n) ; pgettext("c", "Three") ; _(word)
raise Refused("a.b", "Four.")
class Kind(Word):
    FIVE = "five", "Five"
SIX_WORDS: Final = {Kind.FIVE: "Six"}
_PRIVATE_WORDS = {1: "No"}
"""
    assert {m.msgid for m in in_module(module)} == {"One and", "Two", "Three", "Four.", "Five", "Six"}
