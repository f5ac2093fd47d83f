"""When a round may be opened, asked about, taken to the hui, agreed; when hours may be promised and given back."""

import uuid
from collections.abc import Collection
from decimal import ROUND_DOWN, Decimal
from typing import Final

from rourou.contexts.allocation.types import HoursLeft, RoundState
from rourou.foundation.kernel.errors import Conflict, Refused

CENT: Final = Decimal("0.01")


def words_of(hours: Decimal) -> str:
    """14, 13.5, 0.25: no trailing noughts."""
    return f"{hours:.2f}".rstrip("0").rstrip(".")


def check_version(shown: int | None, stands: int) -> None:
    """What was shown is what is changed."""
    if shown is not None and shown != stands:
        raise Conflict("changed", "Somebody else changed this round after you opened it. Check what stands there now.")


def check_can_open(services: Collection[object]) -> None:
    """A round shares out the hours of somebody."""
    if not services:
        raise Refused(
            "round.no_hours", "Nobody offers hours of this support in that term. Add them to the supply first."
        )


def check_can_ask_engine(state: RoundState, criteria: Collection[object], requests: Collection[object]) -> None:
    """Only criteria of the protocol in force may weigh, so without any there is no suggestion."""
    if state is RoundState.AGREED:
        raise Refused("round.agreed", "This round is agreed. Open a new one.")
    if not criteria:
        raise Refused(
            "round.no_rules",
            "How you decide names no rules yet, so nothing may weigh. Add them, or share the hours by hand.",
        )
    if not requests:
        raise Refused("round.no_requests", "No request is waiting for this support, so there is nothing to share out.")


def check_can_take_to_hui(state: RoundState) -> None:
    """A round goes to the hui once; what the hui carries stays in it."""
    if state is RoundState.AGREED:
        raise Refused("round.agreed", "This round is agreed already.")


def check_can_agree(state: RoundState) -> None:
    """A round is agreed at the hui, not before."""
    if state is not RoundState.AT_HUI:
        raise Refused("round.not_at_hui", "Take the round to the hui first.")


def check_may_give(actor: uuid.UUID, owner: uuid.UUID, *, leads_cluster: bool) -> None:
    """An organisation gives its own hours; whoever leads the cluster gives those that a round shares out."""
    if actor != owner and not leads_cluster:
        raise Refused("hours.other", "These are another organisation’s hours. Ask them, or the hui.")


def check_can_promise(balance: HoursLeft | None, hours: Decimal, holders: int) -> None:
    """Hours can never be promised twice. The refusal says what is left and how many hold the rest."""
    if hours <= 0 or hours != hours.quantize(CENT):
        raise Refused(
            "hours.number", "Enter hours as a number above nought, like 4 or 1.5.", details={"field": "hours"}
        )
    if balance is None or balance.offered == 0:
        raise Refused("hours.none", "No hours of this service are offered in that term.", details={"field": "hours"})
    if hours > balance.left:
        raise Refused("hours.gone", _gone(balance, holders), details={"field": "hours"})


def _gone(balance: HoursLeft, holders: int) -> str:
    left, offered, promised = words_of(balance.left), words_of(balance.offered), words_of(balance.promised)
    who = "one request" if holders == 1 else f"{holders} requests"
    return (
        f"{left} of {offered} hours are left: {promised} are promised to {who}. "
        "Give fewer hours, or give some back first."
    )


def check_can_release(held: Decimal, hours: Decimal) -> None:
    """Only hours that are held can be given back."""
    if held <= 0:
        raise Refused("hours.not_held", "No hours are promised to this request.")
    if hours <= 0 or hours > held:
        raise Refused(
            "hours.more_than_held",
            f"{words_of(held)} hours are promised to this request. Give back that many or fewer.",
            details={"field": "hours"},
        )


def check_can_set_offered(balance: HoursLeft, offered: Decimal, holders: int) -> None:
    """Fewer hours than are promised cannot be offered until some are given back."""
    if offered < balance.promised:
        who = "one request" if holders == 1 else f"{holders} requests"
        raise Refused(
            "hours.promised",
            f"{words_of(balance.promised)} hours are promised to {who} in that term, so no fewer can be offered. "
            "Give some back first, at the hui or in the round.",
            details={"field": "hours"},
        )


def shares(hours: Decimal, among: int) -> tuple[Decimal, ...]:
    """What each of a group is charged for, in hundredths, summing to the whole."""
    each = (hours / among).quantize(CENT, rounding=ROUND_DOWN)
    return (hours - each * (among - 1), *([each] * (among - 1)))
