"""Learners and who is who to them. `learner` holds only what a former setting may know; the rest has a custodian."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from rourou.contexts.people import types
from rourou.foundation.access.purposes import Category
from rourou.foundation.access.reach import LearnerManager, LearnerModel
from rourou.foundation.tenancy.keys import ClusterForeignKey, ClusterModel, key_to
from rourou.foundation.tenancy.scope import ClusterManager


class Learner(ClusterModel):
    """The names a learner uses, and the year: identity/1, the one table without a custodian."""

    CATEGORY = Category.IDENTITY

    name = models.TextField()
    called = models.TextField(blank=True, default="")
    say_it = models.TextField(blank=True, default="")
    year_level = models.SmallIntegerField(null=True)
    sort_key = models.TextField()
    search = models.TextField()
    sensitivity = models.SmallIntegerField(default=1)
    version = models.IntegerField(default=1)

    objects = LearnerManager()

    class Privacy:
        identity = {"name", "called", "say_it", "year_level", "sort_key", "search"}
        operational = {"cluster_id", "id", "created_at", "sensitivity", "version"}

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(sensitivity=1), name="people_learner_is_identifying")]
        indexes = [
            models.Index(
                fields=["cluster_id", "sort_key", "id"],
                include=["search", "sensitivity", "name", "called", "say_it", "year_level"],
                name="people_learner_sorted",
            )
        ]


class LearnerIdentity(LearnerModel):
    """What one custodian knows of who a learner is. The NSN is optional, never a key (decisions.md 10)."""

    CATEGORY = Category.IDENTITY

    given_names = models.TextField(blank=True, default="")
    family_name = models.TextField(blank=True, default="")
    birth_date = models.DateField(null=True)
    gender = models.TextField(blank=True, default="")
    nsn = models.TextField(null=True)  # noqa: DJ001 no number is not an empty number: unique where present
    ethnicities = ArrayField(models.TextField(), default=list)
    iwi = ArrayField(models.TextField(), default=list)
    languages = ArrayField(models.TextField(), default=list)

    class Privacy:
        identity = {"given_names", "family_name", "birth_date", "gender", "nsn", "ethnicities", "iwi", "languages"}
        operational = {"cluster_id", "id", "created_at", "learner_id", "custodian_id", "sensitivity"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cluster_id", "custodian_id", "learner_id"], name="people_identity_once"),
            models.UniqueConstraint(fields=["cluster_id", "custodian_id", "nsn"], name="people_identity_nsn_once"),
        ]


class LearnerContact(LearnerModel):
    """How one custodian reaches a learner's household: never shown online to whānau or the cluster."""

    CATEGORY = Category.CONTACT

    address = models.TextField(blank=True, default="")
    phone = models.TextField(blank=True, default="")

    class Privacy:
        contact = {"address", "phone"}
        operational = {"cluster_id", "id", "created_at", "learner_id", "custodian_id", "sensitivity"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cluster_id", "custodian_id", "learner_id"], name="people_contact_once")
        ]


class ProtectedLocation(LearnerModel):
    """Where this learner is must not be known: a row of location/3, reached by the setting's keepers alone."""

    CATEGORY = Category.LOCATION

    reason = models.TextField(blank=True, default="")
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    made_by = models.UUIDField()

    class Privacy:
        location = {"reason", "from_on", "until_on"}
        operational = {"cluster_id", "id", "created_at", "learner_id", "custodian_id", "sensitivity", "made_by"}

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(sensitivity=3), name="people_protected_is_three")]


class SchoolClass(ClusterModel):
    """A class or room of a setting; holds no learner."""

    organisation_id = key_to("tenancy.organisation")
    name = models.TextField()
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)

    objects = ClusterManager()

    class Privacy:
        operational = {"cluster_id", "id", "created_at", "organisation_id", "name", "starts_on", "ends_on"}


