"""The audience line out of the access rule: the words come from the same grants that open the row (ux.md S8)."""

from django.utils.translation import gettext

from rourou.foundation.access.audience import Audience as Rule
from rourou.foundation.access.audience import Why
from rourou.foundation.ui import dates
from rourou.foundation.ui.parts import Audience, Pair


def line(rule: Rule) -> Audience:
    """`access.audience.audience(…)` as the strip that holds the button."""
    seen = ", ".join(rule.seen_by) or gettext("nobody yet")
    return Audience(seen, ", ".join(rule.not_shared))


def who_can(why: Why) -> Pair:
    """One line of “who can see this, and why”."""
    until = gettext("Until %(day)s.") % {"day": dates.day_year(why.until)} if why.until else ""
    return Pair(sentence(why.who), " ".join(filter(None, (why.why, until))), note=sentence(f"{why.sees}."))


def sentence(words: str) -> str:
    """The same words with a capital first."""
    return words[:1].upper() + words[1:]
