"""Rounds, suggestions, what can be promised, and the ledger of what was."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from rourou.contexts.allocation import types
from rourou.contexts.directory.types import SupportType
from rourou.foundation.access.purposes import Category
from rourou.foundation.access.reach import LearnerModel
from rourou.foundation.tenancy.keys import ClusterForeignKey, ClusterModel, key_to
from rourou.foundation.tenancy.scope import ClusterManager

_ROW = {"cluster_id", "id", "created_at", "learner_id", "custodian_id", "sensitivity"}


class Round(ClusterModel):
    """The hours of some services in one term, to be shared out by the cluster. Names no learner."""

    number = models.IntegerField()
    title = models.TextField()
    term = models.TextField()
    support_type = models.TextField(choices=SupportType.choices())
    service_ids = ArrayField(models.UUIDField(), default=list)
    state = models.TextField(choices=types.RoundState.choices(), default="open")
    opened_by = key_to("tenancy.user")
    opened_on = models.DateField()
    hui_on = models.DateField(null=True)
    agreed_at = models.DateTimeField(null=True)
    version = models.IntegerField(default=1)

    objects = ClusterManager()

    class Privacy:
        operational = {
            "cluster_id", "id", "created_at", "number", "title", "term", "support_type", "service_ids", "state",
            "opened_by", "opened_on", "hui_on", "agreed_at", "version",
        }  # fmt: skip

    class Meta:
        constraints = [models.UniqueConstraint(fields=["cluster_id", "number"], name="allocation_round_number_once")]


class RoundRequest(LearnerModel):
    """A request in a round: what they are offered now if they miss out, and what the hui should also know."""

    CATEGORY = Category.SUPPORTS

    round_id = models.UUIDField()
    round = ClusterForeignKey(Round, "round_id")
    referral_id = key_to("referrals.referral")
    offer = models.TextField(blank=True, default="")
    note = models.TextField(blank=True, default="")
    changed_by = key_to("tenancy.user", null=True)
    version = models.IntegerField(default=1)

    class Privacy:
        supports = {"offer", "note"}
        operational = _ROW | {"round_id", "round", "referral_id", "changed_by", "version"}

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["cluster_id", "custodian_id", "round_id", "referral_id"], name="allocation_in_round_once"
            )
        ]
        indexes = [models.Index(fields=["cluster_id", "round_id"], name="allocation_in_round")]


class Suggestion(ClusterModel):
    """One way to share a round's hours: what was put to the engine and what came back, whole, so it can be replayed.

    Requests stand in it under opaque codes; which is whose stands in SuggestionLine, under the learner's own lock.
    """

    round_id = models.UUIDField()
    round = ClusterForeignKey(Round, "round_id")
    made_together = models.UUIDField()
    place = models.SmallIntegerField()
    way = models.TextField(choices=types.Way.choices())
    problem = models.JSONField()
    plan = models.JSONField()
    fingerprint = models.TextField()
    engine_version = models.TextField()
    seed = models.IntegerField()
    protocol_id = models.UUIDField(null=True)
    protocol_version = models.IntegerField(null=True)
    steady = models.JSONField(default=dict)
    reason = models.TextField(blank=True, default="")
    made_by = key_to("tenancy.user")
    is_current = models.BooleanField(default=True)

    objects = ClusterManager()

    class Privacy:
        operational = {
            "cluster_id", "id", "created_at", "round_id", "round", "made_together", "place", "way", "problem", "plan",
            "fingerprint", "engine_version", "seed", "protocol_id", "protocol_version", "steady", "reason", "made_by",
            "is_current",
        }  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["cluster_id", "round_id", "place"],
                condition=Q(is_current=True),
                name="allocation_suggestion_current",
            )
        ]


class SuggestionLine(LearnerModel):
    """Whose request stands under which code in a suggestion."""

    CATEGORY = Category.SUPPORTS

    made_together = models.UUIDField()
    referral_id = key_to("referrals.referral")
    code = models.TextField()

    class Privacy:
        operational = _ROW | {"made_together", "referral_id", "code"}

    class Meta:
        indexes = [models.Index(fields=["cluster_id", "made_together"], name="allocation_line_of")]


class Balance(ClusterModel):
    """The lock on hours: what a service offers in a term and what has been promised of it. Never more than there is."""

    service_id = key_to("directory.service")
    term = models.TextField()
    offered = models.DecimalField(max_digits=6, decimal_places=2)
    promised = models.DecimalField(max_digits=6, decimal_places=2, default=0)

    objects = ClusterManager()

    class Privacy:
        operational = {"cluster_id", "id", "created_at", "service_id", "term", "offered", "promised"}

    class Meta:
        db_table = "allocation_hours_balance"
        constraints = [
            models.UniqueConstraint(fields=["cluster_id", "service_id", "term"], name="allocation_balance_once"),
            models.CheckConstraint(condition=Q(promised__lte=F("offered")), name="allocation_never_twice"),
            models.CheckConstraint(condition=Q(promised__gte=0), name="allocation_not_negative"),
        ]


class HoursEntry(LearnerModel):
    """One line of the ledger of hours, never changed: promised or given back, for whom, by which decision.

    `charged` is this row's share of what the service gives; `hours` is what the learner gets. They differ in a group.
    """

    CATEGORY = Category.SUPPORTS

    kind = models.TextField(choices=types.EntryKind.choices())
    referral_id = key_to("referrals.referral")
    service_id = key_to("directory.service")
    term = models.TextField()
    hours = models.DecimalField(max_digits=6, decimal_places=2)
    charged = models.DecimalField(max_digits=6, decimal_places=2)
    together_id = models.UUIDField()
    decision_id = models.UUIDField(null=True)
    round_id = models.UUIDField(null=True)
    round = ClusterForeignKey(Round, "round_id", null=True)
    words = models.TextField(blank=True, default="")
    made_by = key_to("tenancy.user", null=True)

    class Privacy:
        supports = {"kind", "hours", "charged", "term", "words"}
        operational = _ROW | {
            "referral_id", "service_id", "together_id", "decision_id", "round_id", "round", "made_by",
        }  # fmt: skip

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(hours__gt=0) & Q(charged__gte=0), name="allocation_entry_positive"),
            models.CheckConstraint(condition=Q(charged__lte=F("hours")), name="allocation_entry_charged"),
        ]
        indexes = [
            models.Index(fields=["cluster_id", "referral_id"], name="allocation_entry_referral"),
            models.Index(fields=["cluster_id", "service_id", "term"], name="allocation_entry_service"),
        ]
