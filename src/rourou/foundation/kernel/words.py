"""Closed lists whose members carry the word people read: `Answer.YES = "yes", "Yes"`. No Django."""

from enum import Enum
from typing import Self


class Word(str, Enum):  # noqa: UP042 StrEnum takes no label beside its value
    """A code and its label."""

    label: str

    def __new__(cls, value: str, label: str = "") -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member

    def __str__(self) -> str:
        return str(self.value)

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        """(code, label), in order."""
        return [(member.value, member.label) for member in cls]


class Number(int, Enum):
    """A number and its label."""

    label: str

    def __new__(cls, value: int, label: str = "") -> Self:
        member = int.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member

    def __str__(self) -> str:
        return str(self.value)

    @classmethod
    def choices(cls) -> list[tuple[int, str]]:
        """(number, label), in order."""
        return [(member.value, member.label) for member in cls]
