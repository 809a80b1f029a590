"""An automatic reply is never an answer; but when the Chair is away, the question goes on at once."""

from __future__ import annotations

from tasks.duties.forum_on_day import forum_on_day
from tasks.duties.inbox.acting import Outcomes
from tasks.duties.inbox.case import Case
from tasks.duties.questions import put_to_stand_in
from tasks.mail.mailer import Dmarc
from tasks.register.members import groups_of


def away(case: Case) -> Outcomes:
    """Put what the Chair was asked to whoever covers for them, or to the deputy chair (own rule)."""
    outcomes = Outcomes()
    if case.by is None or case.item.dmarc is Dmarc.FAIL:
        return outcomes
    for group in groups_of(case.session, case.by, case.forum.on):
        for question in put_to_stand_in(forum_on_day(case.office, case.tx, group, case.forum.on), case.by):
            outcomes.made.append({"did": "put on", "line": "", "entries": None, "letters": [str(question)]})
    return outcomes
