"""Clusters, organisations, users, posts: small tables of the whole store, no row of which is about a learner."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models

from rourou.foundation.kernel.ids import new_id


class Stamp(models.TextChoices):
    """What a store was made to be. It is written once, before the first table, and never changed."""

    LIVE = "live"
    DEMO = "demo"
    TEST = "test"
    SIMULATED = "simulated"


class Store(models.Model):
    """The one row that says what this store is. A demo or test store has a clock of its own; a live one has none."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    stamp = models.TextField(choices=Stamp.choices)
    ids_key = models.BinaryField(max_length=16)
    seed = models.TextField(default="")
    clock_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(id=1), name="tenancy_store_only_one"),
            models.CheckConstraint(
                condition=models.Q(clock_at=None) | ~models.Q(stamp=Stamp.LIVE), name="tenancy_store_live_has_no_clock"
            ),
        ]


class UserManager(BaseUserManager["User"]):
    """Users are known by their e-mail address, whatever its case."""

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username or "")

    def create_user(self, email: str, password: str | None = None, **extra: Any) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), **extra)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """A person who can sign in. What they may do stands in their posts, what they may see in grants."""

    id = models.UUIDField(primary_key=True, default=new_id)
    email = models.EmailField(unique=True)
    name = models.TextField()
    called = models.TextField(blank=True, default="")
    phone = models.TextField(blank=True, default="")
    language = models.CharField(max_length=8, default="en-nz")
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[UserManager] = UserManager()
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]


class Session(AbstractBaseSession):
    """A signed-in browser. The user stands in a column, so that ending somebody's sessions is one statement."""

    user_id = models.UUIDField(null=True, db_index=True)
    created_at = models.DateTimeField(auto_now_add=True)


class Cluster(models.Model):
    """The tenant: a learning support cluster. `code` begins every public id of its records."""

    id = models.UUIDField(primary_key=True, default=new_id)
    code = models.CharField(max_length=4, unique=True)
    name = models.TextField()
    kind = models.TextField(default="learning_support")
    phone = models.TextField(blank=True, default="")
    contact = models.TextField(blank=True, default="")
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)


class OrganisationKind(models.TextChoices):
    SCHOOL = "school"
    KURA = "kura"
    EARLY_LEARNING = "early_learning"
    KOHANGA_REO = "kohanga_reo"
    RTLB = "rtlb"
    MINISTRY = "ministry"
    AGENCY = "agency"
    IWI = "iwi"
    NGO = "ngo"
    CLUSTER_BODY = "cluster_body"


class Organisation(models.Model):
    """A setting, service, office, agency or iwi. Real schools come from the Ministry's directory (CC BY 4.0)."""

    id = models.UUIDField(primary_key=True, default=new_id)
    kind = models.TextField(choices=OrganisationKind.choices)
    name = models.TextField()
    ministry_number = models.TextField(null=True, unique=True)  # noqa: DJ001 unique where present
    phone = models.TextField(blank=True, default="")
    type = models.TextField(blank=True, default="")
    authority = models.TextField(blank=True, default="")
    city = models.TextField(blank=True, default="")
    region = models.TextField(blank=True, default="")
    territorial_authority = models.TextField(blank=True, default="")
    community_number = models.TextField(blank=True, default="")
    community_name = models.TextField(blank=True, default="")
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    roll = models.IntegerField(null=True)
    is_invented = models.BooleanField(default=True)
    gone_on = models.DateField(null=True)


class ClusterMembership(models.Model):
    """An organisation takes part in a cluster from day to day. A setting has one home at a time, partners many."""

    id = models.UUIDField(primary_key=True, default=new_id)
    cluster = models.ForeignKey(Cluster, on_delete=models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="memberships")
    is_home = models.BooleanField(default=False)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation"],
                condition=models.Q(is_home=True, valid_until=None),
                name="tenancy_membership_one_home",
            )
        ]


class Post(models.Model):
    """A person's role in an organisation, for one cluster, from a day to a day: the hat of a call.

    `role` is one of foundation.access.roles. A post made by one person waits until another has confirmed it.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="posts")
    cluster = models.ForeignKey(Cluster, on_delete=models.CASCADE, related_name="posts")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="posts")
    role = models.TextField()
    title = models.TextField(blank=True, default="")
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)
    made_by = models.UUIDField(null=True)
    confirmed_by = models.UUIDField(null=True)
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(confirmed_by=None, confirmed_at=None)
                | models.Q(confirmed_by__isnull=False, confirmed_at__isnull=False),
                name="tenancy_post_confirmed_whole",
            ),
            models.CheckConstraint(
                condition=models.Q(confirmed_by=None) | ~models.Q(confirmed_by=models.F("made_by")),
                name="tenancy_post_confirmed_by_another",
            ),
        ]
        indexes = [models.Index(fields=["user"]), models.Index(fields=["cluster", "organisation", "role"])]


class CalendarPeriod(models.Model):
    """A named stretch of the cluster's year: Term 4 2026."""

    id = models.UUIDField(primary_key=True, default=new_id)
    cluster = models.ForeignKey(Cluster, on_delete=models.CASCADE, related_name="periods")
    name = models.TextField()
    starts_on = models.DateField()
    ends_on = models.DateField()


class ClosedDay(models.Model):
    """A day on which nobody works: a public holiday, an anniversary day."""

    id = models.UUIDField(primary_key=True, default=new_id)
    cluster = models.ForeignKey(Cluster, on_delete=models.CASCADE, related_name="closed_days")
    day = models.DateField()
    name = models.TextField()
