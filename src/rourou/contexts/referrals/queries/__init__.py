"""The reads of requests for support: finished values, each naming the learners it shows."""

from rourou.contexts.referrals.queries._known import Known
from rourou.contexts.referrals.queries.lists import (
    Referrals,
    RequestIds,
    RequestLine,
    RequestLines,
    RequestsPage,
    TaskLine,
    Tasks,
    by_ids,
    ended_without_support,
    for_round,
    requests_of,
    requests_page,
    taken_up_and_not_sent,
    tasks_due,
    to_answer,
)
from rourou.contexts.referrals.queries.page import (
    PauseShown,
    RequestPage,
    StepOffer,
    StepShown,
    request_page,
)
from rourou.contexts.referrals.queries.writing import NewRequestPage, RuleAsked, writing_page

__all__ = [
    "Known",
    "NewRequestPage",
    "PauseShown",
    "Referrals",
    "RequestIds",
    "RequestLine",
    "RequestLines",
    "RequestPage",
    "RequestsPage",
    "RuleAsked",
    "StepOffer",
    "StepShown",
    "TaskLine",
    "Tasks",
    "by_ids",
    "ended_without_support",
    "for_round",
    "request_page",
    "requests_of",
    "requests_page",
    "taken_up_and_not_sent",
    "tasks_due",
    "to_answer",
    "writing_page",
]
