"""Pages of the register: translate a request, make one call, translate the answer."""

from rourou.contexts.register.views.concerns import concern, concern_new, concerns
from rourou.contexts.register.views.entries import entry, entry_close
from rourou.contexts.register.views.lately import note_new, promise_keep, promise_move, timeline
from rourou.contexts.register.views.shared import cluster_register, clusters

__all__ = [
    "cluster_register",
    "clusters",
    "concern",
    "concern_new",
    "concerns",
    "entry",
    "entry_close",
    "note_new",
    "promise_keep",
    "promise_move",
    "timeline",
]
