"""A backup as one file: the register's snapshot, with the folders that belong to it."""

from __future__ import annotations

import tarfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from forum.text.problem import Problem

REGISTER = "register"  # the snapshot's name in the archive
LITTLE = 1  # level of compression: papers have their own


def pack(file: Path, snapshot: Path, folders: Mapping[str, Iterable[tuple[Path, str]]]) -> None:
    """Put a snapshot and the files of folders, each with its name there, into one archive."""
    with tarfile.open(file, "w:gz", compresslevel=LITTLE) as archive:
        archive.add(snapshot, REGISTER)
        for folder, files in folders.items():
            for path, name in files:
                archive.add(path, f"{folder}/{name}", recursive=False)


def unpack(file: Path, folder: Path) -> None:
    """Unpack an archive into a folder. Raises Problem where it is none."""
    try:
        with tarfile.open(file) as archive:
            archive.extractall(folder, filter="data")
    except (tarfile.TarError, EOFError, OSError) as error:
        raise Problem(f"The backup can’t be unpacked ({type(error).__name__}). Take another one.") from None
