"""The data of a morning's desk letters, read for all their groups at once."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session

from forum.actions.updates import UpdateKind
from forum.outbox.causes import Cause
from forum.outbox.states import State
from forum.questions.kinds import (
    ABOUT_A_REPORT,
    ABOUT_A_TASK_GROUP,
    ABOUT_PAPERS,
    ABOUT_RESEARCH,
    QuestionKind,
)
from tasks.duties.attendance.below import seats_noticed_without_contact
from tasks.duties.desk.open_deadlines import OpenDeadline, open_deadlines
from tasks.duties.minutes.corrections import corrections_of_late
from tasks.duties.outbox.finish_sent_steps import with_failed_letters
from tasks.duties.outbox.hold import Hold, hold_in
from tasks.duties.questions.ask import is_too_late
from tasks.register.actions import escalations_without_contact
from tasks.register.attendance.invitations import invitations_for_the_unit
from tasks.register.concerns.open_concerns import open_concerns
from tasks.register.database.rows_by_id import rows_by_id
from tasks.register.incidents import open_incidents
from tasks.register.mailbox import waiting_items, words_of_waiting
from tasks.register.meetings import quorum_forecasts, unrecorded_meetings
from tasks.register.members.membership import paused_beside
from tasks.register.members.people import addresses_that_bounced
from tasks.register.outbox.dispatches import in_state
from tasks.register.plan import groups_with_lead_gone
from tasks.register.questions import open_questions_in
from tasks.register.retention.access_requests import requests_to_answer
from tasks.register.retention.lists import lists_that_wait
from tasks.register.tables import (
    AccessRequestRow,
    ActionRow,
    ActionUpdateRow,
    AgendaItemRow,
    BoardReportRow,
    BriefingRow,
    ChallengeRow,
    ConcernRow,
    CorrectionRow,
    DispatchRow,
    DisposalListRow,
    GroupRow,
    IncidentRow,
    InvitationRow,
    MeetingRow,
    PaperRow,
    PersonRow,
    PlanLineRow,
    QuestionRow,
    ReceivedRow,
    ResearchRow,
    SeatRow,
    StepRow,
    TaskGroupRow,
    WaitingWordsRow,
)
from tasks.register.task_groups import task_groups_to_see_to

STUCK = {State.HELD: "held", State.ASKED: "unaccounted for"}
Value = TypeVar("Value")
OpenStep = tuple[StepRow, MeetingRow]
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

    By group: open questions and deadlines, quorum forecasts of meetings to come, letters and invitations that
    stick, seats without a contact whose members had a word about their attendance, people for whose signed
    agreement letters wait, corrections to minutes, items of the mailbox, the paused groups of the same
    officer, open concerns and incidents, requests for what is kept on a person, and lists of records past
    their time.
    By id: the meetings, people, reports and references that the questions name (for papers the number of
    the item), the words of mail that waits or raised a concern, what the owner of an action last wrote on the
    help they want, and the day since which letters to a person come back.
    """

    questions: Mapping[UUID, Sequence[QuestionRow]]
    deadlines: Mapping[UUID, Sequence[OpenDeadline]]
    forecasts: Mapping[UUID, Sequence[OpenStep]]
    stuck: Mapping[UUID, Sequence[DispatchRow]]
    unsigned: Mapping[UUID, Sequence[UUID]]
    failed: Mapping[UUID, Sequence[OpenStep]]
    nobody_to_tell: Mapping[UUID, Sequence[tuple[ActionRow, SeatRow]]]
    noticed: Mapping[UUID, Sequence[UUID]]
    invitations: Mapping[UUID, Sequence[tuple[InvitationRow, MeetingRow]]]
    corrections: Mapping[UUID, Sequence[tuple[CorrectionRow, MeetingRow]]]
    mail: Mapping[UUID, Sequence[ReceivedRow]]
    words: Mapping[UUID, WaitingWordsRow]
    paused: Mapping[UUID, Sequence[GroupRow]]
    with_lead_gone: Collection[UUID]
    with_task_groups: Collection[UUID]
    concerns: Mapping[UUID, Sequence[ConcernRow]]
    incidents: Mapping[UUID, Sequence[IncidentRow]]
    access_requests: Mapping[UUID, Sequence[AccessRequestRow]]
    disposal_lists: Mapping[UUID, Sequence[DisposalListRow]]
    bounced: Mapping[UUID, dt.date]
    people: Mapping[UUID, PersonRow]
    meetings: Mapping[UUID, MeetingRow]
    actions: Mapping[UUID, ActionRow]
    research: Mapping[UUID, ResearchRow]
    briefings: Mapping[UUID, BriefingRow]
    challenges: Mapping[UUID, ChallengeRow]
    help_wanted: Mapping[UUID, str]
    items: Mapping[UUID, str]
    lines: Mapping[UUID, str]
    task_groups: Mapping[UUID, str]
    reports: Mapping[UUID, BoardReportRow]
    disputed: Mapping[UUID, QuestionRow]
    hold: Hold | None

    @property
    def with_part_two_to_fill(self) -> Collection[UUID]:
        """The groups whose unit is asked about seats that will be empty for part 2."""
        asked = (question for questions in self.questions.values() for question in questions)
        return {question.group_id for question in asked if question.kind is QuestionKind.FILL_PART_TWO}


