"""Protocols, consents, named people, keepers, rooms: the facts that grants and bars are derived from."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from rourou.contexts.sharing import types
from rourou.foundation.access.purposes import Category
from rourou.foundation.access.reach import LearnerModel
from rourou.foundation.tenancy.keys import ClusterForeignKey, ClusterModel, key_to
from rourou.foundation.tenancy.scope import ClusterManager


class Protocol(ClusterModel):
    """One version of how a community decides or what it shares. Never edited once it is being signed."""

    kind = models.TextField(choices=types.ProtocolKind.choices())
    version = models.IntegerField()
    state = models.TextField(choices=types.ProtocolState.choices(), default=types.ProtocolState.DRAFT)
    title = models.TextField()
    body = models.JSONField()
    categories = models.IntegerField(default=0)
    ceiling = models.SmallIntegerField(default=0)
    drafted_by = models.UUIDField()
    in_force_from = models.DateField(null=True)
    review_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)

    objects = ClusterManager()

    class Privacy:
        operational = {
            "cluster_id", "id", "created_at", "kind", "version", "state", "title", "body", "categories",
            "ceiling", "drafted_by", "in_force_from", "review_on", "ended_on",
        }  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cluster_id", "kind", "version"], name="sharing_protocol_version_once"),
            models.UniqueConstraint(
                fields=["cluster_id", "kind"], condition=Q(state="in_force"), name="sharing_protocol_one_in_force"
            ),
        ]


class Signature(ClusterModel):
    """A member organisation signed, by a named person, on a day."""

    protocol_id = models.UUIDField()
    protocol = ClusterForeignKey(Protocol, "protocol_id")
    organisation_id = key_to("tenancy.organisation")
    signed_by = models.UUIDField()
    signed_name = models.TextField()
    signed_on = models.DateField()

    objects = ClusterManager()

    class Privacy:
        operational = {
            "cluster_id", "id", "created_at", "protocol_id", "protocol", "organisation_id", "signed_by", "signed_name",
            "signed_on",
        }  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["cluster_id", "protocol_id", "organisation_id"], name="sharing_signature_once"
            )
        ]


class Consent(LearnerModel):
    """One answer to one of the four questions, by one person. A later answer of the same person takes its place."""

    CATEGORY = Category.FAMILY

    question = models.SmallIntegerField(choices=types.Question.choices())
    answer = models.TextField(choices=types.Answer.choices())
    organisation_ids = ArrayField(models.UUIDField(), default=list)
    categories = models.IntegerField(default=0)
    ceiling = models.SmallIntegerField(default=2)
    given_by = models.UUIDField(null=True)
    given_by_user = key_to("tenancy.user", null=True)
    by_learner = models.BooleanField(default=False)
    capacity = models.TextField(blank=True, default="")
    method = models.TextField(choices=types.Method.choices())
    witness = models.TextField(blank=True, default="")
    language = models.TextField(blank=True, default="")
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    recorded_by = models.UUIDField()
    recorded_at = models.DateTimeField()
    confirmed_by = models.UUIDField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    confirm_by_on = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True)
    protocol_id = models.UUIDField(null=True)

    class Privacy:
        family = {
            "question", "answer", "organisation_ids", "categories", "ceiling", "given_by", "given_by_user",
            "by_learner",
            "capacity", "method", "witness", "language", "from_on", "until_on", "confirm_by_on",
        }  # fmt: skip
        operational = {
            "cluster_id", "id", "created_at", "learner_id", "custodian_id", "sensitivity", "recorded_by", "recorded_at",
            "confirmed_by", "confirmed_at", "ended_at", "ended_by", "protocol_id",
        }  # fmt: skip

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ceiling__lte=2), name="sharing_consent_never_three"),
            models.CheckConstraint(condition=Q(until_on=None) | Q(until_on__gte=F("from_on")),
            name="sharing_consent_in_order"),
        ]  # fmt: skip
        indexes = [models.Index(fields=["cluster_id", "learner_id"], name="sharing_consent_learner")]


class NamedPerson(LearnerModel):
    """A person named for one learner: support team, caseload, disclosure, former records."""

    CATEGORY = Category.SUPPORTS

    kind = models.TextField(choices=types.NamedKind.choices())
    user_id = key_to("tenancy.user")
    organisation_id = key_to("tenancy.organisation", null=True)
    categories = models.IntegerField()
    ceiling = models.SmallIntegerField(default=2)
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    made_by = models.UUIDField()
    confirmed_by = models.UUIDField(null=True)
    confirmed_at = models.DateTimeField(null=True)

    class Privacy:
        supports = {"kind", "user_id", "organisation_id", "categories", "ceiling", "from_on", "until_on"}
        operational = {
            "cluster_id", "id", "created_at", "learner_id", "custodian_id", "sensitivity", "made_by", "confirmed_by",
            "confirmed_at",
        }  # fmt: skip

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed_by=None) | ~Q(confirmed_by=F("made_by")), name="sharing_named_by_another"
            )
        ]


class Keeper(ClusterModel):
    """Who keeps a setting's highly sensitive rows: named by one, confirmed by another who is not the one named."""

    organisation_id = key_to("tenancy.organisation")
    user_id = key_to("tenancy.user")
    named_by = models.UUIDField()
    confirmed_by = models.UUIDField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    from_on = models.DateField()
    until_on = models.DateField(null=True)

    objects = ClusterManager()

    class Privacy:
        operational = {
            "cluster_id", "id", "created_at", "organisation_id", "user_id", "named_by", "confirmed_by", "confirmed_at",
            "from_on", "until_on",
        }  # fmt: skip

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed_by=None) | (~Q(confirmed_by=F("named_by")) & ~Q(confirmed_by=F("user_id"))),
                name="sharing_keeper_by_another",
            ),
            models.CheckConstraint(condition=~Q(named_by=F("user_id")), name="sharing_keeper_not_self"),
        ]


