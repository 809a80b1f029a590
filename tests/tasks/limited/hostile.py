"""A parser that a stranger's file has taken over: each of these is the stranger's code in its process."""

from __future__ import annotations

import ctypes
import json
import os
import pickle
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path


class Command:
    """Makes a file where it is unpickled."""

    def __init__(self, file: str) -> None:
        self.file = file

    def __reduce__(self) -> tuple[Callable[..., object], tuple[str]]:
        return os.mkdir, (self.file,)


def answers_with_a_pickle(file: str) -> str:
    return _answer(pickle.dumps((True, Command(file))))


def answers_with_a_class_of_ours(name: str) -> str:
    return _answer(json.dumps(["tuple", True, [name, "words"]]).encode())


def answers_without_end() -> str:
    """Begin an answer, and go on with it a byte at a time."""
    where = _way_back()
    os.write(where, (1000).to_bytes(4, "big"))
    while True:
        time.sleep(0.05)
        os.write(where, b" ")


def answers_with_more_than_memory() -> str:
    os.write(_way_back(), b"\xff\xff\xff\xff" + (2**60).to_bytes(8, "big"))
    return ""


def tries_all(register: str, settings: str, service: int) -> dict[str, str]:
    """Return, for each thing that it may not do, the error that kept it from that, or "done"."""
    return {
        "connect": _tried(lambda: socket.create_connection(("127.0.0.1", 9), 1)),
        "listen": _tried(lambda: socket.socket(socket.AF_UNIX)),
        "connect by the rings of the kernel": _called(425, 8, ctypes.create_string_buffer(120)),
        "read the register": _tried(lambda: Path(register).open("rb")),
        "read settings": _tried(lambda: Path(settings).open("rb")),
        "change the register": _tried(lambda: Path(register).open("ab")),
        "delete the register": _tried(lambda: Path(register).unlink()),
        "see the files there": _tried(lambda: [*Path(register).parent.iterdir()]),
        "write a file": _tried(lambda: Path(register).with_name("new").open("w")),
        "run a program": _tried(lambda: os.execv("/bin/true", ["true"])),
        "run a program beside it": _tried(lambda: subprocess.run([sys.executable, "-V"])),
        "read what the service has in memory": _tried(lambda: Path(f"/proc/{service}/mem").open("rb")),
        "read the service's environment": _tried(lambda: Path(f"/proc/{service}/environ").open("rb")),
        "end the service": _tried(lambda: os.kill(service, 15)),
    }


def its_rights() -> list[str]:
    """Return the lines of its state that say whether it may get new rights, and is filtered."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return [line.replace("\t", " ") for line in lines if line.startswith(("NoNewPrivs", "Seccomp:"))]


def _tried(work: Callable[[], object]) -> str:
    try:
        work()
    except OSError as error:
        return type(error).__name__
    return "done"


def _called(number: int, *given: object) -> str:
    system = ctypes.CDLL(None, use_errno=True)
    return "done" if system.syscall(number, *given) >= 0 else type(OSError(ctypes.get_errno(), "")).__name__


def _answer(data: bytes) -> str:
    os.write(_way_back(), len(data).to_bytes(4, "big") + data)
    return ""


def _way_back() -> int:
    """Return the number under which the process has its way to whoever asked."""
    return int(sys.argv[1])
