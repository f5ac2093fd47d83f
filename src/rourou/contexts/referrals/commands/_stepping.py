"""How a request takes a step: locked, checked against the table of the rules, written down for good."""

import uuid
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Final

from rourou.contexts.directory.types import SupportType
from rourou.contexts.referrals import rules
from rourou.contexts.referrals.models import Referral, ReferralPause, ReferralStep
from rourou.contexts.referrals.rules import RequestFacts
from rourou.contexts.referrals.types import NewRequest, PauseKind, RuleMet, State, Step, StepMade
from rourou.foundation.access import audience
from rourou.foundation.access.call import Call
from rourou.foundation.access.purposes import Category, Hat, HolderKind, Purpose
from rourou.foundation.kernel.text import nfc

BOTH: Final = frozenset({Purpose.SUPPORT, Purpose.PLANNING})
SUPPORT: Final = frozenset({Purpose.SUPPORT})


@dataclass(frozen=True, slots=True)
class Moved:
    """A request after an act: its id, its state and version, what was done, and whom it is about."""

    id: uuid.UUID
    state: State
    version: int
    steps: tuple[StepMade, ...]
    subjects: frozenset[uuid.UUID]


def locked(call: Call, referral_id: uuid.UUID, shown: int | None = None) -> Referral:
    """The request, locked for this act; a Conflict where it is not the one that was shown."""
    referral: Referral = Referral.objects.reachable(call).for_update().get_or_refuse(referral_id)
    if shown is not None and shown != referral.version:
        rules.check_version(shown, referral.version, _what_changed(call, referral))
    return referral


def _what_changed(call: Call, referral: Referral) -> str:
    last = ReferralStep.objects.reachable(call).filter(referral_id=referral.id).order_by("-created_at", "-id").first()
    return f"“{Step(last.step).label}” was recorded." if last else "Somebody saved it."


def facts(referral: Referral) -> RequestFacts:
    """What the rules need to know."""
    return RequestFacts(
        State(referral.state), referral.agreed_on, referral.ask, referral.hope, referral.tried, referral.hours,
        referral.first_conversation_on, referral.first_support_on, referral.reopened_at is not None,
    )  # fmt: skip


def of_row(call: Call, referral: Referral) -> dict[str, Any]:
    """What every row below a request carries."""
    return {
        "cluster_id": referral.cluster_id, "learner_id": referral.learner_id, "custodian_id": referral.custodian_id,
        "sensitivity": referral.sensitivity, "created_at": call.at, "referral_id": referral.id,
    }  # fmt: skip


def write_step(
    call: Call, referral: Referral, step: Step, before: State, *, words: str = "", on: date | None = None,
    hui_id: uuid.UUID | None = None, noted: dict[str, Any] | None = None,
) -> StepMade:  # fmt: skip
    """One row that is never changed: what, when, by whom, at which hui."""
    after = State(referral.state)
    is_system = call.hat is Hat.SYSTEM
    ReferralStep.objects.create(
        **of_row(call, referral), step=str(step), before=str(before), after=str(after), happened_on=on or call.today,
        words=nfc(words).strip(), made_by=call.person_id, made_for_id=None if is_system else call.organisation_id,
        hui_id=hui_id, facts=noted or {},
    )  # fmt: skip
    return StepMade(referral.id, referral.learner_id, step, before, after, noted or {})


def take(
    call: Call, referral: Referral, step: Step, *, words: str = "", on: date | None = None,
    hui_id: uuid.UUID | None = None, noted: dict[str, Any] | None = None, **changes: Any,
) -> StepMade:  # fmt: skip
    """Go where the table says this step leads, and write it down."""
    before = State(referral.state)
    rules.check_can_take(before, step)
    referral.state = str(rules.NEXT[before][step])
    if State(referral.state) in rules.ENDED:
        changes.setdefault("ended_on", call.today)
    if referral.state != before:
        _settle_pauses(call, referral, step)
    _save(referral, changes)
    return write_step(call, referral, step, before, words=words, on=on, hui_id=hui_id, noted=noted)


