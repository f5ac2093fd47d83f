"""Pages of requests for support: translate a request, make one call, translate the answer."""

from rourou.contexts.referrals.views.pages import request_detail, requests
from rourou.contexts.referrals.views.steps import request_step, request_task
from rourou.contexts.referrals.views.writing import request_check, request_new, request_write

__all__ = [
    "request_check",
    "request_detail",
    "request_new",
    "request_step",
    "request_task",
    "request_write",
    "requests",
]
