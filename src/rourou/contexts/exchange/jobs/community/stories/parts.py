"""How an entry is written down."""

from rourou.contexts.exchange.jobs.community.shapes import Barrier, Hope, Strength


def pair(
    leaf: str,
    gets_in_the_way: str,
    helps: str,
    tier: int = 2,
    severity: str = "moderate",
    confidence: str = "evidenced",
) -> Barrier:
    return Barrier(
        leaf=leaf, gets_in_the_way=gets_in_the_way, helps=helps, tier=tier, severity=severity, confidence=confidence
    )


def strengths(*words: str, by: str = "") -> tuple[Strength, ...]:
    return tuple(Strength(words=w, by=by) for w in words)


def hopes(*pairs: tuple[str, str]) -> tuple[Hope, ...]:
    return tuple(Hope(words=words, whose=whose) for words, whose in pairs)
