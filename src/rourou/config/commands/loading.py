"""The loading of the demo, in a process of its own: `python -m rourou.config.commands.loading`."""

import importlib
import importlib.util
import sys

import django

from rourou.config.commands.demo import COMMUNITY
from rourou.config.commands.telling import DONE, OUTSIDE, complain
from rourou.foundation.kernel.errors import RourouError


def main() -> int:
    if importlib.util.find_spec(COMMUNITY) is None or not hasattr(importlib.import_module(COMMUNITY), "load"):
        complain("There is no fictional learning community to load yet; the store stays empty.")
        return DONE
    django.setup()
    try:
        importlib.import_module(COMMUNITY).load()
    except RourouError as error:
        complain(error.sentence)
        return OUTSIDE
    return DONE


if __name__ == "__main__":
    sys.exit(main())
