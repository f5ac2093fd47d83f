"""A school's roster: checked, loaded whole or not at all, taken back while nothing rests on it."""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from rourou.contexts.exchange import queries, rules
from rourou.contexts.exchange.commands import _runs
from rourou.contexts.exchange.models import CheckedRow, LoadedLearner, Run
from rourou.contexts.exchange.rules import Matched
from rourou.contexts.exchange.rules.runs import check_unused
from rourou.contexts.exchange.types import Action, Counts, Kind, content_of, row_of
from rourou.contexts.people import commands as people
from rourou.contexts.people import queries as people_queries
from rourou.contexts.people.types import NewLearner, NewWhanauMember, RollChange
from rourou.foundation.access.call import Call
from rourou.foundation.access.gate import command
from rourou.foundation.access.permissions import Permission
from rourou.foundation.audit.events import Event
from rourou.foundation.kernel.errors import Conflict
from rourou.foundation.kernel.text import fold, nfc

BATCH = 500
TABLE = "exchange_loadedlearner"
Says = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class RunDone:
    """A run, and what it did or will do."""

    id: uuid.UUID
    counts: Counts
    is_clean: bool = True
    subjects: frozenset[uuid.UUID] = frozenset()


@command(Permission.LEARNER_ENROL, audits=Event.FILE_CHECKED)
def check_roster(call: Call, data: bytes, *, progress: Callable[[int], None] | None = None) -> RunDone:
    """Keep what a roster would do for a day, for the person who checked it. Nobody's record changes.

    Of a file with anything to put right nothing is kept but where and what.
    """
    report = queries.preview_roster(call, data, progress=progress)
    _runs.refuse_unread(report.faults, len(report.matched))
    run = _runs.kept(call, Kind.ROSTER, report.digest, report.counts, report.faults, report.notes)
    if report.is_clean:
        CheckedRow.objects.bulk_create([_checked(call, run, m) for m in report.matched], batch_size=1000)
    return RunDone(run.id, report.counts, report.is_clean, report.subjects)


def _checked(call: Call, run: Run, matched: Matched) -> CheckedRow:
    return CheckedRow(
        cluster_id=call.cluster_id, created_at=call.at, run_id=run.id, row=matched.row.row,
        action=matched.action.value, content=content_of(matched.row), changes=[asdict(c) for c in matched.changes],
        organisation_id=call.organisation_id, person_id=call.person_id, expires_at=run.expires_at,
    )  # fmt: skip


@command(Permission.LEARNER_ENROL, audits=Event.FILE_LOADED)
def load_roster(call: Call, run_id: uuid.UUID, *, progress: Says | None = None) -> RunDone:
    """Load a checked roster: all of it or nothing. New learners, their whānau contacts, their rooms, and the changes.

    Whānau contacts come without authority and without online access: a person checks that.
    """
    run = _runs.to_load(call, run_id, Kind.ROSTER)
    matched = _matched_again(call, run)
    names = {m.row.room for m in matched if m.row.room and m.action is not Action.UNCHANGED}
    rooms = people.open_classes(call, sorted(names))
    says = progress or (lambda done, of: None)
    new = [m for m in matched if m.action is Action.ADDED]
    rows: list[LoadedLearner] = []
    without: list[int] = []
    for start in range(0, len(new), BATCH):
        says(start, len(matched))
        made, left = _add(call, run, new[start : start + BATCH], rooms.by_name)
        rows += made
        without += left
    says(len(new), len(matched))
    rows += _change(call, run, [m for m in matched if m.action is Action.CHANGED], rooms.by_name)
    rows += [_row(call, run, m, m.known.id) for m in matched if m.action is Action.UNCHANGED and m.known]
    LoadedLearner.objects.bulk_create(rows, batch_size=1000)
    made = [r.row for r in rows if r.action != Action.UNCHANGED.value]
    run.made = {"classes": [str(i) for i in rooms.made], "rows": made}
    run.notes = [*run.notes, *_stayed(without)]
    _runs.was_loaded(call, run)
    says(len(matched), len(matched))
    return RunDone(run.id, Counts(**run.counts), True, frozenset(r.learner_id for r in rows))


def _matched_again(call: Call, run: Run) -> list[Matched]:
    """The rows as they were checked, against the roll as it stands now; where it has changed, nothing is loaded."""
    checked = list(CheckedRow.objects.filter(run_id=run.id, person_id=call.person_id).order_by("row"))
    rooms = {card.id: card.name for card in people_queries.classes(call).cards}
    roll = [
        rules.Known(
            r.id, r.given_names, r.family_name, r.birth_date, r.nsn, r.year_level, rooms.get(r.class_id or r.id, "")
        )
        for r in people_queries.roll(call).rows
    ]
    matched, faults = rules.match((row_of(c.content) for c in checked), roll)
    if faults or not rules.same_as_checked([Action(c.action) for c in checked], [m.action for m in matched]):
        raise Conflict("changed", "Your roll has changed since the check. Nothing was loaded. Check the file again.")
    return matched


