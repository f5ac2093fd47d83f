"""The four ways an act can end without being done. Each carries a code for the developer and a sentence for the person.

A sentence says what happened and what to do next. It never holds a name, an id or a value from a record.
"""


class RourouError(Exception):
    """Base of every expected refusal; anything else that escapes is a fault of ours."""

    code: str
    sentence: str

    def __init__(self, code: str, sentence: str, *, details: dict[str, str] | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.sentence = sentence
        self.details = details or {}


class NotFound(RourouError):
    """Out of reach, in another cluster, barred, paused, or never there: one answer for all (HTTP 404)."""

    def __init__(self, code: str = "not_found") -> None:
        super().__init__(code, "You can’t open this page. If you think you should, ask the person who runs this site.")


class NotAllowed(RourouError):
    """The hat worn does not include this act (HTTP 403). Never used for a person's record: that is NotFound."""

    def __init__(self, code: str = "not_allowed", sentence: str = "Your role here does not include this step.") -> None:
        super().__init__(code, sentence)


class Conflict(RourouError):
    """Somebody else changed the same thing first (HTTP 409). What was typed is kept and shown."""


class Refused(RourouError):
    """A rule says not yet (HTTP 422). The sentence says what to do."""


class WrongUse(Refused):
    """A command was given something that is not there, or cannot be (exit code 2). Never raised on a page."""


class Fault(Exception):
    """The mechanism itself was misused; a programming error, never shown as it is to a person."""


class NoOpenGate(Fault):
    """A table about people was read or written outside the gate."""
