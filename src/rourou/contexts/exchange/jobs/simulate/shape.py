"""What is to be invented, before anybody is: clusters, their settings, and how many learners each has. Pure."""

import itertools
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from rourou.contexts.exchange.jobs.names import Dice
from rourou.contexts.exchange.types import SchoolRow

SETTINGS: Final = 32  # of a cluster, with its early learning services: 220 clusters have about 7,000 of the country's
_ROLLS: Final = (110, 100, 95, 90, 85, 80, 75, 70, 65, 60, 50, 40)  # of invented schools: the largest has a tenth
_EARLY_SHARE: Final = 9
_EARLY_ROLL: Final = 40
_KURA: Final = 7  # every so many of the invented schools is a kura, and of the early services a kōhanga reo

_WORDS: Final = (
    "Rimu", "Kōwhai", "Mānuka", "Tōtara", "Kauri", "Nīkau", "Mataī", "Pūriri", "Kahikatea", "Karaka", "Rātā", "Tawa",
    "Hīnau", "Miro", "Rewarewa", "Kānuka", "Ngaio", "Harakeke", "Toetoe", "Ponga", "Kiekie", "Raupō",
)  # fmt: skip
_LANDS: Final = (
    "Valley", "Bay", "Hill", "Street", "Point", "Flat", "Ridge", "Stream", "Plains", "Road", "Downs", "Lagoon",
)  # fmt: skip
_YEARS: Final = {
    "Full Primary": (1, 8),
    "Contributing": (1, 6),
    "Intermediate": (7, 8),
    "Secondary (Year 7-15)": (7, 13),
    "Secondary (Year 7-10)": (7, 10),
    "Secondary (Year 9-15)": (9, 13),
    "Secondary (Year 11-15)": (11, 13),
    "Teen Parent Unit": (11, 13),
}
_TYPES: Final = ("Full Primary", "Contributing", "Secondary (Year 9-15)", "Full Primary", "Intermediate")


@dataclass(frozen=True, slots=True)
class Place:
    """A setting: real where it stands in the directory, else invented. `roll` is only how large it is beside others."""

    label: str
    kind: str
    name: str
    roll: int
    years: tuple[int, int] | None
    school: SchoolRow | None = None
    learners: int = 0


@dataclass(frozen=True, slots=True)
class Community:
    """A learning support cluster to be made."""

    label: str
    name: str
    places: tuple[Place, ...]
    learners: int = 0


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything to be made, and the schools of the directory that stay without a cluster."""

    communities: tuple[Community, ...]
    elsewhere: tuple[Place, ...] = ()

    @property
    def settings(self) -> int:
        """All of them, in a cluster or not."""
        return sum(len(c.places) for c in self.communities) + len(self.elsewhere)


def planned(clusters: int, learners: int, seed: str, schools: Sequence[SchoolRow] = ()) -> Plan:
    """So many clusters with so many learners between them: by roll where schools are given, else evenly."""
    groups, left = _grouped(clusters, schools)
    wanted = max(3, min(SETTINGS, learners // max(clusters, 1) // 25))
    made = [_community(number, group, seed, wanted) for number, group in enumerate(groups, 1)]
    shares = _shared_out(learners, [sum(p.roll for p in c.places) for c in made])
    return Plan(tuple(_filled(c, n) for c, n in zip(made, shares, strict=True)), tuple(map(_real, left)))


def _grouped(clusters: int, schools: Sequence[SchoolRow]) -> tuple[list[list[SchoolRow]], list[SchoolRow]]:
    """Real communities of learning first, the largest first; schools in none are put together with their neighbours."""
    by_community: dict[str, list[SchoolRow]] = defaultdict(list)
    for school in schools:
        by_community[school.community_number].append(school)
    alone = sorted(by_community.pop("", []), key=lambda s: (s.regional_council, s.territorial_authority, int(s.number)))
    ordered = sorted(by_community.items(), key=lambda item: (-len(item[1]), item[0]))
    groups = [group for _number, group in ordered]
    left = [s for group in groups[clusters:] for s in group]
    if clusters > len(groups):
        return [*groups, *_cut(alone, clusters - len(groups))], []
    return groups[:clusters], [*left, *alone]


def _cut(schools: Sequence[SchoolRow], parts: int) -> list[list[SchoolRow]]:
    bounds = [len(schools) * n // parts for n in range(parts + 1)]
    return [list(schools[a:b]) for a, b in itertools.pairwise(bounds)]


def _community(number: int, schools: Sequence[SchoolRow], seed: str, wanted: int) -> Community:
    label = f"c{number:03}"
    dice = Dice(seed, "cluster", label)
    name = schools[0].community_name if schools else ""
    places = [_real(s) for s in schools] or [_school(label, n, dice) for n in range(min(wanted - 1, len(_ROLLS)))]
    places += [_early(label, n, dice, places) for n in range(max(1, wanted - len(places)))]
    return Community(label, f"{name or _place_name(dice)} learning support cluster", tuple(places))


def _place_name(dice: Dice) -> str:
    return f"{dice.choice(_WORDS)} {dice.choice(_LANDS)}"


def _real(school: SchoolRow) -> Place:
    return Place(
        f"school{school.number}", "school", school.name, max(school.roll or 0, 1), _YEARS.get(school.type, (1, 13)),
        school,
    )  # fmt: skip


def _school(label: str, number: int, dice: Dice) -> Place:
    kind = "kura" if number % _KURA == _KURA - 1 else "school"
    name = f"Te Kura o {dice.choice(_WORDS)}" if kind == "kura" else f"{_place_name(dice)} School"
    years = (1, 8) if kind == "kura" else _YEARS[_TYPES[number % len(_TYPES)]]
    return Place(f"{label}.p{number:02}", kind, name, _ROLLS[number], years)


def _early(label: str, number: int, dice: Dice, beside: Iterable[Place]) -> Place:
    kind = "kohanga_reo" if number % _KURA == 2 else "early_learning"
    word = dice.choice(_WORDS)
    name = f"Te Kōhanga Reo o {word}" if kind == "kohanga_reo" else f"{word} Early Learning"
    roll = _EARLY_ROLL if any(p.school for p in beside) else _EARLY_SHARE
    return Place(f"{label}.e{number:02}", kind, name, roll, None)


def _filled(community: Community, learners: int) -> Community:
    shares = _shared_out(learners, [p.roll for p in community.places])
    places = tuple(replace(p, learners=n) for p, n in zip(community.places, shares, strict=True))
    return replace(community, places=places, learners=learners)


def _shared_out(total: int, weights: Sequence[int]) -> list[int]:
    """Whole shares that add up: what is left over goes to those who lost most by rounding down."""
    whole = sum(weights)
    shares = [total * w // whole for w in weights]
    losses = sorted(range(len(weights)), key=lambda i: (-(total * weights[i] % whole), i))
    for i in losses[: total - sum(shares)]:
        shares[i] += 1
    return shares
