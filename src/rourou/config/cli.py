"""The program `rourou`: its words. What each command does stands in `commands`, and is loaded when it is asked."""

import argparse
import importlib
import os
import sys
from collections.abc import Sequence
from typing import Final, NoReturn

from rourou.config.commands.telling import OUTSIDE, WRONG_USE, Ended, complain
from rourou.foundation.kernel.errors import RourouError, WrongUse
from rourou.foundation.store.faults import StoreError

IMPORT_KINDS: Final = ("schools", "roster", "supply", "undo")
_STOPPED: Final = 130


class _Parser(argparse.ArgumentParser):
    """Wrong use is one sentence and exit code 2."""

    def error(self, message: str) -> NoReturn:
        raise Ended(WRONG_USE, f"{message[0].upper()}{message[1:]}; see `{self.prog} --help`.")


def parser() -> argparse.ArgumentParser:
    """Every command, its arguments, and the function that does it as `module:function`."""
    whole = _Parser(
        prog="rourou",
        description="Learning support, shared the way whānau and communities decide.",
        epilog="Exit codes: 0 done, 1 the answer is no, 2 wrong use, 3 something outside failed.",
    )
    commands = whole.add_subparsers(dest="command", metavar="COMMAND", required=True, parser_class=_Parser)
    _demo(commands)
    _running(commands)
    _store(commands)
    _people(commands)
    _engines(commands)
    return whole


def _add(commands: "argparse._SubParsersAction[_Parser]", name: str, does: str, text: str) -> _Parser:
    made = commands.add_parser(name, help=text, description=text, allow_abbrev=False)
    made.set_defaults(does=does)
    return made


def _demo(commands: "argparse._SubParsersAction[_Parser]") -> None:
    demo = _add(commands, "demo", "demo:demo", "Start the fictional learning community on this machine.")
    demo.add_argument("--port", type=int, default=8000, metavar="N", help="the port to answer on (8000; 0 for any)")
    demo.add_argument("--data-dir", metavar="DIR", help="where its store is kept (a state folder of yours)")
    demo.add_argument("--fresh", action="store_true", help="forget what was typed into it and begin again")
    demo.add_argument("--no-serve", dest="serve", action="store_false", help="make and load it, then stop")
    accounts = _add(commands, "accounts", "demo:accounts", "Who can sign in to the demo.")
    accounts.add_argument("--json", action="store_true", help="as a JSON list")


def _running(commands: "argparse._SubParsersAction[_Parser]") -> None:
    _add(commands, "serve", "serving:serve", "Serve a live site, configured by environment variables alone.")
    _add(commands, "migrate", "keeping:migrate", "Make the store, or bring its schema up to date.")
    _add(commands, "check", "checking:check", "Name every fault of the configuration, each with what to do.")


def _store(commands: "argparse._SubParsersAction[_Parser]") -> None:
    save = _add(commands, "backup", "keeping:save", "Write the whole store to a new file.")
    save.add_argument("file", metavar="FILE")
    restore = _add(commands, "restore", "keeping:restore", "Fill an empty store from a backup, and count again.")
    restore.add_argument("file", metavar="FILE")
    verify = _add(commands, "verify", "handing:verify", "Derive every grant again, walk every ledger chain, compare.")
    verify.add_argument("--cluster", metavar="C", help="one learning support cluster only: its code or its name")
    verify.add_argument("--head", metavar="FILE", help="ends of chains that somebody else has kept")
    verify.add_argument("--save-head", metavar="FILE", help="write the ends of the chains, for somebody else to keep")


def _people(commands: "argparse._SubParsersAction[_Parser]") -> None:
    bring_in = _add(commands, "import", "handing:bring_in", "Bring in a file, all of it or nothing; or undo a run.")
    bring_in.add_argument("kind", metavar="KIND", choices=IMPORT_KINDS, help=", ".join(IMPORT_KINDS))
    bring_in.add_argument("file", metavar="FILE", help="the file; for undo, the number of the run")
    bring_in.add_argument(
        "--cluster", metavar="C", help="its code or its name, where the organisation works in several"
    )
    bring_in.add_argument("--organisation", metavar="O", help="whose file it is, by name")
    acting = "in whose name, as the ledger will say: the only coordinator there (for supply, the only lead) if left out"
    bring_in.add_argument("--as", dest="as_email", metavar="EMAIL", help=acting)
    bring_in.add_argument("--dry-run", action="store_true", help="report row by row and change nothing")
    simulate = _add(commands, "simulate", "handing:simulate", "Fill a new store with invented learners.")
    simulate.add_argument("--clusters", type=int, required=True, metavar="N")
    simulate.add_argument("--learners", type=int, required=True, metavar="N")
    simulate.add_argument("--seed", type=int, required=True, metavar="S", help="the same seed gives the same people")
    simulate.add_argument("--schools-directory", metavar="CSV", help="the Ministry's directory of schools")


def _engines(commands: "argparse._SubParsersAction[_Parser]") -> None:
    for name, text in (
        ("allocate", "Solve an allocation problem: no database, no network."),
        ("bench", "Run the benchmarks: a JSON line each, and a table."),
    ):
        # These read their own arguments, `--help` too.
        made = commands.add_parser(name, help=text, add_help=False, prefix_chars="\0")
        made.add_argument("arguments", nargs="*")
        made.set_defaults(does=f"handing:{name}")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; whatever happens, the last word is a sentence and an exit code."""
    try:
        args = parser().parse_args(argv)
        module, function = args.does.split(":")
        return int(getattr(importlib.import_module(f"rourou.config.commands.{module}"), function)(args))
    except (Ended, StoreError, RourouError) as stop:
        complain(stop.sentence)
        if isinstance(stop, Ended):
            return stop.code
        return WRONG_USE if isinstance(stop, WrongUse) else OUTSIDE
    except KeyboardInterrupt:
        return _STOPPED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OUTSIDE
    except Exception as fault:
        if os.environ.get("ROUROU_TRACEBACK"):
            raise
        complain(
            f"A fault of the program ({type(fault).__name__}); set ROUROU_TRACEBACK=1 to see where, and report it."
        )
        return OUTSIDE


if __name__ == "__main__":
    sys.exit(main())
