"""Catalogues without gettext's tools: read a .po, write its .mo. `python -m rourou.foundation.ui.catalogue`.

Each entry says on a comment line how far its review is: `#. Review: awaiting (V)`. Reviewed words go to
`locale/mi`, words still waiting to `locale/unreviewed/mi`, which only a demonstration reads.
"""

import ast
import re
import struct
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from rourou.foundation.ui.languages import LOCALE, UNREVIEWED

_PLACE: Final = Path("LC_MESSAGES")
PO: Final = LOCALE / "mi" / _PLACE / "django.po"
_LINE: Final = re.compile(r'(msgctxt|msgid_plural|msgid|msgstr(?:\[\d+\])?)?\s*(".*")$')


@dataclass(slots=True)
class Entry:
    """One message: its comments, its English, its te reo (more than one form where it counts)."""

    comments: list[str] = field(default_factory=list)
    parts: dict[str, str] = field(default_factory=dict)

    @property
    def msgid(self) -> str:
        return self.parts.get("msgid", "")

    @property
    def forms(self) -> list[str]:
        return [text for key, text in sorted(self.parts.items()) if key.startswith("msgstr")]

    @property
    def translated(self) -> bool:
        return all(self.forms)

    @property
    def reviewed(self) -> bool:
        """Only what a named reviewer has passed: `#. Review: passed by …, 2027-02-11`."""
        return any(line.startswith("#. Review: passed") for line in self.comments)

    @property
    def key(self) -> str:
        context = f"{self.parts['msgctxt']}\x04" if "msgctxt" in self.parts else ""
        plural = f"\x00{self.parts['msgid_plural']}" if "msgid_plural" in self.parts else ""
        return f"{context}{self.msgid}{plural}"


def _blocks(text: str) -> Iterator[list[str]]:
    block: list[str] = []
    for line in [*text.splitlines(), ""]:
        if line.strip():
            block.append(line.strip())
        elif block:
            yield block
            block = []


def read_po(text: str) -> list[Entry]:
    """The entries of a .po file; the first, with an empty msgid, is its header."""
    return [_entry(block) for block in _blocks(text) if any(line.startswith("msgid") for line in block)]


def _entry(block: Iterable[str]) -> Entry:
    entry, at = Entry(), ""
    for line in block:
        if line.startswith("#"):
            entry.comments.append(line)
            continue
        found = _LINE.match(line)
        if found is None:
            raise ValueError(f"not a line of a catalogue: {line}")
        at = found[1] or at
        entry.parts[at] = entry.parts.get(at, "") + ast.literal_eval(found[2])
    return entry


def write_mo(entries: Iterable[Entry]) -> bytes:
    """The binary form (GNU gettext manual, “The Format of GNU MO Files”), sorted by message."""
    pairs = sorted((e.key.encode(), "\x00".join(e.forms).encode()) for e in entries if e.translated)
    count, ids, texts = len(pairs), b"", b""
    first: list[int] = []
    for key, text in pairs:
        first += [len(key), len(ids), len(text), len(texts)]
        ids, texts = ids + key + b"\x00", texts + text + b"\x00"
    base = 28 + 16 * count
    table_1 = b"".join(struct.pack("<II", first[i], first[i + 1] + base) for i in range(0, len(first), 4))
    table_2 = b"".join(
        struct.pack("<II", first[i + 2], first[i + 3] + base + len(ids)) for i in range(0, len(first), 4)
    )
    head = struct.pack("<7I", 0x950412DE, 0, count, 28, 28 + 8 * count, 0, base)
    return head + table_1 + table_2 + ids + texts


def compiled() -> dict[Path, bytes]:
    """Every .mo as it must stand, by path. English has an empty one, so that Django knows the language is there."""
    entries = read_po(PO.read_text(encoding="utf-8"))
    header, messages = entries[:1], entries[1:]
    english = Entry(parts={"msgid": "", "msgstr": header[0].forms[0].replace("Language: mi", "Language: en_NZ")})
    return {
        LOCALE / "mi" / _PLACE / "django.mo": write_mo([*header, *(e for e in messages if e.reviewed)]),
        LOCALE / "en_NZ" / _PLACE / "django.mo": write_mo([english]),
        UNREVIEWED / "mi" / _PLACE / "django.mo": write_mo([*header, *(e for e in messages if not e.reviewed)]),
    }


def coverage(entries: Iterable[Entry]) -> tuple[int, int, int]:
    """(reviewed, translated, all): the figure W5 publishes."""
    messages = [e for e in entries if e.msgid]
    return (
        sum(e.translated and e.reviewed for e in messages),
        sum(e.translated for e in messages),
        len(messages),
    )


def main() -> int:
    """Write the .mo files beside the .po."""
    for path, made in compiled().items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(made)
    reviewed, translated, total = coverage(read_po(PO.read_text(encoding="utf-8")))
    print(f"{total} messages, {translated} in te reo Māori, {reviewed} of them reviewed.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
