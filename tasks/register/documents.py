"""Documents in the register, stored once by their SHA-256."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from forum.text.problem import Problem
from tasks.register.database.insert_if_absent import insert_if_absent
from tasks.register.tables import DocumentRow

_document = DocumentRow.__table__.c
_NAME = select(_document.name).where(_document.sha256 == bindparam("sha256"))
_CONTENT = select(_document.media_type, _document.content).where(_document.sha256 == bindparam("sha256"))


@dataclass(frozen=True)
class NewDocument:
    """A document to be stored under its neutral file name."""

    name: str
    media_type: str
    content: bytes


def store(session: Session, name: str, media_type: str, content: bytes, on: dt.date) -> str:
    """Store a document and return its SHA-256; a document that is there already keeps its name.

    ``name`` is the neutral file name that readers see, never the original one.
    """
    sha256 = sha256_of(content)
    insert_if_absent(
        session,
        DocumentRow.sha256,
        sha256=sha256,
        name=name,
        media_type=media_type,
        content=content,
        stored_on=on,
    )
    return sha256


def fetch(session: Session, sha256: str) -> bytes:
    """Return the content with that SHA-256, as ``fetch_with_type`` does."""
    _, content = fetch_with_type(session, sha256)
    return content


def fetch_with_type(session: Session, sha256: str) -> tuple[str, bytes]:
    """Return the media type and the content of the document with that SHA-256; Problem when it is missing, or
    was changed in the register."""
    row = session.connection().execute(_CONTENT, {"sha256": sha256}).first()
    if row is None:
        raise Problem(f"The document {sha256[:12]} is not in the register; restore it from a backup.")
    media_type, content = row
    if sha256_of(content) != sha256:
        raise Problem(f"The document {sha256[:12]} was changed in the register; restore it from a backup.")
    return media_type, content


def size_of(session: Session, sha256: str) -> int:
    """Return the size of a document in bytes."""
    size: int = session.scalars(
        select(func.length(_document.content)).where(_document.sha256 == sha256)
    ).one()
    return size


def name_of(session: Session, sha256: str) -> str:
    """Return the neutral name of a document."""
    name: str = session.scalars(_NAME, {"sha256": sha256}).one()
    return name


def sha256_of(content: bytes) -> str:
    """Return the digest under which a document is stored."""
    return hashlib.sha256(content).hexdigest()
