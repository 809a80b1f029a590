"""Reading the files of the templates' folder."""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path

ENDINGS = {"email": (".txt", ".html"), "documents": (".docx",)}  # no other folder has templates
LARGEST = 5_000_000  # bytes
LONGEST_PATH = 150  # characters; the register takes 200
_PATH = re.compile(r"\w[\w.-]*(/\w[\w.-]*)*", re.ASCII)


def read_templates(folder: Path) -> dict[str, bytes]:
    """Read the templates of letters and documents, by path ("email/papers/body.txt").

    A file counts as missing when it can't be read, links to elsewhere, is far too large, or has another name
    than a template (as Word's own file beside an open document).
    """
    folder = folder.resolve()
    templates = {}
    for kind, endings in ENDINGS.items():
        for place, _, names in os.walk(folder / kind):
            if not Path(place).resolve().is_relative_to(folder):
                continue
            for name in names:
                path = os.path.relpath(f"{place}/{name}", folder)
                if path.endswith(endings) and len(path) <= LONGEST_PATH and _PATH.fullmatch(path):
                    content = _content(folder / path, folder)
                    if content is not None:
                        templates[path] = content
    return dict(sorted(templates.items()))


def _content(file: Path, folder: Path) -> bytes | None:
    try:
        if file.is_symlink() and not file.resolve().is_relative_to(folder):
            return None
        status = file.stat()
        if not stat.S_ISREG(status.st_mode) or status.st_size > LARGEST:
            return None
        return file.read_bytes()
    except OSError:
        return None
