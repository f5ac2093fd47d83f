"""The reads of the pages that gather several contexts. Each is one act."""

from rourou.contexts.home.queries.classes import class_page, classes
from rourou.contexts.home.queries.finding import find
from rourou.contexts.home.queries.learner import learner_page
from rourou.contexts.home.queries.today import today
from rourou.contexts.home.queries.whanau import children, our_page

__all__ = ["children", "class_page", "classes", "find", "learner_page", "our_page", "today"]
