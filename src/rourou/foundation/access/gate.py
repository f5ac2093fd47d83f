"""The gate: every read and write of a context passes here, and nothing goes round it.

It opens the transaction, sets the cluster, the holders, the person and the purposes in Python and in PostgreSQL,
checks the permission, runs the body, compiles what is due, runs reactions, writes the ledger, and commits.
A refusal is rolled back and then recorded in a transaction of its own. Inner acts with the same call join.
"""

import functools
import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final, ParamSpec, TypeVar

from django.db import ProgrammingError, connection, transaction
from django.db.utils import IntegrityError, OperationalError

from rourou.foundation.access import compiling, opened, reactions
from rourou.foundation.access.call import Call
from rourou.foundation.access.opened import Open
from rourou.foundation.access.permissions import Permission
from rourou.foundation.access.purposes import Basis, Hat, Purpose
from rourou.foundation.access.roles import ROLES
from rourou.foundation.audit import ledger
from rourou.foundation.audit.events import Event
from rourou.foundation.kernel.errors import Conflict, Fault, NotAllowed, NotFound, RourouError
from rourou.foundation.tenancy import scope

P = ParamSpec("P")
R = TypeVar("R")


class Kind(StrEnum):
    QUERY = "query"
    COMMAND = "command"
    DISCLOSURE = "disclosure"


@dataclass(frozen=True, slots=True)
class Act:
    """One declared act: what it needs, what it is called in the ledger, what it is for."""

    name: str
    kind: Kind
    permission: Permission
    event: Event
    purposes: frozenset[Purpose]
    nobody: bool
    lends: frozenset[Permission] = frozenset()


ACTS: Final[dict[str, Act]] = {}
SUPPORT: Final = frozenset({Purpose.SUPPORT})


def _declare(
    kind: Kind,
    permission: Permission,
    event: Event,
    purposes: Iterable[Purpose],
    nobody: bool,
    lends: Iterable[Permission] = (),
) -> Callable[[Callable[P, R]], Callable[P, R]]:
    def decorate(body: Callable[P, R]) -> Callable[P, R]:
        name = f"{body.__module__}.{body.__qualname__}"
        act = Act(name, kind, permission, event, frozenset(purposes), nobody, frozenset(lends))
        ACTS[act.name] = act

        @functools.wraps(body)
        def through_the_gate(*args: P.args, **kwargs: P.kwargs) -> R:
            call = args[0]
            if not isinstance(call, Call):
                raise Fault(f"{act.name} takes a Call first")
            return _run(act, call, lambda: body(*args, **kwargs), kwargs.get("basis"))

        through_the_gate.act = act  # type: ignore[attr-defined]
        return through_the_gate

    return decorate


def query(
    permission: Permission, *, audits: Event, purposes: Iterable[Purpose] = SUPPORT, nobody: bool = False
) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """A read. Its result carries `subjects`, the learners it shows, unless it is about `nobody`."""
    return _declare(Kind.QUERY, permission, audits, purposes, nobody)


def command(
    permission: Permission,
    *,
    audits: Event,
    purposes: Iterable[Purpose] = SUPPORT,
    nobody: bool = False,
    lends: Iterable[Permission] = (),
) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """A write. Its result carries `subjects`, the learners it touched, unless it is about `nobody`.

    `lends` are permissions that acts inside this one may use, and no act outside it: what a hui decided is carried out
    by whoever keeps its record. A protocol that narrows one narrows it here too.
    """
    return _declare(Kind.COMMAND, permission, audits, purposes, nobody, lends)


def disclosure(
    permission: Permission, *, audits: Event, purposes: Iterable[Purpose] = SUPPORT
) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """A write by which information leaves. It is called with `basis=`, which only `sharing` can make."""
    return _declare(Kind.DISCLOSURE, permission, audits, purposes, False)


def _run(act: Act, call: Call, body: Callable[[], R], basis: object) -> R:
    already = opened.var.get()
    if already is not None:
        return _join(already, act, call, body, basis)
    try:
        return _outermost(act, call, body, basis)
    except RourouError:
        _record_refusal(act, call)
        raise


