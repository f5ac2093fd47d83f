"""Bytes to text: what kind of file it is, and in which letters. Nothing here raises, whatever the bytes."""

import codecs
import re
from dataclasses import dataclass
from typing import Final

from rourou.contexts.exchange.types import Fault

MAX_BYTES: Final = 64 * 1024 * 1024

_SAVE_AS: Final = "Save it as “CSV UTF-8” and choose the new file."
_SIGNATURES: Final = (
    (b"PK\x03\x04", f"This is a workbook or a zip file, not a CSV. Open it in the spreadsheet. {_SAVE_AS}"),
    (b"\xd0\xcf\x11\xe0", f"This is an older Excel workbook, not a CSV. Open it in the spreadsheet. {_SAVE_AS}"),
    (b"%PDF", "This is a PDF, not a CSV. Ask for the export as a CSV file."),
    (b"{\\rtf", f"This is a document, not a CSV. {_SAVE_AS}"),
    (b"\x1f\x8b", "This file is compressed. Unpack it, and choose the CSV inside."),
)
_WEB_PAGE: Final = re.compile(rb"\s*<(?:!doctype|html|head|body|table|\?xml|script|div)\b", re.IGNORECASE)
_ODD: Final = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
# Letters that were saved once too often: MÄori, Ã©, â€™.
TWICE_SAVED: Final = re.compile("Ä[\x80-\xbf]|Å[\x80-\xbfŒ]|Ã[\x80-\xbf]|â€|Ä[€-™“”•–—]")


@dataclass(frozen=True, slots=True)
class Text:
    """What the bytes say, in which letters, and what the person should know of it."""

    text: str
    encoding: str
    notes: tuple[str, ...] = ()


def decode(data: bytes) -> Text | Fault:
    """The text of a file, or the one sentence that says why it cannot be read."""
    refused = _not_text(data)
    if refused:
        return Fault(0, "", refused)
    found = _with_mark(data) or _utf16_unmarked(data) or _plain(data)
    if isinstance(found, Text) and _is_odd(found.text):
        return Fault(0, "", f"This does not look like a text file. {_SAVE_AS}")
    if isinstance(found, Text) and not found.text.strip():
        return Fault(0, "", "There is nothing in this file.")
    return found


def _not_text(data: bytes) -> str | None:
    if len(data) > MAX_BYTES:
        return f"This file is larger than {MAX_BYTES // 1024 // 1024} MB. Check that it is the right one."
    if not data.strip(b" \t\r\n\0"):
        return "There is nothing in this file."
    if _WEB_PAGE.match(data.removeprefix(codecs.BOM_UTF8)):
        return "This is a web page, not a CSV. The export may have asked you to sign in first. Try it again."
    return next((sentence for start, sentence in _SIGNATURES if data.startswith(start)), None)


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, UnicodeError):
        return None


def _with_mark(data: bytes) -> Text | Fault | None:
    """A byte order mark says which letters it is in."""
    marks = (
        (codecs.BOM_UTF8, "utf-8-sig", "UTF-8"),
        (codecs.BOM_UTF32_LE, "utf-32", "UTF-32"),
        (codecs.BOM_UTF32_BE, "utf-32", "UTF-32"),
        (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
        (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
    )
    for mark, codec, name in marks:
        if data.startswith(mark):
            text = _try(data, codec)
            if text is not None:
                return Text(text, name)
            return _mixed(data) or Fault(0, "", f"This file says it is {name}, and is not all of it. {_SAVE_AS}")
    return None


def _utf16_unmarked(data: bytes) -> Text | None:
    """Every other byte empty: UTF-16 that forgot its mark."""
    if b"\0" not in data[:4000] or len(data) % 2:
        return None
    head = data[:4000]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if max(even, odd) * 2 < len(head) * 0.6:
        return None
    text = _try(data, "utf-16-le" if odd > even else "utf-16-be")
    return Text(text, "UTF-16") if text is not None else None


def _plain(data: bytes) -> Text | Fault:
    """UTF-8, or one set of letters of older spreadsheets, or a file made of both."""
    text = _try(data, "utf-8")
    if text is not None:
        return Text(text, "UTF-8")
    if b"\0" in data:
        return Fault(0, "", f"This is not a text file. {_SAVE_AS}")
    mixed = _mixed(data)
    if mixed:
        return mixed
    text = _try(data, "cp1252")
    if text is None:
        return Fault(0, "", f"This file is in letters we cannot read. {_SAVE_AS}")
    note = "Read as Windows-1252, which has no macrons. If names have lost theirs, save the file as “CSV UTF-8”."
    return Text(text, "Windows-1252", (note,))


def _mixed(data: bytes) -> Fault | None:
    """Lines in UTF-8 beside lines that are not: two files pasted together."""
    good, first_bad = False, 0
    for number, line in enumerate(data.split(b"\n"), start=1):
        if line.isascii():
            continue
        if _try(line, "utf-8") is not None:
            good = True
        elif not first_bad:
            first_bad = number
    if not (good and first_bad):
        return None
    sentence = "From this row letters are saved in another way than before it. Save the whole file as “CSV UTF-8”."
    return Fault(first_bad, "", sentence)


def _is_odd(text: str) -> bool:
    """Signs that no text holds: the end of a truth about binary files that decode by luck."""
    sample = text[:20_000]
    return "\0" in text or len(_ODD.findall(sample)) > max(2, len(sample) // 200)
