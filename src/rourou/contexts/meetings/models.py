"""Hui, their agenda, who came, what was decided. What names a learner stands apart from what names nobody.

The place of an item on the agenda is a row of the cluster; whom it is about, and what was decided, are rows
about that learner. So an item can be seen to be locked without anything of it being read.
"""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from rourou.contexts.meetings import rules, types
from rourou.foundation.access.purposes import Category
from rourou.foundation.access.reach import LearnerModel
from rourou.foundation.tenancy.keys import ClusterForeignKey, ClusterModel, key_to
from rourou.foundation.tenancy.scope import ClusterManager


class Hui(ClusterModel):
    """A hui of the cluster. The room of the same id reaches what everybody present may see."""

    kind = models.TextField(choices=types.HuiKind.choices())
    title = models.TextField(blank=True, default="")
    held_on = models.DateField()
    held_at = models.TimeField(null=True)
    place = models.TextField(blank=True, default="")
    chair_post_id = key_to("tenancy.post")
    state = models.TextField(choices=types.HuiState.choices(), default=types.HuiState.PLANNED)
    round_id = key_to("allocation.round", null=True)
    protocol_id = key_to("sharing.protocol", null=True)
    quorum = models.SmallIntegerField(null=True)
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    version = models.IntegerField(default=1)

    objects = ClusterManager()

    class Privacy:
        operational = {
            "cluster_id", "id", "created_at", "kind", "title", "held_on", "held_at", "place", "chair_post_id", "state",
            "round_id", "protocol_id", "quorum", "opened_at", "closed_at", "version",
        }  # fmt: skip

    def here(self) -> tuple[rules.Here, ...]:
        """Who is in the room now."""
        rows = Attendance.objects.filter(hui_id=self.id, left_at=None).order_by("arrived_at", "id")
        return tuple(rules.Here(r.post_id, r.user_id, r.organisation_id, r.is_observer) for r in rows)

    def table(self, item_id: uuid.UUID) -> rules.Table:
        """Who sits at the table for one item."""
        back = DeclaredInterest.objects.filter(item_id=item_id).values_list("post_id", flat=True)
        return rules.Table(self.here(), self.quorum or 1, frozenset(back))

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state="planned", opened_at=None, closed_at=None)
                | Q(state="in_session", opened_at__isnull=False, closed_at=None)
                | Q(state="closed", opened_at__isnull=False, closed_at__isnull=False),
                name="meetings_hui_state_has_its_times",
            ),
        ]
        indexes = [models.Index(fields=["cluster_id", "held_on"], name="meetings_hui_by_day")]


class Item(ClusterModel):
    """A place on an agenda. `title` is empty where the item is about a learner."""

    hui_id = models.UUIDField()
    hui = ClusterForeignKey(Hui, "hui_id")
    number = models.SmallIntegerField()
    place = models.SmallIntegerField()
    kind = models.TextField(choices=types.ItemKind.choices())
    title = models.TextField(blank=True, default="")
    state = models.TextField(choices=types.ItemState.choices(), default=types.ItemState.TO_DISCUSS)
    carried_times = models.SmallIntegerField(default=0)
    locked_by = ArrayField(models.UUIDField(), default=list)
    version = models.IntegerField(default=1)

    objects = ClusterManager()

    class Privacy:
        operational = {
            "cluster_id", "id", "created_at", "hui_id", "hui", "number", "place", "kind", "title", "state",
            "carried_times", "locked_by", "version",
        }  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cluster_id", "hui_id", "number"], name="meetings_item_number_once"),
            models.CheckConstraint(condition=~Q(kind="named") | Q(title=""), name="meetings_item_named_has_no_title"),
        ]


class NamedItem(LearnerModel):
    """Whom an item is about: the request for support it brings to the table."""

    CATEGORY = Category.SUPPORTS

    item_id = models.UUIDField()
    item = ClusterForeignKey(Item, "item_id")
    hui_id = models.UUIDField()
    hui = ClusterForeignKey(Hui, "hui_id")
    referral_id = key_to("referrals.referral")

    class Privacy:
        supports = {"item_id", "item", "hui_id", "hui", "referral_id"}
        operational = {"cluster_id", "id", "created_at", "learner_id", "custodian_id", "sensitivity"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cluster_id", "item_id"], name="meetings_named_item_once"),
            models.UniqueConstraint(
                fields=["cluster_id", "hui_id", "referral_id"], name="meetings_named_referral_once"
            ),
        ]
        indexes = [models.Index(fields=["cluster_id", "learner_id"], name="meetings_named_learner")]


