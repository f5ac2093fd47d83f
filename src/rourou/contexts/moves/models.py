"""Moves: the dates and stages (where a learner goes is location), and the pack, which opens when it is accepted."""

import uuid

from django.db import models
from django.db.models import F, Q

from rourou.contexts.moves import rules, types
from rourou.foundation.access.purposes import Category
from rourou.foundation.access.reach import LearnerModel
from rourou.foundation.tenancy.keys import ClusterForeignKey, key_to


class Move(LearnerModel):
    """A move inside the cluster, in the custody of the setting the learner leaves."""

    CATEGORY = Category.LOCATION

    handover_id = key_to("sharing.handover")
    to_organisation_id = key_to("tenancy.organisation")
    stage = models.TextField(choices=types.Stage.choices(), default=types.Stage.AGREED)
    moves_on = models.DateField()
    closes_on = models.DateField()
    old_lead_post_id = key_to("tenancy.post")
    new_lead_post_id = key_to("tenancy.post", null=True)
    agreed_on = models.DateField()
    shared_on = models.DateField(null=True)
    accepted_on = models.DateField(null=True)
    met_on = models.DateField(null=True)
    moved_on = models.DateField(null=True)
    settled_on = models.DateField(null=True)
    stopped_on = models.DateField(null=True)
    version = models.IntegerField(default=1)

    class Privacy:
        location = {
            "to_organisation_id", "stage", "moves_on", "closes_on", "agreed_on", "shared_on", "accepted_on", "met_on",
            "moved_on", "settled_on", "stopped_on",
        }  # fmt: skip
        operational = {
            "cluster_id", "id", "created_at", "learner_id", "custodian_id", "sensitivity", "handover_id",
            "old_lead_post_id", "new_lead_post_id", "version",
        }  # fmt: skip

    def facts(self, side: uuid.UUID) -> rules.MoveFacts:
        """This move for its rules, seen from one organisation."""
        return rules.MoveFacts(
            types.Stage(self.stage), self.moves_on, self.accepted_on is not None, self.stopped_on is not None,
            side == self.custodian_id, side == self.to_organisation_id,
        )  # fmt: skip

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(to_organisation_id=F("custodian_id")), name="moves_move_goes_elsewhere"
            ),
            models.CheckConstraint(
                condition=Q(accepted_on=None) | Q(shared_on__isnull=False), name="moves_move_shared_before_accepted"
            ),
            models.UniqueConstraint(
                fields=["cluster_id", "custodian_id", "learner_id"],
                condition=Q(settled_on=None, stopped_on=None, moved_on=None),
                name="moves_move_one_at_a_time",
            ),
        ]
        indexes = [models.Index(fields=["cluster_id", "learner_id"], name="moves_move_learner")]


class PackLine(LearnerModel):
    """One line of the pack: what helps on day one. The new setting answers each."""

    CATEGORY = Category.SUPPORTS

    move_id = models.UUIDField()
    move = ClusterForeignKey(Move, "move_id")
    place = models.SmallIntegerField()
    text = models.TextField()
    reply = models.TextField(choices=types.Reply.choices(), blank=True, default="")

    class Privacy:
        supports = {"move_id", "move", "place", "text", "reply"}
        operational = {"cluster_id", "id", "created_at", "learner_id", "custodian_id", "sensitivity"}


class WeekSix(LearnerModel):
    """What the learner, the whānau and the kaiako said in week 6, kept by the new setting."""

    CATEGORY = Category.PROGRESS

    move_id = models.UUIDField()
    move = ClusterForeignKey(Move, "move_id")
    learner_says = models.TextField(blank=True, default="")
    whanau_says = models.TextField(blank=True, default="")
    kaiako_says = models.TextField(blank=True, default="")
    is_settled = models.BooleanField()
    asked_by = models.UUIDField()

    class Privacy:
        progress = {"move_id", "move", "learner_says", "whanau_says", "kaiako_says", "is_settled"}
        operational = {"cluster_id", "id", "created_at", "learner_id", "custodian_id", "sensitivity", "asked_by"}
