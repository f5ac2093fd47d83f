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


def mark_missing(html: str) -> str:
    """English inside a te reo page becomes `<span lang="en-NZ">`; inside tags and titles the marks just go."""
    if _OPEN not in html:
        return html
    out, last = [], 0
    for piece in _PIECE.finditer(html):
        out += [_spans(html[last : piece.start()]), _MARKS.sub("", piece.group())]
        last = piece.end()
    return "".join([*out, _spans(html[last:])])


def _spans(text: str) -> str:
    return text.replace(_OPEN, '<span lang="en-NZ">').replace(_CLOSE, "</span>")