def _add(
    call: Call, run: Run, batch: Sequence[Matched], rooms: dict[str, uuid.UUID]
) -> tuple[list[LoadedLearner], list[int]]:
    """New learners with their whānau contacts; and the rows whose NSN an earlier record of this setting keeps."""
    enrolled = people.enrol_learners(call, [_draft(call, m, rooms) for m in batch], numbers_may_stay=True)
    adults = [
        (learner, draft)
        for learner, m in zip(enrolled.ids, batch, strict=True)
        for draft in _members(m)
    ]  # fmt: skip
    members: dict[uuid.UUID, list[uuid.UUID]] = {learner: [] for learner in enrolled.ids}
    if adults:
        for (learner, _), member in zip(adults, people.add_whanau_members(call, adults).ids, strict=True):
            members[learner].append(member)
    made = [
        _row(call, run, m, learner, members=members[learner]) for learner, m in zip(enrolled.ids, batch, strict=True)
    ]
    return made, [r.row for r in made if r.learner_id in enrolled.without_nsn]


def _draft(call: Call, matched: Matched, rooms: dict[str, uuid.UUID]) -> NewLearner:
    row = matched.row
    return NewLearner(
        given_names=row.given_names, family_name=row.family_name, preferred_name=row.preferred_name,
        birth_date=row.birth_date, nsn=row.nsn, gender=row.gender, ethnicities=row.ethnicities, iwi=row.iwi,
        languages=row.languages, year_level=row.year_level, from_on=call.today, class_id=rooms.get(fold(row.room)),
    )  # fmt: skip


def _members(matched: Matched) -> list[NewWhanauMember]:
    return [
        NewWhanauMember(
            name=c.name, relationship=c.relationship or "Whānau", phone=c.phone, email=c.email, is_first_contact=n == 0
        )
        for n, c in enumerate(matched.row.caregivers)
    ]


def _change(call: Call, run: Run, matched: Sequence[Matched], rooms: dict[str, uuid.UUID]) -> list[LoadedLearner]:
    roll = {row.id: row for row in people_queries.roll(call).rows} if matched else {}
    changes = []
    for m in matched:
        stands, row = roll[m.known.id], m.row  # type: ignore[union-attr]
        year = row.year_level if row.year_level is not None else stands.year_level
        changes.append(
            RollChange(stands.id, year, rooms.get(fold(row.room), stands.class_id) if row.room else stands.class_id,
            stands.nsn or row.nsn)
        )  # fmt: skip
    before = people.change_roll(call, changes).before
    return [
        _row(call, run, m, after.learner_id, before=_told(was), after=_told(after))
        for m, was, after in zip(matched, before, changes, strict=True)
    ]


def _told(change: RollChange) -> dict[str, Any]:
    return {"year": change.year_level, "class": str(change.class_id or ""), "nsn": change.nsn}


def _change_of(learner: uuid.UUID, told: dict[str, Any]) -> RollChange:
    return RollChange(learner, told["year"], uuid.UUID(told["class"]) if told["class"] else None, told["nsn"])


def _row(
    call: Call, run: Run, matched: Matched, learner: uuid.UUID, *, members: Sequence[uuid.UUID] = (), **more: Any
) -> LoadedLearner:
    return LoadedLearner(
        cluster_id=call.cluster_id, created_at=call.at, learner_id=learner, custodian_id=call.organisation_id,
        sensitivity=1, run_id=run.id, row=matched.row.row, action=matched.action.value, members=list(members),
        **more,
    )  # fmt: skip


def _stayed(rows: Sequence[int]) -> list[str]:
    return [f"Row {row}: the NSN stays with an earlier record of your setting." for row in rows[:40]]


@command(Permission.LEARNER_ENROL, audits=Event.FILE_UNDONE)
def undo_roster(call: Call, run_id: uuid.UUID, *, why: str) -> RunDone:
    """Take back everything a load made and put back what it changed. What has been used since is named, and stays.

    Then nothing at all is taken back.
    """
    run = _runs.to_undo(call, run_id, Kind.ROSTER)
    rows = list(LoadedLearner.objects.reachable(call).filter(run_id=run.id))
    added = {r.learner_id: r for r in rows if r.action == Action.ADDED.value}
    changed = [r for r in rows if r.action == Action.CHANGED.value]
    check_unused({*_unreached(run, rows), *_used(call, added), *_moved_on(call, changed)})
    subjects = frozenset(added) | frozenset(r.learner_id for r in changed)
    LoadedLearner.objects.reachable(call).filter(run_id=run.id).delete()
    people.change_roll(call, [_change_of(r.learner_id, r.before) for r in changed])
    people.remove_learners(call, {i: r.members for i, r in added.items()})
    people.remove_classes(call, [uuid.UUID(i) for i in run.made.get("classes", ())])
    _runs.was_undone(call, run, nfc(why))
    return RunDone(run.id, Counts(**run.counts), True, subjects)


def _unreached(run: Run, rows: Sequence[LoadedLearner]) -> set[int]:
    """Learners of the file who have left the setting's sight since."""
    return set(run.made.get("rows", ())) - {r.row for r in rows}


def _used(call: Call, added: dict[uuid.UUID, LoadedLearner]) -> set[int]:
    members = {learner: tuple(row.members) for learner, row in added.items()}
    used = people_queries.used_since(call, members, besides={TABLE: 1}).ids
    return {added[learner].row for learner in used}


def _moved_on(call: Call, changed: Sequence[LoadedLearner]) -> set[int]:
    """Learners whose year, room or number was changed again after the load."""
    roll = {row.id: row for row in people_queries.roll(call).rows} if changed else {}
    now = {i: _told(RollChange(i, r.year_level, r.class_id, r.nsn)) for i, r in roll.items()}
    return {r.row for r in changed if now.get(r.learner_id) != r.after}
