"""Runs of the importers: what was checked, what was loaded, what each row made. The files themselves are not kept."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from rourou.contexts.exchange import types
from rourou.foundation.access.purposes import Category
from rourou.foundation.access.reach import LearnerModel
from rourou.foundation.tenancy.keys import ClusterForeignKey, ClusterModel, key_to
from rourou.foundation.tenancy.scope import ClusterManager


class Run(ClusterModel):
    """One file of one organisation: its fingerprint, how many rows do what, and where it stands."""

    kind = models.TextField(choices=types.Kind.choices())
    state = models.TextField(choices=types.RunState.choices(), default=types.RunState.CHECKED.value)
    organisation_id = key_to("tenancy.organisation")
    checked_by = key_to("tenancy.user")
    checked_name = models.TextField()
    post_id = key_to("tenancy.post")
    digest = models.TextField()
    counts = models.JSONField(default=dict)
    faults = models.JSONField(default=list)
    notes = models.JSONField(default=list)
    made = models.JSONField(default=dict)
    expires_at = models.DateTimeField()
    loaded_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)
    undone_name = models.TextField(blank=True, default="")
    undone_why = models.TextField(blank=True, default="")
    version = models.IntegerField(default=1)

    objects = ClusterManager()

    class Privacy:
        operational = {
            "cluster_id", "id", "created_at", "kind", "state", "organisation_id", "checked_by", "checked_name",
            "post_id", "digest", "counts", "faults", "notes", "made", "expires_at", "loaded_at", "undone_at",
            "undone_name", "undone_why", "version",
        }  # fmt: skip

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="checked") & Q(loaded_at__isnull=False) | Q(state="checked", loaded_at=None),
                name="exchange_run_loaded_whole",
            ),
            models.CheckConstraint(
                condition=Q(state="undone", undone_at__isnull=False) | ~Q(state="undone") & Q(undone_at=None),
                name="exchange_run_undone_whole",
            ),
        ]
        indexes = [models.Index(fields=["cluster_id", "organisation_id", "-created_at"], name="exchange_run_latest")]


class CheckedRow(ClusterModel):
    """A row between check and load: the person's who checked it, at that setting, for a day. Loading takes it away."""

    run_id = models.UUIDField()
    run = ClusterForeignKey(Run, "run_id")
    row = models.IntegerField()
    action = models.TextField(choices=types.Action.choices())
    content = models.JSONField()
    changes = models.JSONField(default=list)
    organisation_id = key_to("tenancy.organisation")
    person_id = key_to("tenancy.user")
    expires_at = models.DateTimeField()

    objects = ClusterManager()

    class Privacy:
        identity = {"content", "changes"}
        operational = {
            "cluster_id", "id", "created_at", "run_id", "run", "row", "action", "organisation_id", "person_id",
            "expires_at",
        }  # fmt: skip

    class Meta:
        constraints = [models.UniqueConstraint(fields=["cluster_id", "run_id", "row"], name="exchange_checked_once")]
        indexes = [models.Index(fields=["cluster_id", "expires_at"], name="exchange_checked_expires")]


class LoadedLearner(LearnerModel):
    """What one row of a roster made of one learner, so that it can be taken back. Undoing takes this row away too."""

    CATEGORY = Category.IDENTITY

    run_id = models.UUIDField()
    run = ClusterForeignKey(Run, "run_id")
    row = models.IntegerField()
    action = models.TextField(choices=types.Action.choices())
    members = ArrayField(models.UUIDField(), default=list)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)

    class Privacy:
        identity = {"before", "after"}
        operational = {
            "cluster_id", "id", "created_at", "learner_id", "custodian_id", "sensitivity", "run_id", "run", "row",
            "action", "members",
        }  # fmt: skip

    class Meta:
        constraints = [models.UniqueConstraint(fields=["cluster_id", "run_id", "row"], name="exchange_loaded_once")]


class Progress(models.Model):
    """How far a load is: two numbers under a random id, said while the load itself cannot be seen. No person."""

    run_id = models.UUIDField(primary_key=True)
    done = models.IntegerField(default=0)
    of = models.IntegerField(default=0)
    said_at = models.DateTimeField()
    problem = models.TextField(blank=True, default="")

    class Privacy:
        operational = {"run_id", "done", "of", "said_at", "problem"}


class SchoolsRun(models.Model):
    """A load of the Ministry's directory: outside any cluster, about nobody. People undo it by its number."""

    id = models.BigAutoField(primary_key=True)
    state = models.TextField(choices=types.RunState.choices(), default=types.RunState.LOADED.value)
    digest = models.TextField()
    counts = models.JSONField(default=dict)
    made = models.JSONField(default=list)
    before = models.JSONField(default=dict)
    loaded_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)

    class Privacy:
        operational = {"id", "state", "digest", "counts", "made", "before", "loaded_at", "undone_at"}
