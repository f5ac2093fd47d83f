"""`migrate`, `backup` and `restore`."""

import argparse
from pathlib import Path

from rourou.config.commands import handing, opening
from rourou.config.commands.telling import DONE, say
from rourou.foundation.store import backup
from rourou.foundation.store.address import database_name, from_environment


def migrate(_args: argparse.Namespace) -> int:
    with opening.opened() as server:
        opening.migrate_as_owner(server)
    say("The schema is up to date.")
    return DONE


def save(args: argparse.Namespace) -> int:
    with opening.opened():
        made = backup.dump(from_environment("backup"), Path(args.file))
    say(f"{args.file} holds {made.rows:,} rows of {len(made.tables)} tables. It names children: keep it encrypted.")
    return DONE


def restore(args: argparse.Namespace) -> int:
    file = Path(args.file)
    backup.read(file)
    with opening.opened() as server:
        admin, provision = opening.superuser(server), opening.provisioner(server)
        made = backup.restore(admin, file, database_name(), provision)
    say(f"Restored and counted again: {made.rows:,} rows of {len(made.tables)} tables, as they were at {made.made_at}.")
    return handing.verify(argparse.Namespace(cluster=None))
