"""A backup as one file: the register's snapshot, with the folders that belong to it."""

from __future__ import annotations

import tarfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from gzip import BadGzipFile
from pathlib import Path

from forum.text.problem import Problem

REGISTER = "register"  # the snapshot's name in the archive
NOT_BACKED_UP = ("*.py", "*.pyc")  # the program's own, beside the policies
LITTLE = 1  # level of compression: papers have their own


def pack(file: Path, snapshot: Path, folders: Mapping[str, Path]) -> None:
    """Put a snapshot and the files of folders, by the names given to these, into one archive."""
    with tarfile.open(file, "w:gz", compresslevel=LITTLE) as archive:
        archive.add(snapshot, REGISTER)
        for name, folder in folders.items():
            _add_folder(archive, name, folder)


def _add_folder(archive: tarfile.TarFile, name: str, folder: Path) -> None:
    """Add the files of a folder. It is gone through twice: a draft that is sent meanwhile moves on."""
    added: set[Path] = set()
    for _ in range(2):
        for path in sorted({path for path in folder.rglob("*") if _belongs(path)} - added):
            with suppress(FileNotFoundError):
                archive.add(path, f"{name}/{path.relative_to(folder).as_posix()}", recursive=False)
                added.add(path)


def _belongs(path: Path) -> bool:
    return path.is_file() and not any(path.match(pattern) for pattern in NOT_BACKED_UP)


def unpack(file: Path, folder: Path) -> None:
    """Unpack an archive into a folder. Raises Problem where it is none."""
    try:
        with tarfile.open(file) as archive:
            archive.extractall(folder, filter="data")
    except (tarfile.TarError, EOFError, BadGzipFile):
        raise Problem("What was decrypted is no backup, or a part of one. Take another one.") from None


@contextmanager
def disk_errors_in_words(attempt: str) -> Iterator[None]:
    """Have what a disk refuses within the block raised as a Problem."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or type(error).__name__
    else:
        return
    raise Problem(
        f"{attempt}: {reason}. See to its disk, and to that of the folder for temporary files (TMPDIR), "
        "which needs room for the register twice."
    )
