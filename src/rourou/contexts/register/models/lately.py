"""What people said, noted, promised, and what is being done."""

from django.db import models
from django.db.models import Q

from rourou.contexts.register import types
from rourou.foundation.access.call import Call
from rourou.foundation.access.purposes import Category, Hat
from rourou.foundation.access.reach import LearnerModel, LearnerQuerySet
from rourou.foundation.tenancy.keys import key_to
from rourou.foundation.tenancy.scope import ClusterManager


class VoiceQuerySet(LearnerQuerySet):
    """Voices are partitioned: each adult reads their own; the learner’s, unless they keep it to themselves."""

    def reachable(self, call: Call) -> "VoiceQuerySet":
        found = super().reachable(call)
        if call.hat is Hat.FAMILY:
            found = found.filter(Q(given_by=call.person_id) | Q(speaker="learner", is_kept=False))
        assert isinstance(found, VoiceQuerySet)
        return found


class VoiceManager(ClusterManager.from_queryset(VoiceQuerySet)):  # type: ignore[misc]
    """With no open gate every use raises."""


class Voice(LearnerModel):
    """Somebody’s own words, kept as they were said: who, how, in which language, told to whom."""

    CATEGORY = Category.STRENGTHS

    words = models.TextField()
    english = models.TextField(blank=True, default="")
    speaker = models.TextField(choices=types.Speaker.choices())
    who = models.TextField()
    given_by = key_to("tenancy.user", null=True)
    form = models.TextField(choices=types.VoiceForm.choices(), default=types.VoiceForm.SPOKEN)
    language = models.TextField(default="en")
    said_on = models.DateField()
    told_to = models.TextField(blank=True, default="")
    is_kept = models.BooleanField(default=False)
    written_by = key_to("tenancy.user")

    objects = VoiceManager()

    class Privacy:
        strengths = {"words", "english", "speaker", "who", "form", "language", "said_on", "told_to", "is_kept"}
        operational = {
            "cluster_id", "id", "created_at", "learner_id", "custodian_id", "sensitivity", "given_by", "written_by",
        }  # fmt: skip

    class Meta:
        indexes = [models.Index(fields=["cluster_id", "learner_id", "-said_on"], name="register_voice_learner")]


class NoteQuerySet(LearnerQuerySet):
    """Whānau read the notes; a promise made to one adult is read by that adult alone."""

    def reachable(self, call: Call) -> "NoteQuerySet":
        found = super().reachable(call)
        if call.hat is Hat.FAMILY:
            found = found.filter(Q(promise="") | Q(promised_to_user=call.person_id))
        assert isinstance(found, NoteQuerySet)
        return found


class NoteManager(ClusterManager.from_queryset(NoteQuerySet)):  # type: ignore[misc]
    """With no open gate every use raises."""


class Note(LearnerModel):
    """A dated note, which may hold one promise: who does what, for whom, by when."""

    CATEGORY = None

    category = models.IntegerField(default=int(Category.PROGRESS))
    client_id = models.UUIDField()
    title = models.TextField(blank=True, default="")
    words = models.TextField(blank=True, default="")
    on = models.DateField()
    written_by = key_to("tenancy.user")
    written_name = models.TextField(blank=True, default="")
    promise = models.TextField(blank=True, default="")
    promised_by = key_to("tenancy.user", null=True)
    promised_to = models.TextField(blank=True, default="")
    promised_to_user = key_to("tenancy.user", null=True)
    due_on = models.DateField(null=True)
    kept_at = models.DateTimeField(null=True)
    version = models.IntegerField(default=1)

    objects = NoteManager()

    class Privacy:
        progress = {"title", "words", "on", "promise", "promised_to", "due_on", "kept_at", "category"}
        operational = {
            "cluster_id", "id", "created_at", "learner_id", "custodian_id", "sensitivity", "client_id", "written_by",
            "written_name", "promised_by", "promised_to_user", "version",
        }  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cluster_id", "custodian_id", "client_id"], name="register_note_sent_once"),
            models.CheckConstraint(
                condition=Q(promise="", promised_by=None, due_on=None, kept_at=None)
                & Q(promised_to="", promised_to_user=None)
                | ~Q(promise="") & Q(promised_by__isnull=False, due_on__isnull=False),
                name="register_note_promise_whole",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["cluster_id", "learner_id", "-on"], name="register_note_learner"),
            models.Index(
                fields=["cluster_id", "promised_by", "due_on"], condition=Q(kept_at=None) & ~Q(promise=""),
                name="register_note_promises",
            ),
        ]  # fmt: skip


class Response(LearnerModel):
    """A support in place: what, for how many, how many hours, who gives it."""

    CATEGORY = Category.SUPPORTS

    type = models.TextField(choices=types.ResponseType.choices())
    provider = models.TextField(choices=types.ResponseProvider.choices())
    what = models.TextField()
    who = models.TextField(blank=True, default="")
    organisation_id = key_to("tenancy.organisation", null=True)
    tier = models.SmallIntegerField(choices=types.Tier.choices(), default=types.Tier.TE_KAHUI)
    hours_per_term = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    funding = models.TextField(choices=types.Funding.choices(), default=types.Funding.NONE)
    status = models.TextField(choices=types.ResponseStatus.choices(), default=types.ResponseStatus.PLANNED)
    why_paused = models.TextField(blank=True, default="")
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    written_by = key_to("tenancy.user")
    version = models.IntegerField(default=1)

    class Privacy:
        supports = {
            "type", "provider", "what", "who", "organisation_id", "tier", "hours_per_term", "funding", "status",
            "why_paused", "starts_on", "ends_on",
        }  # fmt: skip
        operational = {
            "cluster_id", "id", "created_at", "learner_id", "custodian_id", "sensitivity", "written_by", "version",
        }  # fmt: skip

    class Meta:
        indexes = [models.Index(fields=["cluster_id", "learner_id"], name="register_response_learner")]