class ClassTeacher(ClusterModel):
    """A teacher takes a class from a day to a day; their post bears the class's holder meanwhile."""

    class_id = models.UUIDField()
    school_class = ClusterForeignKey(SchoolClass, "class_id")
    post_id = key_to("tenancy.post")
    from_on = models.DateField()
    until_on = models.DateField(null=True)

    objects = ClusterManager()

    class Privacy:
        operational = {"cluster_id", "id", "created_at", "class_id", "school_class", "post_id", "from_on", "until_on"}


class Enrolment(LearnerModel):
    """A learner is at a setting from a day to a day, in a class: the fact that opens that setting's own rows."""

    CATEGORY = Category.LOCATION

    class_id = models.UUIDField(null=True)
    school_class = ClusterForeignKey(SchoolClass, "class_id", null=True)
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    end_reason = models.TextField(blank=True, default="")

    class Privacy:
        location = {"class_id", "school_class", "from_on", "until_on", "end_reason"}
        operational = {"cluster_id", "id", "created_at", "learner_id", "custodian_id", "sensitivity"}

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gte=F("from_on")), name="people_enrolment_in_order"
            ),
            models.UniqueConstraint(
                fields=["cluster_id", "learner_id", "custodian_id"], condition=Q(until_on=None),
                name="people_enrolment_open_once"
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["cluster_id", "learner_id"], name="people_enrolment_learner")]


class WhanauMember(LearnerModel):
    """Somebody of a learner's whānau, in their own words for who they are. One row for each learner and adult."""

    CATEGORY = Category.FAMILY

    name = models.TextField()
    relationship = models.TextField()
    user_id = key_to("tenancy.user", null=True)
    phone = models.TextField(blank=True, default="")
    email = models.TextField(blank=True, default="")
    language = models.TextField(blank=True, default="")
    is_first_contact = models.BooleanField(default=False)

    class Privacy:
        family = {"name", "relationship", "language", "is_first_contact"}
        contact = {"phone", "email"}
        operational = {"cluster_id", "id", "created_at", "learner_id", "custodian_id", "sensitivity", "user_id"}

    class Meta:
        indexes = [models.Index(fields=["cluster_id", "learner_id"], name="people_whanau_learner")]


class Authority(LearnerModel):
    """What was checked about an adult's authority for a learner, by whom, against what; it waits for a second person.

    Kind `self` is a learner who decides for themselves.
    """

    CATEGORY = Category.FAMILY

    member_id = models.UUIDField(null=True)
    member = ClusterForeignKey(WhanauMember, "member_id", null=True)
    user_id = key_to("tenancy.user", null=True)
    kind = models.TextField(choices=types.AuthorityKind.choices())
    document = models.TextField(blank=True, default="")
    checked_by = models.UUIDField()
    checked_at = models.DateTimeField()
    confirmed_by = models.UUIDField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    paused_at = models.DateTimeField(null=True)
    may_see_three = models.BooleanField(default=False)

    class Privacy:
        family = {"kind", "document", "from_on", "until_on", "paused_at", "may_see_three"}
        operational = {
            "cluster_id", "id", "created_at", "learner_id", "custodian_id", "sensitivity", "member_id", "member",
            "user_id", "checked_by", "checked_at", "confirmed_by", "confirmed_at",
        }  # fmt: skip

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed_by=None, confirmed_at=None) | Q(confirmed_by__isnull=False,
                confirmed_at__isnull=False),
                name="people_authority_confirmed_whole",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by=None) | ~Q(confirmed_by=F("checked_by")), name="people_authority_by_another"
            ),
        ]  # fmt: skip


class Restriction(LearnerModel):
    """Never this person: an order, a pause, or staff who are whānau. A date counts at the moment of reading."""

    CATEGORY = Category.CARE

    person_id = key_to("tenancy.user")
    kind = models.TextField(choices=types.RestrictionKind.choices())
    reason = models.TextField(blank=True, default="")
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    review_on = models.DateField(null=True)
    made_by = models.UUIDField()

    class Privacy:
        care_and_protection = {"kind", "reason", "from_on", "until_on", "review_on", "person_id"}
        operational = {"cluster_id", "id", "created_at", "learner_id", "custodian_id", "sensitivity", "made_by"}
