"""Questions that whānau ask about a look. A question names the look and its asker, and no learner."""

from typing import Any

from django.db import models
from django.db.models import Q

from rourou.contexts.stewardship import types
from rourou.foundation.access.call import Call
from rourou.foundation.access.purposes import Hat
from rourou.foundation.tenancy.keys import ClusterModel, key_to
from rourou.foundation.tenancy.scope import ClusterManager, ClusterQuerySet


class QuestionQuerySet(ClusterQuerySet):
    """Questions are between their asker and the privacy officer of the setting that is asked."""

    def within(self, call: Call) -> "QuestionQuerySet":
        """An asker's own; for staff, those put to their organisation."""
        mine = Q(asked_by=call.person_id)
        theirs = Q(organisation_id=call.organisation_id)
        found: Any = self.filter(mine if call.hat is Hat.FAMILY else theirs)
        assert isinstance(found, QuestionQuerySet)
        return found


class QuestionManager(ClusterManager.from_queryset(QuestionQuerySet)):  # type: ignore[misc]
    """With no open gate every use raises."""


class LookQuestion(ClusterModel):
    """Somebody asks about a look: who looked, in what role, when; in the asker's words; with a day to answer by."""

    organisation_id = key_to("tenancy.organisation")
    reference = models.TextField()
    asked_by = key_to("tenancy.user")
    look_seq = models.BigIntegerField()
    look_on = models.DateField()
    look_role = models.TextField()
    look_title = models.TextField(blank=True, default="")
    look_organisation = models.TextField(blank=True, default="")
    look_event = models.TextField()
    look_purpose = models.SmallIntegerField(null=True)
    look_reason = models.SmallIntegerField(null=True)
    words = models.TextField(blank=True, default="")
    answer_by_on = models.DateField()
    state = models.TextField(choices=types.QuestionState.choices(), default=types.QuestionState.OPEN)
    answer = models.TextField(blank=True, default="")
    answered_by = key_to("tenancy.user", null=True)
    answered_at = models.DateTimeField(null=True)
    version = models.IntegerField(default=1)

    objects = QuestionManager()

    class Privacy:
        family = {"words", "answer"}
        operational = {
            "cluster_id", "id", "created_at", "organisation_id", "reference", "asked_by", "look_seq", "look_on",
            "look_role", "look_title", "look_organisation", "look_event", "look_purpose", "look_reason", "answer_by_on",
            "state", "answered_by", "answered_at", "version",
        }  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["cluster_id", "organisation_id", "reference"], name="stewardship_question_reference_once"
            ),
            models.UniqueConstraint(
                fields=["cluster_id", "asked_by", "look_seq"], name="stewardship_question_asked_once"
            ),
            models.CheckConstraint(
                condition=Q(state="open", answered_at=None, answered_by=None, answer="")
                | Q(state="answered", answered_at__isnull=False, answered_by__isnull=False) & ~Q(answer=""),
                name="stewardship_question_answered_whole",
            ),
        ]
