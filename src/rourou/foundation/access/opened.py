"""The gate that is open at this moment, if one is: what `call.at`, managers and inner acts look up."""

import contextvars
import uuid
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from rourou.foundation.kernel.errors import NoOpenGate


@dataclass(slots=True)
class Open:
    """One open gate. `due` are learners whose facts changed and whose grants are not compiled yet.

    `happened` are the inner acts that wrote, so that what follows them follows.
    """

    call: Any
    act: Any
    at: datetime
    protocol_id: uuid.UUID | None
    narrowed: frozenset[str]
    due: set[uuid.UUID] = field(default_factory=set)
    rows: list[Any] = field(default_factory=list)
    happened: list[Any] = field(default_factory=list)


var: contextvars.ContextVar[Open | None] = contextvars.ContextVar("rourou_open_gate", default=None)


def current() -> Open:
    """The open gate, or NoOpenGate."""
    found = var.get()
    if found is None:
        raise NoOpenGate("no gate is open")
    return found
