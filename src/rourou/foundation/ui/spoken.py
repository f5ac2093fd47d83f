"""Languages as people say them: records keep codes (ISO 639), pages never show one."""

from collections.abc import Iterable
from typing import Final

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from rourou.foundation.kernel.spoken import LANGUAGES
from rourou.foundation.kernel.text import fold

# A language has its own name first; what is not here is written as somebody wrote it.
NAMES: Final[dict[str, str]] = {
    "en": _("English"),
    "mi": _("Te reo Māori"),
    "nzs": _("New Zealand Sign Language"),
    "sm": _("Gagana Sāmoa"),
    "to": _("Lea faka-Tonga"),
    "rar": _("Te Reo Māori Kūki ʻĀirani"),
    "niu": _("Vagahau Niue"),
    "tkl": _("Gagana Tokelau"),
    "tvl": _("Te ʻGana Tuvalu"),
    "fj": _("Vosa Vakaviti"),
    "zh": _("Mandarin Chinese"),
    "yue": _("Cantonese"),
    "hi": _("Hindi"),
    "pa": _("Punjabi"),
    "gu": _("Gujarati"),
    "ta": _("Tamil"),
    "ml": _("Malayalam"),
    "tl": _("Tagalog"),
    "ko": _("Korean"),
    "ja": _("Japanese"),
    "vi": _("Vietnamese"),
    "th": _("Thai"),
    "km": _("Khmer"),
    "ar": _("Arabic"),
    "fa": _("Farsi"),
    "ur": _("Urdu"),
    "so": _("Somali"),
    "am": _("Amharic"),
    "af": _("Afrikaans"),
    "fr": _("French"),
    "de": _("German"),
    "nl": _("Dutch"),
    "es": _("Spanish"),
    "pt": _("Portuguese"),
    "ru": _("Russian"),
}


def name(code: str) -> str:
    """“Te reo Māori” for mi; a language nobody listed is as it was written."""
    return gettext(NAMES[code]) if code in NAMES else LANGUAGES.get(code, code)


def languages(codes: Iterable[str]) -> str:
    """One line: Te reo Māori, English."""
    return ", ".join(name(code) for code in codes)


def code(typed: str) -> str:
    """The code of a language by its code or either of its names; else what was typed."""
    wanted = fold(typed)
    known = (c for c in LANGUAGES if wanted in {fold(c), fold(LANGUAGES[c]), fold(name(c))})
    return next(known, typed)
