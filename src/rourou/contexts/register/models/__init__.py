"""The tables of the register: concerns; entries and what they hold; words, notes, promises and supports."""

from rourou.contexts.register.models.concerns import Concern, ConcernReply, UnplacedConcern
from rourou.contexts.register.models.entries import Diagnosis, Entry, Need, Strength
from rourou.contexts.register.models.lately import Note, Response, Voice

__all__ = [
    "Concern",
    "ConcernReply",
    "Diagnosis",
    "Entry",
    "Need",
    "Note",
    "Response",
    "Strength",
    "UnplacedConcern",
    "Voice",
]