class Room(ClusterModel):
    """A hui in session: its reach is the intersection over everybody ticked present (access.md)."""

    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    objects = ClusterManager()

    class Privacy:
        operational = {"cluster_id", "id", "created_at", "opened_at", "closed_at"}


class RoomPresence(ClusterModel):
    """A post is in a room from a moment to a moment."""

    room_id = models.UUIDField()
    room = ClusterForeignKey(Room, "room_id")
    post_id = key_to("tenancy.post")
    user_id = key_to("tenancy.user")
    arrived_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)

    objects = ClusterManager()

    class Privacy:
        operational = {
            "cluster_id",
            "id",
            "created_at",
            "room_id",
            "room",
            "post_id",
            "user_id",
            "arrived_at",
            "left_at",
        }


class RoomSubject(LearnerModel):
    """A learner who is on the agenda of a room."""

    CATEGORY = Category.SUPPORTS

    room_id = models.UUIDField()
    room = ClusterForeignKey(Room, "room_id")

    class Privacy:
        supports = {"room_id", "room"}
        operational = {"cluster_id", "id", "created_at", "learner_id", "custodian_id", "sensitivity"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cluster_id", "room_id", "learner_id"], name="sharing_room_subject_once")
        ]


class Handover(LearnerModel):
    """A learner goes to another setting: what whānau let travel, offered by the old one, accepted by the new.

    Until it is accepted the new setting's coordinators learn a name and a month, and nothing else.
    """

    CATEGORY = Category.LOCATION

    to_organisation_id = key_to("tenancy.organisation")
    categories = models.IntegerField()
    from_on = models.DateField()
    moves_on = models.DateField()
    until_on = models.DateField()
    offered_by = models.UUIDField()
    shared_at = models.DateTimeField(null=True)
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.UUIDField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Privacy:
        location = {"to_organisation_id", "categories", "from_on", "moves_on", "until_on"}
        operational = {
            "cluster_id", "id", "created_at", "learner_id", "custodian_id", "sensitivity", "offered_by", "shared_at",
            "accepted_at", "accepted_by", "ended_at",
        }  # fmt: skip

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(to_organisation_id=F("custodian_id")), name="sharing_handover_goes_elsewhere"
            ),
            models.CheckConstraint(
                condition=Q(accepted_at=None, accepted_by=None)
                | Q(accepted_at__isnull=False, accepted_by__isnull=False, shared_at__isnull=False),
                name="sharing_handover_by_both",
            ),
            models.CheckConstraint(
                condition=Q(accepted_by=None) | ~Q(accepted_by=F("offered_by")), name="sharing_handover_by_another"
            ),
            models.CheckConstraint(
                condition=Q(until_on__gte=F("moves_on"), moves_on__gte=F("from_on")), name="sharing_handover_in_order"
            ),
        ]
