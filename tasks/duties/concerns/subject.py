"""What concerns hand the house."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from sqlalchemy.orm import Session

from tasks.duties.base.office import Office
from tasks.duties.base.subject import OnDesk, Subject
from tasks.duties.concerns.follow_concern import OpenConcern, concerns_to_follow
from tasks.register.groups import Groups
from tasks.register.mailbox import words_of_waiting
from tasks.register.registers import open_concerns


def _not_settled(_office: Office, session: Session, _on: dt.date, only: Groups) -> Iterator[OpenConcern]:
    """Yield the concerns of which nobody has said what was done, with the words of the mail where one
    came."""
    rows = open_concerns(session, only)
    words = words_of_waiting(session, {row.received_id for row in rows if row.received_id})
    for row in rows:
        yield row, words.get(row.received_id) if row.received_id else None


CONCERNS = Subject(desk=[OnDesk(_not_settled, concerns_to_follow, urgent=True)])
