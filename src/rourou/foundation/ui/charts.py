"""Drawings made on the server: two clocks, an hours bar, a heat table. Per cent across, pixels down, no viewBox."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from zlib import crc32

from django.utils.translation import gettext

UNDER: Final = None
"""A count that is hidden because it is under 6. Never blank, never 0."""


def per_cent(part: float, whole: float) -> str:
    """“33.33%”, short where it can be."""
    return f"{100 * part / whole if whole else 0:.2f}".rstrip("0").rstrip(".") + "%"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days of a clock that ran, or rested, from one day to another (counted from the start)."""

    start: float
    end: float
    rested: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch as it is drawn."""

    x1: str
    x2: str
    css: str


@dataclass(frozen=True, slots=True)
class Clock:
    """One clock of a request, finished."""

    figure: str
    unit: str
    says: str
    state: str
    stopped: bool
    pieces: tuple[Piece, ...]
    at: str
    next_at: str
    title: str


def clock(
    *,
    days: int,
    says: str,
    state: str,
    stopped: bool,
    stretches: Sequence[Stretch],
    scale: float,
    next_day: float | None = None,
    title: str = "",
) -> Clock:
    """A clock from its stretches. `scale` is the day at the right edge: the same for both clocks of a request."""
    pieces = tuple(
        Piece(per_cent(s.start, scale), per_cent(s.end, scale), "rest" if s.rested else "ran") for s in stretches
    )
    end = max((s.end for s in stretches), default=0)
    unit = gettext("days") if stopped else gettext("days so far")
    return Clock(
        figure=str(days),
        unit=unit,
        says=says,
        state=state,
        stopped=stopped,
        pieces=pieces,
        at=per_cent(end, scale),
        next_at="" if next_day is None else per_cent(next_day, scale),
        title=title or f"{says}: {days} {unit}. {state}.",
    )


@dataclass(frozen=True, slots=True)
class HourCell:
    """One hour, or the part of one: where it begins, how wide, what it is."""

    x: str
    width: str
    css: str

    @property
    def hatched(self) -> bool:
        return self.css.endswith("proposed")


@dataclass(frozen=True, slots=True)
class HoursBar:
    """One cell is one hour; the last of a kind may be part of one."""

    key: str
    title: str
    total: str
    of: str
    agreed: str
    proposed: str
    left: str
    cells: tuple[HourCell, ...]


def hours_words(hours: float) -> str:
    """14, 13.5, 0.25: no trailing noughts."""
    return f"{hours:.2f}".rstrip("0").rstrip(".")


def _cells(start: float, hours: float, whole: float, css: str) -> list[HourCell]:
    made, at, end = [], start, start + hours
    while at < end - 1e-9:
        size = min(end, int(at + 1e-9) + 1) - at
        made.append(HourCell(per_cent(at, whole), per_cent(size * 0.9, whole), css))
        at += size
    return made


def hours_bar(*, agreed: float, proposed: float, total: float, of: str = "") -> HoursBar:
    """Agreed (solid), proposed (hatched), left (empty). Over the total, the bar grows and nothing is left."""
    left = max(total - agreed - proposed, 0)
    whole = max(total, agreed + proposed, 1)
    said = {"total": hours_words(total), "agreed": hours_words(agreed), "proposed": hours_words(proposed)}
    said["left"] = hours_words(left)
    title = gettext("%(total)s hours: %(agreed)s agreed, %(proposed)s proposed, %(left)s left") % said
    return HoursBar(
        key=f"{crc32((title + of).encode()):x}",
        title=title,
        total=said["total"],
        of=of,
        agreed=said["agreed"],
        proposed=said["proposed"],
        left=said["left"],
        cells=tuple(
            _cells(0, agreed, whole, "cell cell-agreed")
            + _cells(agreed, proposed, whole, "cell cell-proposed")
            + _cells(agreed + proposed, left, whole, "cell cell-left")
        ),
    )


@dataclass(frozen=True, slots=True)
class SmallHours:
    """The same cells beside one request, so that bar and list can be counted against each other."""

    words: str
    cells: tuple[str, ...]


def small_hours(hours: float, *, agreed: bool = False) -> SmallHours:
    """“1.5 h” as one cell and a half."""
    css = "k-agreed" if agreed else "k-proposed"
    halves = ["half"] if hours % 1 else []
    return SmallHours(hours_words(hours), tuple(f"{css} {h}".strip() for h in [""] * int(hours) + halves))


@dataclass(frozen=True, slots=True)
class HeatCell:
    column: str
    text: str
    css: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class HeatTable:
    """Areas by columns, the number printed in every cell."""

    caption: str
    corner: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[HeatCell, ...]], ...]


def _step(value: float, top: float) -> str:
    return f"h-{min(5, 1 + int(5 * value / top))}" if top and value else ""


def heat_table(
    *,
    caption: str,
    corner: str,
    columns: Sequence[str],
    rows: Sequence[tuple[str, Sequence[int | None]]],
    urls: dict[tuple[int, int], str] | None = None,
) -> HeatTable:
    """Counts in five steps of one hue; None is “under 6”, hatched."""
    top = max((v for _, values in rows for v in values if v is not None), default=0)
    links, under = urls or {}, gettext("under 6")

    def cell(r: int, c: int, value: int | None) -> HeatCell:
        if value is UNDER:
            return HeatCell(columns[c], under, "under")
        return HeatCell(columns[c], str(value), _step(value, top), links.get((r, c), ""))

    made = tuple((name, tuple(cell(r, c, v) for c, v in enumerate(values))) for r, (name, values) in enumerate(rows))
    return HeatTable(caption, corner, tuple(columns), made)
