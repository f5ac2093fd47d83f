"""Code lists of the register (domain.md §7.3), with the words that stand on screen (ux.md §6.7).

A code is stored; its `label` is the English of the catalogue. Nothing here ranks a child: priority and severity
describe what was agreed about support, and are never shown as a score.
"""

from rourou.contexts.directory.types import SupportType, Tier
from rourou.foundation.kernel.words import Number, Word

__all__ = ["SupportType", "Tier"]  # what a service gives stands one floor below, in the directory


class Area(Word):
    """The eight support areas (domain.md §2.4)."""

    LRN = "LRN", "Learning and thinking"
    COM = "COM", "Communication and language"
    SEB = "SEB", "Social and emotional"
    SEN = "SEN", "Sensory"
    PHY = "PHY", "Physical"
    HLT = "HLT", "Health"
    WEL = "WEL", "Wellbeing and whānau"
    TRN = "TRN", "Moves and transitions"


class Sensitivity(Number):
    """The Ministry's scale (domain.md §3.4). What is 3 never reaches the cluster or any group."""

    NOT_SENSITIVE = 0, "Not sensitive"
    IDENTIFYING = 1, "Identifying"
    SENSITIVE = 2, "Sensitive"
    HIGHLY_SENSITIVE = 3, "Highly sensitive"


class Severity(Word):
    """How much it gets in the way at present, as agreed with whānau."""

    MILD = "mild", "A little"
    MODERATE = "moderate", "Some of the time"
    HIGH = "high", "Much of the time"
    VERY_HIGH = "very_high", "All of the time"


class Confidence(Word):
    """How sure people are of what gets in the way."""

    CONCERN = "concern", "People have noticed"
    EVIDENCED = "evidenced", "Seen and written down"
    DIAGNOSED = "diagnosed", "Named by a specialist"


class DiagnosisStatus(Word):
    """Whether somebody has given it a name; optional, and never a heading (ux.md §1.4)."""

    NONE = "none", "No diagnosis"
    SUSPECTED = "suspected", "Somebody wonders"
    UNDER_ASSESSMENT = "under_assessment", "Being looked into"
    CONFIRMED = "confirmed", "Named by a specialist"


class Priority(Word):
    """How soon a conversation is needed; orders tasks, never people."""

    LOW = "low", "When there is time"
    MEDIUM = "medium", "This term"
    HIGH = "high", "This fortnight"
    URGENT = "urgent", "This week"


class ConcernStatus(Word):
    """Where a concern is (ux.md §6.7)."""

    NEW = "new", "New"
    WITH_SOMEONE = "with_someone", "With someone"
    WAITING = "waiting", "Waiting on someone"
    FIRST_STEP = "first_step", "First step chosen"
    CLOSED = "closed", "Closed"


class Tried(Word):
    """What a teacher has tried so far (ux.md §5.4 A)."""

    MOVED_SEAT = "moved_seat", "Moved seat"
    PICTURE_TIMETABLE = "picture_timetable", "Picture timetable"
    A_JOB_TO_DO = "a_job_to_do", "A job to do"
    TALKED_WITH_WHANAU = "talked_with_whanau", "Talked with whānau"
    NOTHING_YET = "nothing_yet", "Nothing yet"


class WhanauHeard(Word):
    """Whether whānau have heard the concern from the teacher."""

    YES = "yes", "Yes"
    NOT_YET = "not_yet", "Not yet"
    WOULD_LIKE_HELP = "would_like_help", "I would like help with that"


class FirstStep(Word):
    """What somebody does first about a concern; opening an entry is one choice among others."""

    IN_CLASS = "in_class", "Try something in class"
    TALK = "talk", "Talk with whānau"
    LOOK = "look", "Come and look together"
    ENTRY = "entry", "Open a register entry"
    SOMEONE_ELSE = "someone_else", "Ask someone else"


class EntryStatus(Word):
    """Where a register entry is (ux.md §6.7)."""

    OPEN = "open", "Open"
    WATCHING = "watching", "Watching"
    CLOSED = "closed", "Closed"


class ExitReason(Word):
    """Why an entry was closed."""

    GOAL_MET = "goal_met", "What was hoped for has come"
    MOVED_SETTING = "moved_setting", "Moved to another setting"
    MOVED_NZ = "moved_nz", "Moved away"
    LEFT_SCHOOL = "left_school", "Left school"
    CONSENT_WITHDRAWN = "consent_withdrawn", "Whānau asked us to close it"
    INELIGIBLE = "ineligible", "Opened in error"
    DUPLICATE = "duplicate", "Joined with another entry"
    DECEASED = "deceased", "Has died"


class Speaker(Word):
    """Whose words they are; a voice stays in its own words (ux.md §1.4)."""

    LEARNER = "learner", "The learner"
    WHANAU = "whanau", "Whānau"
    STAFF = "staff", "Staff"


