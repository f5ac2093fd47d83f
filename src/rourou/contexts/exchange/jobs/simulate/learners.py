"""Invented learners: who they are, who is whānau, what whānau answered, and what stands on the register."""

import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from rourou.contexts.exchange.jobs import names
from rourou.contexts.exchange.jobs.names import Dice
from rourou.contexts.exchange.jobs.simulate.founding import AT, BEGAN, CLASS, NO_PASSWORD, Founded, Rows, Staffed
from rourou.contexts.insights import commands as insights
from rourou.contexts.insights.types import CountFact
from rourou.contexts.people import commands as people
from rourou.contexts.people.types import AuthorityKind
from rourou.contexts.register import commands as register
from rourou.contexts.register.types import LEAVES, year_band
from rourou.contexts.sharing import commands as sharing
from rourou.contexts.sharing.types import CLUSTER_CATEGORIES, Answer, Question
from rourou.foundation.access.grants import FOREVER, HolderKey
from rourou.foundation.access.loading import Loader
from rourou.foundation.access.purposes import Category
from rourou.foundation.access.roles import Role
from rourou.foundation.kernel import clock, ids
from rourou.foundation.kernel.text import fold, nfc, sort_key

BATCH: Final = 2000
UNTIL: Final = date(2035, 12, 14)  # long, so that what was measured once can be measured again
TALKED_ABOUT: Final = 0.4  # of whānau say yes to answer 2 (our assumption)
_COUNTED: Final = 0.6
_SIGNS_IN: Final = 0.1
_FIVE: Final = 5  # needs and responses of a learner together
_PLACED: Final = [leaf for leaf in LEAVES if leaf.on_cluster_register]
_CATEGORY: Final = {leaf.code: int(Category[leaf.category.split("_")[0].upper()]) for leaf in LEAVES}
_HELPS: Final = (
    "A quiet place to start", "Pictures of what comes next", "Time to get going", "A buddy at the door",
    "Short steps, one at a time", "Someone who knows the signs", "Sitting near the front", "A break outside",
)  # fmt: skip
_STRENGTHS: Final = (
    "Kind to little ones", "Notices birds", "Draws whole worlds", "Makes people laugh", "Remembers every song",
    "Fast on the field", "Builds things", "Knows the awa",
)  # fmt: skip
_SUPPORTS: Final = (
    ("adaptation", "teacher", "A change in class"), ("group", "coordinator", "A small group"),
    ("specialist", "rtlb", "Time with an RTLB"), ("teacher_aide", "teacher_aide", "A kaiāwhina in the morning"),
    ("programme", "teacher", "A reading programme"), ("specialist", "ministry", "Speech-language support"),
    ("advice", "coordinator", "Advice for the class"),
)  # fmt: skip
_RELATIONS: Final = ("Mum", "Dad", "Nan", "Koro", "Aunty", "Caregiver")


@dataclass(frozen=True, slots=True)
class Known:
    """A learner as the ledger needs them."""

    id: uuid.UUID
    setting: int
    room: int


def load(loader: Loader, cluster: Founded) -> list[Known]:
    """All learners of a cluster, a batch at a time; their grants by the same `derive`."""
    every = [(at, n) for at, setting in enumerate(cluster.settings) for n in range(setting.place.learners)]
    known: list[Known] = []
    for start in range(0, len(every), BATCH):
        batch = Batch(loader, cluster)
        made = [batch.learner(at, n) for at, n in every[start : start + BATCH]]
        batch.load([k.id for k in made])
        known += made
    return known


