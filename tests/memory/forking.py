"""A process that has loaded Prefect and forks the runs of flows: ``python -m tests.memory.forking FOLDER``.

What runs flows starts a small program in the place of Python. It hands its arguments, environment and output
to this process, which forks, and ends as the fork ends. What has started it sees a process as ever.
"""

from __future__ import annotations

import array
import json
import os
import runpy
import socket
import sys
import traceback
from importlib import import_module
from pathlib import Path

PRELOADED = (
    "prefect.engine",
    "prefect.flow_engine",
    "prefect.task_engine",
    "anyio._backends._asyncio",
    "psycopg",
    "tasks.mail.gateways.exchange.gateway",
    "flows.do_what_is_due",
    "flows.read_mailbox",
)
OF_RUNS = ("prefect.engine", "prefect.runner._workspace_supervisor")
PROGRAM = """#!{python} -IS
import array, json, os, socket, sys
if sys.argv[2] not in {of_runs!r}:
    os.execv({python!r}, [{python!r}, *sys.argv[1:]])
asked = socket.socket(socket.AF_UNIX)
asked.connect({address!r})
fds = array.array("i", (0, 1, 2)).tobytes()
asked.sendmsg([b" "], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, fds)])
asked.sendall(json.dumps([sys.argv[1:], os.getcwd(), dict(os.environ)]).encode())
asked.shutdown(socket.SHUT_WR)
sys.exit(int(asked.recv(10) or 1))
"""


def program_in(folder: Path) -> Path:
    """Return the program that is started in the place of Python."""
    return folder / "python"


def main() -> None:
    folder = Path(sys.argv[1])
    address = str(folder / "forks")
    for module in PRELOADED:
        import_module(module)
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(address)
        listening.listen(64)
        program = program_in(folder)
        program.write_text(
            PROGRAM.format(python=sys.executable, address=address, of_runs=OF_RUNS), encoding="utf-8"
        )
        program.chmod(0o700)
        sys.executable = str(program)  # a worker's run starts the engine in one more process
        while True:
            asked, _ = listening.accept()
            with asked:
                if os.fork() == 0:
                    _answer(asked)
            _bury()


def _answer(asked: socket.socket) -> None:
    """Fork what is asked for, and tell the one who asks how it ended."""
    _, sent, *_ = asked.recvmsg(1, socket.CMSG_SPACE(12))
    handed = array.array("i")
    handed.frombytes(sent[0][2])
    with asked.makefile("rb") as words:
        arguments, folder, environment = json.loads(words.read())
    if (child := os.fork()) == 0:
        for number, fd in enumerate(handed):
            os.dup2(fd, number)
        os.chdir(folder)
        os.environ.clear()
        os.environ.update(environment)
        os._exit(_run(arguments))
    _, status = os.waitpid(child, 0)
    asked.sendall(str(os.waitstatus_to_exitcode(status)).encode())
    os._exit(0)


def _run(arguments: list[str]) -> int:
    """Run ``-m MODULE ARGUMENTS`` as Python does."""
    from prefect.context import refresh_global_settings_context

    refresh_global_settings_context()
    option, module, *rest = arguments
    assert option == "-m"
    sys.argv = [module, *rest]
    try:
        runpy.run_module(module, run_name="__main__", alter_sys=True)
    except SystemExit as end:
        return int(end.code or 0)
    except BaseException:
        traceback.print_exc()
        return 1
    return 0


def _bury() -> None:
    """Let go of the forks that have ended."""
    try:
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    except ChildProcessError:
        pass


if __name__ == "__main__":
    main()
