"""The data of a morning's desk letters, read for all their groups at once."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session

from forum.actions.action_log import UpdateKind
from forum.outbox.states import Cause
from forum.questions.kinds import (
    ABOUT_A_REPORT,
    ABOUT_A_TASK_GROUP,
    ABOUT_PAPERS,
    ABOUT_RESEARCH,
    QuestionKind,
)
from tasks.duties.base.office import Office
from tasks.duties.base.subject import OnDesk, group_of_subject
from tasks.duties.desk.open_deadlines import OpenDeadline, open_deadlines
from tasks.duties.inbox.waiting import INBOX
from tasks.duties.minutes.corrections import corrections_of_late
from tasks.duties.outbox.decisions import HoldOfEverything, hold_in
from tasks.duties.outbox.subject import STUCK
from tasks.duties.questions.ask import is_too_late
from tasks.duties.subjects import SUBJECTS
from tasks.register.database.rows import Entity, rows_by_id
from tasks.register.meetings import unrecorded_meetings
from tasks.register.members.membership import paused_beside
from tasks.register.members.people import addresses_that_bounced
from tasks.register.outbox import in_state
from tasks.register.questions import open_questions_in
from tasks.register.tables import (
    ActionRow,
    ActionUpdateRow,
    AgendaItemRow,
    Base,
    BoardReportRow,
    BriefingRow,
    ChallengeRow,
    CorrectionRow,
    GroupRow,
    MeetingRow,
    PaperRow,
    PersonRow,
    PlanLineRow,
    QuestionRow,
    ResearchRow,
    TaskGroupRow,
)

ON_DESK: Sequence[OnDesk[Any]] = [part for subject in (*SUBJECTS, INBOX) for part in subject.desk]
Value = TypeVar("Value")
# Built once, since building a statement costs more than running it.
_HELP_WANTED = (
    select(ActionUpdateRow.action_id, ActionUpdateRow.text)
    .where(
        ActionUpdateRow.action_id.in_(bindparam("ids", expanding=True)),
        ActionUpdateRow.said == UpdateKind.HELP,
    )
    .order_by(ActionUpdateRow.on)
)
_ITEM_NUMBERS = (
    select(PaperRow.id, AgendaItemRow.number)
    .join(AgendaItemRow, AgendaItemRow.id == PaperRow.item_id)
    .where(PaperRow.id.in_(bindparam("ids", expanding=True)))
)


@dataclass(frozen=True)
class Affairs:
    """The rows that the desk letters tell of.

    By group: open questions and deadlines, people for whose signed agreement letters wait, corrections to
    minutes, the paused groups of the same officer, and for each part of the desk what waits there.
    By id: the rows that the questions name, of each table; for papers the number of the item, what the owner
    of an action last wrote on the help they want, and the day since which letters to a person come back.
    """

    questions: Mapping[UUID, Sequence[QuestionRow]]
    deadlines: Mapping[UUID, Sequence[OpenDeadline]]
    unsigned: Mapping[UUID, Sequence[UUID]]
    corrections: Mapping[UUID, Sequence[tuple[CorrectionRow, MeetingRow]]]
    paused: Mapping[UUID, Sequence[GroupRow]]
    on_desk: Sequence[tuple[OnDesk[Any], Mapping[UUID, Sequence[Any]]]]
    bounced: Mapping[UUID, dt.date]
    rows: Mapping[type[Base], Mapping[UUID, Any]]
    help_wanted: Mapping[UUID, str]
    items: Mapping[UUID, str]
    hold: HoldOfEverything | None

    def of(self, table: type[Entity]) -> Mapping[UUID, Entity]:
        """Return the rows of a table that the questions name."""
        return self.rows[table]


def read_affairs(
    office: Office, session: Session, groups: frozenset[UUID], on: dt.date, until: dt.date
) -> Affairs:
    """Read the affairs of these groups, with the deadlines that are missed or come ``until`` a
    day."""
    been = unrecorded_meetings(session, on, groups)
    questions = [
        question for question in open_questions_in(session, groups) if not is_too_late(question, been)
    ]

    def about(*kinds: QuestionKind) -> set[UUID]:
        """Return what questions of these kinds are about."""
        return {question.about_id for question in questions if question.kind in kinds}

    deadlines = open_deadlines(session, on, until, groups)
    stuck = in_state(session, *STUCK, groups=groups)
    actions = rows_by_id(session, ActionRow, {question.about_id for question in questions})
    of_help = about(QuestionKind.HELP_WITH_ACTION)
    asked = {question.of_id for question in questions} | about(QuestionKind.RECORD_AGREEMENT)
    owners = {action.owner_id for action in actions.values() if action.id in of_help}
    named = {
        PersonRow: asked | owners,
        MeetingRow: {question.meeting_id for question in questions if question.meeting_id},
        BriefingRow: about(QuestionKind.WRITE_BRIEFING),
        ChallengeRow: about(QuestionKind.ANSWER_CHALLENGE),
        ResearchRow: about(*ABOUT_RESEARCH),
        PlanLineRow: about(QuestionKind.UPDATE_LINE),
        TaskGroupRow: about(*ABOUT_A_TASK_GROUP),
        BoardReportRow: about(*ABOUT_A_REPORT),
        QuestionRow: about(QuestionKind.SETTLE_BETWEEN_CHAIRS),
    }
    return Affairs(
        questions=_by_group((question.group_id, question) for question in questions),
        deadlines=_by_group((one.group_id, one) for one in deadlines),
        unsigned=_by_group((row.group_id, row.person_id) for row in stuck if row.cause is Cause.UNSIGNED),
        corrections=_by_group(
            (meeting.group_id, (row, meeting)) for row, meeting in corrections_of_late(session, groups, on)
        ),
        paused=_by_group(paused_beside(session, on)),
        on_desk=[
            (
                part,
                _by_group(
                    (group_of_subject(thing), thing) for thing in part.waiting(office, session, on, groups)
                ),
            )
            for part in ON_DESK
        ],
        bounced=addresses_that_bounced(session, on),
        rows={ActionRow: actions} | {table: rows_by_id(session, table, ids) for table, ids in named.items()},
        help_wanted=_texts_by_id(session, _HELP_WANTED, of_help),
        items=_texts_by_id(session, _ITEM_NUMBERS, about(*ABOUT_PAPERS)),
        hold=hold_in(session),
    )


def _texts_by_id(session: Session, query: Select[UUID, str], ids: Collection[UUID]) -> Mapping[UUID, str]:
    return dict(session.execute(query, {"ids": [*ids]}).all()) if ids else {}


def _by_group(pairs: Iterable[tuple[UUID, Value]]) -> Mapping[UUID, Sequence[Value]]:
    by_group: defaultdict[UUID, list[Value]] = defaultdict(list)
    for group, value in pairs:
        by_group[group].append(value)
    return by_group
