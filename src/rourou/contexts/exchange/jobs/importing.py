"""`rourou import`: a file from the command line, under the name of somebody whose work it is.

A roster and a supply file are brought in as a person of the organisation, so that the ledger says who; a list of
schools is the operator's own. The report goes to standard output, row by row; what went wrong to standard error.
"""

import argparse
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from rourou.contexts.exchange import commands, queries
from rourou.contexts.exchange.types import Action, Counts, Kind, Line
from rourou.foundation.access import call as calls
from rourou.foundation.access import public_ids
from rourou.foundation.access.call import Call
from rourou.foundation.access.permissions import Permission
from rourou.foundation.access.roles import ROLES, Role
from rourou.foundation.kernel.errors import NotFound, RourouError
from rourou.foundation.kernel.text import fold
from rourou.foundation.tenancy.models import Post, User

DONE, NO, WRONG_USE, OUTSIDE = 0, 1, 2, 3
_WHY: Final = "Undone from the command line."


class _Stop(Exception):
    """An exit code and the one sentence that goes with it."""

    def __init__(self, code: int, sentence: str) -> None:
        super().__init__(sentence)
        self.code, self.sentence = code, sentence


@dataclass(frozen=True, slots=True)
class _Kind:
    """How a kind of file is previewed, checked, loaded and undone, and whose work it is."""

    permission: Permission
    by_default: tuple[Role, ...]
    preview: Callable[..., Any]
    check: Callable[..., commands.RunDone]
    load: Callable[..., commands.RunDone]
    undo: Callable[..., commands.RunDone]


_KINDS: Final = {
    Kind.ROSTER: _Kind(
        Permission.LEARNER_ENROL, (Role.COORDINATOR, Role.SENCO), queries.preview_roster, commands.check_roster,
        commands.load_roster, commands.undo_roster,
    ),
    Kind.SUPPLY: _Kind(
        Permission.SUPPLY_IMPORT, (Role.CLUSTER_LEAD,), queries.preview_supply, commands.check_supply,
        lambda call, run, progress: commands.load_supply(call, run), commands.undo_supply,
    ),
}  # fmt: skip


def run(args: argparse.Namespace) -> int:
    """Do what the command line says; the number is the exit code."""
    try:
        if args.kind == "undo":
            return _undo(args)
        data = _read(Path(args.file))
        return _schools(args, data) if args.kind == Kind.SCHOOLS.value else _file(args, Kind(args.kind), data)
    except _Stop as stop:
        return _complain(stop.code, stop.sentence)
    except NotFound:
        return _complain(
            WRONG_USE, "There is no such run in this place, or it is not theirs: check the number and --as."
        )
    except RourouError as refusal:
        return _complain(NO, refusal.sentence)


def _complain(code: int, sentence: str) -> int:
    print(f"rourou: {sentence}", file=sys.stderr, flush=True)
    return code


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise _Stop(WRONG_USE, "There is no such file: check its name and folder.") from None
    except OSError as error:
        raise _Stop(OUTSIDE, f"The file cannot be read ({error.strerror}): check who may read it.") from None


# What is printed


def _print(lines: Iterable[Line], notes: Sequence[str]) -> None:
    for line in lines:
        if line.action is Action.REFUSED:
            place = ", ".join(filter(None, (f"row {line.row}" if line.row else "the file", line.column)))
            print(f"{place}: {line.what}")
        else:
            print(f"row {line.row}: {line.action.label}. {line.name}. {line.what}".rstrip(". ") + ".")
    for note in notes:
        print(note)


def _summary(counts: Counts) -> str:
    said = [f"{counts.rows:,} rows: {counts.added:,} new, {counts.changed:,} change, {counts.unchanged:,} already here"]
    said += [f"{counts.gone:,} no longer listed"] if counts.gone else []
    said += [f"{counts.refused:,} to put right"] if counts.refused else []
    return ", ".join(said) + "."


def _progress(done: int, of: int = 0) -> None:
    if sys.stderr.isatty():
        print(f"\r{done:,}" + (f" of {of:,}" if of else " rows read") + " ", end="", file=sys.stderr, flush=True)


