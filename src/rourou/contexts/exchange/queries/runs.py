"""The runs of the caller's own organisation: a list, one run row by row, and what an undo would take back."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from django.utils.translation import gettext as _

from rourou.contexts.exchange.models import CheckedRow, LoadedLearner, Progress, Run
from rourou.contexts.exchange.queries import _words
from rourou.contexts.exchange.rules import runs as rules
from rourou.contexts.exchange.rules import supplying
from rourou.contexts.exchange.types import Action, Change, Counts, Fault, Kind, Line, RunState, row_of
from rourou.contexts.people import queries as people_queries
from rourou.foundation.access import audience, compiling
from rourou.foundation.access.audience import Audience, Seer
from rourou.foundation.access.call import Call
from rourou.foundation.access.gate import query
from rourou.foundation.access.permissions import Permission
from rourou.foundation.access.purposes import HolderKind, Purpose
from rourou.foundation.access.roles import ROLES
from rourou.foundation.audit.events import Event
from rourou.foundation.kernel.errors import NotFound

BOTH: Final = frozenset({Purpose.SUPPORT, Purpose.PLANNING})
SHOWN: Final = 50
LISTED: Final = 50


@dataclass(frozen=True, slots=True)
class RunCard:
    """One run, as it stands in the list."""

    public_id: str
    kind: Kind
    state: RunState
    counts: Counts
    faults: int
    by: str
    at: datetime
    is_kept: bool


@dataclass(frozen=True, slots=True)
class ImportsPage:
    """The runs of this organisation, newest first, and what the caller may bring in."""

    runs: tuple[RunCard, ...]
    kinds: tuple[Kind, ...]
    place: str
    cluster: str


def _kinds(call: Call) -> tuple[Kind, ...]:
    may = ROLES[call.role].permissions
    wanted = ((Kind.ROSTER, Permission.LEARNER_ENROL), (Kind.SUPPLY, Permission.SUPPLY_IMPORT))
    return tuple(kind for kind, permission in wanted if permission in may)


def _ours(call: Call) -> Any:
    return Run.objects.filter(organisation_id=call.organisation_id, kind__in=[k.value for k in _kinds(call)])


def _card(call: Call, run: Run) -> RunCard:
    kept = run.state == RunState.CHECKED.value and run.expires_at > call.at
    return RunCard(
        call.public(run.id), Kind(run.kind), RunState(run.state), Counts(**run.counts), len(run.faults),
        run.checked_name, run.undone_at or run.loaded_at or run.created_at, kept,
    )  # fmt: skip


@query(Permission.FILE_IMPORT, audits=Event.FILES_LISTED, purposes=BOTH, nobody=True)
def imports_page(call: Call) -> ImportsPage:
    """What was brought in here, and by whom."""
    rows = _ours(call).order_by("-created_at", "-id")[:LISTED]
    cards = tuple(_card(call, run) for run in rows)
    return ImportsPage(cards, _kinds(call), call.post.organisation_name, call.post.cluster_name)


@dataclass(frozen=True, slots=True)
class NewImport:
    """What a new file would be: which kinds, and who would see what it holds."""

    kinds: tuple[Kind, ...]
    audience: Audience
    place: str


@query(Permission.FILE_IMPORT, audits=Event.FILES_LISTED, purposes=BOTH, nobody=True)
def new_import(call: Call) -> NewImport:
    """The upload form: what was checked is for the person alone until they load it."""
    return NewImport(_kinds(call), Audience((_("you"),), (_("anybody else, until you load it"),)), _place(call))


def _place(call: Call) -> str:
    return call.post.organisation_name


@dataclass(frozen=True, slots=True)
class Gauge:
    """How far a load is, or why it stopped."""

    done: int
    of: int
    problem: str
    is_running: bool


@dataclass(frozen=True, slots=True)
class RunPage:
    """One run: what it will do or did, row by row."""

    card: RunCard
    notes: tuple[str, ...]
    lines: tuple[Line, ...]
    shown: Action | None
    after: int | None
    audience: Audience
    version: int
    gauge: Gauge | None
    is_mine: bool
    kept_until: datetime
    undone_by: str
    undone_why: str
    place: str
    subjects: frozenset[uuid.UUID]

    @property
    def may_load(self) -> bool:
        """Whether the button stands there."""
        return (
            self.is_mine and self.card.is_kept and not self.card.faults and not (self.gauge and self.gauge.is_running)
        )

    @property
    def may_undo(self) -> bool:
        """Whether there is something to take back."""
        return self.card.state is RunState.LOADED


@query(Permission.FILE_IMPORT, audits=Event.FILE_READ, purposes=BOTH)
def run_page(call: Call, run_id: uuid.UUID, *, show: str = "", after: int = 0) -> RunPage:
    """One run of the caller's organisation. What was checked is shown to the person who checked it alone."""
    run = _ours(call).get_or_refuse(run_id)
    shown = next((a for a in Action if a.value == show), None)
    lines, subjects = _lines(call, run, shown, after)
    more = lines[SHOWN - 1].row if len(lines) > SHOWN else None
    return RunPage(
        _card(call, run), tuple(run.notes), tuple(lines[:SHOWN]), shown, more, _audience(call, run), run.version,
        _gauge(run), run.checked_by == call.person_id, run.expires_at, run.undone_name, run.undone_why, _place(call),
        frozenset(subjects),
    )  # fmt: skip


