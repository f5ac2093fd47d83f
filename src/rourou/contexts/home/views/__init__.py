"""Pages that gather several contexts: translate a request, make one call, translate the answer."""

from rourou.contexts.home.views.classes import my_class, school_class
from rourou.contexts.home.views.finding import find
from rourou.contexts.home.views.learner import learner
from rourou.contexts.home.views.today import today
from rourou.contexts.home.views.whanau import whanau, whanau_of, whanau_plan, whanau_sharing

__all__ = [
    "find",
    "learner",
    "my_class",
    "school_class",
    "today",
    "whanau",
    "whanau_of",
    "whanau_plan",
    "whanau_sharing",
]
