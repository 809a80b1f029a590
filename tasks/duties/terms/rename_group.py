"""Give a group another code: its people, meetings and record stay, and new references have the new code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from forum.terms.policy_files import read_policy_files
from forum.text.problem import Problem
from forum.text.wording import long_date
from tasks.documents.templates.template_files import read_template_terms
from tasks.documents.terms.policy_file import with_code
from tasks.duties.outbox.approve_files import FilesInUse, Kind, approve_files, files_in_use, is_policy
from tasks.duties.outbox.other_codes import refuse_code_of_references
from tasks.register.database.register import Register, Transaction
from tasks.register.groups import group_by_code, groups
from tasks.register.tables import GroupRow, TaskGroupRow


@dataclass(frozen=True)
class RenamedFiles:
    """The policy files of a group that is renamed, by path: the contents to ``approve``, None for a file that
    is no more, and those to ``write`` in their folder."""

    approve: Mapping[str, bytes | None]
    write: Mapping[str, bytes]


def group_to_rename(session: Session, old: str, new: str) -> GroupRow:
    """Return the group that can have the code ``new``. Raises Problem for a group that has ended, for a task
    group, and for a code that another group has or had."""
    group = group_by_code(session, old)
    if group.ended is not None:
        raise Problem(f"Group {group.code} ended on {long_date(group.ended)}, and keeps its code.")
    if group.commission is not None:
        raise Problem(f"{group.code} is a task and finish group, which keeps the code of its page.")
    proposed = session.scalar(select(TaskGroupRow.id).where(TaskGroupRow.code == new))
    if proposed or new in {row.code for row in groups(session)}:
        raise Problem(f"There is a group {new} already. Give another code.")
    refuse_code_of_references(session, new, of=group)
    return group


def rename_group(tx: Transaction, old: str, new: str, files: RenamedFiles) -> None:
    """Give a group, and its policy, the code ``new``; references that it has stay as they were printed.

    Raises Problem as ``group_to_rename`` does, and for a policy of that code that can't be used.
    """
    group = group_to_rename(tx.session, old, new)
    was = group.code
    for row in groups(tx.session):
        if row.policy == was:  # its task groups have its policy too
            row.policy = new
    group.code = new
    tx.session.flush()
    approve_files(tx, files.approve)
    tx.audit("group renamed", group=group.id, was=was, to=new)


def renamed_files(register: Register, folder: Path, old: str, new: str) -> RenamedFiles:
    """Return the policy file of a group with its new code: the approved terms, and the file on disk where it
    has the old code still; where it lies under another name with the new code, that name.

    Other changes of the file wait for a person as before. A group without an approved policy takes the file
    of the new code. Raises Problem where there is none, and for a file that can't be used.
    """
    on_disk = read_template_terms(folder, (file.name for file in folder.glob("*.toml")))
    in_use = files_in_use(register, Kind.POLICIES, on_disk) or FilesInUse(on_disk)
    approved = {path: content for path, content in in_use.contents.items() if is_policy(path)}
    at, was_at = _path_of(on_disk, new), _path_of(approved, old)
    if was_at is None:
        if at is None:
            raise Problem(
                f"No policy of {old} is approved, and none in {folder} has the code {new}. Put its file "
                "there and try again."
            )
        return RenamedFiles({at: on_disk[at]}, {})
    if at is None and was_at in on_disk and _path_of(on_disk, old) != was_at:
        raise Problem(f"{was_at} can’t be used as it is. Correct it first: mase check says what is wrong.")
    content = with_code(approved[was_at], new)
    write = {was_at: with_code(on_disk[was_at], new)} if at is None and was_at in on_disk else {}
    moved = {was_at: None} if at not in (None, was_at) else {}
    return RenamedFiles({**moved, at or was_at: content}, write)


def _path_of(contents: Mapping[str, bytes], code: str) -> str | None:
    policies = read_policy_files(contents).by_name
    return next((path for path, policy in policies.items() if policy.group.code == code), None)
