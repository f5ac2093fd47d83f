"""Catalogues without gettext's tools. `python -m rourou.foundation.ui.catalogue` does all of it.

It gathers every string of the source into the .po, keeps what is translated there, and writes the .mo files. Each
entry says on a comment line how far it is: `#. Review: to be translated`, `#. Review: awaiting (V)`, or
`#. Review: passed by …`. Reviewed words go to `locale/mi`, words still waiting to `locale/unreviewed/mi`, which only
a demonstration reads. With --check nothing is written: it says what is behind, and exits 1.
"""

import ast
import re
import struct
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final

from rourou.foundation.ui.gathering import Message, gathered
from rourou.foundation.ui.languages import LOCALE, UNREVIEWED

_PLACE: Final = Path("LC_MESSAGES")
PO: Final = LOCALE / "mi" / _PLACE / "django.po"
UNTRANSLATED: Final = "#. Review: to be translated"
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

    @property
    def files(self) -> list[str]:
        """The files that say it; none for a term that waits in the table."""
        return [line.removeprefix("#: ") for line in self.comments if line.startswith("#: ")]

    @property
    def message(self) -> str:
        """The key without its plural, as the source is gathered by."""
        return f"{self.parts.get('msgctxt', '')}\x04{self.msgid}"


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


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def write_po(head: str, entries: Iterable[Entry]) -> str:
    """The text of a .po: its head as it stands, then one block for each entry."""
    blocks = ["\n".join([*e.comments, *(f"{name} {_quoted(text)}" for name, text in e.parts.items())]) for e in entries]
    return "\n\n".join([head.rstrip(), *blocks]) + "\n"


def brought_up(text: str, messages: dict[str, Message]) -> str:
    """The .po with every message of the source in it. Te reo that nothing says any more stays for its reviewer."""
    kept = {entry.message: entry for entry in read_po(text)[1:]}
    for key, message in messages.items():
        kept[key] = _with(kept.get(key), message)
    left = [e for key, e in kept.items() if key in messages or any(e.forms)]
    for entry in left:
        files = sorted(messages[entry.message].files) if entry.message in messages else ()
        entry.comments = [c for c in entry.comments if not c.startswith(("#:", "#,"))] + [
            f"#: {file}" for file in files
        ]
        entry.comments += ["#, python-format"] if re.search(r"%\(\w+\)[sd]", entry.msgid) else []
    head = text[: text.index("\n\n")]
    return write_po(head, sorted(left, key=lambda e: (e.msgid.casefold(), e.msgid, e.message)))


def _with(entry: Entry | None, message: Message) -> Entry:
    """The entry of a message: what it already says, in the shape that the source has now."""
    if entry is None:
        return Entry([UNTRANSLATED], message.parts)
    if set(entry.parts) != set(message.parts):
        said = entry.forms[0] if not message.plural else ""
        comments = entry.comments if said else [UNTRANSLATED]
        return Entry(comments, {**message.parts, **({"msgstr": said} if said else {})})
    return Entry(entry.comments, {**message.parts, **{k: v for k, v in entry.parts.items() if k.startswith("msgstr")}})


def compiled(text: str) -> dict[Path, bytes]:
    """Every .mo as it must stand, by path. English has an empty one, so that Django knows the language is there."""
    entries = read_po(text)
    header, messages = entries[:1], entries[1:]
    english = Entry(parts={"msgid": "", "msgstr": header[0].forms[0].replace("Language: mi", "Language: en_NZ")})
    return {
        LOCALE / "mi" / _PLACE / "django.mo": write_mo([*header, *(e for e in messages if e.reviewed)]),
        LOCALE / "en_NZ" / _PLACE / "django.mo": write_mo([english]),
        UNREVIEWED / "mi" / _PLACE / "django.mo": write_mo([*header, *(e for e in messages if not e.reviewed)]),
    }


# Where the words of a part stand: the parts that must be reviewed first (ux.md W5), then the rest.
PARTS: Final[dict[str, str]] = {
    "whānau pages": r"whanau|stewardship/templates/stewardship/_looked",
    "sign-in": r"ui/door/|ui/email/|ui/signing_in\.py|ui/codes\.py",
    "consent": r"^contexts/sharing/",
}


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of a part is written in te reo, and how much of that a reviewer has passed."""

    total: int
    translated: int
    reviewed: int


def coverage(entries: Iterable[Entry], files: str = "") -> Coverage:
    """The figures W5 publishes, of the messages in use; with a pattern, of those that such files say."""
    wanted = re.compile(files)
    used = [e for e in entries if any(wanted.search(file) for file in e.files)]
    return Coverage(len(used), sum(e.translated for e in used), sum(e.translated and e.reviewed for e in used))


@cache
def published() -> Coverage:
    """The figure for the whole, as the page on accessibility says it."""
    return coverage(read_po(PO.read_text(encoding="utf-8")))


def behind(text: str, made: dict[Path, bytes]) -> list[str]:
    """The files that are not what the source says."""
    stale = [
        path.relative_to(LOCALE).as_posix() for path, to in made.items() if not path.exists() or path.read_bytes() != to
    ]
    return stale if text == PO.read_text(encoding="utf-8") else [PO.relative_to(LOCALE).as_posix(), *stale]


def main() -> int:
    """Bring the .po up to the source and write the .mo files; with --check, say what is behind."""
    text = brought_up(PO.read_text(encoding="utf-8"), gathered())
    if "--check" in sys.argv:
        stale = behind(text, compiled(text))
        if stale:
            print(f"Behind the source: {', '.join(stale)}. Run python -m rourou.foundation.ui.catalogue.")
        return 1 if stale else 0
    PO.write_text(text, encoding="utf-8")
    for path, made in compiled(text).items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(made)
    whole = coverage(read_po(text))
    print(f"{whole.total} messages, {whole.translated} in te reo Māori, {whole.reviewed} of them reviewed.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
