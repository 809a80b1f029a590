"""Start a cluster and keep it until Ctrl-C: ``python -m tests.cluster``.

With ``--json`` it says in one line of JSON, for programs, where it is and what its parts go by.
"""

from __future__ import annotations

import argparse
import json
import signal
import sys
import tempfile
import threading
from contextlib import suppress
from pathlib import Path

from mase.terminal import terminal
from tests.cluster.parts import SIGN_IN, WORKERS, Cluster, cluster


def main() -> None:
    """Start the cluster, say where it is, and end it with Ctrl-C."""
    parser = argparse.ArgumentParser(prog="python -m tests.cluster", description=__doc__)
    parser.add_argument("--workers", type=int, default=WORKERS)
    parser.add_argument("--json", action="store_true", help="print for programs, not for people")
    wishes = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())  # or its parts would outlive it
    with tempfile.TemporaryDirectory(prefix="mase-cluster-") as folder:
        if not wishes.json:
            terminal().print(f"Starting a cluster. What its parts say is in {folder}.")
        with suppress(KeyboardInterrupt), cluster(Path(folder), wishes.workers) as made:
            if wishes.json:
                print(json.dumps(for_programs(made)), flush=True)
            else:
                say_to_people(made)
            threading.Event().wait()


def processes_of(made: Cluster) -> dict[str, int]:
    return {name: part.process.pid for name, part in made.parts.items() if part.process}


def for_programs(made: Cluster) -> dict[str, object]:
    return {
        "address": made.address,
        "sign_in": SIGN_IN,
        "environment": dict(made.environment),
        "processes": processes_of(made),
    }


def say_to_people(made: Cluster) -> None:
    console = terminal()
    for name, process in processes_of(made).items():
        console.print(f"  {name:10} process {process}")
    console.print(f"Prefect is at {made.address}. Sign in with {SIGN_IN}. Ctrl-C ends the cluster.")


if __name__ == "__main__":
    main()