def _join(already: Open, act: Act, call: Call, body: Callable[[], R], basis: object) -> R:
    outer: Act = already.act
    if call.cluster_id != already.call.cluster_id:
        raise Fault("a call of one cluster was made inside a call of another")
    if call != already.call:
        raise Fault("an inner act wears another hat than the outer one")
    if missing := outer.purposes - act.purposes:
        raise Fault(f"{act.name} does not serve {sorted(p.name for p in missing)}, which {outer.name} is for")
    if outer.kind is Kind.QUERY and act.kind is not Kind.QUERY:
        raise Fault(f"{outer.name} is a read and cannot call {act.name}")
    _permit(act, call, already.narrowed, basis, outer.lends)
    result = body()
    if act.kind is not Kind.QUERY:
        subjects = subjects_of(act, result)
        already.due |= subjects if act.event.changes_grants else frozenset()
        already.happened.append((act, result, subjects))
    return result


def _outermost(act: Act, call: Call, body: Callable[[], R], basis: object) -> R:
    reading = act.kind is Kind.QUERY
    with transaction.atomic(durable=True), scope.opened(call.cluster_id):
        now_open = _enter(act, call, reading)
        token = opened.var.set(now_open)
        try:
            _permit(act, call, now_open.narrowed, basis)
            result = _guarded(body)
            subjects = subjects_of(act, result)
            if not reading:
                if act.event.changes_grants:
                    now_open.due |= subjects
                compiling.settle(call, now_open)
                for happened in (*now_open.happened, (act, result, subjects)):
                    _react(happened[0], call, now_open, *happened[1:])
        finally:
            opened.var.reset(token)
        _write(act, call, now_open, subjects, reading)
    return result


def _enter(act: Act, call: Call, reading: bool) -> Open:
    """One round trip: the scope in force, the read-only savepoint, the moment, the protocol."""
    with connection.cursor() as cursor:
        cursor.execute(settings_sql(call, act.purposes) + (_READING if reading else "") + _MOMENT, None)
        at, protocol, narrowed = _last_row(cursor)
    return Open(call, act, at, protocol, frozenset(narrowed or ()))


# For a statement that walks the list of learners: which of two equal forms the policy takes (`policies.learner`).
WALKING: Final = "set local app.walks = '1'"
_COVERING: Final = "access_covering(%s::uuid[], (select tenancy_now()))"
# A read keeps the plan of a prepared statement: beside a page's forty policies any plan costs more to make than to run.
_READING: Final = "savepoint reading; set transaction read only; set local plan_cache_mode = 'force_generic_plan'; "
_MOMENT: Final = (
    "select tenancy_now(), p.decide_id, p.narrowed from (select 1) one left join access_protocol p"
    " on p.cluster_id = (select nullif(current_setting('app.cluster', true), '')::uuid)"
)


def settings_sql(call: Call, purposes: Iterable[Purpose]) -> str:
    """`SET LOCAL` with literals: uuids and integers only, never text from outside (mechanism.md §3, trap 10)."""
    holders = ",".join(str(int(h)) for h in call.holders)
    why = ",".join(str(int(p)) for p in sorted(purposes))
    person = str(uuid.UUID(str(call.person_id))) if call.person_id else ""
    return (
        f"set local app.cluster = '{uuid.UUID(str(call.cluster_id))}'; set local app.holders = '{{{holders}}}'; "
        f"set local app.person = '{person}'; set local app.hat = '{int(call.hat)}'; "
        f"set local app.organisation = '{uuid.UUID(str(call.organisation_id))}'; set local app.purposes = '{{{why}}}'; "
    )


def _last_row(cursor: Any) -> Any:
    while cursor.cursor.nextset() if hasattr(cursor, "cursor") else cursor.nextset():
        pass
    return cursor.fetchone()


def _permit(
    act: Act, call: Call, narrowed: frozenset[str], basis: object, lent: frozenset[Permission] = frozenset()
) -> None:
    if call.hat is not Hat.SYSTEM:
        if act.permission not in ROLES[call.role].permissions | lent:
            raise NotAllowed
        if f"{call.role}:{act.permission}" in narrowed or act.permission in narrowed:
            raise NotAllowed("narrowed", "The protocol your community signed does not give this step to your role.")
    if not act.nobody and not compiling.is_installed():
        raise Fault("no rule of sharing is installed, so nothing about a person can be asked")
    if act.kind is Kind.DISCLOSURE and not isinstance(basis, Basis):
        raise NotAllowed("no_basis", "Nothing is shared until whānau have agreed or the law asks for it.")


