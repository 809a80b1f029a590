"""The subjects that hand the house something, in the order in which a letter and the status board
have their parts."""

from __future__ import annotations

from collections.abc import Sequence

from tasks.duties.actions.subject import ACTIONS
from tasks.duties.agenda.subject import AGENDA
from tasks.duties.attendance.subject import ATTENDANCE
from tasks.duties.base.subject import Subject
from tasks.duties.boards.subject import BOARDS
from tasks.duties.coming.subject import COMING, INVITATIONS
from tasks.duties.concerns.subject import CONCERNS
from tasks.duties.incidents import INCIDENTS
from tasks.duties.matters import MATTERS
from tasks.duties.meetings.subject import MEETINGS
from tasks.duties.members.subject import MEMBERS
from tasks.duties.minutes.subject import MINUTES
from tasks.duties.outbox.subject import OUTBOX
from tasks.duties.papers.subject import PAPERS
from tasks.duties.partnerships.subject import PARTNERSHIPS
from tasks.duties.plan.subject import PLAN
from tasks.duties.research.subject import RESEARCH
from tasks.duties.retention.subject import RETENTION
from tasks.duties.subject_access import SUBJECT_ACCESS
from tasks.duties.task_groups.subject import TASK_GROUPS
from tasks.duties.yearly.subject import YEARLY

SUBJECTS: Sequence[Subject] = (
    CONCERNS,
    INCIDENTS,
    SUBJECT_ACCESS,
    MEMBERS,
    RESEARCH,
    PLAN,
    BOARDS,
    TASK_GROUPS,
    MATTERS,
    RETENTION,
    COMING,
    ACTIONS,
    ATTENDANCE,
    OUTBOX,
    INVITATIONS,
    AGENDA,
    MEETINGS,
    PAPERS,
    MINUTES,
    PARTNERSHIPS,
    YEARLY,
)
