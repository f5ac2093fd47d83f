"""Links to pages of other contexts, as far as they are routed."""

from typing import Any

from django.urls import NoReverseMatch, reverse


def to(name: str, *args: Any, query: str = "") -> str:
    """The address of a page by its name, or nothing where no such page is routed."""
    try:
        return reverse(name, args=args) + (f"?{query}" if query else "")
    except NoReverseMatch:
        return ""
