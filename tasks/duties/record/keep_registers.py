"""The risk register and the challenge log as a meeting left them, kept with its documents."""

from __future__ import annotations

import datetime as dt

from forum.documents.kinds import DocumentKind, DocumentState
from tasks.documents.papers.media_types import WORD
from tasks.duties.base.group_context import GroupContext
from tasks.duties.challenge.document import challenges_between
from tasks.duties.risks.register import risks_as_at
from tasks.register.documents import NewDocument
from tasks.register.minutes import add_edition
from tasks.register.tables import MeetingRow

A_QUARTER = dt.timedelta(days=91)  # of challenges, those answered longer ago are left out


def keep_registers(forum: GroupContext, meeting: MeetingRow) -> None:
    """Keep an edition of what the registers say once the record of a meeting is filed; none of one that is
    empty."""
    documents = {
        DocumentKind.RISK_REGISTER: risks_as_at(forum, meeting.date),
        DocumentKind.CHALLENGE_LOG: challenges_between(forum, meeting.date - A_QUARTER, forum.on),
    }
    for kind, document in documents.items():
        if document is not None:
            new = NewDocument(document.file_name, WORD, forum.documents.print(document))
            add_edition(forum.tx, meeting.id, kind, 1, new, state=DocumentState.FILED, on=forum.on)