def _lines(call: Call, run: Run, shown: Action | None, after: int) -> tuple[list[Line], Iterable[uuid.UUID]]:
    """One page of rows, and one more where there are more. Of a file with faults nothing else is kept."""
    if run.faults:
        found = _words.fault_lines(Fault(*f) for f in run.faults)
        return [line for line in found if line.row > after or not after][: SHOWN + 1 if after else None], ()
    if run.state == RunState.CHECKED.value:
        return _checked(call, run, shown, after), ()
    if run.kind == Kind.SUPPLY.value:
        return _services(run, shown, after), ()
    return _learners(call, run, shown, after)


def _narrowed(rows: Any, shown: Action | None, after: int) -> Any:
    rows = rows.filter(row__gt=after).order_by("row")
    return (rows.filter(action=shown.value) if shown else rows)[: SHOWN + 1]


def _checked(call: Call, run: Run, shown: Action | None, after: int) -> list[Line]:
    mine = CheckedRow.objects.filter(run_id=run.id, person_id=call.person_id, expires_at__gt=call.at)
    made = []
    for row in _narrowed(mine, shown, after):
        changes = [Change(**c) for c in row.changes]
        if run.kind == Kind.ROSTER.value:
            made.append(_words.roster_line(row_of(row.content), Action(row.action), changes))
        else:
            service = supplying.supply_of(row.row, row.content)
            made.append(_words.supply_line(supplying.with_action(service, Action(row.action), changes)))
    return made


def _services(run: Run, shown: Action | None, after: int) -> list[Line]:
    made = []
    for row, action, content, changes, _service in run.made.get("rows", ()):
        if row > after and (shown is None or shown.value == action):
            service = supplying.supply_of(row, content)
            made.append(
                _words.supply_line(supplying.with_action(service, Action(action), [Change(**c) for c in changes]))
            )
    return made[: SHOWN + 1]


def _learners(call: Call, run: Run, shown: Action | None, after: int) -> tuple[list[Line], Iterable[uuid.UUID]]:
    """Learners of a loaded roster by the names they have today; who is out of reach by now is not among them."""
    rows = list(_narrowed(LoadedLearner.objects.reachable(call).filter(run_id=run.id), shown, after))
    cards = people_queries.learner_cards(call, [r.learner_id for r in rows]).by_id
    made = [
        Line(r.row, cards[r.learner_id].name, _words.did(Action(r.action)), Action(r.action),
        url_id=cards[r.learner_id].public_id)
        for r in rows
        if r.learner_id in cards
    ]  # fmt: skip
    return made, {r.learner_id for r in rows[:SHOWN] if r.learner_id in cards}


def _gauge(run: Run) -> Gauge | None:
    said = Progress.objects.filter(run_id=run.id).first() if run.state == RunState.CHECKED.value else None
    if said is None:
        return None
    silent = rules.is_silent(said.said_at, datetime.now(UTC))
    problem = said.problem or (_("The load was cut short. Nothing was loaded. Load it again.") if silent else "")
    return Gauge(said.done, said.of, problem, not problem)


def _audience(call: Call, run: Run) -> Audience:
    """Who will see what is loaded, out of the same function that opens it: the grants of one new enrolment here."""
    if run.kind == Kind.SUPPLY.value:
        return Audience((_("everybody who works in this learning community"),), ())
    subject, source = uuid.uuid4(), uuid.uuid4()
    fact = {
        "subject": subject, "what": "enrolment", "id": str(source), "custodian": str(call.organisation_id),
        "class": str(source), "from": call.today.isoformat(), "until": None,
    }  # fmt: skip
    grants = compiling.derive([fact])[subject].grants
    sees = [
        Seer(
            g.holder.kind, g.holder.role, g.holder.place_id, "", g.purpose, g.categories, g.ceiling, g.reason,
            g.source_id, None,
        )
        for g in grants
        if g.holder.kind is not HolderKind.SYSTEM
    ]  # fmt: skip
    return audience.words(call, sorted(sees, key=lambda s: (s.kind, s.role)))


@dataclass(frozen=True, slots=True)
class UndoPage:
    """What an undo takes back."""

    card: RunCard
    audience: Audience
    version: int


@query(Permission.FILE_IMPORT, audits=Event.FILES_LISTED, purposes=BOTH, nobody=True)
def undo_page(call: Call, run_id: uuid.UUID) -> UndoPage:
    """A loaded run of the caller's organisation, before it is taken back."""
    run = _ours(call).get_or_refuse(run_id)
    if run.state != RunState.LOADED.value:
        raise NotFound
    us = Audience((_("everybody who brings in files at %(place)s") % {"place": _place(call)},), ())
    return UndoPage(_card(call, run), us, run.version)


@dataclass(frozen=True, slots=True)
class KindOfRun:
    """What a run of the caller's organisation brings in; nothing where it has no such run."""

    kind: Kind | None


@query(Permission.FILE_IMPORT, audits=Event.FILES_LISTED, purposes=BOTH, nobody=True)
def run_kind(call: Call, run_id: uuid.UUID) -> KindOfRun:
    """Roster or supply, for whoever is given nothing but a number."""
    run = _ours(call).filter(id=run_id).first()
    return KindOfRun(Kind(run.kind) if run else None)
