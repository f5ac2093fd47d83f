"""The audience line out of the access rule: the words come from the same grants that open the row (ux.md S8)."""

from django.utils.translation import gettext

from rourou.foundation.access.audience import Audience as Rule
from rourou.foundation.ui.parts import Audience


def line(rule: Rule) -> Audience:
    """`access.audience.audience(…)` as the strip that holds the button."""
    seen = ", ".join(rule.seen_by) or gettext("nobody yet")
    return Audience(seen, ", ".join(rule.not_shared))
