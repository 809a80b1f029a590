"""Attack a Prefect server as we start it, and say what got through: ``python -m tests.local_attacks``."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from mase.service.prefect_client import sign_in_of
from mase.service.prefect_server import prefect_server
from tests.local_attacks.attacks import attacks
from tests.local_attacks.target import HELD, prepared, runs_of


def main() -> None:
    with TemporaryDirectory() as name, prefect_server(Path(name) / "prefect", ui=True) as url:
        folder = Path(name) / "prefect"
        target = prepared(url, sign_in_of(folder), folder)
        tried, got = Counter[str](), Counter[str]()
        for attack in attacks():
            outcome = attack.attempt(target)
            tried[attack.who] += 1
            if outcome != HELD:
                got[attack.who] += 1
                print(f"{attack.who}: {attack.name}: {outcome}")
        for who, number in tried.items():
            print(f"{who}: {number} tried, {got[who]} got through")
        print(f"{tried.total()} attacks, {got.total()} got through, {runs_of(target)} runs started")
        sys.exit(bool(got))


if __name__ == "__main__":
    main()