class Invitation(ClusterModel):
    """Somebody is asked to a hui, in one of their posts; an observer listens and takes no part in deciding."""

    hui_id = models.UUIDField()
    hui = ClusterForeignKey(Hui, "hui_id")
    post_id = key_to("tenancy.post")
    user_id = key_to("tenancy.user")
    is_observer = models.BooleanField(default=False)
    has_apologised = models.BooleanField(default=False)

    objects = ClusterManager()

    class Privacy:
        operational = {
            "cluster_id", "id", "created_at", "hui_id", "hui", "post_id", "user_id", "is_observer", "has_apologised",
        }  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cluster_id", "hui_id", "post_id"], name="meetings_invited_once")
        ]


class Attendance(ClusterModel):
    """Somebody was in the room from a moment to a moment. Who steps out and comes back has two rows."""

    hui_id = models.UUIDField()
    hui = ClusterForeignKey(Hui, "hui_id")
    post_id = key_to("tenancy.post")
    user_id = key_to("tenancy.user")
    organisation_id = key_to("tenancy.organisation")
    is_observer = models.BooleanField(default=False)
    arrived_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)

    objects = ClusterManager()

    class Privacy:
        operational = {
            "cluster_id", "id", "created_at", "hui_id", "hui", "post_id", "user_id", "organisation_id", "is_observer",
            "arrived_at", "left_at",
        }  # fmt: skip

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(left_at=None) | Q(left_at__gte=F("arrived_at")), name="meetings_attendance_in_order"
            ),
            models.UniqueConstraint(
                fields=["cluster_id", "hui_id", "post_id"],
                condition=Q(left_at=None),
                name="meetings_attendance_open_once",
            ),
        ]


class DeclaredInterest(ClusterModel):
    """Somebody stepped back from an item. Which kind of reason, never whom it is about."""

    hui_id = models.UUIDField()
    hui = ClusterForeignKey(Hui, "hui_id")
    item_id = models.UUIDField()
    item = ClusterForeignKey(Item, "item_id")
    post_id = key_to("tenancy.post")
    kind = models.TextField(choices=types.Interest.choices())

    objects = ClusterManager()

    class Privacy:
        operational = {"cluster_id", "id", "created_at", "hui_id", "hui", "item_id", "item", "post_id", "kind"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cluster_id", "item_id", "post_id"], name="meetings_interest_once")
        ]


class Decided(models.Model):
    """What every decision has: the choice, where people stood, under which protocol, who recorded it."""

    item_id = models.UUIDField()
    item = ClusterForeignKey(Item, "item_id")
    hui_id = models.UUIDField()
    hui = ClusterForeignKey(Hui, "hui_id")
    choice = models.TextField(choices=types.Choice.choices())
    reason = models.TextField(blank=True, default="")
    positions = models.JSONField(default=list)
    protocol_id = key_to("sharing.protocol", null=True)
    decided_by = models.UUIDField()
    decided_at = models.DateTimeField()

    class Meta:
        abstract = True


