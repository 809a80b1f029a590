"""Templates and policies wait for a person: what goes out is printed from those templates, and ruled by those
policies, that were approved, whatever is on disk.

A group whose policy has another code is renamed: no empty new group stands beside a paused old one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from forum.terms.policy import Policy, read_policy_files
from forum.text.checks import folded
from forum.text.problem import Problem
from tasks.documents.templates.template_files import POLICIES, read_templates, templates_of
from tasks.register.database.register import Register, Transaction
from tasks.register.documents import sha256_of
from tasks.register.groups import groups, seat_rows_of
from tasks.register.tables import AppointmentRow, AuditRow, GroupRow, MeetingRow, TemplateRow


def refuse_other_codes(session: Session, before: Mapping[str, Policy], after: Mapping[str, Policy]) -> None:
    """Raise Problem for a new code in the file of a group that would have no policy any more, in a file with
    the seats of such a group, or in the references of a group that was renamed. The policies ``before`` and
    ``after`` are by their files' paths (own rule).
    """
    known = groups(session)
    codes, ruled = {group.code for group in known}, {policy.group.code for policy in after.values()}
    left = [group for group in known if group.ended is None and group.policy not in ruled]
    for path, policy in after.items():
        code = policy.group.code
        if code in codes:
            continue
        refuse_code_of_references(session, code, of=None)
        for group in left:
            if group.commission is None and (
                (path in before and before[path].group.code == group.policy)
                or _is_alike(session, group, policy)
            ):
                raise Problem(
                    f"{path} has the code {code}, and {group.code} would have no policy any more. A group of "
                    "another code keeps its people, its meetings and its record with: mase group rename "
                    f"{group.code} {code}. If {code} is another group, give it a file of its own, and leave "
                    f"{group.code} its file or end it first (mase group end). Nothing has been changed."
                )


def refuse_code_of_references(session: Session, code: str, of: GroupRow | None) -> None:
    """Raise Problem for a code that stands in references of another group than this: nobody could tell them
    apart."""
    owner = session.scalars(
        select(GroupRow)
        .join(MeetingRow, MeetingRow.group_id == GroupRow.id)
        .where(MeetingRow.reference.startswith(f"{code}/"))
        .limit(1)
    ).first()
    if owner is not None and owner is not of:
        raise Problem(f"References of {owner.code} have the code {code}. Give the group another code.")


def _is_alike(session: Session, group: GroupRow, policy: Policy) -> bool:
    """Say whether a group that has people has the seats of a policy."""
    seats = {folded(row.name) for row in seat_rows_of(session, group.id) if row.abolished is None}
    people = select(AppointmentRow.id).where(AppointmentRow.group_id == group.id).limit(1)
    return seats == {folded(seat.name) for seat in policy.seats} and session.scalar(people) is not None


SET_UP = "set up"


class Kind(StrEnum):
    """The kinds of approved files; each is taken in as it stands once, when a register is first opened."""

    TEMPLATES = "templates"
    POLICIES = "policies"

    @classmethod
    def of(cls, path: str) -> Kind:
        return cls.POLICIES if path.startswith(f"{POLICIES}/") else cls.TEMPLATES

    @property
    def event(self) -> str:
        """Its approval on the audit trail."""
        return f"{self} approved"


class FileDifference(StrEnum):
    """The difference of a file from the approved one."""

    CHANGED = "changed"
    NEW = "new"
    MISSING = "missing"


@dataclass(frozen=True)
class WaitingFile:
    """A file on disk that is not as it was approved. ``approved`` is the content in use and ``on_disk`` the
    content that waits for approval; None where there is none."""

    path: str
    how: FileDifference
    approved: bytes | None
    on_disk: bytes | None
    approved_at: dt.datetime | None


@dataclass(frozen=True)
class FilesInUse:
    """The contents in use of the files of a kind, by their paths, and the files that wait for a person."""

    contents: Mapping[str, bytes]
    waiting: tuple[WaitingFile, ...] = ()


@dataclass(frozen=True)
class Templates:
    """The templates in use, by their paths, and the files on disk that wait for a person."""

    folder: Path
    digest: str
    contents: Mapping[str, bytes] = field(compare=False)
    waiting: tuple[WaitingFile, ...] = field(compare=False)

    def of(self, kind: str, own: str = "") -> dict[str, bytes]:
        """The files in use of a folder, "email" or "documents", with those of a group's ``own`` folder."""
        return templates_of(self.contents, kind, own)


def templates_in_use(register: Register, folder: Path) -> Templates:
    """The templates as they were approved.

    In a register that has never known any they are taken as they stand in the folder, which is audited.
    """
    on_disk = read_templates(folder)
    files = files_in_use(register, Kind.TEMPLATES, on_disk) or approve_at_first(
        register, Kind.TEMPLATES, on_disk
    )
    return Templates(folder, _digest(files.contents), files.contents, files.waiting)


def files_in_use(register: Register, kind: Kind, on_disk: Mapping[str, bytes]) -> FilesInUse | None:
    """The files of a kind as they were approved, and those ``on_disk`` that are otherwise; None in a register
    that has never known any of the kind."""
    with register.reading() as session:
        approved = _approved(session, kind)
        known = approved or _ever_approved(session, kind)
        return _in_use(session, approved, on_disk) if known else None


def approve_at_first(register: Register, kind: Kind, on_disk: Mapping[str, bytes]) -> FilesInUse:
    """Approve the files ``on_disk`` in a register that has never known any of their kind."""
    with register.transaction(SET_UP) as tx:
        if not _ever_approved(tx.session, kind):
            approve_files(tx, on_disk)
    return FilesInUse(on_disk)


