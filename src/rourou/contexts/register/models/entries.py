"""The register entry of a setting, and what it holds: strengths, hopes, what gets in the way beside what helps."""

from django.db import models
from django.db.models import Q

from rourou.contexts.register import types
from rourou.foundation.access.purposes import Category
from rourou.foundation.access.reach import LearnerModel
from rourou.foundation.tenancy.keys import ClusterForeignKey, key_to

HIGHLY_SENSITIVE = sorted(leaf.code for leaf in types.LEAVES if not leaf.on_cluster_register)


class Entry(LearnerModel):
    """One learner on one setting's register. The cluster's register is no table: it is what answer 2 lets through."""

    CATEGORY = Category.NEEDS

    status = models.TextField(choices=types.EntryStatus.choices(), default=types.EntryStatus.OPEN)
    reason = models.TextField(blank=True, default="")
    helps_first = models.TextField(blank=True, default="")
    tier = models.SmallIntegerField(choices=types.Tier.choices(), default=types.Tier.TE_KAHUI)
    next_on = models.DateField(null=True)
    next_what = models.TextField(blank=True, default="")
    contact_post = key_to("tenancy.post", null=True)
    concern_id = models.UUIDField(null=True)
    concern = ClusterForeignKey("register.Concern", "concern_id", null=True)
    opened_on = models.DateField()
    opened_by = key_to("tenancy.user")
    changed_by = models.TextField(blank=True, default="")
    changed_at = models.DateTimeField()
    closed_on = models.DateField(null=True)
    exit_reason = models.TextField(choices=types.ExitReason.choices(), blank=True, default="")
    version = models.IntegerField(default=1)

    class Privacy:
        needs = {"status", "reason", "helps_first", "tier", "next_on", "next_what", "exit_reason"}
        operational = {
            "cluster_id", "id", "created_at", "learner_id", "custodian_id", "sensitivity", "contact_post", "concern_id",
            "concern", "opened_on", "opened_by", "changed_by", "changed_at", "closed_on", "version",
        }  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["cluster_id", "custodian_id", "learner_id"], condition=~Q(status="closed"),
                name="register_entry_one_active",
            ),
            models.CheckConstraint(
                condition=Q(status="closed", closed_on__isnull=False) & ~Q(exit_reason="")
                | ~Q(status="closed") & Q(closed_on=None, exit_reason=""),
                name="register_entry_closed_whole",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["cluster_id", "learner_id"], name="register_entry_learner")]


class Strength(LearnerModel):
    """What this child brings, or what somebody hopes for: in whose words."""

    CATEGORY = Category.STRENGTHS

    kind = models.TextField(choices=types.StrengthKind.choices())
    words = models.TextField()
    whose = models.TextField(blank=True, default="")
    place = models.SmallIntegerField(default=0)
    written_by = key_to("tenancy.user")
    ended_at = models.DateTimeField(null=True)

    class Privacy:
        strengths = {"kind", "words", "whose", "place"}
        operational = {
            "cluster_id", "id", "created_at", "learner_id", "custodian_id", "sensitivity", "written_by", "ended_at",
        }  # fmt: skip

    class Meta:
        indexes = [
            models.Index(
                fields=["cluster_id", "learner_id"], condition=Q(ended_at=None), name="register_strength_learner"
            )
        ]


class Need(LearnerModel):
    """What gets in the way, never without what helps beside it. Area, category and sensitivity follow from the leaf.

    What must never stand on the cluster’s register is sensitivity 3 (a CHECK), which no role’s grant and no consent
    reaches; what is health, behaviour, attendance or family is of a category that answer 2 does not open.
    """

    CATEGORY = None

    category = models.IntegerField()
    area = models.TextField(choices=types.Area.choices())
    leaf = models.TextField()
    tier = models.SmallIntegerField(choices=types.Tier.choices(), default=types.Tier.TE_KAHUI)
    gets_in_the_way = models.TextField()
    helps = models.TextField(blank=True, default="")
    severity = models.TextField(choices=types.Severity.choices(), blank=True, default="")
    confidence = models.TextField(choices=types.Confidence.choices(), blank=True, default="")
    since_on = models.DateField(null=True)
    place = models.SmallIntegerField(default=0)
    written_by = key_to("tenancy.user")
    ended_at = models.DateTimeField(null=True)

    class Privacy:
        needs = {
            "area", "leaf", "tier", "gets_in_the_way", "helps", "severity", "confidence", "since_on", "place",
            "category",
        }  # fmt: skip
        operational = {
            "cluster_id", "id", "created_at", "learner_id", "custodian_id", "sensitivity", "written_by", "ended_at",
        }  # fmt: skip

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(leaf__in=HIGHLY_SENSITIVE) | Q(sensitivity=3), name="register_need_never_to_the_cluster"
            )
        ]
        indexes = [
            models.Index(
                fields=["cluster_id", "learner_id"], include=["area", "tier"], condition=Q(ended_at=None),
                name="register_need_learner",
            )
        ]  # fmt: skip


class Diagnosis(LearnerModel):
    """A name that somebody gave it, where whānau want it known. Never a heading."""

    CATEGORY = Category.HEALTH

    name = models.TextField()
    status = models.TextField(choices=types.DiagnosisStatus.choices())
    given_by = models.TextField(blank=True, default="")
    given_on = models.DateField(null=True)
    written_by = key_to("tenancy.user")

    class Privacy:
        health = {"name", "status", "given_by", "given_on"}
        operational = {"cluster_id", "id", "created_at", "learner_id", "custodian_id", "sensitivity", "written_by"}

    class Meta:
        indexes = [models.Index(fields=["cluster_id", "learner_id"], name="register_diagnosis_learner")]
