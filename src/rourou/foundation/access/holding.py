"""What is held about learners, without knowing what any of it means: for an undo, a disposal, a merge.

Every table below a learner is a `LearnerModel`, so a context that is built tomorrow is asked as well.
"""

import uuid
from collections import Counter, defaultdict
from collections.abc import Collection

from django.apps import apps
from django.db import connection
from django.db.models import Count
from django.db.utils import IntegrityError

from rourou.foundation.access import compiling, opened
from rourou.foundation.access.call import Call
from rourou.foundation.access.reach import LearnerModel
from rourou.foundation.kernel.errors import Refused

Held = dict[uuid.UUID, Counter[str]]


def held_about(call: Call, ids: Collection[uuid.UUID]) -> Held:
    """How many rows of each table the call reaches about each learner, by the table's name."""
    found: Held = defaultdict(Counter)
    tables = [model for model in apps.get_models() if issubclass(model, LearnerModel)]
    for model in tables if ids else ():
        rows = model.objects.reachable(call).filter(learner_id__in=list(ids)).values("learner_id")
        for row in rows.order_by("learner_id").annotate(rows=Count("id")):
            found[row["learner_id"]][model._meta.db_table] = row["rows"]
    return found


def facts_about(call: Call, ids: Collection[uuid.UUID]) -> Held:
    """How many facts of each kind stand about each learner, whoever may read them: kinds and numbers, no contents."""
    opened.current()
    found: Held = defaultdict(Counter)
    with connection.cursor() as cursor:
        for fact in compiling.facts(cursor, call.cluster_id, sorted(ids)) if ids else ():
            found[fact["subject"]][str(fact["what"])] += 1
    return found


def check_keys_now() -> None:
    """Every key that waits for the end of the transaction is checked here, so that what is left over is a refusal."""
    opened.current()
    try:
        with connection.cursor() as cursor:
            cursor.execute("set constraints all immediate")
    except IntegrityError as fault:
        raise Refused(
            "held", "Something that you cannot see rests on one of these records, so nothing was removed."
        ) from fault
