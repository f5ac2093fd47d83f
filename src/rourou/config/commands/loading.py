"""The loading of the demo, in a process of its own: `python -m rourou.config.commands.loading`."""

import importlib
import importlib.util
import os
import sys
from pathlib import Path

import django

from rourou.config.commands.demo import COMMUNITY, LOADED
from rourou.config.commands.telling import DONE, OUTSIDE, complain, say
from rourou.foundation.kernel.errors import RourouError


def main() -> int:
    if importlib.util.find_spec(COMMUNITY) is None or not hasattr(importlib.import_module(COMMUNITY), "load"):
        complain("There is no fictional learning community to load yet; the store stays empty.")
        return DONE
    django.setup()
    try:
        importlib.import_module(COMMUNITY).load(say)
        _publish_counts()
    except RourouError as error:
        complain(error.sentence)
        return OUTSIDE
    (Path(os.environ["ROUROU_DATA_DIR"]) / LOADED).write_text("The fictional learning community is loaded.\n")
    return DONE


def _publish_counts() -> None:
    """The first counts, as at the demo's morning; where they could be worked out, none are published."""
    from rourou.contexts.insights import jobs

    if all(jobs.publish_all().values()):
        say("Counts, with what is small hidden … done")


if __name__ == "__main__":
    sys.exit(main())
