"""`python -m bench NAME…`, which is what `rourou bench` runs. Each benchmark reads its own options."""

import importlib
import sys
from collections.abc import Sequence
from typing import Final

NAMES: Final = {
    "pages": "the pages that everyone uses, through the real server, in a store that simulate made",
    "cost": "the same pages with one lock switched off at a time, in the benchmark only",
    "engine_allocation": "the allocation engine by size",
}


def main(arguments: Sequence[str]) -> int:
    """The named benchmarks in turn; without a name, the pages."""
    chosen = [a for a in arguments if a in NAMES] or ["pages"]
    options = [a for a in arguments if a not in NAMES]
    if options and not options[0].startswith("-") and chosen == ["pages"] and "pages" not in arguments:
        print(f"There is no benchmark {options[0]}: choose from {', '.join(NAMES)}.", file=sys.stderr)
        return 2
    for name in chosen:
        sys.argv = [f"bench {name}", *options]
        importlib.import_module(f"bench.{name}").main()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
