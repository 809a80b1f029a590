"""The audit trail: append-only, ids and digests only, each row with the hash of the one before."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tasks.register.tables import AuditRow

START = "0" * 64


def append(session: Session, *, at: dt.datetime, actor: str, event: str, about: dict[str, Any]) -> None:
    """Append one row. Ids in ``about`` are written as text."""
    last = session.scalars(select(AuditRow).order_by(AuditRow.seq.desc()).limit(1)).first()
    seq, previous = (last.seq + 1, last.hash) if last else (1, START)
    kept = json.loads(json.dumps(about, default=str, sort_keys=True))
    row = AuditRow(seq=seq, at=at, actor=actor, event=event, about=kept, previous=previous, hash="")
    row.hash = digest(row)
    session.add(row)
    session.flush()


def digest(row: AuditRow) -> str:
    """The SHA-256 of a row's content and of the hash before it, as 64 hexadecimal digits."""
    content = [row.seq, row.at.isoformat(), row.actor, row.event, row.about, row.previous]
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()