class Decision(Decided, LearnerModel):
    """What a hui decided about one request, and what the whānau hear, from whom, how and by when."""

    CATEGORY = Category.SUPPORTS

    referral_id = key_to("referrals.referral")
    hours = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    service_id = key_to("directory.service", null=True)
    term = models.TextField(blank=True, default="")
    start_week = models.TextField(blank=True, default="")
    review_week = models.TextField(blank=True, default="")
    rules = ArrayField(models.TextField(), default=list)
    offer = models.TextField(blank=True, default="")
    to_organisation_id = key_to("tenancy.organisation", null=True)
    suggested = models.TextField(blank=True, default="")
    departure = models.TextField(blank=True, default="")
    tell_words = models.TextField()
    tell_post_id = key_to("tenancy.post")
    tell_how = models.TextField(choices=types.TellHow.choices())
    tell_by = models.DateField()
    told_on = models.DateField(null=True)
    told_by = models.UUIDField(null=True)

    class Privacy:
        supports = {
            "choice", "reason", "positions", "item_id", "item", "hui_id", "hui", "referral_id", "hours", "service_id",
            "term", "start_week", "review_week", "rules", "offer", "to_organisation_id", "suggested", "departure",
            "tell_words", "tell_post_id", "tell_how",
            "tell_by", "told_on",
        }  # fmt: skip
        operational = {
            "cluster_id", "id", "created_at", "learner_id", "custodian_id", "sensitivity", "protocol_id", "decided_by",
            "decided_at", "told_by",
        }  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cluster_id", "item_id"], name="meetings_decision_once"),
            models.CheckConstraint(
                condition=~Q(choice="give_hours") | Q(hours__gt=0, service_id__isnull=False),
                name="meetings_decision_hours_come_from_a_service",
            ),
            models.CheckConstraint(
                condition=Q(told_on=None, told_by=None) | Q(told_on__isnull=False, told_by__isnull=False),
                name="meetings_decision_told_whole",
            ),
        ]
        indexes = [
            models.Index(fields=["cluster_id", "learner_id"], name="meetings_decision_learner"),
            models.Index(
                fields=["cluster_id", "tell_post_id", "tell_by"],
                condition=Q(told_on=None),
                name="meetings_decision_to_tell",
            ),
        ]


class Resolution(Decided, ClusterModel):
    """What a hui decided about something that names nobody."""

    objects = ClusterManager()

    class Privacy:
        operational = {
            "cluster_id", "id", "created_at", "item_id", "item", "hui_id", "hui", "choice", "reason", "positions",
            "protocol_id", "decided_by", "decided_at",
        }  # fmt: skip

    class Meta:
        constraints = [models.UniqueConstraint(fields=["cluster_id", "item_id"], name="meetings_resolution_once")]


class Minutes(ClusterModel):
    """The minutes write themselves from what was recorded; this says whether they are agreed."""

    hui_id = models.UUIDField()
    hui = ClusterForeignKey(Hui, "hui_id")
    state = models.TextField(choices=types.MinutesState.choices(), default=types.MinutesState.DRAFT)
    confirmed_at = models.DateTimeField(null=True)
    confirmed_at_hui_id = models.UUIDField(null=True)

    objects = ClusterManager()

    class Privacy:
        operational = {
            "cluster_id", "id", "created_at", "hui_id", "hui", "state", "confirmed_at", "confirmed_at_hui_id",
        }  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cluster_id", "hui_id"], name="meetings_minutes_once"),
            models.CheckConstraint(
                condition=Q(state="draft", confirmed_at=None) | Q(state="confirmed", confirmed_at__isnull=False),
                name="meetings_minutes_confirmed_whole",
            ),
        ]


class Confirmation(ClusterModel):
    """Somebody who was there says the minutes are right."""

    minutes_id = models.UUIDField()
    minutes = ClusterForeignKey(Minutes, "minutes_id")
    post_id = key_to("tenancy.post")
    user_id = key_to("tenancy.user")

    objects = ClusterManager()

    class Privacy:
        operational = {"cluster_id", "id", "created_at", "minutes_id", "minutes", "post_id", "user_id"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cluster_id", "minutes_id", "user_id"], name="meetings_confirmed_once")
        ]


class Correction(ClusterModel):
    """Something put right in the minutes that names nobody. Appended; nothing is overwritten."""

    hui_id = models.UUIDField()
    hui = ClusterForeignKey(Hui, "hui_id")
    text = models.TextField()
    post_id = key_to("tenancy.post")

    objects = ClusterManager()

    class Privacy:
        operational = {"cluster_id", "id", "created_at", "hui_id", "hui", "text", "post_id"}


class NamedCorrection(LearnerModel):
    """Something put right about one learner's item. Appended; nothing is overwritten."""

    CATEGORY = Category.SUPPORTS

    item_id = models.UUIDField()
    item = ClusterForeignKey(Item, "item_id")
    hui_id = models.UUIDField()
    hui = ClusterForeignKey(Hui, "hui_id")
    text = models.TextField()
    post_id = key_to("tenancy.post")

    class Privacy:
        supports = {"item_id", "item", "hui_id", "hui", "text"}
        operational = {"cluster_id", "id", "created_at", "learner_id", "custodian_id", "sensitivity", "post_id"}
