"""A long-running process as it is, but for its pauses: ``python -m tests.memory.program serve FOLDER``.

It is ``serve``, ``listen``, ``watch`` or ``worker``. Each looks again after a second, so that 2,000
looks fit into the time of 2,000 runs. A run is a process of its own as ever, but forked by
``tests.memory.forking`` in the folder: by itself it takes two or three seconds of a processor to start.
"""

from __future__ import annotations

import runpy
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from benchmarks.listened_to import at_hours
from mase.commands.service import watch
from mase.commands.service.listen import listen
from mase.commands.service.serve import serve
from mase.service import deployments, keeper, listener
from tests.memory.forking import program_in

PAUSE = 1.0  # seconds
PROGRAMS: Mapping[str, Callable[[], object]] = {
    "serve": serve,
    "listen": listen,
    "watch": watch.watch,
    "worker": lambda: runpy.run_module("prefect", run_name="__main__"),
}


def main() -> None:
    command, folder, *arguments = sys.argv[1:]
    every = [at_hours(deployment, "all day") for deployment in deployments.read_deployments()]
    deployments.read_deployments = lambda *_: every
    listener.PAUSE = keeper.PAUSE = watch.EVERY = PAUSE
    sys.executable = str(program_in(Path(folder)))
    sys.argv = ["prefect", "worker", "start", *arguments]
    PROGRAMS[command]()


if __name__ == "__main__":
    main()
