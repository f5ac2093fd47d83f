"""`demo` and `accounts`: the fictional learning community, in a store of its own that nothing else may serve."""

import argparse
import importlib
import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from rourou.config import env
from rourou.config.commands import opening, serving
from rourou.config.commands.telling import DONE, OUTSIDE, WRONG_USE, Ended, complain, say
from rourou.foundation.store.address import DEFAULT_DATABASE
from rourou.foundation.store.embedded import Server
from rourou.foundation.store.layout import Layout

COMMUNITY: Final = "rourou.contexts.exchange.jobs.community"
LOADED: Final = "loaded"  # beside the cluster; stands there only once everybody has been loaded
_SHOWN: Final = 12


def default_folder() -> Path:
    """Where the demo keeps its store: a state folder, not a cache, for people type into it."""
    if os.geteuid() == 0:
        return Path("/var/lib/rourou/demo")
    return Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state") / "rourou" / "demo"


def demo(args: argparse.Namespace) -> int:
    folder = Path(args.data_dir) if args.data_dir else default_folder()
    if args.port < 0 or args.port > 65535:
        raise Ended(WRONG_USE, f"{args.port} is no port: choose one from 1 to 65535, or 0 for any.")
    if args.serve:
        serving.refuse_busy("127.0.0.1", args.port)
    if args.fresh:
        _forget(folder)
    _set_environment(folder)
    with serving.ended_by_signals(), Server(folder, stamp="demo") as server:
        _load(server)
        if args.serve:
            os.environ["ROUROU_DEMO_FIRST"] = ",".join(_first())
            return serving.run_site("127.0.0.1", args.port, workers=2, ready=_announce)
        say(f"The demo is loaded in {folder}.")
    return DONE


def accounts(args: argparse.Namespace) -> int:
    """The cast: who can sign in to the demo."""
    cast = _cast()
    if args.json:
        say(json.dumps(cast, ensure_ascii=False, indent=2))
    else:
        for person in cast:
            say(_line(person))
    return DONE


def _set_environment(folder: Path) -> None:
    for name in ("DATABASE_URL", "ROUROU_DB_ROLE", "ROUROU_DATABASE", "ROUROU_ALLOWED_HOSTS", "ROUROU_BEHIND_TLS"):
        os.environ.pop(name, None)
    os.environ.update(
        ROUROU_STAMP="demo",
        ROUROU_SEED="demo",
        ROUROU_SECRET_KEY=env.DEMO_SECRET,
        ROUROU_DATA_DIR=str(folder.expanduser().resolve()),
        DJANGO_SETTINGS_MODULE=opening.SETTINGS,
    )


def _forget(folder: Path) -> None:
    """Only what is certainly a demo of ours is deleted, and only while nobody uses it."""
    layout = Layout(folder)
    stamp = layout.stamp()
    if stamp is None:
        return
    if stamp != "demo":
        raise Ended(OUTSIDE, f"{layout.folder} holds a {stamp} store, not a demo: choose another folder.")
    if layout.is_used():
        raise Ended(OUTSIDE, f"Another demo is running on {layout.folder}: stop it first, or choose another folder.")
    with Server(folder, stamp="demo"):
        pass  # a server that a killed demo left behind is taken over, then stopped
    layout.erase()


def _load(server: Server) -> None:
    """Migrate, and load the community once; a load that was cut short is begun again from nothing."""
    loaded = server.layout.folder / LOADED
    if not loaded.exists():
        server.drop(DEFAULT_DATABASE)
    opening.migrate_as_owner(server, quiet=True)
    if not loaded.exists():
        opening.run_python("-m", "rourou.config.commands.loading")


def _first() -> list[str]:
    """Whom the door shows as buttons: those whom the journeys follow."""
    try:
        return list(dict.fromkeys(person["email"] for person in _cast()))[:_SHOWN]
    except Ended:
        return []


def _announce(url: str) -> None:
    try:
        _say_who(_cast())
    except Ended as nobody:
        complain(nobody.sentence)
    say(f"Ready: {url}")


def _say_who(cast: Sequence[Mapping[str, Any]]) -> None:
    say("Everybody here is invented. Sign in as one of them:")
    for person in cast[:_SHOWN]:
        say(f"  {_line(person)}")
    if len(cast) > _SHOWN:
        say(f"  and {len(cast) - _SHOWN} more: rourou accounts")


def _line(person: Mapping[str, Any]) -> str:
    return f"{person['email']} – {person['name']}, {person['role']}, {person['organisation']}"


def _cast() -> Sequence[Mapping[str, Any]]:
    try:
        cast = importlib.import_module(COMMUNITY).accounts()
    except (ImportError, AttributeError):
        raise Ended(
            OUTSIDE, "This installation has no fictional learning community: install the whole package."
        ) from None
    return [dict(person) for person in cast]