def _guarded(body: Callable[[], R]) -> R:
    """What PostgreSQL refuses is refused in our words; anything else goes up as it is."""
    try:
        return body()
    except ProgrammingError as fault:
        if getattr(fault.__cause__, "sqlstate", "") == "42501":
            raise NotFound from fault
        raise
    except IntegrityError as fault:
        if getattr(fault.__cause__, "sqlstate", "") in {"23505", "23P01"}:
            raise Conflict("changed", "Somebody else saved this a moment ago. Check what is there now.") from fault
        raise
    except OperationalError as fault:
        if getattr(fault.__cause__, "sqlstate", "") in {"40P01", "55P03", "40001"}:
            raise Conflict("busy", "Somebody else is saving this at the same moment. Send it again.") from fault
        raise


def subjects_of(act: Act, result: object) -> frozenset[uuid.UUID]:
    """The learners of a result; a result about people that does not say whom is a fault."""
    subjects = getattr(result, "subjects", None)
    if subjects is None:
        if act.nobody:
            return frozenset()
        raise Fault(f"{act.name} returned a result that does not say whom it is about")
    if act.nobody and subjects:
        raise Fault(f"{act.name} is declared to be about nobody and names somebody")
    return frozenset(subjects)


def _react(act: Act, call: Call, now_open: Open, result: object, subjects: frozenset[uuid.UUID]) -> None:
    """Reactions run under the cluster's system hat, lowest floor first, and their rows name the cause.

    An act that ran inside another is followed just the same: an import that changes hours is a change of hours.
    """
    registered = reactions.of(act.event)
    if not registered:
        return
    as_system = compiling.system_call(call)
    for reaction in registered:
        their: Act = reaction.act  # type: ignore[attr-defined]
        inner = Open(as_system, their, now_open.at, now_open.protocol_id, frozenset())
        token = opened.var.set(inner)
        try:
            with connection.cursor() as cursor:
                cursor.execute(settings_sql(as_system, {Purpose.UPKEEP}), None)
            done = _guarded(functools.partial(reaction, as_system, cause=act.event, result=result, subjects=subjects))
            inner.due |= subjects_of(their, done) if their.event.changes_grants else frozenset()
            compiling.settle(as_system, inner)
        finally:
            opened.var.reset(token)
        touched = subjects_of(their, done)
        if touched or getattr(done, "did", True):
            now_open.rows.append((their, as_system, touched, act.event.label))
        now_open.rows.extend(inner.rows)
    with connection.cursor() as cursor:
        cursor.execute(settings_sql(call, now_open.act.purposes), None)


def _write(act: Act, call: Call, now_open: Open, subjects: frozenset[uuid.UUID], reading: bool) -> None:
    """The last statements before commit: the head of the chain is locked for as short as can be (mechanism.md §5)."""
    rows = [
        ledger.Row(call.person_id, call.role, call.organisation_id, act.event.label, "done", act.purposes, subjects, "")
    ]
    for their, who, touched, cause in now_open.rows:
        rows.append(
            ledger.Row(None, who.role, who.organisation_id, their.event.label, "done", {Purpose.UPKEEP}, touched, cause)
        )
    if reading:
        with connection.cursor() as cursor:
            cursor.execute("release savepoint reading")
    covered = ledger.write(call.cluster_id, rows, now_open.protocol_id, call.request_id, covering=_COVERING)
    if reading and covered < len(subjects):
        raise Fault(f"{act.name} would have shown somebody whom no grant covers")


def _record_refusal(act: Act, call: Call) -> None:
    """A refused act is an act: one row, in its own transaction, naming nobody."""
    with transaction.atomic(durable=True):
        with connection.cursor() as cursor:
            cursor.execute(settings_sql(call, act.purposes), None)
        row = ledger.Row(
            call.person_id, call.role, call.organisation_id, act.event.label, "refused", act.purposes, frozenset(), ""
        )
        ledger.write(call.cluster_id, [row], None, call.request_id)