def note(
    call: Call, referral: Referral, step: Step, *, words: str = "", on: date | None = None,
    noted: dict[str, Any] | None = None, **changes: Any,
) -> StepMade:  # fmt: skip
    """Something happened and the request stays where it is."""
    _save(referral, changes)
    return write_step(call, referral, step, State(referral.state), words=words, on=on, noted=noted)


def _save(referral: Referral, changes: dict[str, Any]) -> None:
    for name, value in changes.items():
        setattr(referral, name, value)
    referral.version += 1
    referral.save(update_fields=["state", "version", *changes])


def moved(referral: Referral, *steps: StepMade) -> Moved:
    """The result of an act on one request."""
    subjects = frozenset({referral.learner_id})
    return Moved(referral.id, State(referral.state), referral.version, steps, subjects)


# Pauses: spans of days beside the clock

_PAUSING: Final = {Step.ASK_FOR_MORE: PauseKind.ASKED_FOR_MORE, Step.HOLD: PauseKind.HOLD}


def _settle_pauses(call: Call, referral: Referral, step: Step) -> None:
    """A step that asks or holds opens a pause; any other that leads on ends the one that is open."""
    if step in _PAUSING:
        open_pause(call, referral, _PAUSING[step], call.today)
    else:
        end_pause(call, referral, call.today)


def open_pause(call: Call, referral: Referral, kind: PauseKind, from_on: date) -> None:
    """Open one; another that is open ends the day before."""
    end_pause(call, referral, from_on)
    ReferralPause.objects.create(**of_row(call, referral), kind=str(kind), from_on=from_on)


def end_pause(call: Call, referral: Referral, going_again_on: date) -> bool:
    """End the open pause, if there is one."""
    found = ReferralPause.objects.reachable(call).filter(referral_id=referral.id, until_on=None).for_update().first()
    if found is None:
        return False
    found.until_on = rules.pause_ends_on(found.from_on, going_again_on)
    found.save(update_fields=["until_on"])
    return True


# What is written


def _rule(rule: RuleMet) -> dict[str, Any]:
    said = asdict(rule)
    said["on"] = rule.on.isoformat() if rule.on else None
    return said


def rules_of(referral: Referral) -> tuple[RuleMet, ...]:
    """The protocol's rules as they were ticked on this request."""
    return tuple(
        RuleMet(r["code"], bool(r["met"]), r.get("evidence", ""), _day(r.get("on")), r.get("by", ""))
        for r in referral.rules
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def as_draft(referral: Referral) -> NewRequest:
    """What was written, as it can be written again."""
    return NewRequest(
        SupportType(referral.support_type), referral.ask, referral.hope, referral.area, referral.tried, referral.hours,
        referral.weeks, referral.when, tuple(referral.languages), referral.group_ok, referral.agreed_on,
        referral.agreed_with, referral.to_organisation_id, rules_of(referral), tuple(referral.still_true),
    )  # fmt: skip


def values(call: Call, draft: NewRequest) -> dict[str, Any]:
    """A draft as columns."""
    return {
        "support_type": str(draft.support_type), "ask": nfc(draft.ask).strip(), "hope": nfc(draft.hope).strip(),
        "area": draft.area, "tried": nfc(draft.tried).strip(), "hours": draft.hours, "weeks": draft.weeks,
        "when": nfc(draft.when).strip(), "languages": list(draft.languages), "group_ok": draft.group_ok,
        "agreed_on": draft.agreed_on, "agreed_with": nfc(draft.agreed_with).strip(),
        "to_organisation_id": draft.to_organisation_id, "rules": [_rule(rule) for rule in draft.rules],
        "still_true": list(draft.still_true), "still_true_on": call.today if draft.still_true else None,
    }  # fmt: skip


def may_be_read(call: Call, learner_id: uuid.UUID, to_organisation: uuid.UUID | None) -> bool:
    """Whether a live grant opens requests of this learner to those it is sent to: the very rule that would show it."""
    return any(
        seer.categories & Category.SUPPORTS
        and (
            (to_organisation is None and seer.purpose is Purpose.PLANNING and seer.kind is HolderKind.CLUSTER_TEAM)
            or (seer.kind is HolderKind.ORGANISATION_TEAM and seer.place_id == to_organisation)
        )
        for seer in audience.seers(call, learner_id)
    )
