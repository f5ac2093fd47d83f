"""What organisations can give: services, and the hours of each in a term. No table here names a learner."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from rourou.contexts.directory import types
from rourou.foundation.tenancy.keys import ClusterForeignKey, ClusterModel, key_to
from rourou.foundation.tenancy.scope import ClusterManager


class Service(ClusterModel):
    """A support that an organisation gives in this cluster, and where it can go."""

    organisation_id = key_to("tenancy.organisation")
    name = models.TextField()
    support_type = models.TextField(choices=types.SupportType.choices())
    tier = models.SmallIntegerField(choices=types.Tier.choices())
    lead_id = key_to("tenancy.user", null=True)
    languages = ArrayField(models.TextField(), default=list)
    skills = ArrayField(models.TextField(), default=list)
    days = ArrayField(models.TextField(), default=list)
    group_size_max = models.SmallIntegerField(null=True)
    year_from = models.SmallIntegerField(null=True)
    year_to = models.SmallIntegerField(null=True)
    serves_all = models.BooleanField(default=True)
    settings_served = ArrayField(models.UUIDField(), default=list)
    contact = models.TextField(blank=True, default="")
    ended_on = models.DateField(null=True)
    version = models.IntegerField(default=1)

    objects = ClusterManager()

    class Privacy:
        operational = {
            "cluster_id", "id", "created_at", "organisation_id", "name", "support_type", "tier", "lead_id", "languages",
            "skills", "days", "group_size_max", "year_from", "year_to", "serves_all", "settings_served", "contact",
            "ended_on", "version",
        }  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cluster_id", "organisation_id", "name"], name="directory_service_once"),
            models.CheckConstraint(
                condition=Q(year_to=None) | Q(year_from=None) | Q(year_to__gte=F("year_from")),
                name="directory_service_years_in_order",
            ),
        ]


class Hours(ClusterModel):
    """The hours a service offers in one term."""

    service_id = models.UUIDField()
    service = ClusterForeignKey(Service, "service_id")
    term = models.TextField()
    offered = models.DecimalField(max_digits=6, decimal_places=2)
    version = models.IntegerField(default=1)

    objects = ClusterManager()

    class Privacy:
        operational = {"cluster_id", "id", "created_at", "service_id", "service", "term", "offered", "version"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cluster_id", "service_id", "term"], name="directory_hours_once"),
            models.CheckConstraint(condition=Q(offered__gte=0), name="directory_hours_not_negative"),
        ]
        indexes = [models.Index(fields=["cluster_id", "term"], name="directory_hours_term")]
