"""Documents in the register, stored once by their SHA-256."""

from __future__ import annotations

import datetime as dt
import hashlib

from sqlalchemy import select
from sqlalchemy.orm import Session

from forum.problem import Problem
from tasks.register.once import insert_once
from tasks.register.peers import Belonging
from tasks.register.tables import DocumentRow

_NAME = Belonging[str](select(DocumentRow.name), DocumentRow.sha256)


def store(session: Session, name: str, media_type: str, content: bytes, on: dt.date) -> str:
    """Store a document and return its SHA-256; one that is there already is left as it is.

    ``name`` is the neutral file name that readers see, never somebody's original one.
    """
    sha256 = sha256_of(content)
    insert_once(
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
    """The content with that SHA-256, and no other: Problem when it is missing or no longer what it was."""
    row = session.get(DocumentRow, sha256)
    if row is None:
        raise Problem(f"The document {sha256[:12]} is not in the register; restore it from a backup.")
    if sha256_of(row.content) != sha256:
        raise Problem(f"The document {sha256[:12]} was changed in the register; restore it from a backup.")
    return row.content


def name_of(session: Session, sha256: str) -> str:
    """The neutral name of a document."""
    (name,) = _NAME.of(session, sha256)
    return name


def sha256_of(content: bytes) -> str:
    """The digest that a document is stored by."""
    return hashlib.sha256(content).hexdigest()
