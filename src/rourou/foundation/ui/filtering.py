"""Lists that are asked for by a form: the filters in use as links that take them away, and the next page."""

from collections.abc import Mapping
from urllib.parse import urlencode

from django.http import HttpRequest

from rourou.foundation.ui.parts import Link, More

AFTER = "after"


def chips(request: HttpRequest, said: Mapping[str, str]) -> tuple[Link, ...]:
    """One link for each filter in use: `said` is its words by the name of its field. The page begins again."""
    return tuple(Link(words, _address(request, without={name, AFTER})) for name, words in said.items() if words)


def more(request: HttpRequest, after: str) -> More | None:
    """The next page of what was asked for, from this row on; nothing where this page is the last."""
    return More(_address(request, without={AFTER}, **{AFTER: after})) if after else None


def _address(request: HttpRequest, *, without: set[str], **more: str) -> str:
    kept = [(name, value) for name, value in request.GET.items() if name not in without and value]
    query = urlencode([*kept, *more.items()])
    return f"{request.path}?{query}" if query else request.path
