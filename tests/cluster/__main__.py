"""Start a cluster and keep it until Ctrl-C: ``python -m tests.cluster``."""

from __future__ import annotations

import signal
import sys
import tempfile
import threading
from contextlib import suppress
from pathlib import Path

from mase.terminal import terminal
from tests.cluster.parts import SIGN_IN, cluster


def main() -> None:
    """Start the cluster, say where it is, and end it with Ctrl-C."""
    console = terminal()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())  # or its parts would outlive it
    with tempfile.TemporaryDirectory(prefix="mase-cluster-") as folder:
        console.print(f"Starting a cluster. What its parts say is in {folder}.")
        with suppress(KeyboardInterrupt), cluster(Path(folder)) as made:
            for part in made.parts.values():
                assert part.process
                console.print(f"  {part.name:10} process {part.process.pid}")
            console.print(f"Prefect is at {made.address}. Sign in with {SIGN_IN}. Ctrl-C ends the cluster.")
            threading.Event().wait()


if __name__ == "__main__":
    main()
