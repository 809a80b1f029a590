"""Reading the files that go out only as a person approved them: the templates, and the terms of reference."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

ENDINGS = {"email": (".md",), "documents": (".docx",)}  # no other folder has templates
GROUPS = "groups"  # below it, a folder for each set of templates that groups have of their own
POLICIES = "policies"  # before the names of policies, and of the documents that these name
LARGEST = 5_000_000  # bytes
LARGEST_TERMS = 25_000_000  # bytes; a board may have its terms of reference as a scan
LONGEST_PATH = 150  # characters; the register takes 200
_PATH = re.compile(r"\w[\w.-]*(/\w[\w.-]*)*", re.ASCII)


def read_templates(folder: Path) -> dict[str, bytes]:
    """Read the templates of letters and documents, by path ("email/papers/papers.md"), also those that groups
    have of their own ("groups/harbour/email/papers/papers.md").

    A file counts as missing when it can't be read, links to elsewhere, is far too large, or has another name
    than a template (as Word's own file beside an open document).
    """
    folder = folder.resolve()
    templates = {}
    own = sorted(path.name for path in (folder / GROUPS).glob("*") if path.is_dir())
    roots = {f"{GROUPS}/{name}/{kind}": endings for name in own for kind, endings in ENDINGS.items()}
    for root, endings in (ENDINGS | roots).items():
        for place, _, names in os.walk(folder / root):
            if not Path(place).resolve().is_relative_to(folder):
                continue
            for name in names:
                path = os.path.relpath(f"{place}/{name}", folder)
                if path.endswith(endings) and len(path) <= LONGEST_PATH and _PATH.fullmatch(path):
                    content = _content(folder / path, LARGEST)
                    if content is not None and not _leads_out(folder / path, folder):
                        templates[path] = content
    return dict(sorted(templates.items()))


def read_template_terms(folder: Path, names: Iterable[str]) -> dict[str, bytes]:
    """Read files of the policies' folder, by path ("policies/mase.toml").

    A file counts as missing when it can't be read, is far too large, or has signs in its name that nobody
    sees.
    """
    contents = {
        f"{POLICIES}/{name}": _content(folder / name, LARGEST_TERMS)
        for name in sorted(names)
        if len(name) <= LONGEST_PATH and name.isprintable()
    }
    return {path: content for path, content in contents.items() if content is not None}


def templates_of(templates: Mapping[str, bytes], kind: str, own: str = "") -> dict[str, bytes]:
    """Return the templates of a kind ("email" or "documents") by their paths in it: each file of the folder
    ``own`` in the place of the common one."""
    roots = (f"{kind}/", f"{GROUPS}/{own}/{kind}/") if own else (f"{kind}/",)
    return {
        path.removeprefix(root): content
        for root in roots
        for path, content in templates.items()
        if path.startswith(root)
    }


def own_folders(templates: Collection[str]) -> list[str]:
    """Return the names of the folders with templates that groups have of their own."""
    return sorted({path.split("/")[1] for path in templates if path.startswith(f"{GROUPS}/")})


def replacing_none(templates: Collection[str]) -> list[str]:
    """Return the paths of groups' own templates that take the place of no common one, and are never used."""
    own = (path for path in templates if path.startswith(f"{GROUPS}/"))
    return [path for path in own if "/".join(path.split("/")[2:]) not in templates]


def _leads_out(file: Path, folder: Path) -> bool:
    return file.is_symlink() and not file.resolve().is_relative_to(folder)


def _content(file: Path, largest: int) -> bytes | None:
    try:
        status = file.stat()
        if not stat.S_ISREG(status.st_mode) or status.st_size > largest:
            return None
        return file.read_bytes()
    except OSError:
        return None
