"""Two worlds that differ in one fact: for everybody who may not know it, every byte they get is the same (access.md).

A world is a database of its own, copied from the migrated template, with one clock and ids that are a keyed hash of
(seed, label). What is masked is only what chance or the wall clock makes: cookie values, the CSRF field, the signed
stamp and Date. A mask keeps the length, so lengths are compared too.
"""

import contextlib
import datetime
import itertools
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import pytest
from django.core import mail
from django.db import connection
from django.test import Client

from rourou.foundation.kernel import ids
from rourou.foundation.kernel.clock import moment
from rourou.foundation.store.embedded import Server
from rourou.foundation.ui import frame
from tests import cast, clocks, ledgers, running, signing_in

SEED: Final = "two worlds"
NOW: Final = moment(datetime.date(2026, 11, 24), 8, 10)
_numbers: Final = itertools.count(1)
_FIELDS: Final = re.compile(rb'(name="(?:csrfmiddlewaretoken|stamp)" value=")([^"]*)(")')

# What somebody does: a path to get, or (path, what is sent).
Deed = str | tuple[str, Mapping[str, Any]]


@dataclass(frozen=True)
class Answer:
    """Everything that comes back from one request, with what chance makes masked to its length."""

    status: int
    headers: tuple[tuple[str, str], ...]
    cookies: tuple[tuple[str, int], ...]
    body: bytes
    statements: int

    def difference(self, other: "Answer") -> str:
        """The first thing that differs, or nothing."""
        for name in ("status", "headers", "cookies", "statements"):
            if (mine := getattr(self, name)) != (theirs := getattr(other, name)):
                return f"{name}: {mine} against {theirs}"
        if self.body == other.body:
            return ""
        at = next((n for n, pair in enumerate(zip(self.body, other.body, strict=False)) if pair[0] != pair[1]), 0)
        return f"body from {at}: {self.body[at - 60 : at + 90]!r} against {other.body[at - 60 : at + 90]!r}"


@dataclass
class World:
    """One world while it stands: its cast, and what people in it were answered."""

    made: cast.Cast
    known: dict[str, Any] = field(default_factory=dict)

    @contextlib.contextmanager
    def step(self, label: str) -> Iterator[None]:
        """What is made inside has the same ids in both worlds, whatever else one of them holds."""
        with ids.labelled(SEED, label):
            yield

    def run_as_owner(self, sql: str) -> None:
        """What only the owner of the database can do: time that passes, a row gone."""
        with ledgers.owner() as owner:
            owner.execute(sql)  # type: ignore[call-overload]

    def do(self, who: cast.Member | None, deed: Deed) -> Answer:
        """One request as somebody, or as nobody."""
        browser = signing_in.client(who) if who else Client()
        counted: list[str] = []

        def count(execute: Any, sql: str, *rest: Any) -> Any:
            counted.append(sql)
            return execute(sql, *rest)

        with connection.execute_wrapper(count):
            found = browser.get(deed) if isinstance(deed, str) else browser.post(deed[0], dict(deed[1]))
        return _answer(found, len(counted))


def _answer(found: Any, statements: int) -> Answer:
    headers = tuple(sorted((k, v) for k, v in found.headers.items() if k not in {"Date", "Set-Cookie"}))
    cookies = tuple(sorted((name, len(morsel.value)) for name, morsel in found.cookies.items()))
    return Answer(found.status_code, headers, cookies, masked(found.content), statements)


def masked(body: bytes) -> bytes:
    """The body without what chance makes of it; lengths are kept."""
    return _FIELDS.sub(lambda m: m.group(1) + b"#" * len(m.group(2)) + m.group(3), body)


class Worlds:
    """Builds worlds, one at a time, and lets people look at them."""

    def __init__(self, store: Server, patch: pytest.MonkeyPatch) -> None:
        self.store, self.patch = store, patch

    @contextlib.contextmanager
    def stand(self, build: Callable[[World], None]) -> Iterator[World]:
        """A world of its own, built, for the length of the block."""
        name = f"{running.DATABASE}_world_{next(_numbers)}"
        self.store.create_from_template(running.template(self.store), name)
        try:
            with running.using(name):
                clocks.set_to(NOW)
                self.patch.setattr(cast, "_numbers", itertools.count(1))
                self.patch.setattr(frame, "datetime", _Standing)
                mail.outbox = []
                with ids.labelled(SEED, "cast"):
                    world = World(cast.make())
                build(world)
                yield world
        finally:
            self.store.drop(name)

    def seen(
        self, build: Callable[[World], None], viewers: Sequence[str], deeds: Callable[[World], Mapping[str, Deed]]
    ) -> dict[tuple[str, str], Answer]:
        """What each viewer is answered to each deed, in a world built for it."""
        with self.stand(build) as world:
            people = world.made.everybody()
            return {
                (who, name): world.do(people.get(who), deed) for who in viewers for name, deed in deeds(world).items()
            }

    def differences(
        self,
        one: Callable[[World], None],
        other: Callable[[World], None],
        viewers: Sequence[str],
        deeds: Callable[[World], Mapping[str, Deed]],
    ) -> list[str]:
        """Where the two worlds can be told apart, by whom and how."""
        first, second = self.seen(one, viewers, deeds), self.seen(other, viewers, deeds)
        assert first.keys() == second.keys()
        pairs = ((who, name, answer.difference(second[who, name])) for (who, name), answer in first.items())
        return [f"{who}, {name}: {difference}" for who, name, difference in pairs if difference]


class _Standing(datetime.datetime):
    """The wall clock of the printed line stands still."""

    @classmethod
    def now(cls, tz: datetime.tzinfo | None = None) -> datetime.datetime:
        return NOW.astimezone(tz)
