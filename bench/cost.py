"""What the locks cost: the same pages with one of them switched off, which is possible here and nowhere else.

    rourou bench cost --store FOLDER

`row security`: the site signs in as the owner of a simulated store, whose policies let the loader through. `ledger`:
the last statement of an act checks its subjects and writes nothing. `covering`: that check is left out as well. Only
pages are asked whose rows are the same without the lock.
"""

import json
import os
import tempfile
from pathlib import Path
from typing import Final

from bench import pages, stores
from rourou.config.commands import serving

LOCKS: Final = ("nothing", "row security", "ledger", "ledger and covering")
SAME: Final = ("setting register, coordinator", "learner, coordinator", "counts, lead")


def main() -> None:
    options = pages.options_of((__doc__ or "").split("\n")[0]).parse_args()
    with tempfile.TemporaryDirectory(prefix="rourou-bench-") as made, serving.ended_by_signals():
        folder = options.store or Path(made) / "store"
        if options.store is None:
            stores.make(folder, options.size, options.schools_directory)
        rows = []
        for lock in LOCKS:
            os.environ["ROUROU_BENCH_WITHOUT"] = lock
            for only in SAME:
                options.only = only
                for row in pages.run(folder, options, module="bench.unlocked"):
                    if "page" in row:
                        rows.append({**row, "page": f"{row['page']}, without {lock}"})
                        print(json.dumps(rows[-1]), flush=True)
        print(pages.table(rows))


if __name__ == "__main__":
    main()
