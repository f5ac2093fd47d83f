"""Where a hui stands, as a word that changes with anything that is shown of it, and that says nothing of it."""

import hashlib

from rourou.contexts.meetings.models import DeclaredInterest, Hui, Item


def standing(hui: Hui) -> str:
    """For a screen that asks again whether anything has changed: no learner is looked at."""
    items = Item.objects.filter(hui_id=hui.id).order_by("number")
    said = [
        (hui.version, hui.state),
        hui.here(),
        list(items.values_list("number", "place", "state", "version", "locked_by")),
        DeclaredInterest.objects.filter(hui_id=hui.id).count(),
    ]
    return hashlib.blake2b(repr(said).encode(), digest_size=9).hexdigest()
