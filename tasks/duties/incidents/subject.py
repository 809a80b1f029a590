"""What incidents hand the house."""

from __future__ import annotations

from tasks.duties.base.subject import OnDesk, Subject
from tasks.duties.incidents.follow_incident import incidents_to_follow
from tasks.register.incidents import open_incidents

INCIDENTS = Subject(
    desk=[
        OnDesk(lambda _, session, __, only: open_incidents(session, only), incidents_to_follow, urgent=True)
    ]
)
