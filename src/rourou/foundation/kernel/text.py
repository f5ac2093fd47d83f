"""Names and words: stored as typed (Unicode NFC), found and sorted without marks.

Macrons are kept wherever they are shown. For search and sort they fold away, and so do doubled vowels
(Waikato-Tainui write ā as aa), the ʻokina and every apostrophe typed for it, case and hyphens (ux.md §1.5).
"""

import re
import unicodedata
from typing import Final

# ʻokina, modifier letters, quotes straight and curly, grave, acute, prime: all are typed for the glottal stop.
_APOSTROPHES: Final = dict.fromkeys(map(ord, "ʻʼʽʾʿˈ'‘’‛`´′＇"))
# Letters that Unicode does not decompose.
_LETTERS: Final = {
    ord(k): v for k, v in {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe"}.items()
}
_SIGNS: Final = re.compile(r"[^a-z0-9]+")
_DOUBLED: Final = re.compile(r"([aeiou])\1+")
_DASHES: Final = re.compile("[-‐‑‒–—−]")
_BETWEEN: Final = "\x1f"


def nfc(text: str) -> str:
    """The composed form in which all text is stored and compared."""
    return unicodedata.normalize("NFC", text)


def tidy(text: str) -> str:
    """NFC, control and other invisible characters gone, every run of white space one space, none at the ends."""
    visible = (" " if unicodedata.category(c) in {"Cc", "Zl", "Zp", "Zs"} else c for c in text)
    return nfc(" ".join("".join(c for c in visible if unicodedata.category(c) not in {"Cf", "Cs", "Co", "Cn"}).split()))


def fold(text: str) -> str:
    """What search compares: no marks, no doubled vowels, no apostrophes, lower case, other signs as one space.

    >>> fold("Ngāti Whaātua"), fold("O’Rourke"), fold("Min-jun PARK"), fold("Maaori")
    ('ngati whatua', 'orourke', 'min jun park', 'maori')
    """
    return _fold_ascii(text) if text.isascii() else _fold_any(text)


def _fold_ascii(text: str) -> str:
    """The same for letters without marks, about ten times faster: most of a roster."""
    return _DOUBLED.sub(r"\1", _SIGNS.sub(" ", text.lower().translate(_APOSTROPHES))).strip()


def _fold_any(text: str) -> str:
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold()).casefold()
    plain = unicodedata.normalize("NFKD", plain).translate(_APOSTROPHES).translate(_LETTERS)
    letters = "".join(c for c in plain if unicodedata.category(c) not in {"Mn", "Mc", "Me", "Cf"})
    spaced = "".join(c if c.isalnum() else " " for c in letters)
    return " ".join(_DOUBLED.sub(r"\1", spaced).split())


def _joined(name: str) -> list[str]:
    """Each hyphenated part of a name, written together: Min-jun gives minjun."""
    return [fold(_DASHES.sub("", part)) for part in name.split() if _DASHES.search(part)]


def search_text(*names: str) -> str:
    """The folded column to search in: every word of every name once, and hyphenated parts also written together.

    “Min-jun” is found by min, jun, min jun and minjun.
    """
    words = [word for name in names for word in (*fold(name).split(), *_joined(name))]
    return " ".join(dict.fromkeys(word for word in words if word))


def search_words(query: str) -> tuple[str, ...]:
    """The words of a query as they stand in `search_text`; a learner matches when every one occurs in it."""
    return tuple(fold(query).split())


def found(query: str, *names: str) -> bool:
    """Whether every word of the query occurs somewhere in the names, marks aside."""
    column = search_text(*names)
    return all(word in column for word in search_words(query))


def sort_key(*names: str) -> str:
    """A text that sorts names as people expect in a list: marks aside, family name first if given first.

    The parts are held apart by a sign lower than any letter, so Rua Tama comes before Ruatapu Ana.
    """
    return _BETWEEN.join(fold(name) for name in names)


def full_name(given: str, family: str, *, family_first: bool = False) -> str:
    """Both names in the order the person uses; either may be empty (some people have one name)."""
    parts = (family, given) if family_first else (given, family)
    return tidy(" ".join(parts))


def called(preferred: str, given: str) -> str:
    """The name we call them: the preferred one, else the first of the given names."""
    return tidy(preferred) or (tidy(given).split(" ")[0] if tidy(given) else "")
