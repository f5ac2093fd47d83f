"""Text to records: separators, the row that names the columns, ragged rows, quotes, formulas.

A row is a row of the spreadsheet: the one that names the columns is 1, a cell with a line break in it is still one row.
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from rourou.contexts.exchange.rules.text import TWICE_SAVED, decode
from rourou.contexts.exchange.types import Fault
from rourou.foundation.kernel import text as words

MAX_FAULTS: Final = 300
MAX_CELL: Final = 2_000
SEPARATORS: Final = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "upright strokes"}

_NUMBER: Final = re.compile(r"[+-]\s?\d[\d,]*(?:\.\d+)?")
_PHONE: Final = re.compile(r"\+[\d\s().-]{5,}")
_NOTHING: Final = frozenset({"-", "--", "–", "—", "n/a", "N/A", "null", "NULL"})
_SEP_LINE: Final = re.compile(r"\s*sep=(.)\s*", re.IGNORECASE)

FORMULA: Final = (
    "This cell begins with a sign that a spreadsheet runs as a formula. We ran nothing. Put the value itself there."
)
LOST: Final = "A letter of this cell was lost when the file was saved. Save it again as “CSV UTF-8”."
TWICE: Final = "Letters of this cell were saved twice over, as when ā turns into two signs. Export the file again."


@dataclass(frozen=True, slots=True)
class Layout:
    """What a kind of file may hold: its columns by every name they are known by, and which it cannot do without."""

    kind: str
    names: Mapping[str, tuple[str, ...]]
    required: tuple[str, ...]
    max_rows: int
    too_many: str
    several: frozenset[str] = frozenset()  # columns that may stand more than once: ethnicity 1, 2, 3
    phones: frozenset[str] = frozenset()


@dataclass(slots=True)
class Reading:
    """What is being gathered of one file."""

    faults: list[Fault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    unknown: tuple[str, ...] = ()
    encoding: str = ""
    separator: str = ""

    def fault(self, row: int, column: str, sentence: str) -> None:
        """One more thing to put right."""
        self.faults.append(Fault(row, column, sentence))

    @property
    def is_full(self) -> bool:
        """Whether so much is wrong that more would help nobody."""
        return len(self.faults) >= MAX_FAULTS


@dataclass(frozen=True, slots=True)
class Record:
    """One row: its number, the cells we know by column, and what stood in columns we do not know."""

    row: int
    cells: dict[str, str]
    aside: tuple[tuple[str, str], ...] = ()

    def get(self, column: str) -> str:
        """What the cell holds, or nothing."""
        return self.cells.get(column, "")


def key_of(name: str) -> str:
    """A column’s name without case, marks, spaces and signs: “Date of Birth” is dateofbirth."""
    return words.fold(name).replace(" ", "")


def tidy(cell: str) -> str:
    """A cell without control signs and needless spaces; a lone dash means nothing."""
    cell = words.nfc(" ".join(cell.split())) if cell.isprintable() else words.tidy(cell)
    return "" if cell in _NOTHING else cell


def is_formula(cell: str, *, phone: bool = False) -> bool:
    """Whether a spreadsheet would run the cell. A signed number is a number; +64 27 … is a telephone."""
    start = cell.lstrip("'").lstrip() if cell.startswith("'") else cell
    if not start.startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠")):
        return False
    return not (_NUMBER.fullmatch(start) or (phone and _PHONE.fullmatch(start)))


def records(
    data: bytes, layout: Layout, reading: Reading, progress: Callable[[int], None] | None = None
) -> Iterator[Record]:
    """The rows of a file that could be read; everything that could not stands in `reading.faults`."""
    found = decode(data)
    if isinstance(found, Fault):
        reading.faults.append(found)
        return
    reading.encoding = found.encoding
    reading.notes += found.notes
    rows = _rows(found.text, reading)
    header = next(((number, cells) for number, cells in rows if any(cells)), None)
    if header is None:
        if not reading.faults:
            reading.fault(0, "", "There is nothing in this file.")
        return
    columns = _columns(header, layout, reading)
    if columns is None:
        return
    yield from _body(rows, columns, layout, reading, progress)


def _separator(text: str) -> tuple[str, str]:
    """The separator and the text it separates: told by `sep=;`, else the one the first line uses most."""
    first, _, rest = text.partition("\n")
    told = _SEP_LINE.fullmatch(first)
    if told:
        return told[1], "\n" + rest  # an empty row keeps the numbers of the rows
    line = next((line for line in text.splitlines() if line.strip()), "")
    outside = re.sub(r'"[^"]*"', "", line)
    counted = {sign: outside.count(sign) for sign in SEPARATORS}
    best = max(counted, key=lambda sign: counted[sign])
    return (best if counted[best] else ","), text


def _rows(text: str, reading: Reading) -> Iterator[tuple[int, list[str]]]:
    """Numbered rows of raw cells; stops at the first place where the quotes make no sense."""
    separator, text = _separator(text)
    reading.separator = separator
    if separator != ",":
        reading.notes.append(f"The cells of this file are separated by {SEPARATORS.get(separator, 'another sign')}.")
    number = 0
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    except (csv.Error, TypeError, ValueError):
        reading.fault(1, "", "This file names a separator we cannot use. Save it as “CSV UTF-8”.")
        return
    try:
        for cells in reader:
            number += 1
            yield number, cells
    except csv.Error as error:
        reading.fault(number + 1, "", _quote_sentence(str(error)))


def _quote_sentence(error: str) -> str:
    if "end of data" in error:
        return "A quote mark opens here and is never closed, so where this row ends cannot be known. Close it."
    if "field larger" in error:
        return "A cell that begins here is longer than any we can read. A quote mark may be missing."
    return "A quote mark stands where none can be. Save the file again from the spreadsheet, as “CSV UTF-8”."


def _columns(header: tuple[int, list[str]], layout: Layout, reading: Reading) -> list[str] | None:
    """The canonical name of each column, or "?name" for one we do not know; None when the file cannot be used."""
    number, cells = header
    by_key = {key_of(name): column for column, names in layout.names.items() for name in (column, *names)}
    columns = [by_key.get(key_of(cell), f"?{tidy(cell)}") for cell in cells]
    missing = [column for column in layout.required if column not in columns]
    if missing:
        reading.fault(number, "", _missing_sentence(missing, layout))
        return None
    counted = Counter(column for column in columns if column[0] != "?" and column not in layout.several)
    for column in (column for column, count in counted.items() if count > 1):
        reading.fault(number, column, "Two columns of this file have this name. Keep one of them.")
    reading.unknown = tuple(dict.fromkeys(column[1:] for column in columns if column[0] == "?" and column != "?"))
    if reading.unknown:
        reading.notes.append(f"Kept aside, not loaded: {_and(list(reading.unknown[:20]))}.")
    return columns if not reading.faults else None


def _missing_sentence(missing: list[str], layout: Layout) -> str:
    known = ", ".join(name for name in layout.names if " " not in name)
    return f"The first row must name the columns. There is none for {_and(missing)}. We know: {known}."


def _and(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def _body(
    rows: Iterator[tuple[int, list[str]]],
    columns: list[str],
    layout: Layout,
    reading: Reading,
    progress: Callable[[int], None] | None,
) -> Iterator[Record]:
    count = 0
    for number, cells in rows:
        if not any(cell and not cell.isspace() for cell in cells):
            continue
        count += 1
        if count > layout.max_rows:
            reading.fault(0, "", layout.too_many)
            return
        if progress is not None and count % 1_000 == 0:
            progress(count)
        record = _record(number, cells, columns, layout, reading)
        if record is not None:
            yield record
        if reading.is_full:
            reading.notes.append("There may be more to put right further on. Put these right first.")
            return
    if count == 0 and not reading.faults:
        reading.fault(0, "", "This file names its columns and holds no rows.")


def _record(number: int, cells: list[str], columns: list[str], layout: Layout, reading: Reading) -> Record | None:
    """A row of as many cells as there are columns, each of them fit to be read; else its faults are noted."""
    if len(cells) < len(columns) or any(cell.strip() for cell in cells[len(columns) :]):
        sentence = f"This row has {_cells(len(cells))} where the first row has {len(columns)}."
        reading.fault(number, "", f"{sentence} A separator may be missing, or one may stand inside a cell.")
        return None
    known: dict[str, str] = {}
    aside: list[tuple[str, str]] = []
    before = len(reading.faults)
    for column, raw in zip(columns, cells, strict=False):
        cell = tidy(raw)
        if not cell:
            continue
        if column[0] == "?":
            if not is_formula(cell):
                aside.append((column[1:], cell[:MAX_CELL]))
            continue
        unfit = _unfit(cell, raw, phone=column in layout.phones)
        if unfit:
            reading.fault(number, column, unfit)
        elif column not in known:
            known[column] = cell
        elif column not in layout.phones:
            known[column] += f";{cell}"
    return Record(number, known, tuple(aside)) if len(reading.faults) == before else None


def _cells(count: int) -> str:
    return "1 cell" if count == 1 else f"{count} cells"


def _unfit(cell: str, raw: str, *, phone: bool) -> str | None:
    """Why a cell cannot be taken, or None."""
    if is_formula(cell, phone=phone):
        return FORMULA
    if len(cell) > MAX_CELL:
        return f"This cell is longer than {MAX_CELL} letters. A quote mark or a line break may be missing."
    if cell.isascii():
        return None
    if "\ufffd" in raw:
        return LOST
    return TWICE if TWICE_SAVED.search(raw) else None