def read_affairs(session: Session, groups: Collection[UUID], on: dt.date, until: dt.date) -> Affairs:
    """Read the affairs of these groups, with the deadlines that are missed or come ``until`` a
    day."""
    been = unrecorded_meetings(session, on, groups)
    questions = [
        question for question in open_questions_in(session, groups) if not is_too_late(question, been)
    ]

    def about(*kinds: QuestionKind) -> set[UUID]:
        """Return what questions of these kinds are about."""
        return {question.about_id for question in questions if question.kind in kinds}

    deadlines = open_deadlines(session, on, until, frozenset(groups))
    stuck = in_state(session, *STUCK, groups=groups)
    actions = rows_by_id(session, ActionRow, {question.about_id for question in questions})
    of_help = about(QuestionKind.HELP_WITH_ACTION)
    asked = {question.of_id for question in questions} | about(QuestionKind.RECORD_AGREEMENT)
    owners = {action.owner_id for action in actions.values() if action.id in of_help}
    mail, concerns = waiting_items(session, groups), open_concerns(session, groups)
    lines = rows_by_id(session, PlanLineRow, about(QuestionKind.UPDATE_LINE))
    work = rows_by_id(session, TaskGroupRow, about(*ABOUT_A_TASK_GROUP))
    return Affairs(
        questions=_by_group((question.group_id, question) for question in questions),
        deadlines=_by_group((one.group_id, one) for one in deadlines),
        forecasts=_by_group(
            (step.group_id, (step, meeting)) for step, meeting in quorum_forecasts(session, on, groups)
        ),
        stuck=_by_group((row.group_id, row) for row in stuck if row.cause is not Cause.UNSIGNED),
        unsigned=_by_group((row.group_id, row.person_id) for row in stuck if row.cause is Cause.UNSIGNED),
        failed=_by_group(
            (step.group_id, (step, meeting)) for step, meeting in with_failed_letters(session, on, groups)
        ),
        nobody_to_tell=_by_group(
            (action.group_id, (action, seat)) for action, seat in escalations_without_contact(session, groups)
        ),
        noticed=_by_group(seats_noticed_without_contact(session, groups, on)),
        invitations=_by_group(
            (row.group_id, (row, meeting)) for row, meeting in invitations_for_the_unit(session, on, groups)
        ),
        corrections=_by_group(
            (meeting.group_id, (row, meeting)) for row, meeting in corrections_of_late(session, groups, on)
        ),
        mail=_by_group((row.group_id, row) for row in mail),
        words=words_of_waiting(
            session, {*(row.id for row in mail), *(row.received_id for row in concerns if row.received_id)}
        ),
        concerns=_by_group((row.group_id, row) for row in concerns),
        incidents=_by_group((row.group_id, row) for row in open_incidents(session, groups)),
        access_requests=_by_group((row.group_id, row) for row in requests_to_answer(session, groups)),
        disposal_lists=_by_group((row.group_id, row) for row in lists_that_wait(session, groups)),
        paused=_by_group(paused_beside(session, on)),
        with_lead_gone=groups_with_lead_gone(session, on, None),
        with_task_groups={row.group_id for row in task_groups_to_see_to(session, frozenset(groups))},
        bounced=addresses_that_bounced(session, on),
        people=rows_by_id(session, PersonRow, asked | owners),
        meetings=rows_by_id(
            session, MeetingRow, {question.meeting_id for question in questions if question.meeting_id}
        ),
        actions=actions,
        briefings=rows_by_id(session, BriefingRow, about(QuestionKind.WRITE_BRIEFING)),
        challenges=rows_by_id(session, ChallengeRow, about(QuestionKind.ANSWER_CHALLENGE)),
        research=rows_by_id(session, ResearchRow, about(*ABOUT_RESEARCH)),
        help_wanted=_texts_by_id(session, _HELP_WANTED, of_help),
        items=_texts_by_id(session, _ITEM_NUMBERS, about(*ABOUT_PAPERS)),
        lines={line.id: line.reference for line in lines.values()},
        task_groups={row.id: row.code for row in work.values()},
        reports=rows_by_id(session, BoardReportRow, about(*ABOUT_A_REPORT)),
        disputed=rows_by_id(session, QuestionRow, about(QuestionKind.SETTLE_BETWEEN_CHAIRS)),
        hold=hold_in(session),
    )


def _texts_by_id(session: Session, query: Select[UUID, str], ids: Collection[UUID]) -> Mapping[UUID, str]:
    return dict(session.execute(query, {"ids": [*ids]}).all()) if ids else {}


def _by_group(pairs: Iterable[tuple[UUID, Value]]) -> Mapping[UUID, Sequence[Value]]:
    by_group: defaultdict[UUID, list[Value]] = defaultdict(list)
    for group, value in pairs:
        by_group[group].append(value)
    return by_group
