"""The files of the folder mailbox: written whole or not at all, and named without anybody's name."""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.headerregistry import BaseHeader, HeaderRegistry
from itertools import takewhile
from pathlib import Path

from tasks.mail.protocol.mailer import BusyError, RefusedError

KEY_HEADER = "X-MASE-Dispatch"
STAMP = "%Y-%m-%d-%H%M"


class _Headers(HeaderRegistry):
    """The kinds of header, made once for each name: Python's own registry makes two classes for each header
    of each mail."""

    def __init__(self) -> None:
        super().__init__()
        self._made: dict[str, type[BaseHeader]] = {}

    def __getitem__(self, name: str) -> type[BaseHeader]:
        if name not in self._made:
            self._made[name] = super().__getitem__(name)
        return self._made[name]


MAIL = policy.SMTP.clone(header_factory=_Headers())


def short_digest(key: str) -> str:
    """Return the short digest that stands for a key in the name of its file."""
    return hashlib.sha256(key.encode()).hexdigest()[:12]


def folded_address(key: str) -> str:
    """Return a key as a header has it: the long line may be folded after each slash."""
    return key.replace("/", "/ ")


def key_of(file: Path) -> str:
    """Read the key of a file, from its headers alone: bodies and attachments may be large."""
    with file.open("rb") as content:
        headers: Iterator[bytes] = takewhile(lambda line: line.strip(), content)
        message = message_from_bytes(b"".join(headers))  # this policy leaves all other headers as they are
    key = policy.default.header_fetch_parse(KEY_HEADER, str(message[KEY_HEADER]))
    return str(key).replace("/ ", "/").strip()  # a short key may begin on a line of its own


def write_whole(file: Path, content: bytes) -> None:
    """Write a file whole or not at all. OSError when it can't be written."""
    part = file.with_name(f"{file.name}.part")
    try:
        with part.open("wb") as opened:
            opened.write(content)
            opened.flush()
            os.fsync(opened.fileno())
        part.replace(file)
    except OSError:
        part.unlink(missing_ok=True)
        raise


def make_lasting(folder: Path) -> None:
    """Flush the renames in a folder to disk, so that a power cut can't take them back."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def unwritable(folder: Path, error: OSError) -> RefusedError:
    """Return the refusal of a folder that can't be written to; BusyError where its disk is full."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return BusyError(
            f"The disk of the mail folder {folder} is full: make room there. Letters wait meanwhile."
        )
    return RefusedError(
        f"The mail folder {folder} cannot be written to ({error.strerror}); "
        "make it writable, or set MASE_MAIL_FOLDER."
    )
