"""Organisations of the whole store, as the Ministry's directory lists them. No row here is about a person.

A list of schools makes organisations, no clusters (decisions.md 2), so nobody's hat is worn and no gate is open:
the caller writes its row in the chain outside any cluster.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import Exists, OuterRef, Q

from rourou.contexts.people.types import SchoolDraft
from rourou.foundation.kernel.ids import new_id
from rourou.foundation.tenancy.models import ClusterMembership, Organisation, OrganisationKind, Post

FIELDS: Final = (
    "kind", "name", "type", "authority", "city", "region", "territorial_authority", "community_number",
    "community_name", "latitude", "longitude", "roll",
)  # fmt: skip
_LISTED: Final = (OrganisationKind.SCHOOL, OrganisationKind.KURA)


@dataclass(frozen=True, slots=True)
class SchoolsWritten:
    """Numbers made, and what stood before in those that changed: by number, each changed column."""

    made: tuple[str, ...]
    before: dict[str, dict[str, Any]]
    gone: tuple[str, ...]


def take_schools(drafts: Sequence[SchoolDraft], *, gone_on: date | None) -> SchoolsWritten:
    """Make organisations out of a directory, or bring them up to date, by their number; one statement for all.

    With `gone_on`, listed ones that the directory no longer names are marked as gone from that day, never removed.
    """
    stands = {o.ministry_number: o for o in _listed().select_for_update()}
    made = [draft.number for draft in drafts if draft.number not in stands]
    before = {d.number: found for d in drafts if d.number in stands and (found := _differing(stands[d.number], d))}
    rows = [_row(stands.get(d.number), d) for d in drafts if d.number in before or d.number not in stands]
    Organisation.objects.bulk_create(
        rows, batch_size=2000, update_conflicts=True, unique_fields=["ministry_number"],
        update_fields=[*FIELDS, "gone_on"],
    )  # fmt: skip
    gone = _mark_gone(stands, {draft.number for draft in drafts}, gone_on)
    return SchoolsWritten(tuple(made), before | {number: {"gone_on": None} for number in gone}, gone)


def _listed() -> Any:
    return Organisation.objects.filter(ministry_number__isnull=False, is_invented=False)


def _values(draft: SchoolDraft) -> dict[str, Any]:
    """What the directory says; what it leaves empty is not said."""
    said = {name: getattr(draft, name) for name in FIELDS}
    return {name: value for name, value in said.items() if value not in ("", None)} | {"gone_on": None}


def _differing(stands: Organisation, draft: SchoolDraft) -> dict[str, Any]:
    now = {name: (getattr(stands, name), said) for name, said in _values(draft).items()}
    return {name: was.isoformat() if isinstance(was, date) else was for name, (was, said) in now.items() if was != said}


def _row(stands: Organisation | None, draft: SchoolDraft) -> Organisation:
    row = stands or Organisation(id=new_id(), ministry_number=draft.number, is_invented=False)
    for name, value in _values(draft).items():
        setattr(row, name, value)
    return row


def _mark_gone(stands: Mapping[str, Organisation], named: set[str], gone_on: date | None) -> tuple[str, ...]:
    if gone_on is None:
        return ()
    gone = sorted(n for n, o in stands.items() if n not in named and o.gone_on is None and o.kind in _LISTED)
    _listed().filter(ministry_number__in=gone).update(gone_on=gone_on)
    return tuple(gone)


def take_back_schools(made: Collection[str], before: Mapping[str, Mapping[str, Any]]) -> tuple[str, ...]:
    """Remove organisations that a load made and put back what it changed; the names of those in use, and then nothing.

    In use is whoever takes part in a cluster, has somebody working there.
    """
    rows = list(_listed().filter(ministry_number__in=[*made, *before]).select_for_update())
    in_use = _listed().filter(_is_in_use(), ministry_number__in=list(made)).order_by("name")
    if names := tuple(in_use.values_list("name", flat=True)):
        return names
    _listed().filter(ministry_number__in=list(made)).delete()
    changed = [row for row in rows if row.ministry_number in before]
    for row in changed:
        for name, value in before[row.ministry_number or ""].items():
            setattr(row, name, date.fromisoformat(value) if name == "gone_on" and value else value)
    Organisation.objects.bulk_create(
        changed, batch_size=2000, update_conflicts=True, unique_fields=["ministry_number"],
        update_fields=[*FIELDS, "gone_on"],
    )  # fmt: skip
    return ()


def _is_in_use() -> Q:
    taking_part = ClusterMembership.objects.filter(organisation_id=OuterRef("id"))
    working = Post.objects.filter(organisation_id=OuterRef("id"))
    return Q(Exists(taking_part)) | Q(Exists(working))