class Batch:
    """Rows of some learners of one cluster."""

    def __init__(self, loader: Loader, cluster: Founded) -> None:
        self._loader, self._cluster, self._seed = loader, cluster, loader.seed
        self._rows: Rows = defaultdict(list)
        self._borne: list[tuple[uuid.UUID, HolderKey]] = []
        self._counted: list[tuple[uuid.UUID, list[CountFact]]] = []

    def load(self, made: Sequence[uuid.UUID]) -> None:
        """Facts, grants, then what rests on them."""
        people.bulk_load(self._loader, self._rows)
        start = clock.start_of_day(BEGAN)
        self._loader.bear_many(self._cluster.id, [(post, [held], start, FOREVER) for post, held in self._borne])
        sharing.bulk_load(self._loader, self._rows)
        self._loader.compile(self._cluster.id, made)
        register.bulk_load(self._loader, self._rows)
        with ids.labelled(self._seed, f"counts {made[0]}"):
            insights.bulk_load(self._loader, self._cluster.id, self._counted, at=AT)

    def learner(self, at: int, number: int) -> Known:
        """One learner with everything below them."""
        setting = self._cluster.settings[at]
        one = One(self._loader, self._cluster, setting, number)
        self._learner(one)
        adult, user = self._whanau(one)
        counted = self._answers(one, adult, user)
        areas = self._register(one)
        if counted:
            band = str(year_band(one.year))
            facts = [CountFact(setting.id, area, band, tier, BEGAN) for area, tier in sorted(areas.items())]
            self._counted.append((one.id, facts))
        return Known(one.id, at, number // CLASS)

    def _learner(self, one: "One") -> None:
        cluster, name, room = self._cluster.id, f"{one.given} {one.family}", one.setting.classes[one.number // CLASS]
        rows = self._rows
        rows["people_enrolment"].append((*one.own("people_enrolment", 1), room, BEGAN, ""))
        rows["people_learner"].append(
            (cluster, one.id, AT, nfc(name), "", "", one.year, sort_key(name), fold(name), 1, 1)
        )
        born = date(2026 - (one.year + 5 if one.year else 4), 1, 1) + timedelta(days=one.dice.below(365))
        group = names.group_of(self._seed, one.label)
        rows["people_learneridentity"].append(
            (
                *one.own("people_learneridentity"), nfc(one.given), nfc(one.family), born, one.gender,
                list(names.ethnicities_of(self._seed, one.label)), [],
                list(names.languages_of(self._seed, one.label, group)),
            )
        )  # fmt: skip

    def _whanau(self, one: "One") -> tuple[uuid.UUID, uuid.UUID | None]:
        """One or two adults; authority of the first is checked by the coordinator and confirmed by the principal."""
        dice, rows, setting = one.dice, self._rows, one.setting
        user = self._family_user(one) if dice.chance(_SIGNS_IN) else None
        first = one.own("people_whanaumember")
        for place in range(1 + dice.chance(0.5)):
            given = names.name_of(self._seed, f"{one.label} adult {place}", one.group).given
            row = first if place == 0 else one.own("people_whanaumember", label=place)
            rows["people_whanaumember"].append(
                (
                    *row, f"{given} {one.family}", dice.choice(_RELATIONS), None if place else user, "", "", "en",
                    not place,
                )
            )  # fmt: skip
        rows["people_authority"].append(
            (
                *one.own("people_authority"), first[1], user, str(AuthorityKind.GUARDIAN), "Birth certificate",
                setting.coordinator.user, AT, setting.principal.user, AT, BEGAN, False,
            )
        )  # fmt: skip
        return first[1], user

    def _family_user(self, one: "One") -> uuid.UUID:
        user, post = one.id_of("tenancy_user"), one.id_of("tenancy_post")
        email = f"whanau.{user.hex}@invented.example"
        self._rows["tenancy_user"].append((user, email, f"{one.family} whānau", "", "", "en-nz", True, NO_PASSWORD, AT))
        self._rows["tenancy_post"].append(
            (post, user, self._cluster.id, one.setting.id, str(Role.WHANAU), "", BEGAN, one.setting.principal.user, AT)
        )
        (held,) = self._loader.held_by(Role.WHANAU, user, one.setting.id)
        self._borne.append((post, held))
        return user

    def _answers(self, one: "One", adult: uuid.UUID, user: uuid.UUID | None) -> bool:
        """Answers 1, 2 and 4; returns whether whānau agreed to be counted."""
        answers = {
            Question.REGISTER: Answer.YES,
            Question.CLUSTER: _answer(one.dice, TALKED_ABOUT),
            Question.COUNTED: _answer(one.dice, _COUNTED),
        }
        by = one.setting.coordinator.user
        for question, answer in answers.items():
            opens = list(self._cluster.teams) if question is Question.CLUSTER and answer is Answer.YES else []
            self._rows["sharing_consent"].append(
                (
                    *one.own("sharing_consent", label=int(question)), int(question), str(answer), opens,
                    int(CLUSTER_CATEGORIES), 2, adult, user, False, str(AuthorityKind.GUARDIAN), "written", "", "en",
                    BEGAN, UNTIL if answer is Answer.YES else None, by, AT, by, AT, self._cluster.share,
                )
            )  # fmt: skip
        return answers[Question.COUNTED] is Answer.YES

    def _register(self, one: "One") -> dict[str, int]:
        """The entry, a strength, five needs and responses; returns area → tier."""
        dice, rows, writer = one.dice, self._rows, one.setting.coordinator
        tier = dice.weighted((1, 2, 3), (30, 55, 15))
        soon = date(2026, 10, 1) + timedelta(days=dice.below(150)) if dice.chance(0.9) else None
        rows["register_entry"].append(
            (
                *one.own("register_entry"), "watching" if dice.chance(0.2) else "open", "", dice.choice(_HELPS), tier,
                soon, "Talk with whānau" if soon else "", BEGAN, writer.user, writer.name, AT, None, "", 1,
            )
        )  # fmt: skip
        rows["register_strength"].append(
            (*one.own("register_strength"), "strength", dice.choice(_STRENGTHS), "Teacher", 0, writer.user)
        )
        needs = 2 + dice.below(2)
        leaves = dice.sample(_PLACED, needs)
        for place, leaf in enumerate(leaves):
            words = leaf.examples[0] if leaf.examples else leaf.label
            rows["register_need"].append(
                (
                    *one.own("register_need", int(leaf.sensitivity), label=place), _CATEGORY[leaf.code], str(leaf.area),
                    leaf.code, tier, words, dice.choice(_HELPS), "moderate", "evidenced", place, writer.user,
                )
            )  # fmt: skip
        for place in range(_FIVE - needs):
            kind, provider, what = dice.choice(_SUPPORTS)
            rows["register_response"].append(
                (
                    *one.own("register_response", label=place), kind, provider, what, "", tier, 2 * dice.between(1, 20),
                    "none", dice.choice(("happening", "planned")), "", BEGAN, writer.user, 1,
                )
            )  # fmt: skip
        return {str(leaf.area): tier for leaf in leaves}


def _answer(dice: Dice, yes: float) -> Answer:
    if dice.chance(yes):
        return Answer.YES
    return Answer.NO if dice.chance(0.3) else Answer.NOT_TODAY


class One:
    """A learner while their rows are made: who they are, and the ids and first columns of what is about them."""

    __slots__ = (
        "_cluster", "_loader", "dice", "family", "gender", "given", "group", "id", "label", "number", "setting", "year",
    )  # fmt: skip

    def __init__(self, loader: Loader, cluster: Founded, setting: Staffed, number: int) -> None:
        self._loader, self._cluster, self.setting, self.number = loader, cluster.id, setting, number
        self.label = f"{cluster.community.label} {setting.place.label} {number}"
        self.dice = Dice(loader.seed, "learner", self.label)
        self.group, self.gender = names.group_of(loader.seed, self.label), names.gender_of(loader.seed, self.label)
        invented = names.name_of(loader.seed, self.label, self.group, self.gender)
        self.given, self.family = invented.given, invented.family
        years = setting.place.years
        self.year = self.dice.between(*years) if years else None
        self.id = self.id_of("people_learner")

    def id_of(self, table: str, label: object = "") -> uuid.UUID:
        """The id of a row about this learner."""
        return self._loader.ids(table, f"{self.label} {label}")

    def own(
        self, table: str, sensitivity: int = 2, *, label: object = ""
    ) -> tuple[uuid.UUID, uuid.UUID, object, uuid.UUID, uuid.UUID, int]:
        """Cluster, id, moment, learner, custodian, sensitivity."""
        return self._cluster, self.id_of(table, label), AT, self.id, self.setting.id, sensitivity
