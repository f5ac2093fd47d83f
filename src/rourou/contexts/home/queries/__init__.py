"""The reads of the pages that gather several contexts. Each is one act."""

from rourou.contexts.home.queries.learner import learner_page

__all__ = ["learner_page"]
