"""What a row does, in a sentence. Written when it is read, so that it is in the reader's language."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rourou.contexts.exchange.rules.supplying import MatchedService, plain
from rourou.contexts.exchange.types import Action, Change, Fault, Line, RosterRow


def roster_line(row: RosterRow, action: Action, changes: Sequence[Change]) -> Line:
    """One learner of a roster, under the name they would be called by."""
    first = row.preferred_name or row.given_names
    return Line(row.row, f"{first} {row.family_name}".strip(), roster_words(row, action, changes), action)


def roster_words(row: RosterRow, action: Action, changes: Sequence[Change]) -> str:
    """What happens to a learner whom a row names."""
    if action is Action.ADDED:
        return " ".join([*_place(row), *_adults(len(row.caregivers))]) or _("Joins your roll.")
    return " ".join(change_words(changes)) or _("Nothing changes.")


def _place(row: RosterRow) -> Iterable[str]:
    year = _("Year %(year)s") % {"year": row.year_level} if row.year_level is not None else ""
    if where := ", ".join(filter(None, (year, row.room))):
        yield f"{where}."


def _adults(count: int) -> Iterable[str]:
    if count:
        yield ngettext("%(n)s whānau contact.", "%(n)s whānau contacts.", count) % {"n": count}


def supply_line(matched: MatchedService) -> Line:
    """One service of a supply file."""
    hours = plain(matched.supply.hours)
    said = {"organisation": matched.organisation, "hours": hours, "term": matched.supply.term}
    words = [_("%(organisation)s: %(hours)s hours in %(term)s.") % said, *change_words(matched.changes)]
    return Line(matched.row, matched.supply.service.name, " ".join(words), matched.action)


def change_words(changes: Iterable[Change]) -> Iterable[str]:
    """“Year 3 becomes Year 4.”"""
    for change in changes:
        said = {"before": change.before, "after": change.after}
        if change.what == "year":
            yield (_("Year %(before)s becomes Year %(after)s.") if change.before else _("Year %(after)s.")) % said
        elif change.what == "room":
            yield (_("%(before)s becomes %(after)s.") if change.before else _("Joins %(after)s.")) % said
        elif change.what == "hours":
            yield _("%(before)s hours become %(after)s.") % said
        elif change.what == "nsn":
            yield _("The NSN is filled in.")
        elif change.what == "details":
            yield _("What the service says of itself changes.")


def fault_lines(faults: Iterable[Fault]) -> tuple[Line, ...]:
    """What must be put right first, at its row and column."""
    return tuple(Line(f.row, f.column, f.sentence, Action.REFUSED, column=f.column) for f in faults)


def did(action: Action) -> str:
    """What a load did to a learner."""
    return {
        Action.ADDED: _("Joined your roll with this file."),
        Action.CHANGED: _("Year, room or NSN came from this file."),
        Action.UNCHANGED: _("Was here already. Nothing changed."),
    }.get(action, "")
