"""Forms of the register: shapes of fields, and what they mean as input to a command."""

from rourou.contexts.register.forms.concerns import AnswerForm, ConcernForm, PlaceForm, ReplyForm
from rourou.contexts.register.forms.entries import CloseForm, EntryForm
from rourou.contexts.register.forms.filters import FilterForm
from rourou.contexts.register.forms.lately import MoveForm, NoteForm

__all__ = [
    "AnswerForm",
    "CloseForm",
    "ConcernForm",
    "EntryForm",
    "FilterForm",
    "MoveForm",
    "NoteForm",
    "PlaceForm",
    "ReplyForm",
]
