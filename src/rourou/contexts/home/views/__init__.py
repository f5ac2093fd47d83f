"""Pages that gather several contexts: translate a request, make one call, translate the answer."""

from rourou.contexts.home.views.classes import my_class, school_class
from rourou.contexts.home.views.finding import find
from rourou.contexts.home.views.learner import learner

__all__ = ["find", "learner", "my_class", "school_class"]
