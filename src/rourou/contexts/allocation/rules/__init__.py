"""The decisions of sharing hours out: when hours may be promised, and how a round is put to the engine."""

from rourou.contexts.allocation.rules.deciding import (
    check_can_agree,
    check_can_ask_engine,
    check_can_open,
    check_can_promise,
    check_can_release,
    check_can_set_offered,
    check_can_take_to_hui,
    check_may_give,
    check_version,
    shares,
)
from rourou.contexts.allocation.rules.posing import (
    Criterion,
    Offering,
    Posed,
    code_of,
    criteria_of,
    deciding_criteria,
    option_of,
    pose,
    ways,
    weight_of,
)

__all__ = [
    "Criterion",
    "Offering",
    "Posed",
    "check_can_agree",
    "check_can_ask_engine",
    "check_can_open",
    "check_can_promise",
    "check_can_release",
    "check_can_set_offered",
    "check_can_take_to_hui",
    "check_may_give",
    "check_version",
    "code_of",
    "criteria_of",
    "deciding_criteria",
    "option_of",
    "pose",
    "shares",
    "ways",
    "weight_of",
]
