"""What the process that reads strangers' files may not do, once it is started: Linux's own means, each
quietly left out where the kernel lacks it.

The memory of a process that crashes: nothing of it is kept.

It gets no new rights, makes no connection, runs no program, looks into no other process (seccomp), and reads
no file but those of the program and its libraries, and its own temporary ones (Landlock).
"""

from __future__ import annotations

import ctypes
import os
import resource
import struct
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
_LIBRARIES = (
    *("/usr/lib", "/usr/lib64", "/usr/local/lib", "/lib", "/lib64", "/nix/store", "/usr/share", "/proc/self"),
    *("/etc/ld.so.cache", "/etc/localtime", "/etc/mime.types", "/etc/apache2/mime.types"),
)

_NO_NEW_RIGHTS, _SECCOMP, _FILTER = 38, 22, 2  # of prctl(2)
# By machine its number in a filter, and those of its calls: socket, execve, ptrace, process_vm_readv and
# _writev, execveat.
_CALLS = {
    "x86_64": (0xC000003E, (41, 59, 101, 310, 311, 322)),
    "aarch64": (0xC00000B7, (198, 221, 117, 270, 271, 281)),
}
_IO_URING = 425  # connects without a call of its own
_OTHER_CALLS = 0x40000000  # x86_64 has all calls a second time from here on
_LOAD, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06  # of BPF
_REFUSE, _ALLOW = 0x00050000 | 1, 0x7FFF0000  # EPERM
_MACHINE, _CALL = 4, 0  # where in seccomp_data they stand

_CREATE_RULES, _ADD_RULE, _RESTRICT = 444, 445, 446  # the same on every machine
_BENEATH, _VERSION = 1, 1
_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_FOLDER = 1 << 0, 1 << 1, 1 << 2, 1 << 3
_REMOVE_FILE, _MAKE_FILE, _TRUNCATE = 1 << 5, 1 << 8, 1 << 14
_RIGHTS = {1: 13, 2: 14, 3: 15, 5: 16}  # of files: how many each version of Landlock has
_CONNECTIONS, _SIGNALS = 0b11, 0b11


def confine() -> None:
    """Confine this process and all that it starts; nothing lifts that again."""
    if sys.platform != "linux":
        return
    system = ctypes.CDLL(None)
    system.prctl(_NO_NEW_RIGHTS, 1, 0, 0, 0)
    _keep_to_own_files(system)
    _refuse_calls(system)


def _keep_to_own_files(system: ctypes.CDLL) -> None:
    version = system.syscall(_CREATE_RULES, None, 0, _VERSION)
    if version < 1:
        return
    rights = (1 << max(number for since, number in _RIGHTS.items() if since <= version)) - 1
    size = 8 if version < 4 else 16 if version < 6 else 24
    rules = system.syscall(_CREATE_RULES, struct.pack("QQQ", rights, _CONNECTIONS, _SIGNALS), size, 0)
    for place, allowed in [(ROOT, _READ_FOLDER), *_own_files()]:
        descriptor = os.open(place, os.O_PATH | os.O_CLOEXEC)
        rule = struct.pack("=Qi", allowed & rights, descriptor)
        system.syscall(_ADD_RULE, rules, _BENEATH, rule, 0)
        os.close(descriptor)
    system.syscall(_RESTRICT, rules, 0)
    os.close(rules)


def _own_files() -> Iterator[tuple[Path, int]]:
    """Yield the folders and files of the program and its libraries, and the folder for temporary ones, with
    what is allowed there; no settings, register or mail is in them."""
    packages = [each.parent for each in ROOT.glob("*/__init__.py") if each.parent.name != "config"]
    libraries = [*sys.path, *(f"{prefix}/lib" for prefix in (sys.prefix, sys.base_prefix)), *_LIBRARIES]
    for place in [*packages, *map(Path, libraries)]:
        if os.access(place, os.R_OK) and place != ROOT:
            yield place, _READ_FILE | _EXECUTE | (_READ_FOLDER if place.is_dir() else 0)
    written = _READ_FILE | _WRITE_FILE | _READ_FOLDER | _REMOVE_FILE | _MAKE_FILE | _TRUNCATE
    yield Path(os.environ["TMPDIR"]), written


def _refuse_calls(system: ctypes.CDLL) -> None:
    if os.uname().machine not in _CALLS or sys.maxsize < 2**32:
        return
    machine, calls = _CALLS[os.uname().machine]
    steps = [(_EQUAL, number) for number in (*calls, _IO_URING)] + [(_AT_LEAST, _OTHER_CALLS)]
    to_refusal = len(steps) + 2
    program = [(_LOAD, 0, 0, _MACHINE), (_EQUAL, 0, to_refusal, machine), (_LOAD, 0, 0, _CALL)]
    program += [(code, len(steps) - at, 0, number) for at, (code, number) in enumerate(steps)]
    program += [(_RETURN, 0, 0, _ALLOW), (_RETURN, 0, 0, _REFUSE)]
    code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *step) for step in program))
    system.prctl(_SECCOMP, _FILTER, struct.pack("HP", len(program), ctypes.addressof(code)), 0, 0)


PR_SET_DUMPABLE = 4  # of prctl(2)


def leave_no_memory() -> None:
    """Have no core file and no crash reporter keep what this process has in memory, when it crashes.

    Those it starts write no core file either. On Linux no other process of the account reads its memory.
    """
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        # A crash reporter that the system pipes the memory to is not bound by the limit.
        import ctypes

        ctypes.CDLL(None).prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)