def _report(report: Any, *, dry: bool) -> int | None:
    """Everything row by row; an exit code where nothing is to follow."""
    _print(report.lines, report.notes)
    print(_summary(report.counts))
    if not report.is_clean:
        return _complain(NO, "Nothing was loaded. Put right the rows named above, and import the file again.")
    if dry:
        print("A dry run: nothing was changed.")
        return DONE
    return None


# Schools


def _schools(args: argparse.Namespace, data: bytes) -> int:
    ended = _report(queries.preview_schools(data, progress=_progress), dry=args.dry_run)
    if ended is not None:
        return ended
    done = commands.load_schools(data)
    print(f"Loaded. {_summary(done.counts)}")
    print(f"To undo it: rourou import undo {done.number}")
    return DONE


# Rosters and supply


def _file(args: argparse.Namespace, kind: Kind, data: bytes) -> int:
    how, call = _KINDS[kind], _actor(args, kind)
    print(f"As {call.post.person_name}, {call.post.organisation_name}.")
    ended = _report(how.preview(call, data, progress=_progress), dry=args.dry_run)
    if ended is not None:
        return ended
    run = how.check(call, data)
    done = how.load(call, run.id, progress=_progress)
    print(f"Loaded. {_summary(done.counts)}")
    print(f"To undo it: rourou import undo {call.public(done.id)} --as {_email(call)}")
    return DONE


def _email(call: Call) -> str:
    return str(User.objects.get(id=call.person_id).email)


def _actor(args: argparse.Namespace, kind: Kind) -> Call:
    """In whose name: who `--as` says, else the only coordinator of the organisation (the only lead of the cluster)."""
    found = [c for c in _candidates(args, kind) if _fits(c, args)]
    places = {(c.cluster_id, c.organisation_id) for c in found}
    if not found:
        raise _Stop(WRONG_USE, f"Nobody there may bring in a {kind.value}: check --organisation, --cluster and --as.")
    if len(places) > 1:
        raise _Stop(WRONG_USE, "More than one place fits: say which with --organisation, or --cluster.")
    if len({c.person_id for c in found}) > 1:
        raise _Stop(WRONG_USE, "More than one person could do this: say in whose name with --as EMAIL.")
    return found[0]


def _candidates(args: argparse.Namespace, kind: Kind) -> list[Call]:
    how = _KINDS[kind]
    if args.as_email:
        user = User.objects.filter(email__iexact=args.as_email, is_active=True).first()
        worn = calls.for_user(user.id) if user else []
        return [c for c in worn if how.permission in ROLES[c.role].permissions]
    for role in how.by_default:
        live = [c for post in Post.objects.filter(role=role.value).order_by("id") for c in _worn(post)]
        if fitting := [c for c in live if _fits(c, args)]:
            return fitting
    return []


def _worn(post: Post) -> list[Call]:
    try:
        return [calls.for_post(post.id)]
    except NotFound:
        return []


def _fits(call: Call, args: argparse.Namespace) -> bool:
    clusters = {call.post.cluster_code, fold(call.post.cluster_name)}
    of_cluster = not args.cluster or args.cluster.lower() in clusters or fold(args.cluster) in clusters
    return of_cluster and (not args.organisation or fold(args.organisation) == fold(call.post.organisation_name))


# Undoing


def _undo(args: argparse.Namespace) -> int:
    if args.file.isascii() and args.file.isdigit() and len(args.file) < 10:
        commands.undo_schools(int(args.file))
    else:
        _undo_run(args)
    print("Undone. What it made is gone, and what it changed stands as before.")
    return DONE


def _undo_run(args: argparse.Namespace) -> None:
    try:
        public = public_ids.PublicIdConverter().to_python(args.file)
    except ValueError:
        raise _Stop(WRONG_USE, "This is not the number of a run: it was printed when the file was loaded.") from None
    args.cluster = public.code
    for kind, how in _KINDS.items():
        try:
            call = _actor(args, kind)
        except _Stop:
            continue
        if queries.run_kind(call, public.inner).kind is kind:
            how.undo(call, public.inner, why=_WHY)
            return
    raise _Stop(WRONG_USE, "Nobody whom you named can undo this run: say in whose name with --as EMAIL.")
