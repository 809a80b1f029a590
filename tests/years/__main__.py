"""Play random years, and hold what is printed against a second bookkeeper: ``python -m tests.years``.

Each difference is printed with its seed; the same seed plays the same year again. A year that breaks off is
one, and the others are played nevertheless. It ends with 1 where there is any.
"""

from __future__ import annotations

import argparse
import gc
import sys
import time
import traceback
from collections import Counter

from tests.years.bookkeeper import account_for
from tests.years.play import play


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("--years", type=int, default=1, help="how many")
    arguments.add_argument("--seed", type=int, default=1, help="of the first year; the others follow it")
    wishes = arguments.parse_args()
    gc.freeze()
    gc.set_threshold(100_000, 30, 30)  # looking for what a year leaves behind took a tenth of its time
    held: Counter[str] = Counter()
    differences = 0
    for seed in range(wishes.seed, wishes.seed + wishes.years):
        begun = time.process_time()
        try:
            account = account_for(play(seed))
        except Exception:  # of a person's act, or of the service's
            differences += 1
            print(f"seed {seed} broke off:\n{traceback.format_exc()}", flush=True)
            continue
        for difference in account.differences:
            print(f"seed {seed}, {difference}")
        held += account.held
        differences += len(account.differences)
        seconds = time.process_time() - begun
        print(
            f"seed {seed}: {account.held.total()} held, {len(account.differences)} differ, "
            f"{seconds:.0f} s of the processor",
            flush=True,
        )
    for kind, number in sorted(held.items()):
        print(f"{number:>8,} {kind}")
    print(f"{held.total():,} figures and sentences of {wishes.years} years held, {differences} differ")
    return int(bool(differences))


if __name__ == "__main__":
    sys.exit(main())