class StrengthKind(Word):
    """What a child brings, and what somebody hopes for."""

    STRENGTH = "strength", "Strength"
    HOPE = "hope", "Hope"


class VoiceForm(Word):
    """How it was said."""

    SPOKEN = "spoken", "Spoken"
    SIGNED = "signed", "Signed"
    DRAWN = "drawn", "Drawn and told"
    WRITTEN = "written", "Written"
    AAC = "aac", "Said with a device or pictures"


class ResponseType(Word):
    """What kind of support it is (domain.md §7.3)."""

    ADAPTATION = "adaptation", "A change in class"
    PROGRAMME = "programme", "A programme"
    GROUP = "group", "A small group"
    SPECIALIST = "specialist", "A specialist"
    TEACHER_AIDE = "teacher_aide", "A teacher aide"
    TECHNOLOGY = "technology", "Technology"
    ENVIRONMENT = "environment", "A change to the place"
    PLD = "pld", "Learning for staff"
    WHANAU_SUPPORT = "whanau_support", "Support for whānau"
    TRANSPORT = "transport", "Transport"
    HEALTH = "health", "Health care"
    ADVICE = "advice", "Advice"


class ResponseProvider(Word):
    """Who gives it (domain.md §2.5)."""

    TEACHER = "teacher", "Classroom teacher"
    COORDINATOR = "coordinator", "Coordinator or SENCO"
    TEACHER_AIDE = "teacher_aide", "Kaiāwhina (teacher aide)"
    RTLB = "rtlb", "RTLB service"
    MINISTRY = "ministry", "Ministry specialist"
    EARLY_INTERVENTION = "early_intervention", "Early intervention"
    BLENNZ = "blennz", "Blind and low vision education network"
    KO_TAKU_REO = "ko_taku_reo", "Deaf education"
    HEALTH_SCHOOL = "health_school", "Regional health school"
    TE_KURA = "te_kura", "Te Kura (learning from a distance)"
    ATTENDANCE = "attendance", "Attendance service"
    SWIS = "swis", "Social worker in schools"
    NURSE = "nurse", "School or public health nurse"
    MENTAL_HEALTH = "mental_health", "Child and adolescent mental health"
    CHILD_DEVELOPMENT = "child_development", "Child development service"
    ORANGA_TAMARIKI = "oranga_tamariki", "Oranga Tamariki"
    IWI = "iwi", "Iwi provider or Whānau Ora"
    NGO = "ngo", "Community organisation"
    PRIVATE = "private", "Private practitioner"
    WHANAU = "whanau", "Whānau"


class ResponseStatus(Word):
    """Where support is (ux.md §6.7)."""

    PLANNED = "planned", "Planned"
    HAPPENING = "happening", "Happening"
    PAUSED = "paused", "Paused"
    FINISHED = "finished", "Finished"


class Funding(Word):
    """What pays for it (domain.md §4); spelled out to whānau."""

    NONE = "none", "No separate funding"
    ORS = "ors", "Ongoing Resourcing Scheme"
    ICS = "ics", "In-class support"
    SHHNF = "shhnf", "School high health needs fund"
    LSF = "lsf", "Learning Support Funding"
    SEG = "seg", "Special education grant"
    IRF = "irf", "Interim response fund"
    SCHOOL = "school", "The school’s own"
    OTHER = "other", "Other"


class Outcome(Word):
    """How it went."""

    MET = "met", "What we hoped for"
    PARTLY_MET = "partly_met", "Part of what we hoped for"
    NOT_MET = "not_met", "Not yet"
    NO_LONGER_NEEDED = "no_longer_needed", "No longer needed"
    MOVED = "moved", "Moved"
    UNKNOWN = "unknown", "We do not know"


class AttendanceBand(Word):
    """The Ministry's bands: 90 % and over, 80 to 90, 70 to 80, under 70 (domain.md §2.3)."""

    REGULAR = "regular", "Most days"
    IRREGULAR = "irregular", "Misses about a day a fortnight"
    MODERATE = "moderate", "Misses about a day a week"
    CHRONIC = "chronic", "Misses more than a day a week"


class YearBand(Word):
    """Bands of year levels in published tables (look/11-insights)."""

    EARLY = "early", "Before school"
    Y0_1 = "0-1", "0–1"
    Y2_3 = "2-3", "2–3"
    Y4_6 = "4-6", "4–6"
    Y7_8 = "7-8", "7–8"
    Y9_10 = "9-10", "9–10"
    Y11_13 = "11-13", "11–13"


_LAST_YEARS = ((1, YearBand.Y0_1), (3, YearBand.Y2_3), (6, YearBand.Y4_6), (8, YearBand.Y7_8), (10, YearBand.Y9_10))


def year_band(year_level: int | None) -> YearBand:
    """The band of a year level; a child who is not yet at school has none and is early."""
    if year_level is None:
        return YearBand.EARLY
    return next((band for last, band in _LAST_YEARS if year_level <= last), YearBand.Y11_13)
