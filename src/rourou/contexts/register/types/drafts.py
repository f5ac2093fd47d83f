"""What people write, before it is saved. Values only."""

import uuid
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from rourou.contexts.register.types.words import (
    EntryStatus,
    FirstStep,
    Funding,
    ResponseProvider,
    ResponseStatus,
    ResponseType,
    Speaker,
    StrengthKind,
    Tier,
    VoiceForm,
    WhanauHeard,
)
from rourou.foundation.kernel.ids import new_id


@dataclass(frozen=True, slots=True)
class NewConcern:
    """What a teacher saw. `client_id` makes two sends of one form one concern; a name may stand for a learner."""

    saw: str
    whanau_heard: WhanauHeard
    tried: tuple[str, ...] = ()
    learner_id: uuid.UUID | None = None
    typed_name: str = ""
    client_id: uuid.UUID = field(default_factory=new_id)


@dataclass(frozen=True, slots=True)
class ConcernAnswer:
    """What a coordinator does about a concern: who has it, what is waited for, or the first step."""

    first_step: str = ""
    step_kind: FirstStep | None = None
    waiting_on: str = ""
    words: str = ""
    whanau_heard: bool = False
    close: bool = False


@dataclass(frozen=True, slots=True)
class NewStrength:
    """A strength or a hope, and whose words they are."""

    words: str
    kind: StrengthKind = StrengthKind.STRENGTH
    whose: str = ""


@dataclass(frozen=True, slots=True)
class NewNeed:
    """What gets in the way, with what helps beside it. The leaf says the area, the category and the sensitivity."""

    leaf: str
    gets_in_the_way: str
    helps: str = ""
    tier: Tier = Tier.TE_KAHUI
    severity: str = ""
    confidence: str = ""
    since_on: date | None = None


@dataclass(frozen=True, slots=True)
class NewDiagnosis:
    """A name that somebody gave it, where whānau want it known."""

    name: str
    status: str
    given_by: str = ""
    given_on: date | None = None


@dataclass(frozen=True, slots=True)
class NewEntry:
    """A register entry as it is opened or changed: everything on one page, nothing typed twice."""

    reason: str = ""
    helps_first: str = ""
    tier: Tier = Tier.TE_KAHUI
    status: EntryStatus = EntryStatus.OPEN
    next_on: date | None = None
    next_what: str = ""
    strengths: tuple[NewStrength, ...] = ()
    needs: tuple[NewNeed, ...] = ()
    diagnoses: tuple[NewDiagnosis, ...] = ()
    concern_id: uuid.UUID | None = None
    contact_post: uuid.UUID | None = None
    opened_on: date | None = None


@dataclass(frozen=True, slots=True)
class NewPromise:
    """Who does what, for whom, by when. Without `by` it is the writer’s own."""

    what: str
    due_on: date
    to: str = ""
    to_user: uuid.UUID | None = None
    by: uuid.UUID | None = None


@dataclass(frozen=True, slots=True)
class NewNote:
    """A dated note, which may hold one promise."""

    words: str = ""
    title: str = ""
    on: date | None = None
    promise: NewPromise | None = None
    client_id: uuid.UUID = field(default_factory=new_id)


@dataclass(frozen=True, slots=True)
class NewVoice:
    """Somebody’s own words, as they were said."""

    words: str
    speaker: Speaker
    who: str
    form: VoiceForm = VoiceForm.SPOKEN
    language: str = "en"
    said_on: date | None = None
    told_to: str = ""
    english: str = ""
    given_by: uuid.UUID | None = None
    is_kept: bool = False


@dataclass(frozen=True, slots=True)
class NewResponse:
    """A support in place or planned."""

    what: str
    type: ResponseType = ResponseType.ADAPTATION
    provider: ResponseProvider = ResponseProvider.TEACHER
    who: str = ""
    organisation_id: uuid.UUID | None = None
    tier: Tier = Tier.TE_KAHUI
    hours_per_term: Decimal | None = None
    funding: Funding = Funding.NONE
    status: ResponseStatus = ResponseStatus.HAPPENING
    why_paused: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
