"""Code tables of the files that schools and services send, and how each value is known from what people write.

Ethnic groups are the Ministry of Education’s three-digit set, consistent with Stats NZ level 3 (domain.md §2.7: the
values are in common use, to be verified against the Ministry’s table before a pilot). Languages are ISO 639 codes.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Final

from rourou.contexts.register.types import SupportType
from rourou.foundation.kernel.spoken import LANGUAGES
from rourou.foundation.kernel.text import fold

ETHNICITIES: Final[dict[str, str]] = {
    "111": "New Zealand European / Pākehā",
    "121": "British and Irish",
    "122": "Dutch",
    "123": "Greek",
    "124": "Polish",
    "125": "South Slav",
    "126": "Italian",
    "127": "German",
    "128": "Australian",
    "129": "Other European",
    "211": "Māori",
    "311": "Samoan",
    "321": "Cook Islands Māori",
    "331": "Tongan",
    "341": "Niuean",
    "351": "Tokelauan",
    "361": "Fijian",
    "371": "Other Pacific Peoples",
    "411": "Filipino",
    "412": "Cambodian",
    "413": "Vietnamese",
    "414": "Other Southeast Asian",
    "421": "Chinese",
    "431": "Indian",
    "441": "Sri Lankan",
    "442": "Japanese",
    "443": "Korean",
    "444": "Other Asian",
    "511": "Middle Eastern",
    "521": "Latin American",
    "531": "African",
    "611": "Other ethnicity",
    "999": "Not stated",
}
_ETHNIC_WORDS: Final = {
    "111": ("NZ European", "Pākehā", "New Zealand European", "European", "NZ European/Pākehā", "New Zealander", "NZer"),
    "121": ("British", "Irish", "English", "Scottish", "Welsh", "British/Irish"),
    "128": ("Australian",),
    "129": ("South African European", "American", "Canadian", "French", "Russian", "Swedish", "Norwegian", "Spanish"),
    "211": ("NZ Māori", "New Zealand Māori"),
    "321": ("Cook Island Māori", "Cook Islander", "Cook Islands"),
    "341": ("Niue",),
    "351": ("Tokelau",),
    "371": (
        "Other Pacific",
        "Pacific",
        "Pasifika",
        "Tuvaluan",
        "Kiribati",
        "i-Kiribati",
        "Solomon Islander",
        "Rotuman",
    ),
    "414": ("Thai", "Malay", "Malaysian", "Indonesian", "Burmese", "Other South East Asian"),
    "431": ("Fijian Indian", "Indo-Fijian", "Punjabi", "Gujarati"),
    "444": ("Asian", "Pakistani", "Bangladeshi", "Nepalese", "Nepali", "Afghani", "Afghan", "Taiwanese"),
    "511": ("Arab", "Iranian", "Iraqi", "Syrian", "Turkish", "Egyptian"),
    "521": ("Brazilian", "Chilean", "Argentinian", "Colombian", "Mexican", "Latin American/Hispanic"),
    "531": ("Somali", "Ethiopian", "Nigerian", "Ghanaian", "Kenyan", "Zimbabwean"),
    "611": ("Other",),
    "999": ("Unknown", "Not known", "Don’t know", "Refused to answer", "Not specified", "Prefer not to say"),
}
GENDERS: Final = {"female": "Female", "male": "Male", "another": "Another gender", "not_stated": "Not stated"}
_GENDER_WORDS: Final = {
    "female": ("f", "girl", "woman", "kōtiro", "wahine"),
    "male": ("m", "boy", "man", "tama", "tāne"),
    "another": (
        "x",
        "a",
        "d",
        "another gender",
        "gender diverse",
        "diverse",
        "non-binary",
        "nonbinary",
        "other",
        "takatāpui",
    ),
    "not_stated": ("u", "n", "unknown", "not stated", "unspecified", "not specified", "prefer not to say"),
}
_LANGUAGE_WORDS: Final = {
    "mi": ("Māori", "te reo", "reo Māori"),
    "nzs": ("NZSL", "NZ Sign Language", "sign language"),
    "sm": ("gagana Sāmoa",),
    "to": ("lea faka-Tonga",),
    "rar": ("Cook Island Māori", "Rarotongan"),
    "niu": ("vagahau Niue", "Niue"),
    "tkl": ("gagana Tokelau",),
    "tvl": ("te gana Tuvalu",),
    "zh": ("Mandarin", "Mandarin Chinese"),
    "yue": ("Yue",),
    "tl": ("Filipino",),
    "fa": ("Farsi", "Dari"),
    "pa": ("Panjabi",),
    "fj": ("iTaukei", "vosa vakaviti"),
}
DAYS: Final = {"Mon": "Monday", "Tue": "Tuesday", "Wed": "Wednesday", "Thu": "Thursday", "Fri": "Friday"}
_DAY_WORDS: Final = {
    "Mon": ("Rāhina", "Mane", "M"),
    "Tue": ("Rātū", "Tūrei", "Tues"),
    "Wed": ("Rāapa", "Wenerei", "Weds", "W"),
    "Thu": ("Rāpare", "Tāite", "Thur", "Thurs"),
    "Fri": ("Rāmere", "Paraire", "F"),
}
TIERS: Final = {1: "Te Matua", 2: "Te Kāhui", 3: "Te Arotahi"}
_TIER_WORDS: Final = {1: ("universal",), 2: ("targeted",), 3: ("tailored", "individual", "individualised")}
_SUPPORT_WORDS: Final = {
    SupportType.SPEECH_LANGUAGE: ("SLT", "speech", "speech language therapy", "communication", "speech language"),
    SupportType.LEARNING_BEHAVIOUR: ("RTLB", "learning and behaviour"),
    SupportType.OCCUPATIONAL_THERAPY: ("OT",),
    SupportType.PHYSIOTHERAPY: ("physio", "PT"),
    SupportType.EARLY_INTERVENTION: ("EI", "EIS"),
    SupportType.TEACHER_AIDE: ("teacher aide", "kaiāwhina", "TA"),
    SupportType.ENGLISH_LANGUAGE: ("ESOL", "ELL", "English"),
    SupportType.ASSISTIVE_TECHNOLOGY: ("AT",),
    SupportType.SOCIAL_WORK: ("SWiS", "social work"),
    SupportType.PSYCHOLOGY: ("psychology", "educational psychologist"),
    SupportType.CULTURAL: ("kaitakawaenga", "te reo Māori", "cultural advisor"),
    SupportType.LITERACY: ("reading", "RT Lit"),
    SupportType.NUMBER: ("maths", "mathematics", "numeracy"),
}


def _lookup(names: Mapping[str, str], more: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """From folded word to code: the code itself, its name, and everything else people write for it."""
    found = {fold(word): code for code, words in more.items() for word in words}
    return found | {fold(name): code for code, name in names.items()} | {fold(code): code for code in names}


_BY_ETHNICITY: Final = _lookup(ETHNICITIES, _ETHNIC_WORDS)
_BY_GENDER: Final = _lookup(GENDERS, _GENDER_WORDS)
_BY_LANGUAGE: Final = _lookup(LANGUAGES, _LANGUAGE_WORDS)
_BY_DAY: Final = _lookup(DAYS, _DAY_WORDS)
_BY_SUPPORT: Final = _lookup(
    {kind.value: kind.label for kind in SupportType}, {kind.value: words for kind, words in _SUPPORT_WORDS.items()}
)
_BY_TIER: Final = {fold(word): tier for tier, name in TIERS.items() for word in (name, str(tier), *_TIER_WORDS[tier])}


@lru_cache(maxsize=2_000)
def ethnicity(word: str) -> str | None:
    """The three-digit code of a code or a name; a five-digit code of level 4 counts under its first three."""
    digits = word.strip()
    if digits.isascii() and digits.isdigit() and len(digits) == 5:
        return digits[:3] if digits[:3] in ETHNICITIES else None
    return _BY_ETHNICITY.get(fold(word))


@lru_cache(maxsize=2_000)
def gender(word: str) -> str | None:
    """The code of a gender, however written; nothing written is not stated."""
    return _BY_GENDER.get(fold(word)) if word.strip() else "not_stated"


@lru_cache(maxsize=2_000)
def language(word: str) -> str | None:
    """The ISO 639 code of a language."""
    return _BY_LANGUAGE.get(fold(word))


@lru_cache(maxsize=2_000)
def day(word: str) -> str | None:
    """Mon to Fri, from English or te reo Māori."""
    return _BY_DAY.get(fold(word))


@lru_cache(maxsize=2_000)
def support_type(word: str) -> str | None:
    """The code of a kind of support."""
    return _BY_SUPPORT.get(fold(word.replace("_", " "))) or _BY_SUPPORT.get(fold(word))


@lru_cache(maxsize=2_000)
def tier(word: str) -> int | None:
    """1, 2 or 3, from the number or the name of the tier."""
    return _BY_TIER.get(fold(word.casefold().removeprefix("tier")))
