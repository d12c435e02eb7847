"""`python -m tests.faults [--only NAME] [--times 10] [--json]`: real servers broken at random moments, while readers
read and people of the desk act.

After each fault it is asked that nothing that was said to be done is lost and nothing is half done, that the ledger
verifies, that readers were served, the last that could be made at worst, and told so, and that all came back by itself.
`--only` takes the beginning of a name, or several; `--list` shows all. Exit status 1 where something was lost or wrong.
"""

import argparse
import json
import sys
import tempfile
import traceback
from pathlib import Path

import tests.conftest  # noqa: F401  sets Django up, apart from a developer's own newsroom

# isort: split
from tests.faults import (  # noqa: F401  each enters its faults in the table
    buckets,
    clocks,
    full,
    imports,
    killing,
    outboxes,
    replicas,
    stores,
    together,
    workers,
)
from tests.faults.houses import Houses
from tests.faults.told import FAULTS, HEAD, Asked, Missing, Told


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", nargs="+", default=[""], metavar="NAME")
    parser.add_argument("--times", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--list", action="store_true")
    asked = parser.parse_args()
    names = [name for name in FAULTS if name.startswith(tuple(asked.only))]
    if asked.list:
        print("\n".join(names))
        return
    if not asked.json:
        print(HEAD, flush=True)
    told = []
    with tempfile.TemporaryDirectory(prefix="newsroom-faults-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)  # PostgreSQL is run by another account than root's
        how = Asked(asked.times, asked.seed, Houses(Path(folder)))
        for name in names:
            told.append(tried(name, how))
            if not asked.json:
                print(told[-1].row(), flush=True)
    if asked.json:
        print(json.dumps([one.as_json() for one in told], indent=2))
    sys.exit(any(one.lost or one.wrong for one in told))


def tried(name: str, asked: Asked) -> Told:
    told = Told(name)
    try:
        FAULTS[name](told, asked)
    except Missing as what:
        told.skipped = str(what)
    except (Exception, SystemExit):  # noqa: BLE001  the others are to be tried still
        told.wrong.append(traceback.format_exc())
    return told


if __name__ == "__main__":
    main()
