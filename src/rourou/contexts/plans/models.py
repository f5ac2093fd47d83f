"""The one plan: goals in the words of whose they are, actions with owner and date, the day to look again.

Whānau read the same rows as staff: a plan has no second copy.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from rourou.contexts.plans import types
from rourou.foundation.access.call import Call
from rourou.foundation.access.purposes import Category, Hat
from rourou.foundation.access.reach import LearnerModel, LearnerQuerySet
from rourou.foundation.tenancy.keys import ClusterForeignKey, key_to
from rourou.foundation.tenancy.scope import ClusterManager


class Plan(LearnerModel):
    """One learner’s plan at one setting; one is active at a time."""

    CATEGORY = Category.PLAN

    number = models.IntegerField(default=1)
    status = models.TextField(choices=types.PlanStatus.choices(), default=types.PlanStatus.DRAFT)
    from_on = models.DateField()
    review_on = models.DateField()
    lead_post = key_to("tenancy.post", null=True)
    lead_name = models.TextField(blank=True, default="")
    written_with = ArrayField(models.TextField(), default=list)
    changed_by = models.TextField(blank=True, default="")
    changed_at = models.DateTimeField()
    ended_on = models.DateField(null=True)
    version = models.IntegerField(default=1)

    class Privacy:
        plan = {"number", "status", "from_on", "review_on", "lead_name", "written_with", "ended_on"}
        operational = {
            "cluster_id", "id", "created_at", "learner_id", "custodian_id", "sensitivity", "lead_post", "changed_by",
            "changed_at", "version",
        }  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["cluster_id", "custodian_id", "learner_id"], condition=~Q(status="ended"),
                name="plans_plan_one_active",
            ),
            models.CheckConstraint(
                condition=Q(status="ended", ended_on__isnull=False) | ~Q(status="ended") & Q(ended_on=None),
                name="plans_plan_ended_whole",
            ),
            models.CheckConstraint(condition=Q(review_on__gte=F("from_on")), name="plans_plan_in_order"),
        ]  # fmt: skip
        indexes = [models.Index(fields=["cluster_id", "learner_id"], name="plans_plan_learner")]


class Goal(LearnerModel):
    """A goal as it was said, with the written steps by which we will know."""

    CATEGORY = Category.PLAN

    plan_id = models.UUIDField()
    plan = ClusterForeignKey(Plan, "plan_id")
    words = models.TextField()
    whose = models.TextField()
    speaker = models.TextField(default="learner")
    measure = models.TextField(blank=True, default="")
    steps = ArrayField(models.TextField(), default=list)
    now = models.SmallIntegerField(null=True)
    place = models.SmallIntegerField(default=0)
    ended_at = models.DateTimeField(null=True)

    class Privacy:
        plan = {"words", "whose", "speaker", "measure", "steps", "now", "place"}
        operational = {
            "cluster_id", "id", "created_at", "learner_id", "custodian_id", "sensitivity", "plan_id", "ended_at",
        }  # fmt: skip

    class Meta:
        indexes = [models.Index(fields=["cluster_id", "plan_id"], name="plans_goal_plan")]


class Action(LearnerModel):
    """Who does what, by when."""

    CATEGORY = Category.PLAN

    plan_id = models.UUIDField()
    goal_id = models.UUIDField()
    goal = ClusterForeignKey(Goal, "goal_id")
    who = models.TextField()
    what = models.TextField()
    when = models.TextField(blank=True, default="")
    due_on = models.DateField(null=True)
    done_on = models.DateField(null=True)
    place = models.SmallIntegerField(default=0)
    ended_at = models.DateTimeField(null=True)

    class Privacy:
        plan = {"who", "what", "when", "due_on", "done_on", "place"}
        operational = {
            "cluster_id", "id", "created_at", "learner_id", "custodian_id", "sensitivity", "plan_id", "goal_id",
            "goal", "ended_at",
        }  # fmt: skip

    class Meta:
        indexes = [models.Index(fields=["cluster_id", "plan_id"], name="plans_action_plan")]


class PlanVersion(LearnerModel):
    """The plan as it stood after each change, and who made the change. Nothing is overwritten."""

    CATEGORY = Category.PLAN

    plan_id = models.UUIDField()
    plan = ClusterForeignKey(Plan, "plan_id")
    version = models.IntegerField()
    body = models.JSONField()
    made_name = models.TextField(blank=True, default="")

    class Privacy:
        plan = {"body"}
        operational = {
            "cluster_id", "id", "created_at", "learner_id", "custodian_id", "sensitivity", "plan_id", "version",
            "made_name",
        }  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["cluster_id", "custodian_id", "plan_id", "version"], name="plans_version_once"
            )
        ]


class SuggestionQuerySet(LearnerQuerySet):
    """What one adult of a whānau suggests is read by them and by staff, not by another adult."""

    def reachable(self, call: Call) -> "SuggestionQuerySet":
        found = super().reachable(call)
        found = found.filter(written_by=call.person_id) if call.hat is Hat.FAMILY else found
        assert isinstance(found, SuggestionQuerySet)
        return found


class SuggestionManager(ClusterManager.from_queryset(SuggestionQuerySet)):  # type: ignore[misc]
    """With no open gate every use raises."""


class Suggestion(LearnerModel):
    """A change to the plan that somebody who reads it would like."""

    CATEGORY = Category.PLAN

    plan_id = models.UUIDField()
    plan = ClusterForeignKey(Plan, "plan_id")
    client_id = models.UUIDField()
    words = models.TextField()
    written_by = key_to("tenancy.user")
    written_name = models.TextField(blank=True, default="")
    answered_at = models.DateTimeField(null=True)
    answered_name = models.TextField(blank=True, default="")
    answer = models.TextField(blank=True, default="")

    objects = SuggestionManager()

    class Privacy:
        plan = {"words", "answer"}
        operational = {
            "cluster_id", "id", "created_at", "learner_id", "custodian_id", "sensitivity", "plan_id", "client_id",
            "written_by", "written_name", "answered_at", "answered_name",
        }  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["cluster_id", "custodian_id", "client_id"], name="plans_suggestion_sent_once"
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None, answer="") | Q(answered_at__isnull=False) & ~Q(answer=""),
                name="plans_suggestion_answered_whole",
            ),
        ]
