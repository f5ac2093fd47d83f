"""Requests for support, everything that happened to each, and the days that are shown beside its clocks."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from rourou.contexts.directory.types import SupportType
from rourou.contexts.referrals import types
from rourou.foundation.access.purposes import Category
from rourou.foundation.access.reach import LearnerModel
from rourou.foundation.tenancy.keys import ClusterForeignKey, key_to

_ROW = {"cluster_id", "id", "created_at", "learner_id", "custodian_id", "sensitivity"}


class Referral(LearnerModel):
    """One request for one learner, in the custody of the setting that asks.

    Both clocks start on `agreed_on`, the day whānau and setting agreed to ask; nothing ever moves it.
    """

    CATEGORY = Category.SUPPORTS

    state = models.TextField(choices=types.State.choices(), default="draft")
    state_before_move = models.TextField(blank=True, default="")
    support_type = models.TextField(choices=SupportType.choices())
    area = models.TextField(blank=True, default="")
    ask = models.TextField(blank=True, default="")
    hope = models.TextField(blank=True, default="")
    tried = models.TextField(blank=True, default="")
    hours = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    weeks = models.SmallIntegerField(null=True)
    when = models.TextField(blank=True, default="")
    languages = ArrayField(models.TextField(), default=list)
    group_ok = models.BooleanField(default=False)
    rules = models.JSONField(default=list)
    still_true = ArrayField(models.TextField(), default=list)
    still_true_on = models.DateField(null=True)
    to_organisation_id = key_to("tenancy.organisation", null=True)
    asked_by = key_to("tenancy.user")
    with_person = key_to("tenancy.user", null=True)
    with_organisation_id = key_to("tenancy.organisation", null=True)
    agreed_on = models.DateField(null=True)
    agreed_with = models.TextField(blank=True, default="")
    sent_at = models.DateTimeField(null=True)
    hui_on = models.DateField(null=True)
    first_conversation_on = models.DateField(null=True)
    first_support_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    outcome = models.TextField(blank=True, default="")
    offered_instead = models.TextField(blank=True, default="")
    whanau_told_on = models.DateField(null=True)
    before_id = models.UUIDField(null=True)
    before = ClusterForeignKey("referrals.Referral", "before_id", null=True)
    reopened_at = models.DateTimeField(null=True)
    version = models.IntegerField(default=1)

    class Privacy:
        supports = {
            "state", "state_before_move", "support_type", "area", "ask", "hope", "tried", "hours", "weeks", "when",
            "languages", "group_ok", "rules", "still_true", "still_true_on", "to_organisation_id", "agreed_on",
            "agreed_with", "sent_at", "hui_on", "first_conversation_on", "first_support_on", "ended_on", "outcome",
            "offered_instead", "whanau_told_on",
        }  # fmt: skip
        operational = _ROW | {
            "asked_by", "with_person", "with_organisation_id", "before_id", "before", "reopened_at", "version",
        }  # fmt: skip

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["draft", "ready", "withdrawn"]) | Q(agreed_on__isnull=False),
                name="referrals_referral_agreed_before_sent",
            ),
            models.CheckConstraint(
                condition=Q(first_conversation_on=None) | Q(first_conversation_on__gte=F("agreed_on")),
                name="referrals_referral_talk_after_start",
            ),
            models.CheckConstraint(
                condition=Q(first_support_on=None) | Q(first_support_on__gte=F("agreed_on")),
                name="referrals_referral_support_after_start",
            ),
            models.CheckConstraint(condition=Q(hours=None) | Q(hours__gt=0), name="referrals_referral_hours_positive"),
            models.CheckConstraint(condition=Q(sensitivity__lte=2), name="referrals_referral_never_three"),
        ]
        indexes = [
            models.Index(fields=["cluster_id", "learner_id"], name="referrals_referral_learner"),
            models.Index(fields=["cluster_id", "state", "agreed_on", "id"], name="referrals_referral_state"),
        ]


class ReferralStep(LearnerModel):
    """One thing that happened to a request: never changed, never taken away (append-only by grant)."""

    CATEGORY = Category.SUPPORTS

    referral_id = models.UUIDField()
    referral = ClusterForeignKey(Referral, "referral_id")
    step = models.TextField(choices=types.Step.choices())
    before = models.TextField(blank=True, default="")
    after = models.TextField(blank=True, default="")
    happened_on = models.DateField()
    words = models.TextField(blank=True, default="")
    made_by = key_to("tenancy.user", null=True)
    made_for_id = key_to("tenancy.organisation", null=True)
    hui_id = models.UUIDField(null=True)
    facts = models.JSONField(default=dict)

    class Privacy:
        supports = {"step", "before", "after", "happened_on", "words", "facts"}
        operational = _ROW | {"referral_id", "referral", "made_by", "made_for_id", "hui_id"}

    class Meta:
        indexes = [models.Index(fields=["cluster_id", "referral_id", "happened_on"], name="referrals_step_of_referral")]


class ReferralPause(LearnerModel):
    """Days on which the wait rested, with the reason. Shown beside the clock, never subtracted."""

    CATEGORY = Category.SUPPORTS

    referral_id = models.UUIDField()
    referral = ClusterForeignKey(Referral, "referral_id")
    kind = models.TextField(choices=types.PauseKind.choices())
    from_on = models.DateField()
    until_on = models.DateField(null=True)

    class Privacy:
        supports = {"kind", "from_on", "until_on"}
        operational = _ROW | {"referral_id", "referral"}

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gte=F("from_on")), name="referrals_pause_in_order"
            ),
            models.UniqueConstraint(
                fields=["cluster_id", "custodian_id", "referral_id"],
                condition=Q(until_on=None),
                name="referrals_pause_open_once",
            ),
        ]
        indexes = [models.Index(fields=["cluster_id", "referral_id"], name="referrals_pause_of_referral")]


class ReferralTask(LearnerModel):
    """What one person by name has to do about a request, by a day."""

    CATEGORY = Category.SUPPORTS

    referral_id = models.UUIDField()
    referral = ClusterForeignKey(Referral, "referral_id")
    kind = models.TextField(choices=types.TaskKind.choices())
    for_user = key_to("tenancy.user")
    due_on = models.DateField()
    done_at = models.DateTimeField(null=True)
    done_by = key_to("tenancy.user", null=True)

    class Privacy:
        supports = {"kind", "due_on"}
        operational = _ROW | {"referral_id", "referral", "for_user", "done_at", "done_by"}

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(done_at=None, done_by=None) | Q(done_at__isnull=False, done_by__isnull=False),
                name="referrals_task_done_whole",
            )
        ]
        indexes = [models.Index(fields=["cluster_id", "for_user", "due_on"], name="referrals_task_for")]
