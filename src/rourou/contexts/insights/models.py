"""What is counted, under names that nobody can read, and what was published. No row here names a learner but the map.

The web role inserts count rows and cannot read them; the role `counts` reads them and writes snapshots; everybody of
the cluster reads snapshots. The map from learners to count names is read by one definer function alone.
"""

from django.db import models
from django.db.models import F, Q

from rourou.foundation.tenancy.keys import ClusterModel, key_to
from rourou.foundation.tenancy.scope import ClusterManager


class CountName(models.Model):
    """The random name under which a learner is counted. Deleting the row disposes of the link."""

    pk = models.CompositePrimaryKey("cluster_id", "learner_id")
    cluster_id = models.UUIDField()
    learner_id = key_to("people.learner")
    name = models.UUIDField()

    class Privacy:
        operational = {"cluster_id", "learner_id", "name"}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["cluster_id", "name"], name="insights_count_name_once")]


class CountRow(ClusterModel):
    """One area in which somebody is counted, as it was noted at a moment. The latest note of a name stands.

    A row without an area is a note that nothing is counted any more: they left, the entry closed, whānau said no.
    """

    name = models.UUIDField()
    note = models.BigIntegerField(default=0)
    setting_id = key_to("tenancy.organisation", null=True)
    area = models.TextField(blank=True, default="")
    year_band = models.TextField(blank=True, default="")
    tier = models.SmallIntegerField(null=True)
    counted_from = models.DateField()
    counted_until = models.DateField(null=True)

    objects = ClusterManager()

    class Privacy:
        needs = {"area", "tier"}
        identity = {"year_band"}
        operational = {"cluster_id", "id", "created_at", "name", "note", "setting_id", "counted_from", "counted_until"}

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(area="", tier=None, setting_id=None, year_band="")
                | ~Q(area="") & Q(tier__isnull=False, setting_id__isnull=False),
                name="insights_count_row_whole",
            ),
            models.CheckConstraint(
                condition=Q(counted_until=None) | Q(counted_until__gte=F("counted_from")),
                name="insights_count_row_in_order",
            ),
        ]
        indexes = [models.Index(fields=["cluster_id", "name", "note"], name="insights_count_row_latest")]


class Snapshot(ClusterModel):
    """Published tables, frozen: what anybody of the cluster may see, as at a day."""

    as_at = models.DateField()
    threshold = models.SmallIntegerField()
    tables = models.JSONField()

    objects = ClusterManager()

    class Privacy:
        operational = {"cluster_id", "id", "created_at", "as_at", "threshold", "tables"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cluster_id", "as_at"], name="insights_snapshot_once_a_day"),
            models.CheckConstraint(condition=Q(threshold__gte=6), name="insights_snapshot_never_under_six"),
        ]
