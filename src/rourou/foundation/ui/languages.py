"""English and te reo Māori, by the reader's choice, at the same URL.

Django knows no `mi`; `install()` teaches it before settings are read. Te reo that no translator has
reviewed is compiled apart and reaches a screen only where ROUROU_SHOW_UNREVIEWED is true, marked as
waiting. A missing phrase is shown in English and says so to a screen reader (`mark_missing`).
"""

import contextvars
import re
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from gettext import NullTranslations
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.conf.locale import LANG_INFO

ENGLISH: Final = "en-nz"
TE_REO: Final = "mi"
LOCALE: Final = Path(__file__).resolve().parents[2] / "locale"
UNREVIEWED: Final = LOCALE / "unreviewed"

_OPEN, _CLOSE = "\ue000", "\ue001"
_marking: contextvars.ContextVar[bool] = contextvars.ContextVar("rourou_ui_marking", default=False)


def install() -> None:
    """Tell Django about the two languages. Called at the top of settings, before anything translates."""
    LANG_INFO.setdefault(TE_REO, {"bidi": False, "code": TE_REO, "name": "Māori", "name_local": "Te reo Māori"})
    LANG_INFO.setdefault(
        ENGLISH, {"bidi": False, "code": ENGLISH, "name": "New Zealand English", "name_local": "English"}
    )


def locale_paths(show_unreviewed: bool) -> list[Path]:
    """Where the catalogues are: reviewed words always, unreviewed ones only where that was asked for."""
    return [LOCALE, UNREVIEWED] if show_unreviewed else [LOCALE]


def available(show_unreviewed: bool) -> list[tuple[str, str]]:
    """LANGUAGES: te reo only once some of it may be shown."""
    both = [(ENGLISH, "English"), (TE_REO, "Te reo Māori")]
    return both if show_unreviewed or _any_reviewed() else both[:1]


def offered() -> tuple[tuple[str, str], ...]:
    """The languages the switch offers: those of LANGUAGES."""
    return tuple((str(code), str(name)) for code, name in settings.LANGUAGES)


@cache
def _any_reviewed() -> bool:
    """The header of a .mo says how many messages it holds; the first is its own header."""
    found = LOCALE / "mi" / "LC_MESSAGES" / "django.mo"
    return found.exists() and struct.unpack_from("<I", found.read_bytes(), 8)[0] > 1


def html_lang(code: str) -> str:
    """The `lang` of a page: en-NZ unless it is another of ours."""
    return TE_REO if code.startswith("mi") else "en-NZ"


class _Marking(NullTranslations):
    """Stands behind the `mi` catalogue: what is missing there arrives here, is taken in English, and marked."""

    def __init__(self, english: Any) -> None:
        super().__init__()
        self._english = english

    def _mark(self, text: str) -> str:
        return f"{_OPEN}{text}{_CLOSE}" if _marking.get() and text.strip() else text

    def gettext(self, message: str) -> str:
        return self._mark(self._english.gettext(message))

    def pgettext(self, context: str, message: str) -> str:
        return self._mark(self._english.pgettext(context, message))

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self._mark(self._english.ngettext(msgid1, msgid2, n))

    def npgettext(self, context: str, msgid1: str, msgid2: str, n: int) -> str:
        return self._mark(self._english.npgettext(context, msgid1, msgid2, n))


def _stand_behind() -> None:
    from django.utils.translation import trans_real

    catalogue: Any = trans_real.translation(TE_REO)
    if not isinstance(catalogue._fallback, _Marking):
        catalogue._fallback = _Marking(catalogue._fallback or NullTranslations())


@contextmanager
def marking(language: str | None) -> Iterator[None]:
    """While a page is drawn in te reo, phrases it lacks are marked; `mark_missing` makes markup of the marks."""
    if not (language or "").startswith(TE_REO):
        yield
        return
    _stand_behind()
    token = _marking.set(True)
    try:
        yield
    finally:
        _marking.reset(token)


_PIECE: Final = re.compile(r"<!--.*?-->|<(title|option|textarea|svg|script|style)\b.*?</\1\s*>|<[^>]*>", re.DOTALL)
_MARKS: Final = re.compile(f"[{_OPEN}{_CLOSE}]")
_MARKED: Final = re.compile(f"{_OPEN}(.*?){_CLOSE}", re.DOTALL)
# Te reo Māori that stands in English sentences of ours, and is more than a word that English has taken in.
_PHRASES: Final = (
    "te reo Māori", "Te reo Māori", "kōhanga reo", "Kōhanga reo", "Te Matua", "Te Kāhui", "Te Arotahi", "mana whenua",
    "kanohi ki te kanohi",
)  # fmt: skip
_UNMARKABLE: Final = ("<title", "<option", "<textarea", "<text", "<tspan")
_WORD: Final = re.compile(r"(?<!&)\b[^\W\d_]+")
# A word of te reo Māori is syllables that end in a vowel; most of English is not.
_SYLLABLES: Final = re.compile(r"(?:(?:wh|ng|[hkmnprtw])?[aeiouāēīōū])+", re.IGNORECASE)


def mark_missing(html: str) -> str:
    """English inside a te reo page becomes `<span lang="en-NZ">`; inside tags and titles the marks just go."""
    out, last, before = [], 0, ""
    for piece in _PIECE.finditer(html):
        text = html[last : piece.start()]
        out += [_MARKS.sub("", text) if 'lang="en-NZ"' in before else _english_spans(text)]
        last, before = piece.end(), piece.group()
        out.append(_MARKS.sub("", before))
    return "".join([*out, _english_spans(html[last:])])


def mark_te_reo(html: str) -> str:
    """A phrase of te reo Māori inside an English page becomes `<span lang="mi">`, so that it is said as what it is.

    Each phrase is looked up, and only where one is found its place is looked at: most pages have none.
    """
    for phrase in _PHRASES:
        if phrase in html:
            first, *others = html.split(phrase)
            html = first
            for after in others:
                html += (f'<span lang="mi">{phrase}</span>' if _markable(html, after) else phrase) + after
    return html


def _markable(before: str, after: str) -> bool:
    """Whether what stands between is text, a word of its own, in a place where a span may stand and none does."""
    tag = before.rfind("<")
    if before.rfind(">") < tag or before[-1:].isalpha() or after[:1].isalpha():
        return False
    return 'lang="mi"' not in before[tag:] and not before.startswith(_UNMARKABLE, tag)


def _english_spans(text: str) -> str:
    """What was marked as missing, and what was put into words before the page was drawn and cannot be te reo."""
    if not text.strip():
        return text
    parts = _MARKED.split(text)  # what stands between two marks is every second part
    return "".join(_english(part) if n % 2 or is_english(part) else part for n, part in enumerate(parts))


def _english(text: str) -> str:
    return f'<span lang="en-NZ">{text}</span>'


def is_english(text: str) -> bool:
    """Whether a third of the words or more cannot be te reo Māori. Abbreviations belong to neither."""
    words = [word for word in _WORD.findall(text) if not word.isupper()]
    return 0 < len(words) <= 3 * sum(_SYLLABLES.fullmatch(word) is None for word in words)
