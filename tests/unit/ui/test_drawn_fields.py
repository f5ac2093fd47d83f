"""Boxes and lists drawn in Python say what Django's own widgets say."""

import re
from html.parser import HTMLParser
from typing import Any

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates

from rourou.foundation.ui.forms import Line, Select

DJANGO = DjangoTemplates()
CHOICES = [
    ("", "Any"), ("a&b", "Sight & hearing"), (3, "<Three>"),
    ("Group “one”", [("g1", "First"), ("g2", "It’s “second”")]),
]  # fmt: skip


class _Read(HTMLParser):
    """Tags with their attributes, and text, in order."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[Any] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.said.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        self.said.append(("/" + tag, {}))

    def handle_data(self, data: str) -> None:
        if words := data.strip():
            self.said.append(words)


def _read(html: str) -> list[Any]:
    reader = _Read()
    reader.feed(html)
    return reader.said


@pytest.mark.parametrize("chosen", ["", "a&b", 3, "3", "g2", "elsewhere", None])
def test_a_list_is_what_django_draws(chosen: Any) -> None:
    attrs = {"id": "id_x", "aria-describedby": "h", "disabled": True, "lang": False}
    ours = Select(choices=CHOICES, attrs={"class": "w-10"}).render("x<", chosen, attrs, DJANGO)
    theirs = forms.Select(choices=CHOICES, attrs={"class": "w-10"}).render("x<", chosen, attrs, DJANGO)
    assert _read(ours) == _read(theirs)


@pytest.mark.parametrize("typed", ["", None, 'Aroha "Te" <b>', 7, "a\nb"])
def test_a_box_is_what_django_draws(typed: Any) -> None:
    attrs = {"id": "id_q", "maxlength": 80, "autocomplete": "off"}
    assert _read(Line().render("q", typed, attrs)) == _read(forms.TextInput().render("q", typed, attrs, DJANGO))


def test_nothing_typed_or_offered_becomes_html() -> None:
    drawn = Line().render("q", '"><script>', {}) + Select(choices=[('"><b>', "<script>")]).render("x", "", {})
    assert not re.search(r"<(script|b)>", drawn)
