"""What gets in the way, in two levels that are coded and a third of examples (domain.md §2.4, D-06).

No public code list of needs exists; this one is proposed, editable per deployment, and mapped to the five areas of
the Ongoing Resourcing Scheme. Each leaf has a default sensitivity, a category of access.md, and whether it may ever
stand on the cluster's register. Care and protection, self-harm, family violence and trauma are 3: they never may.
Te reo Māori labels wait for a licensed translator (ux.md §6.8); until then they are empty and English shows.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from rourou.contexts.register.types.words import Area, Sensitivity


class OrsArea(StrEnum):
    """The five areas of the Ongoing Resourcing Scheme (domain.md §2.4)."""

    LEARNING = "learning"
    HEARING = "hearing"
    VISION = "vision"
    PHYSICAL = "physical"
    LANGUAGE = "language_and_social_communication"


@dataclass(frozen=True, slots=True)
class SupportNeed:
    """A leaf of the taxonomy: `COM.speech-sounds`."""

    code: str
    area: Area
    label: str
    examples: tuple[str, ...] = ()
    sensitivity: Sensitivity = Sensitivity.SENSITIVE
    category: str = "needs"
    ors_area: OrsArea | None = None
    label_mi: str = ""

    @property
    def on_cluster_register(self) -> bool:
        """Whether it may be shown in the cluster, where whānau have said yes."""
        return self.sensitivity < Sensitivity.HIGHLY_SENSITIVE


_THREE = Sensitivity.HIGHLY_SENSITIVE
_ONE = Sensitivity.IDENTIFYING
_A, _O = Area, OrsArea

LEAVES: Final[tuple[SupportNeed, ...]] = (
    SupportNeed("LRN.reading", _A.LRN, "Reading", ("reads word by word", "dyslexia traits"), ors_area=_O.LEARNING),
    SupportNeed("LRN.writing", _A.LRN, "Writing", ("ideas come faster than the pencil",), ors_area=_O.LEARNING),
    SupportNeed("LRN.number", _A.LRN, "Number", ("counting on", "dyscalculia traits"), ors_area=_O.LEARNING),
    SupportNeed("LRN.memory", _A.LRN, "Holding things in mind", ("two instructions at once",), ors_area=_O.LEARNING),
    SupportNeed("LRN.executive", _A.LRN, "Starting and planning", ("getting going", "knowing what comes next")),
    SupportNeed("LRN.global", _A.LRN, "Learning at their own pace", ("most areas together",), ors_area=_O.LEARNING),
    SupportNeed("LRN.gifted", _A.LRN, "Gifted", ("needs more to think about", "twice-exceptional"), _ONE),
    SupportNeed("COM.speech-sounds", _A.COM, "Speech sounds", ("people who know them follow",), ors_area=_O.LANGUAGE),
    SupportNeed("COM.receptive", _A.COM, "Understanding talk", ("long instructions",), ors_area=_O.LANGUAGE),
    SupportNeed("COM.expressive", _A.COM, "Putting it into words", ("late talker",), ors_area=_O.LANGUAGE),
    SupportNeed("COM.fluency", _A.COM, "Smooth talking", ("stutter",), ors_area=_O.LANGUAGE),
    SupportNeed("COM.voice", _A.COM, "Voice", ("hoarse", "very quiet"), ors_area=_O.LANGUAGE),
    SupportNeed("COM.social", _A.COM, "Talking together", ("taking turns", "joining in"), ors_area=_O.LANGUAGE),
    SupportNeed(
        "COM.aac", _A.COM, "Talking with a device or pictures", ("AAC", "minimal speech"), ors_area=_O.LANGUAGE
    ),
    SupportNeed("COM.nzsl", _A.COM, "New Zealand Sign Language", ("signs first",), ors_area=_O.HEARING),
    SupportNeed("COM.english", _A.COM, "Learning English", ("speaks other languages at home",), _ONE),
    SupportNeed("SEB.regulation", _A.SEB, "Settling big feelings", ("leaves the room to calm",), category="behaviour"),
    SupportNeed("SEB.worry", _A.SEB, "Worry and mood", ("stomach aches before school",)),
    SupportNeed("SEB.trauma", _A.SEB, "Attachment and trauma", (), _THREE, "care_and_protection"),
    SupportNeed("SEB.peers", _A.SEB, "Getting on with others", ("joining a game", "sharing a leader")),
    SupportNeed("SEB.harm", _A.SEB, "When someone gets hurt", ("hitting out", "throwing"), category="behaviour"),
    SupportNeed("SEB.self-harm", _A.SEB, "Hurting themselves", (), _THREE, "health"),
    SupportNeed("SEB.avoidance", _A.SEB, "Finding it hard to come in", ("at the gate",), category="attendance"),
    SupportNeed("SEN.hearing", _A.SEN, "Hearing", ("hearing aids", "glue ear"), ors_area=_O.HEARING),
    SupportNeed("SEN.vision", _A.SEN, "Vision", ("low vision", "large print"), ors_area=_O.VISION),
    SupportNeed("SEN.deafblind", _A.SEN, "Deafblind", (), ors_area=_O.HEARING),
    SupportNeed("SEN.processing", _A.SEN, "Noise, light and touch", ("looks for movement", "covers ears")),
    SupportNeed("PHY.gross-motor", _A.PHY, "Big movements", ("steps", "ball games"), ors_area=_O.PHYSICAL),
    SupportNeed("PHY.fine-motor", _A.PHY, "Small movements", ("scissors", "pencil"), ors_area=_O.PHYSICAL),
    SupportNeed("PHY.access", _A.PHY, "Getting around", ("wheelchair", "ramps"), ors_area=_O.PHYSICAL),
    SupportNeed("PHY.self-care", _A.PHY, "Looking after themselves", ("eating", "dressing"), ors_area=_O.PHYSICAL),
    SupportNeed("HLT.chronic", _A.HLT, "A lasting health condition", ("asthma", "diabetes"), category="health"),
    SupportNeed("HLT.seizure", _A.HLT, "Seizures", ("epilepsy plan",), category="health"),
    SupportNeed("HLT.allergy", _A.HLT, "Allergy", ("nuts", "stings"), category="health"),
    SupportNeed("HLT.fatigue", _A.HLT, "Tiredness", ("half days",), category="health"),
    SupportNeed("HLT.toileting", _A.HLT, "Toileting", (), category="health"),
    SupportNeed("HLT.medication", _A.HLT, "Medicine at school", (), category="health"),
    SupportNeed("WEL.attendance", _A.WEL, "Being at school", ("days missed",), category="attendance"),
    SupportNeed("WEL.care", _A.WEL, "Care and protection", (), _THREE, "care_and_protection"),
    SupportNeed("WEL.violence", _A.WEL, "Safety at home", (), _THREE, "care_and_protection"),
    SupportNeed("WEL.bereavement", _A.WEL, "Loss of somebody close", (), category="family"),
    SupportNeed("WEL.housing", _A.WEL, "A home, and enough to eat", (), category="family"),
    SupportNeed("WEL.transience", _A.WEL, "Many moves", ("two or more schools in a year",), category="family"),
    SupportNeed("WEL.culture", _A.WEL, "Connection to culture", ("te reo at home, not at school",), _ONE),
    SupportNeed("TRN.to-school", _A.TRN, "Starting school", ("first visits",), _ONE),
    SupportNeed("TRN.to-intermediate", _A.TRN, "Moving to intermediate", (), _ONE),
    SupportNeed("TRN.to-secondary", _A.TRN, "Moving to secondary", (), _ONE),
    SupportNeed("TRN.post-school", _A.TRN, "Leaving school for what comes next", (), _ONE),
    SupportNeed("TRN.return", _A.TRN, "Coming back after time away", (), Sensitivity.SENSITIVE),
)

TAXONOMY: Final[dict[str, SupportNeed]] = {leaf.code: leaf for leaf in LEAVES}


def leaf(code: str) -> SupportNeed | None:
    """The leaf of this code, whatever its case; None when the list has no such leaf."""
    return TAXONOMY.get(code) or next((x for x in LEAVES if x.code.casefold() == code.casefold()), None)


def leaves_of(area: Area) -> tuple[SupportNeed, ...]:
    """The leaves of one area, in the order of the list."""
    return tuple(x for x in LEAVES if x.area is area)
