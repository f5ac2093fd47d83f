"""What components receive: frozen, finished values. A template decides nothing; it draws one of these."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from rourou.foundation.ui.words import Tag


class Offered(Protocol):
    """Anything that says whether a button shows, whether it works, and why not (conventions.md: `Offer`)."""

    @property
    def show(self) -> bool: ...
    @property
    def enabled(self) -> bool: ...
    @property
    def reason(self) -> str: ...


class Mark(StrEnum):
    """A dot is yes, seen, kept, met; a ring is not yet, not shared, not met."""

    NONE = ""
    DOT = "dot"
    RING = "ring"


class Kind(StrEnum):
    """How loud a button is. One filled button a view; the rest outlined."""

    PLAIN = ""
    GO = "go"
    QUIET = "quiet"
    STOP = "stop"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Audience:
    """Who sees this and who does not, in words. The access rule writes it; nobody types it into a template."""

    seen_by: str
    not_shared_with: str = ""

    @property
    def text(self) -> str:
        """What the signed stamp covers."""
        return f"{self.seen_by}\x1f{self.not_shared_with}"


@dataclass(frozen=True, slots=True)
class Link:
    """Words and where they lead."""

    words: str
    url: str
    current: bool = False
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Action:
    """A button or link at the end of a row. `about` is heard, not seen: “Done: ring Wini”.

    With `post` it is a small form of its own and carries the stamp.
    """

    words: str
    url: str
    about: str = ""
    kind: Kind = Kind.PLAIN
    post: bool = False
    stamp: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    off: str = ""
    """Why it does not work now. Empty: it works."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line on the spine: when or who, then the sentence, then what can be done."""

    when: str
    what: str
    why: str = ""
    note: str = ""
    url: str = ""
    mark: Mark = Mark.NONE
    strong: bool = False
    """Today or past: the spine is bold. Never red."""
    tag: Tag | None = None
    replied: tuple[int, int] | None = None
    note_mark: Mark = Mark.NONE
    actions: tuple[Action, ...] = ()
    lang: str = ""

    @property
    def pips(self) -> tuple[bool, ...]:
        """(4, 6) as four dots and two rings. The sentence says it in words."""
        done, of = self.replied or (0, 0)
        return tuple(n < done for n in range(of))


@dataclass(frozen=True, slots=True)
class Pair:
    """A term and what is said of it (`kv`); `change_url` makes it a line of “check before sending”."""

    term: str
    said: str
    note: str = ""
    mark: Mark = Mark.NONE
    strong: bool = False
    tag: Tag | None = None
    url: str = ""
    change_url: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table; `sub` is a second, softer line."""

    text: str = ""
    url: str = ""
    sub: str = ""
    tag: Tag | None = None
    number: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Columns, then rows whose first cell is the row's heading. A list of labelled lines on a phone."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    show_caption: bool = False
    compact: bool = False

    @property
    def body(self) -> tuple[tuple[Cell, tuple[tuple[str, Cell], ...]], ...]:
        """Each row as its heading and its (column, cell) pairs."""
        return tuple((row[0], tuple(zip(self.columns[1:], row[1:], strict=True))) for row in self.rows)


@dataclass(frozen=True, slots=True)
class Pairs:
    """What gets in the way, never without what helps beside it."""

    left: str
    right: str
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody's own words, as said, with who, how and when."""

    words: str
    by: str
    lang: str = ""


@dataclass(frozen=True, slots=True)
class ConsentLine:
    """What has been agreed, as a line at the top of every record."""

    tag: Tag
    says: str
    url: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Empty:
    """Fact, reason, one next step."""

    says: str
    url: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class More:
    """Keyset pagination: the address of the next page and what the button says."""

    url: str
    words: str = ""

    @property
    def says(self) -> str:
        return self.words or gettext("Show the next 50")


@dataclass(frozen=True, slots=True)
class Option:
    """One of a few ways to look at the same thing (suggestion, another split)."""

    words: str
    sub: str
    url: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """A rung: “Tells two friends”; `now` is today's stone."""

    says: str
    now: bool = False
    sub: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """Finding as heading, count and date, drawing, numbers, and what it does not tell you."""

    finding: str
    basis: str
    drawing: SafeString
    table: Table | None = None
    limits: str = ""
