"""The files of the templates' folder, as they stand on disk."""

from __future__ import annotations

import hashlib
from pathlib import Path

FOLDERS = ("email", "documents")  # of the others nothing is sent to anybody
LARGEST = 5_000_000  # bytes


def read_templates(folder: Path) -> dict[str, bytes]:
    """What stands in each file of the letters' and documents' templates, by path ("email/papers/body.txt").

    A file that can't be read, is a link to elsewhere or is far too large for a template is as if missing.
    """
    found = {}
    for kind in FOLDERS:
        for file in sorted((folder / kind).rglob("*")):
            if content := _content(file, folder.resolve()):
                found[file.relative_to(folder).as_posix()] = content
    return found


def _content(file: Path, folder: Path) -> bytes | None:
    try:
        if not file.is_file() or not file.resolve().is_relative_to(folder) or file.stat().st_size > LARGEST:
            return None
        return file.read_bytes()
    except OSError:
        return None


def digest_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
