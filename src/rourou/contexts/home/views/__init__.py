"""Pages that gather several contexts: translate a request, make one call, translate the answer."""

from rourou.contexts.home.views.learner import learner

__all__ = ["learner"]
