"""The files of the templates' folder, as they stand on disk."""

from __future__ import annotations

import re
from pathlib import Path

ENDINGS = {"email": (".txt", ".html"), "documents": (".docx",)}  # of other folders nothing is sent
LARGEST = 5_000_000  # bytes
LONGEST_PATH = 150  # characters; the register takes 200
_PATH = re.compile(r"\w[\w.-]*(/\w[\w.-]*)*", re.ASCII)


def read_templates(folder: Path) -> dict[str, bytes]:
    """What stands in each file of the letters' and documents' templates, by path ("email/papers/body.txt").

    A file that can't be read, is a link to elsewhere, is far too large for a template or is not called like
    one (Word's own of an open document) is as if missing.
    """
    found = {}
    for kind, endings in ENDINGS.items():
        for file in sorted((folder / kind).rglob("*")):
            path = file.relative_to(folder).as_posix()
            if path.endswith(endings) and len(path) <= LONGEST_PATH and _PATH.fullmatch(path):
                content = _content(file, folder.resolve())
                if content is not None:
                    found[path] = content
    return found


def _content(file: Path, folder: Path) -> bytes | None:
    try:
        if not file.is_file() or not file.resolve().is_relative_to(folder) or file.stat().st_size > LARGEST:
            return None
        return file.read_bytes()
    except OSError:
        return None
