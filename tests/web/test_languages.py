"""Every page says which language each of its words is in (ux.md A8): a dictionary scan of the text of every route.

On an English page a phrase of te reo Māori stands under lang="mi"; on a page in te reo an English sentence stands under
lang="en-NZ". Words that New Zealand English has taken in, and names, need no mark (WCAG 2.2, 3.1.2).
"""

import itertools
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Final

import pytest
from django.conf import settings
from django.test import Client
from django.utils import translation

from rourou.foundation.tenancy import models as tenancy
from rourou.foundation.ui import catalogue, languages
from tests import signing_in
from tests.web.test_routes import Sample, routes, sample

__all__ = ["sample"]  # a fixture

_WORD: Final = re.compile(r"[^\W\d_]+")
_VOID: Final = {"br", "img", "input", "meta", "link", "hr", "wbr", "col", "source"}
# Words of New Zealand English, or words that English spells the same.
_TAKEN_IN: Final = {
    "a", "english", "hui", "i", "iwi", "kaiako", "kaiāwhina", "kaupapa", "koro", "kura", "kōhanga", "mahere", "me",
    "māori", "rourou", "rtlb", "rā", "sao", "senco", "take", "tamariki", "whānau",
}  # fmt: skip
# Languages by their own names, each said once in a list of languages.
_NAMES: Final = ("Gagana Sāmoa", "Lea faka-Tonga", "Manaia", "Kahurangi", "Te Ariki", "Hana of", "Rūpene", "Koro")


@pytest.fixture(autouse=True)
def _leave_english() -> Iterator[None]:
    """What a page was read in does not stay for the next test."""
    yield
    translation.deactivate()


class _Read(HTMLParser):
    """(language, text) of every text node that is read out."""

    def __init__(self) -> None:
        super().__init__()
        self.inside: list[tuple[str, str]] = []
        self.found: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _VOID:
            self.inside.append((tag, dict(attrs).get("lang") or (self.inside[-1][1] if self.inside else "")))

    def handle_endtag(self, tag: str) -> None:
        while self.inside and self.inside.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        hidden = {"style", "script", "title", "option", "textarea"} & {tag for tag, _ in self.inside}
        if data.strip() and not hidden:
            self.found.append((self.inside[-1][1] if self.inside else "", " ".join(data.split())))


def read(html: str) -> list[tuple[str, str]]:
    """Every text of a page with the language it is said to be in."""
    parser = _Read()
    parser.feed(html)
    return parser.found


def dictionary() -> frozenset[str]:
    """The words of our te reo Māori, but for those that English has taken in."""
    entries = catalogue.read_po(catalogue.PO.read_text(encoding="utf-8"))[1:]
    said = " ".join(form for entry in entries for form in entry.forms) + " Nau mai, haere mai. Kia ora. Te Kāhui"
    return frozenset(word.casefold() for word in _WORD.findall(re.sub(r"%\(\w+\)s", "", said))) - _TAKEN_IN


def phrases(text: str, known: frozenset[str]) -> Iterator[str]:
    """Two or more words of the dictionary that follow each other."""
    words = _WORD.findall(text)
    for one, two in itertools.pairwise(words):
        if {one.casefold(), two.casefold()} <= known:
            yield f"{one} {two}"


def unmarked(html: str, known: frozenset[str], names: re.Pattern[str]) -> list[str]:
    """Phrases of te reo that a page says as though they were English."""
    return [
        f"{phrase} in “{text[:80]}”"
        for language, text in read(html)
        if language != languages.TE_REO
        for phrase in phrases(names.sub("·", text), known)
    ]


def unmarked_english(html: str, names: re.Pattern[str]) -> list[str]:
    """Sentences of English that a page says as though they were te reo."""
    return [
        text[:80]
        for language, text in read(html)
        if language == languages.TE_REO and len(text.split()) > 3 and languages.is_english(names.sub("·", text))
    ]


def _names() -> re.Pattern[str]:
    """Of organisations and people, and of languages: written as they stand."""
    found = {*tenancy.Organisation.objects.values_list("name", flat=True), *_NAMES}
    found |= {word for name in tenancy.User.objects.values_list("name", flat=True) for word in (name, *name.split())}
    return re.compile("|".join(re.escape(name) for name in sorted(found, key=len, reverse=True)))


def _pages(sample: Sample, who: str, language: str) -> Iterator[tuple[str, str]]:
    people = sample.made.everybody()
    browser = signing_in.client(people[who]) if who in people else Client()
    browser.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    for route, name in routes():
        answer = browser.get(sample.url(route, name))
        if name != "gallery" and answer.content and answer.get("Content-Type", "").startswith("text/html"):
            yield name, answer.content.decode()


@pytest.mark.parametrize("who", ["mere", "hana", "nobody"])
def test_te_reo_on_an_english_page_says_so(sample: Sample, who: str) -> None:
    known, names = dictionary(), _names()
    seen = dict(_pages(sample, who, languages.ENGLISH))
    assert len(seen) > 5
    assert {name for name, html in seen.items() if '<html lang="en-NZ"' not in html} == set()
    assert [f"{name}: {fault}" for name, html in seen.items() for fault in unmarked(html, known, names)] == []


@pytest.mark.parametrize("who", ["mere", "hana"])
def test_english_on_a_page_in_te_reo_says_so(sample: Sample, who: str) -> None:
    names = _names()
    seen = dict(_pages(sample, who, languages.TE_REO))
    assert {name for name, html in seen.items() if '<html lang="mi"' not in html} == set()
    assert [f"{name}: {fault}" for name, html in seen.items() for fault in unmarked_english(html, names)] == []


def test_the_scan_finds_each_fault() -> None:
    known, names = dictionary(), re.compile("Te Tai Trust")
    page = '<html lang="en-NZ"><p>Kia ora, Mere. <span lang="mi">Nau mai</span> to Te Kāhui. <i>Te Tai Trust</i></p>'
    assert unmarked(page, known, names) == ["Kia ora in “Kia ora, Mere.”", "Te Kāhui in “to Te Kāhui.”"]
    page = (
        '<html lang="mi"><p>Ngā mea āwhina</p><p>Nobody has looked yet.</p><p lang="en-NZ">Nobody has looked yet.</p>'
    )
    assert unmarked_english(page, names) == ["Nobody has looked yet."]
