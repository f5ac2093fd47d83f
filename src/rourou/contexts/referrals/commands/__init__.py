"""The writes of requests for support. Each is declared at the gate."""

from rourou.contexts.referrals.commands._stepping import Moved
from rourou.contexts.referrals.commands.answering import (
    accept,
    acknowledge,
    advise,
    allocate,
    ask_for_more,
    begin_support,
    carry,
    close,
    decline,
    hold,
    record_conversation,
    redirect,
    release,
    resume,
    take_to_hui,
)
from rourou.contexts.referrals.commands.asking import (
    add_note,
    change_request,
    mark_ready,
    pause_wait,
    reopen,
    send_request,
    start_request,
    supply_more,
    unpause_wait,
    withdraw,
)
from rourou.contexts.referrals.commands.loading import bulk_load
from rourou.contexts.referrals.commands.moving import carry_over, move_with_learner
from rourou.contexts.referrals.commands.stopping import finish_task, withdraw_open_requests

__all__ = [
    "Moved",
    "accept",
    "acknowledge",
    "add_note",
    "advise",
    "allocate",
    "ask_for_more",
    "begin_support",
    "bulk_load",
    "carry",
    "carry_over",
    "change_request",
    "close",
    "decline",
    "finish_task",
    "hold",
    "mark_ready",
    "move_with_learner",
    "pause_wait",
    "record_conversation",
    "redirect",
    "release",
    "reopen",
    "resume",
    "send_request",
    "start_request",
    "supply_more",
    "take_to_hui",
    "unpause_wait",
    "withdraw",
    "withdraw_open_requests",
]
