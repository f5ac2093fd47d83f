"""The suggestion: the round put to the engine under the protocol in force, and what came back, stored whole."""

import uuid
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any, Final

from rourou.contexts.allocation import rules
from rourou.contexts.allocation.commands._gathering import PLANNING, gather, locked_round
from rourou.contexts.allocation.models import Balance, Round, Suggestion, SuggestionLine
from rourou.contexts.allocation.rules import Offering, Posed
from rourou.contexts.allocation.types import RoundState, Way
from rourou.contexts.directory import queries as directory_queries
from rourou.contexts.directory.types import SupportType
from rourou.contexts.referrals import queries as referrals_queries
from rourou.contexts.sharing import queries as sharing_queries
from rourou.contexts.sharing.types import ProtocolKind
from rourou.engines.allocation.problem import (
    VERSION,
    Measure,
    Option,
    Plan,
    Problem,
    Status,
    dump,
    dump_plan,
    fingerprint,
)
from rourou.engines.allocation.solve import solve
from rourou.engines.allocation.steadiness import Steadiness, steadiness
from rourou.engines.allocation.unplaced import unplaced
from rourou.engines.allocation.verify import measured, verify
from rourou.foundation.access.call import Call
from rourou.foundation.access.gate import command
from rourou.foundation.access.permissions import Permission
from rourou.foundation.audit.events import Event
from rourou.foundation.kernel.errors import Fault, Refused
from rourou.foundation.kernel.ids import new_id
from rourou.foundation.kernel.text import nfc

SEED: Final = 1
SOLVE_WITHIN: Final = timedelta(seconds=10)
TRY_WITHIN: Final = timedelta(seconds=5)
TRIES: Final = 50
OURS: Final = 9  # the place of our own split, after every way the engine offers


@dataclass(frozen=True, slots=True)
class Suggested:
    """What was suggested: the round, the ways made together, and whom they are about."""

    round_id: uuid.UUID
    number: int
    suggestion_ids: tuple[uuid.UUID, ...]
    subjects: frozenset[uuid.UUID]


@dataclass(frozen=True, slots=True)
class _Rules:
    id: uuid.UUID | None
    version: int | None
    criteria: tuple[rules.Criterion, ...]


def _in_force(call: Call) -> _Rules:
    cards = sharing_queries.protocol_in_force(call, ProtocolKind.DECIDE).cards
    if not cards:
        return _Rules(None, None, ())
    return _Rules(cards[0].id, cards[0].version, rules.criteria_of(cards[0].body))


def _offerings(call: Call, row: Round) -> list[Offering]:
    left = {b.service_id: b.offered - b.promised for b in Balance.objects.filter(term=row.term)}
    cards = directory_queries.services_by_id(call, row.service_ids, row.term).cards
    return [Offering(card, left.get(card.id, Decimal(0))) for card in cards]


@command(Permission.ROUND_MANAGE, audits=Event.SUGGESTION_MADE, purposes=PLANNING)
def make_suggestion(call: Call, round_id: uuid.UUID, *, shown: int | None = None, seed: int = SEED) -> Suggested:
    """Put the requests that wait and the hours that are left to the engine, and keep every answer.

    Only the ordered criteria of the protocol in force weigh. Two other ways are made to hold the suggestion against.
    """
    row = locked_round(call, round_id, shown)
    gather(call, row)
    requests = referrals_queries.for_round(call, SupportType(row.support_type)).rows
    ruling = _in_force(call)
    rules.check_can_ask_engine(RoundState(row.state), ruling.criteria, requests)
    offerings = _offerings(call, row)
    together = new_id()
    _retire(row, keep_ours=False)
    posed = rules.pose(row.id, requests, offerings, ruling.criteria, Way.GROUPS)
    has_groups = any(len(option.requests) > 1 for option in posed.problem.options)
    made = [
        _solve_one(
            call, row, together, place, way, rules.pose(row.id, requests, offerings, ruling.criteria, way), ruling, seed
        )
        for place, way in enumerate(rules.ways(ruling.criteria, groups=has_groups))
    ]
    _lines(call, together, posed)
    _suggested(row)
    return Suggested(row.id, row.number, tuple(s.id for s in made), frozenset(r.learner_id for r in requests))


def _retire(row: Round, *, keep_ours: bool) -> None:
    """What was suggested before stays for the record and is no longer current."""
    old = Suggestion.objects.filter(round_id=row.id, is_current=True)
    (old.filter(way=Way.OURS.value) if keep_ours else old).update(is_current=False)


def _suggested(row: Round) -> None:
    if RoundState(row.state) is RoundState.OPEN:
        row.state = RoundState.SUGGESTED.value
    row.version += 1
    row.save(update_fields=["state", "version"])


