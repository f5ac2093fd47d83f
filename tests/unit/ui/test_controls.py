"""Controls drawn in Python are Django's own, part for part."""

from typing import Any

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates

from rourou.foundation.ui import controls

HARM = '"><script>alert(1)</script>'
GROUPED = [("", "Any"), (1, HARM), ("Group & more", [("a", "A"), ("b", "B’s")])]


@pytest.mark.parametrize(
    ("widget", "value", "attributes"),
    [
        (forms.Select(choices=GROUPED), "a", {"id": "id_x", "aria-describedby": "hint", "disabled": True}),
        (forms.Select(choices=[("", "Any")]), None, {"hidden": False}),
        (forms.TextInput(), HARM, {"maxlength": 80, "autocomplete": "off"}),
        (forms.TextInput(), None, {}),
        (forms.HiddenInput(), "7", {"id": HARM}),
    ],
)
def test_a_control_is_as_django_draws_it(widget: forms.Widget, value: Any, attributes: dict[str, Any]) -> None:
    context = widget.get_context("x", value, attributes)
    by_django = DjangoTemplates().render(widget.template_name, context)
    drawn = controls.DRAWN[widget.template_name](context["widget"])
    assert "".join(drawn.split()) == "".join(by_django.split())
    assert "<script" not in drawn
