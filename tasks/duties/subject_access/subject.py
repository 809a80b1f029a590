"""What requests for what is kept on a person hand the house."""

from __future__ import annotations

from forum.subject_access.request import is_in_sight
from tasks.duties.base.subject import OnDesk, Subject
from tasks.duties.subject_access.requests import requests_to_see_to
from tasks.register.retention.access_requests import requests_to_answer

SUBJECT_ACCESS = Subject(
    desk=[
        OnDesk(
            lambda _, session, on, only: (
                row for row in requests_to_answer(session, only) if is_in_sight(row.asked_on, on)
            ),
            requests_to_see_to,
            urgent=True,
        )
    ]
)
