"""Templates wait for a person: what goes out is printed from those approved, whatever is on disk."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from forum.text.problem import Problem
from tasks.documents.templates.template_files import read_templates, templates_of
from tasks.register.database.register import Register, Transaction
from tasks.register.documents import sha256_of
from tasks.register.tables import AuditRow, TemplateRow

SET_UP = "set up"
APPROVED = "templates approved"


class How(StrEnum):
    """The difference of a file from the approved one."""

    CHANGED = "changed"
    NEW = "new"
    MISSING = "missing"


@dataclass(frozen=True)
class WaitingFile:
    """A file of the templates that is not as it was approved. ``approved`` is the content in use and
    ``on_disk`` the content that waits for approval; None where there is none."""

    path: str
    how: How
    approved: bytes | None
    on_disk: bytes | None
    approved_at: dt.datetime | None


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
    with register.reading() as session:
        approved = _approved(session)
        if approved or _ever_approved(session):
            return _in_use(session, folder, approved, on_disk)
    with register.transaction(SET_UP) as tx:
        if not _ever_approved(tx.session):
            _approve(tx, on_disk)
    return Templates(folder, _digest(on_disk), on_disk, ())


def approve(register: Register, files: Collection[WaitingFile], *, by: str) -> None:
    """Have letters printed from these files, as they were shown, from now on. Problem when one of them has
    been approved or changed back by somebody else meanwhile."""
    with register.transaction(by) as tx:
        approved = _approved(tx.session)
        for file in files:
            was = sha256_of(file.approved) if file.approved is not None else None
            if approved.get(file.path, (None, None))[0] != was:
                raise Problem(f"{file.path} was approved by somebody else just now; look again.")
        _approve(tx, {file.path: file.on_disk for file in files})


def _approve(tx: Transaction, contents: Mapping[str, bytes | None]) -> None:
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
    tx.audit(APPROVED, files=sorted(contents))


def _ever_approved(session: Session) -> bool:
    """Tell whether templates were taken in, by the trail: their rows may have been deleted since."""
    return session.scalar(select(AuditRow.seq).where(AuditRow.event == APPROVED).limit(1)) is not None


def _approved(session: Session) -> dict[str, tuple[str, dt.datetime]]:
    """The digest of each approved file, and when it was approved."""
    query = select(TemplateRow.path, TemplateRow.sha256, TemplateRow.approved_at)
    return {row.path: (row.sha256, row.approved_at) for row in session.execute(query)}


def _in_use(
    session: Session,
    folder: Path,
    approved: Mapping[str, tuple[str, dt.datetime]],
    on_disk: Mapping[str, bytes],
) -> Templates:
    """Return the approved content, read from the register only where the disk has something else."""
    unchanged = {
        path
        for path, content in on_disk.items()
        if path in approved and approved[path][0] == sha256_of(content)
    }
    contents = {path: on_disk[path] for path in unchanged}
    for row in session.scalars(select(TemplateRow).where(TemplateRow.path.in_(approved.keys() - unchanged))):
        if sha256_of(row.content) != row.sha256:
            raise Problem(f"The approved template {row.path} was changed in the register; restore a backup.")
        contents[row.path] = row.content
    waiting = tuple(
        WaitingFile(
            path,
            How.MISSING if path not in on_disk else How.CHANGED if path in approved else How.NEW,
            contents.get(path),
            on_disk.get(path),
            approved[path][1] if path in approved else None,
        )
        for path in sorted({*approved, *on_disk} - unchanged)
    )
    return Templates(folder, _digest(contents), contents, waiting)


def _digest(contents: Mapping[str, bytes]) -> str:
    listing = "\n".join(f"{path} {sha256_of(content)}" for path, content in sorted(contents.items()))
    return sha256_of(listing.encode())
