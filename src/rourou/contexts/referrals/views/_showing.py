"""Small words that the pages of requests share."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rourou.foundation.ui import dates
from rourou.foundation.ui.charts import hours_words
from rourou.foundation.ui.parts import Mark, Pair


def reverse_or_nothing(name: str, *args: str) -> str:
    """The page of another context, where it is routed."""
    from django.urls import NoReverseMatch

    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


def ask_or_hope(ask: str, hope: str, support: str) -> str:
    """What was asked for, unless it only says the kind of support again; then what whānau hope for."""
    return hope if ask.casefold().startswith(support.casefold()) else ask or hope


def since(on: date | None) -> str:
    return _("Known since %(day)s") % {"day": dates.day(on)} if on else ""


def hours_said(hours: Decimal | None) -> str:
    if hours is None:
        return ""
    number = hours_words(float(hours))
    return ngettext("%(n)s hour", "%(n)s hours", 1 if number == "1" else 2) % {"n": number}


def rule_row(words: str, rule: Any) -> Pair:
    said = ", ".join(filter(None, (rule.evidence, rule.by, dates.day(rule.on) if rule.on else "")))
    if not rule.evidence:
        said = _("Yes") if rule.met else _("No")
    return Pair(words, said, mark=Mark.DOT if rule.met else Mark.RING)
