"""Concerns: what somebody at a setting saw. They stay inside that setting until whānau have heard them.

The rule is narrower than a grant, so it stands three times: here for the application, as a restrictive policy in the
migration for PostgreSQL, and in the audience line that people read.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from rourou.contexts.register import types
from rourou.foundation.access.call import Call
from rourou.foundation.access.purposes import Category, Hat
from rourou.foundation.access.reach import LearnerModel, LearnerQuerySet
from rourou.foundation.tenancy.keys import ClusterForeignKey, ClusterModel, key_to
from rourou.foundation.tenancy.scope import ClusterManager, ClusterQuerySet


class ConcernQuerySet(LearnerQuerySet):
    """Concerns that a call reaches: staff of the setting, and whānau from the day they have heard."""

    def reachable(self, call: Call) -> "ConcernQuerySet":
        found = super().reachable(call)
        if call.hat is Hat.FAMILY:
            found = found.filter(heard_at__isnull=False)
        elif call.hat is Hat.STAFF:
            found = found.filter(custodian_id=call.organisation_id)
        assert isinstance(found, ConcernQuerySet)
        return found


class ConcernManager(ClusterManager.from_queryset(ConcernQuerySet)):  # type: ignore[misc]
    """With no open gate every use raises."""


class Concern(LearnerModel):
    """What a teacher saw, in their own words, and what became of it. A double send of one form is one concern."""

    CATEGORY = Category.NEEDS

    client_id = models.UUIDField()
    saw = models.TextField()
    tried = ArrayField(models.TextField(), default=list)
    whanau_heard = models.TextField(choices=types.WhanauHeard.choices())
    heard_at = models.DateTimeField(null=True)
    written_by = key_to("tenancy.user")
    written_name = models.TextField(blank=True, default="")
    status = models.TextField(choices=types.ConcernStatus.choices(), default=types.ConcernStatus.NEW)
    with_user = key_to("tenancy.user", null=True)
    with_name = models.TextField(blank=True, default="")
    waiting_on = models.TextField(blank=True, default="")
    reply_by = models.DateField(null=True)
    answered_at = models.DateTimeField(null=True)
    first_step = models.TextField(blank=True, default="")
    step_kind = models.TextField(choices=types.FirstStep.choices(), blank=True, default="")
    closed_at = models.DateTimeField(null=True)
    version = models.IntegerField(default=1)

    objects = ConcernManager()

    class Privacy:
        needs = {"saw", "tried", "whanau_heard", "heard_at", "first_step", "step_kind", "waiting_on"}
        operational = {
            "cluster_id", "id", "created_at", "learner_id", "custodian_id", "sensitivity", "client_id", "written_by",
            "written_name", "status", "with_user", "with_name", "reply_by", "answered_at", "closed_at", "version",
        }  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["cluster_id", "custodian_id", "client_id"], name="register_concern_sent_once"
            ),
            models.CheckConstraint(
                condition=~Q(status="first_step") | ~Q(first_step=""), name="register_concern_step_is_said"
            ),
            models.CheckConstraint(
                condition=Q(status="closed", closed_at__isnull=False) | ~Q(status="closed") & Q(closed_at=None),
                name="register_concern_closed_whole",
            ),
        ]
        indexes = [
            models.Index(fields=["cluster_id", "learner_id"], name="register_concern_learner"),
            models.Index(fields=["cluster_id", "custodian_id", "status"], name="register_concern_setting"),
        ]


class ReplyQuerySet(LearnerQuerySet):
    """Replies are between colleagues of one setting."""

    def reachable(self, call: Call) -> "ReplyQuerySet":
        found = super().reachable(call).filter(custodian_id=call.organisation_id)
        found = found.none() if call.hat is Hat.FAMILY else found
        assert isinstance(found, ReplyQuerySet)
        return found


class ReplyManager(ClusterManager.from_queryset(ReplyQuerySet)):  # type: ignore[misc]
    """With no open gate every use raises."""


class ConcernReply(LearnerModel):
    """What one colleague answers another about a concern."""

    CATEGORY = Category.NEEDS

    concern_id = models.UUIDField()
    concern = ClusterForeignKey(Concern, "concern_id")
    words = models.TextField()
    written_by = key_to("tenancy.user")
    written_name = models.TextField(blank=True, default="")

    objects = ReplyManager()

    class Privacy:
        needs = {"words"}
        operational = {
            "cluster_id", "id", "created_at", "learner_id", "custodian_id", "sensitivity", "concern_id", "concern",
            "written_by", "written_name",
        }  # fmt: skip

    class Meta:
        indexes = [models.Index(fields=["cluster_id", "concern_id"], name="register_reply_concern")]


class UnplacedQuerySet(ClusterQuerySet):
    """Concerns of a setting about somebody its author could only name."""

    def of_setting(self, call: Call) -> "UnplacedQuerySet":
        """The caller's own setting's, whoever wrote them."""
        found = self.filter(custodian_id=call.organisation_id)
        found = found.none() if call.hat is not Hat.STAFF else found
        assert isinstance(found, UnplacedQuerySet)
        return found


class UnplacedManager(ClusterManager.from_queryset(UnplacedQuerySet)):  # type: ignore[misc]
    """With no open gate every use raises."""


class UnplacedConcern(ClusterModel):
    """A concern about a child its author does not reach, by the name they typed, until the coordinator says who it is.

    It is about no learner yet, so no grant covers it: the setting's own staff alone have it, by a policy of its own.
    """

    custodian_id = key_to("tenancy.organisation")
    client_id = models.UUIDField()
    typed_name = models.TextField(blank=True, default="")
    saw = models.TextField(blank=True, default="")
    tried = ArrayField(models.TextField(), default=list)
    whanau_heard = models.TextField(choices=types.WhanauHeard.choices())
    written_by = key_to("tenancy.user")
    written_name = models.TextField(blank=True, default="")
    reply_by = models.DateField(null=True)
    placed_at = models.DateTimeField(null=True)
    placed_by = models.UUIDField(null=True)

    objects = UnplacedManager()

    class Privacy:
        identity = {"typed_name"}
        needs = {"saw", "tried", "whanau_heard"}
        operational = {
            "cluster_id", "id", "created_at", "custodian_id", "client_id", "written_by", "written_name", "reply_by",
            "placed_at", "placed_by",
        }  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["cluster_id", "custodian_id", "client_id"], name="register_unplaced_sent_once"
            ),
            models.CheckConstraint(
                condition=Q(placed_at=None, placed_by=None) & ~Q(typed_name="")
                | Q(placed_at__isnull=False, placed_by__isnull=False, typed_name="", saw=""),
                name="register_unplaced_emptied_when_placed",
            ),
        ]
