"""`rourou simulate`: invented learners at any scale up to a country, in a store that it made itself.

Every setting of the directory stands in its real community of learning; everybody in it is invented. Each context
loads its own tables; grants come out of the same `derive`, ledger rows out of the same canonical text.
"""

import argparse
import resource
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from rourou.contexts.exchange.jobs.simulate import founding, learners, past
from rourou.contexts.exchange.jobs.simulate.shape import Community, Plan, planned
from rourou.contexts.exchange.rules.schools import read_schools
from rourou.contexts.exchange.types import SchoolRow
from rourou.contexts.people import commands as people
from rourou.foundation.access.loading import Loader
from rourou.foundation.audit.events import Event
from rourou.foundation.audit.ledger import SYSTEM_CHAIN, Past
from rourou.foundation.kernel.errors import Refused, WrongUse
from rourou.foundation.kernel.ids import code_from
from rourou.foundation.store.address import Address
from rourou.foundation.tenancy.models import Cluster, Organisation, Stamp, Store

MOST_CLUSTERS: Final = 1000
_OFTEN: Final = 5.0  # seconds between two lines of progress

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Made:
    """What a simulation put into the store."""

    clusters: int
    settings: int
    learners: int
    acts: int
    seconds: float


def run(args: argparse.Namespace) -> int:
    """Fill the store that the environment names; only one that simulate made."""
    if Store.objects.get(id=1).stamp != Stamp.SIMULATED:
        raise Refused("simulate.store", "Simulate fills only a store that it made itself: name an empty folder.")
    made = simulate(args.clusters, args.learners, args.seed, schools=_schools(args.schools_directory), say=_say)
    _say(
        f"{made.clusters:,} clusters, {made.settings:,} settings, {made.learners:,} learners and {made.acts:,} acts in"
        f" {made.seconds:,.0f} s, with {_memory():,} MB of memory at most."
    )
    return 0


def simulate(
    clusters: int,
    count: int,
    seed: int,
    *,
    schools: Sequence[SchoolRow] = (),
    address: Address | None = None,
    say: Say = lambda _line: None,
    acts: int = past.ACTS,
) -> Made:
    """So many clusters with so many learners between them. The same seed gives the same rows."""
    _check(clusters, count)
    began, name = time.monotonic(), f"simulate {seed}"
    plan = planned(clusters, count, name, _new(schools))
    with Loader(name, address=address) as loader:
        if Cluster.objects.filter(id=loader.ids("tenancy_cluster", plan.communities[0].label)).exists():
            raise WrongUse("simulate.again", f"Seed {seed} is in this store already: take another seed or folder.")
        say(f"Making {clusters:,} clusters with {plan.settings:,} settings and {count:,} learners.")
        loader.without_index("audit_entry_subjects")
        written = _fill(loader, plan, acts, say)
        say("Indexes and statistics.")
    loader.settle()
    return Made(clusters, plan.settings, count, written, time.monotonic() - began)


def _fill(loader: Loader, plan: Plan, acts: int, say: Say) -> int:
    began = told = time.monotonic()
    taken, done, written = set(Cluster.objects.values_list("code", flat=True)), 0, 0
    _elsewhere(loader, plan)
    for number, community in enumerate(plan.communities, 1):
        written += _cluster(loader, community, taken, acts)
        done += community.learners
        now = time.monotonic()
        if now - told > _OFTEN or number == len(plan.communities):
            told = now
            say(f"{number:,} of {len(plan.communities):,} clusters, {done:,} learners, {now - began:,.0f} s")
    return written


def _cluster(loader: Loader, community: Community, taken: set[str], acts: int) -> int:
    """One cluster is one batch: there as a whole, or not at all."""
    cluster = founding.Founding(loader, community, _code(loader, community, taken)).found()
    loader.ledger(SYSTEM_CHAIN, [Past(founding.AT, "", Event.CLUSTER_FOUNDED.label)])
    written = past.load(loader, cluster, learners.load(loader, cluster), acts)
    loader.commit()
    return written


def _elsewhere(loader: Loader, plan: Plan) -> None:
    """Schools of the directory that are in no cluster: a list of schools makes organisations and nothing more."""
    rows = [founding.organisation_row(loader.ids("tenancy_organisation", p.label), p) for p in plan.elsewhere]
    people.bulk_load(loader, {"tenancy_organisation": rows})
    loader.commit()


def _code(loader: Loader, community: Community, taken: set[str]) -> str:
    made, tries = loader.ids("tenancy_cluster", community.label).bytes, 0
    while (code := code_from(made + bytes([tries] if tries else []))) in taken:
        tries += 1
    taken.add(code)
    return code


def _check(clusters: int, count: int) -> None:
    if not 1 <= clusters <= MOST_CLUSTERS:
        raise WrongUse("simulate.clusters", f"A simulation has 1 to {MOST_CLUSTERS:,} clusters, not {clusters:,}.")
    if count < clusters:
        raise WrongUse("simulate.learners", f"{count:,} learners are too few: every cluster has at least one.")


def _new(schools: Sequence[SchoolRow]) -> list[SchoolRow]:
    """Those that the store does not hold yet."""
    held = set(Organisation.objects.filter(ministry_number__isnull=False).values_list("ministry_number", flat=True))
    return [s for s in schools if s.number not in held]


def _schools(file: str | None) -> tuple[SchoolRow, ...]:
    if not file:
        return ()
    try:
        sheet = read_schools(Path(file).read_bytes())
    except OSError as error:
        raise WrongUse("simulate.file", f"{file} cannot be read ({error.strerror}).") from None
    if not sheet.is_clean:
        raise WrongUse("simulate.file", f"{file} has faults; `rourou import schools {file} --dry-run` names each.")
    return sheet.rows


def _say(line: str) -> None:
    print(line, flush=True)


def _memory() -> int:
    """The most that this process itself has held, in MB."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most // (1024 * 1024 if sys.platform == "darwin" else 1024)
