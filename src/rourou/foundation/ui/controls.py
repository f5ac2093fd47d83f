"""Controls of forms as HTML, put together in Python: a list of choices is forty small templates otherwise.

They are Django's own, part for part; a test holds the two together. Every text is escaped here.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe


def select(widget: Mapping[str, Any]) -> SafeString:
    """A list to choose from, with its groups where it has any."""
    groups = "".join(_group(name, options) for name, options, _index in widget["optgroups"])
    return mark_safe(f'<select name="{escape(widget["name"])}"{_attributes(widget["attrs"])}>{groups}\n</select>\n')


def line(widget: Mapping[str, Any]) -> SafeString:
    """A box for one line."""
    value = "" if widget["value"] is None else f' value="{escape(str(widget["value"]))}"'
    kind, name = escape(widget["type"]), escape(widget["name"])
    return mark_safe(f'<input type="{kind}" name="{name}"{value}{_attributes(widget["attrs"])}>\n')


DRAWN: Final[Mapping[str, Callable[[Mapping[str, Any]], SafeString]]] = {
    "django/forms/widgets/select.html": select,
    "django/forms/widgets/text.html": line,
    "django/forms/widgets/hidden.html": line,
}


def _group(name: Any, options: list[Mapping[str, Any]]) -> str:
    listed = "".join(f"\n  {_option(option)}" for option in options)
    return f'\n  <optgroup label="{escape(name)}">{listed}\n  </optgroup>' if name else listed


def _option(option: Mapping[str, Any]) -> str:
    value, label = escape(str(option["value"])), escape(option["label"])
    return f'<option value="{value}"{_attributes(option["attrs"])}>{label}</option>\n'


def _attributes(given: Mapping[str, Any]) -> str:
    return "".join(
        f" {escape(name)}" if value is True else f' {escape(name)}="{escape(str(value))}"'
        for name, value in given.items()
        if value is not False
    )
