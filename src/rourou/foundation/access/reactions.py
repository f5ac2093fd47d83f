"""What must follow upward without an upward import: an upper context registers a command for a lower one's event."""

from collections import defaultdict
from collections.abc import Callable
from typing import Any, Final

from rourou.foundation.audit.events import Event

# The order of the floors of house.md §4.1: reactions of lower floors run first.
FLOORS: Final = (
    "people", "sharing", "directory", "register", "plans", "referrals", "moves", "allocation", "meetings",
    "insights", "exchange", "stewardship", "home",
)  # fmt: skip

_registered: dict[Event, list[Callable[..., Any]]] = defaultdict(list)


def floor_of(function: Callable[..., Any]) -> int:
    """The floor of the context that a function lives in."""
    return FLOORS.index(function.__module__.split(".")[2])


def on(event: Event, command: Callable[..., Any]) -> None:
    """Run `command(call, cause=…, result=…, subjects=…)` after each act of `event`, in the same transaction."""
    if command not in _registered[event]:
        _registered[event].append(command)
        _registered[event].sort(key=floor_of)


def of(event: Event) -> tuple[Callable[..., Any], ...]:
    """The commands that follow an event, lowest floor first."""
    return tuple(_registered.get(event, ()))


def all_registered() -> dict[Event, tuple[Callable[..., Any], ...]]:
    """Every reaction, for the reference page and its guard."""
    return {event: tuple(commands) for event, commands in _registered.items()}