def _solve_one(
    call: Call, row: Round, together: uuid.UUID, place: int, way: Way, posed: Posed, ruling: _Rules, seed: int
) -> Suggestion:
    plan = solve(posed.problem, seed=seed, time_limit=SOLVE_WITHIN)
    if faults := verify(posed.problem, plan):
        raise Fault(f"the engine’s plan does not hold: {faults[0].code}")
    steady = (
        _steady(steadiness(posed.problem, plan, seed=seed, time_limit=TRY_WITHIN, tries=TRIES))
        if way is Way.SUGGESTION
        else {}
    )
    return _store(call, row, together, place, way, posed.problem, plan, ruling, seed, steady=steady)


def _steady(found: Steadiness) -> dict[str, Any]:
    said = asdict(found)
    said["swaps"] = [[lost, gained, times] for (lost, gained), times in sorted(found.swaps.items())]
    return said


def _store(
    call: Call, row: Round, together: uuid.UUID, place: int, way: Way, problem: Problem, plan: Plan, ruling: _Rules,
    seed: int, *, steady: dict[str, Any] | None = None, reason: str = "",
) -> Suggestion:  # fmt: skip
    made: Suggestion = Suggestion.objects.create(
        created_at=call.at, round_id=row.id, made_together=together, place=place, way=way.value, problem=dump(problem),
        plan=dump_plan(plan), fingerprint=plan.fingerprint, engine_version=str(VERSION), seed=seed,
        protocol_id=ruling.id, protocol_version=ruling.version, steady=steady or {}, reason=reason,
        made_by=call.person_id,
    )  # fmt: skip
    return made


def _lines(call: Call, together: uuid.UUID, posed: Posed) -> None:
    """Whose code is whose stands under each learner's own lock, and nowhere else."""
    SuggestionLine.objects.bulk_create(
        [
            SuggestionLine(
                cluster_id=call.cluster_id, created_at=call.at, learner_id=r.learner_id, custodian_id=r.custodian_id,
                made_together=together, referral_id=r.id, code=code,
            )
            for code, r in sorted(posed.requests.items())
        ]
    )  # fmt: skip


@command(Permission.ROUND_MANAGE, audits=Event.SUGGESTION_MADE, purposes=PLANNING)
def use_ours(
    call: Call, round_id: uuid.UUID, hours: Mapping[uuid.UUID, tuple[uuid.UUID, Decimal]], *, reason: str,
    shown: int | None = None,
) -> Suggested:  # fmt: skip
    """Our own split (request → service and hours): within the same limits, with one reason, and no permission."""
    row = locked_round(call, round_id, shown)
    if RoundState(row.state) is RoundState.AGREED:
        raise Refused("round.agreed", "This round is agreed. Open a new one.")
    if not reason.strip():
        raise Refused("round.reason", "Enter one reason. It stands beside the split.", details={"field": "reason"})
    gather(call, row)
    requests = referrals_queries.for_round(call, SupportType(row.support_type)).rows
    ruling = _in_force(call)
    posed = rules.pose(row.id, requests, _offerings(call, row), ruling.criteria)
    problem, plan = _by_hand(row.id, posed, hours)
    together = new_id()
    _retire(row, keep_ours=True)
    made = _store(call, row, together, OURS, Way.OURS, problem, plan, ruling, 0, reason=nfc(reason).strip())
    _lines(call, together, posed)
    _suggested(row)
    return Suggested(row.id, row.number, (made.id,), frozenset(r.learner_id for r in requests))


def _by_hand(
    round_id: uuid.UUID, posed: Posed, hours: Mapping[uuid.UUID, tuple[uuid.UUID, Decimal]]
) -> tuple[Problem, Plan]:
    """A split that people made, as a problem with just its options and the plan that chooses them all."""
    options = tuple(
        _hand_option(round_id, referral, service, h) for referral, (service, h) in sorted(hours.items()) if h > 0
    )
    known = set(posed.requests), set(posed.services)
    if any(o.requests[0] not in known[0] or o.support not in known[1] for o in options):
        raise Refused("round.other", "One of these requests is not in the round any more. Open the page again.")
    problem = Problem(posed.problem.requests, posed.problem.supports, options, posed.problem.objectives)
    chosen = tuple(sorted(o.id for o in options))
    reached = {name: float(measured(problem, name, list(options))) for name in problem.objectives}
    measures = {str(name): Measure(value, value) for name, value in reached.items()}
    plan = Plan(chosen, Status.FEASIBLE, measures, unplaced(problem, chosen), 0.0, 0, fingerprint(problem))
    _check_fits(problem, plan, posed)
    return problem, plan


def _hand_option(round_id: uuid.UUID, referral: uuid.UUID, service: uuid.UUID, hours: Decimal) -> Option:
    request, support = rules.code_of(round_id, referral), rules.code_of(round_id, service)
    return Option(f"{request}@{support}", (request,), support, float(hours), 1.0)


def _check_fits(problem: Problem, plan: Plan, posed: Posed) -> None:
    over = [v for v in verify(problem, plan) if v.code == "hours"]
    if over:
        card = posed.services[over[0].place]
        raise Refused(
            "round.too_many", f"That is more than {card.with_whom} has left in this term. Give somebody fewer hours."
        )
