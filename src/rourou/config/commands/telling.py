"""How a command ends: done, no, wrong use, or something outside failed; in one sentence, never a traceback."""

import sys
from typing import Final

DONE: Final = 0
NO: Final = 1
WRONG_USE: Final = 2
OUTSIDE: Final = 3


class Ended(Exception):
    """A command that cannot go on: its exit code and its sentence."""

    def __init__(self, code: int, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence


def complain(sentence: str) -> None:
    print(f"rourou: {sentence}", file=sys.stderr, flush=True)


def say(text: str) -> None:
    print(text, flush=True)