def approve(register: Register, files: Collection[WaitingFile], *, by: str) -> None:
    """Have these files used from now on, as they were shown. Raises Problem when one of them has been
    approved or changed back by somebody else meanwhile."""
    with register.transaction(by) as tx:
        for file in files:
            row = tx.session.get(TemplateRow, file.path)
            was = sha256_of(file.approved) if file.approved is not None else None
            if (row.sha256 if row else None) != was:
                raise Problem(f"{file.path} was approved by somebody else just now; look again.")
        approve_files(tx, {file.path: file.on_disk for file in files})


def approve_files(tx: Transaction, contents: Mapping[str, bytes | None]) -> None:
    """Keep these contents, by path, as the approved ones; None takes a file out.

    Raises Problem, changing nothing, for a policy that can't be used.
    """
    _refuse_unusable_policies(tx.session, contents)
    known = {
        row.path: row for row in tx.session.scalars(select(TemplateRow).where(TemplateRow.path.in_(contents)))
    }
    for path, content in contents.items():
        row = known.get(path)
        if content is None:
            if row:
                tx.session.delete(row)
            continue
        if row is None:
            row = TemplateRow(path=path)
            tx.session.add(row)
        row.sha256, row.content = sha256_of(content), content
        row.approved_at, row.approved_by = tx.at, tx.actor
    for kind in Kind:
        if files := sorted(path for path in contents if Kind.of(path) is kind):
            tx.audit(kind.event, files=files)


def _refuse_unusable_policies(session: Session, contents: Mapping[str, bytes | None]) -> None:
    """Raise Problem where a group would lose its policy, or the service its last one, by a faulty file, and
    where a group would lose it to another code."""
    changed = {path: content for path, content in contents.items() if is_policy(path)}
    if not changed:
        return
    approved = _approved_policies(session)
    others = {path: content for path, content in approved.items() if path not in changed}
    whole = others | {path: content for path, content in changed.items() if content is not None}
    before, after = read_policy_files(others), read_policy_files(whole)
    if faults := [fault for fault in after.faults if fault not in before.faults]:
        raise Problem("Policies that can’t be used are not approved. Correct them and try again:", faults)
    if not after.policies:
        raise Problem("Without any policy nothing can be done: keep one, or put its file back.")
    refuse_other_codes(session, read_policy_files(approved).by_name, after.by_name)


def refuse_waiting_codes(session: Session, waiting: Iterable[WaitingFile]) -> None:
    """Raise Problem for a code that waits in a policy file and would leave a group without its policy."""
    policies = {file.path: file.on_disk for file in waiting if is_policy(file.path)}
    before = read_policy_files(_approved_policies(session)).by_name
    on_disk = read_policy_files({path: content for path, content in policies.items() if content}).by_name
    stay = {path: policy for path, policy in before.items() if policies.get(path, b"") is not None}
    refuse_other_codes(session, before, {**stay, **on_disk})


def _approved_policies(session: Session) -> dict[str, bytes]:
    rows = session.scalars(select(TemplateRow).where(TemplateRow.path.startswith(f"{POLICIES}/")))
    return {row.path: row.content for row in rows if is_policy(row.path)}


def is_policy(path: str) -> bool:
    """Say whether a path is a policy's, and not that of a document beside it or of a template."""
    return Kind.of(path) is Kind.POLICIES and path.endswith(".toml")


def _ever_approved(session: Session, kind: Kind) -> bool:
    """Tell whether files of a kind were taken in, by the trail: their rows may have been deleted since."""
    return session.scalar(select(AuditRow.seq).where(AuditRow.event == kind.event).limit(1)) is not None


def _approved(session: Session, kind: Kind) -> dict[str, tuple[str, dt.datetime]]:
    """The digest of each approved file of a kind, and when it was approved."""
    query = select(TemplateRow.path, TemplateRow.sha256, TemplateRow.approved_at)
    rows = session.execute(query)
    return {row.path: (row.sha256, row.approved_at) for row in rows if Kind.of(row.path) is kind}


def _in_use(
    session: Session, approved: Mapping[str, tuple[str, dt.datetime]], on_disk: Mapping[str, bytes]
) -> FilesInUse:
    """Return the approved content, read from the register only where the disk has something else."""
    unchanged = {
        path
        for path, content in on_disk.items()
        if path in approved and approved[path][0] == sha256_of(content)
    }
    contents = {path: on_disk[path] for path in unchanged}
    for row in session.scalars(select(TemplateRow).where(TemplateRow.path.in_(approved.keys() - unchanged))):
        if sha256_of(row.content) != row.sha256:
            raise Problem(f"The approved file {row.path} was changed in the register; restore a backup.")
        contents[row.path] = row.content
    waiting = tuple(
        WaitingFile(
            path,
            FileDifference.MISSING
            if path not in on_disk
            else FileDifference.CHANGED
            if path in approved
            else FileDifference.NEW,
            contents.get(path),
            on_disk.get(path),
            approved[path][1] if path in approved else None,
        )
        for path in sorted({*approved, *on_disk} - unchanged)
    )
    return FilesInUse(dict(sorted(contents.items())), waiting)


def _digest(contents: Mapping[str, bytes]) -> str:
    listing = "\n".join(f"{path} {sha256_of(content)}" for path, content in sorted(contents.items()))
    return sha256_of(listing.encode())
