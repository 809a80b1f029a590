"""The policies in use: those that a person approved, whatever stands in their files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from forum.terms.policy import Policy
from forum.terms.policy_files import PolicyFiles, read_policy_files
from tasks.documents.templates.template_files import POLICIES, read_template_terms
from tasks.duties.outbox.approve_files import (
    FilesInUse,
    Kind,
    WaitingFile,
    files_in_use,
    is_policy,
    take_in,
)
from tasks.register.database.register import Register


@dataclass(frozen=True)
class PoliciesInUse:
    """The policies in use by their groups' codes, the documents that they name by file name, the ``faults``
    of policies that can't be used, and the files on disk that wait for a person."""

    policies: Mapping[str, Policy]
    documents: Mapping[str, bytes]
    faults: tuple[str, ...]
    waiting: tuple[WaitingFile, ...]


def policies_in_use(
    register: Register,
    folder: Path,
    in_place: Mapping[str, bytes] = MappingProxyType({}),
    *,
    only_look: bool = False,
) -> PoliciesInUse:
    """The policies as they were approved, with the contents ``in_place`` of the approved ones, by path.

    In a register that has never known any, those of the folder that can be used are taken in, which is
    audited; ``only_look`` leaves the register as it is.
    """
    on_disk, read = _read(folder)
    files = files_in_use(register, Kind.POLICIES, on_disk)
    if files is None:
        usable = {path: on_disk[path] for path in on_disk if path in read.by_name or not is_policy(path)}
        files = FilesInUse(usable)
        if usable and not only_look:
            take_in(register, Kind.POLICIES, usable)
    contents = {**files.contents, **in_place}
    if contents != on_disk:
        read = read_policy_files({path: content for path, content in contents.items() if is_policy(path)})
    return PoliciesInUse(read.policies, _documents(contents, read), read.faults, files.waiting)


def _read(folder: Path) -> tuple[dict[str, bytes], PolicyFiles]:
    """The policies of a folder, and the documents that they name, by path; and the policies as they read."""
    contents = read_template_terms(folder, (file.name for file in folder.glob("*.toml")))
    read = read_policy_files(contents)
    return contents | read_template_terms(folder, _named(read)), read


def _named(read: PolicyFiles) -> set[str]:
    return {policy.group.terms for policy in read.policies.values() if policy.group.terms}


def _documents(contents: Mapping[str, bytes], read: PolicyFiles) -> dict[str, bytes]:
    found = {name: contents.get(f"{POLICIES}/{name}") for name in _named(read)}
    return {name: content for name, content in found.items() if content is not None}
