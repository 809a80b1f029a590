"""The minutes and the action log go out, each reader the parts they may read (clause 6).

The day from which the action log goes without the minutes: their deadline, or later after a gap in
running (clause 6, own rule).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from itertools import chain
from typing import Literal
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from forum.calendar.steps import StepKind, deadline_after
from forum.documents.minutes import MinutesStanding
from forum.letters.minutes import CorrectionAnswer
from forum.letters.minutes import Minutes as MinutesLetter
from forum.members.membership import Person
from forum.minutes import MinutesState, may_release_unagreed
from forum.outbox.states import NOT_READ, Conditions, Occasion, OccasionKind, State, Validity
from forum.papers.papers import Paper, PaperState, may_read, pack_readers
from forum.questions.kinds import QuestionKind
from forum.questions.words import Reply
from tasks.documents.papers.take_paper import WORD
from tasks.documents.word.print_document import write_standing
from tasks.duties.actions.action_log import action_log
from tasks.duties.base.documents import list_of_members
from tasks.duties.base.group_context import GroupContext, forum_of_meeting
from tasks.duties.base.office import Office, UnitOfWork
from tasks.duties.base.write_letter import (
    action_lines,
    as_it_stands,
    head,
    meeting_topic,
    named,
    write,
)
from tasks.duties.minutes.corrections import answered_at, correction_on_a_line
from tasks.duties.minutes.draft_and_file import add_minutes, agree_or_return_minutes, enclosed_minutes
from tasks.duties.minutes.thank_walk_ins import thank_walk_ins
from tasks.duties.minutes.versions import who_agreed
from tasks.duties.papers.file_paper import paper_enclosures
from tasks.duties.questions.ask import ask_unit, open_question, questions_about
from tasks.register.documents import (
    ACTION_LOG,
    CIRCULATED,
    MINUTES,
    NewDocument,
    add_edition,
    editions,
    fetch,
    latest_editions,
    minutes_to_confirm,
)
from tasks.register.meetings import HELD, attendance_at, next_that_confirms, step_of
from tasks.register.outbox import withdraw_letter
from tasks.register.papers import papers_of
from tasks.register.tables import DispatchRow, GroupRow, MeetingDocumentRow, MeetingRow, QuestionRow, StepRow


def log_goes_alone_from(office: Office, session: Session, step: StepRow, as_of: dt.date) -> dt.date:
    """Return the day from which the log of a meeting goes alone; ``step`` is that of its minutes.

    A service that was off on the deadline asked nobody in time. The log then waits for whoever has the
    minutes as long as draft and agreement have by the lead times: people get one letter, and not two.
    """
    deadline = step.deadline or dt.date.max
    group = session.get_one(GroupRow, step.group_id)
    days, lead_times = office.days(group), office.policy(group).lead_times
    if as_of <= deadline or not _was_off(session, step.meeting_id, deadline):
        return deadline
    question = open_question(session, step.meeting_id, QuestionKind.AGREE_MINUTES)
    if question is None:
        since = min((row.made_on for row in editions(session, step.meeting_id, MINUTES)), default=as_of)
    elif question.asked is None:
        return days.add(as_of, 1)
    else:
        since = question.asked
    within = lead_times.minutes_draft_back_within + lead_times.minutes_agreed_before_out
    return max(deadline, days.add(since, within))


def log_due(office: Office, session: Session, step: StepRow, alone: dt.date) -> dt.date:
    """Return the day on which the log goes out: that of the terms, else the one from which it goes alone."""
    group = session.get_one(GroupRow, step.group_id)
    limit = office.policy(group).deadlines.log_out
    held = session.get_one(MeetingRow, step.meeting_id).date
    return min(alone, deadline_after(limit, office.days(group), held)) if limit else alone


def _was_off(session: Session, meeting_id: UUID, deadline: dt.date) -> bool:
    """Tell whether the service was off on a deadline that has passed: the log has not gone, though the record
    was in or its workbook was sent late."""
    if editions(session, meeting_id, ACTION_LOG):
        return False
    record = step_of(session, meeting_id, StepKind.RECORD)
    if record.done is not None and record.done < deadline:
        return True
    asked = [row.asked for row in questions_about(session, meeting_id, QuestionKind.FILE_RECORD) if row.asked]
    return bool(asked) and record.opens is not None and min(asked) > record.opens


LOG_ALONE, WITH_MINUTES = Occasion(OccasionKind.ACTION_LOG), Occasion(OccasionKind.MINUTES)


def agree_and_circulate(work: UnitOfWork, question: QuestionRow, reply: Reply) -> None:
    """Carry out the Chair's word on the minutes: once agreed they go out at once, dated today (clause 6)."""
    agree_or_return_minutes(work, question, reply)
    forum, meeting = forum_of_meeting(work.for_day(None), question.about_id)
    if _are_agreed(latest_editions(work.session, meeting.id, MINUTES)):
        _circulate(forum, meeting, MinutesStanding.UNCONFIRMED)


def release_unagreed(work: UnitOfWork, question: QuestionRow, _reply: Reply) -> None:
    """Send the draft that the unit released with the Chair silent on the deadline; the draft says so
    (clause 6)."""
    forum, meeting = forum_of_meeting(work, question.about_id)
    _circulate(forum, meeting, MinutesStanding.NOT_AGREED)


def circulate_minutes(work: UnitOfWork, meeting_id: UUID) -> None:
    """Send out agreed minutes that have not gone, as after a release that was taken back; from their deadline
    on, or that of its own, the action log goes without them (clause 6), but with an action note."""
    forum, meeting = forum_of_meeting(work, meeting_id)
    rows = latest_editions(work.session, meeting.id, MINUTES)
    if _are_agreed(rows):
        _circulate(forum, meeting, MinutesStanding.UNCONFIRMED)
        return
    states = {MinutesState(row.state) for row in rows}
    step = step_of(work.session, meeting.id, StepKind.MINUTES_OUT)
    day = log_goes_alone_from(work.office, work.session, step, work.as_of)
    if work.as_of < log_due(work.office, work.session, step, day) or not rows:
        return
    if forum.policy.meetings.log_may_go_alone:
        _send_action_log(forum, meeting)
    if all(may_release_unagreed(state, day, work.as_of) for state in states):
        ask_unit(forum, QuestionKind.RELEASE_UNAGREED_MINUTES, meeting, due=work.as_of)


def _are_agreed(rows: Iterable[MeetingDocumentRow]) -> bool:
    return {row.state for row in rows} == {MinutesState.AGREED}


def _circulate(forum: GroupContext, meeting: MeetingRow, standing: MinutesStanding) -> None:
    """Put its standing on every page of minutes and send them, each reader the parts they may read."""
    session = forum.tx.session
    out = []
    for row in latest_editions(session, meeting.id, MINUTES):
        content = write_standing(fetch(session, row.sha256), standing)
        out.append(add_minutes(forum, meeting, row.part, content, MinutesState.CIRCULATED, standing))
    forum.tx.audit("minutes circulated", meeting=meeting.id, standing=standing)
    logs = _action_logs(forum, meeting)
    documents = [*out, *_confirmed(forum, meeting), *logs]
    _send(forum, meeting, documents, "unconfirmed" if standing is MinutesStanding.UNCONFIRMED else "draft")
    thank_walk_ins(forum, meeting, out)


def _confirmed(forum: GroupContext, meeting: MeetingRow) -> list[MeetingDocumentRow]:
    """The minutes that this meeting confirmed: they go with its own, as they stand now."""
    return _if_confirmed(minutes_to_confirm(forum.tx.session, meeting))


def _if_confirmed(rows: Iterable[MeetingDocumentRow]) -> list[MeetingDocumentRow]:
    return [row for row in rows if row.state == MinutesState.CONFIRMED]


def _send_action_log(forum: GroupContext, meeting: MeetingRow) -> None:
    if latest_editions(forum.tx.session, meeting.id, ACTION_LOG):
        return
    _send(forum, meeting, _action_logs(forum, meeting), "to follow")


def send_anew(forum: GroupContext, meeting: MeetingRow, occasions: Set[Occasion]) -> None:
    """Write letters that were taken back before they went once more, with an action log of now."""
    logs = _make_action_logs(forum, meeting)
    if LOG_ALONE in occasions:
        _send(forum, meeting, logs, "to follow")
    if WITH_MINUTES in occasions:
        minutes = latest_editions(forum.tx.session, meeting.id, MINUTES)
        documents = [*minutes, *_confirmed(forum, meeting), *logs]
        _send(forum, meeting, documents, _standing(forum, meeting))


def write_again(forum: GroupContext, letters: Sequence[DispatchRow]) -> None:
    """Write letters of one meeting and occasion that waited in the outbox once more, as of today, with the
    minutes that they had, and the action log where somebody has it; one that nobody has is made again. What
    brings minutes that are confirmed by now, or out in another way, stays as it is, for the checks before
    sending."""
    session, occasion = forum.tx.session, letters[0].occasion
    meeting = session.get_one(MeetingRow, letters[0].subject_id)
    minutes = latest_editions(session, meeting.id, MINUTES) if occasion == WITH_MINUTES else []
    if any(row.state != MinutesState.CIRCULATED for row in minutes):
        return
    to = {row.person_id for row in letters if withdraw_letter(session, row)}
    logs = latest_editions(session, meeting.id, ACTION_LOG)
    if not _has_anybody(session, meeting, logs):
        logs = _action_logs(forum, meeting)
    if occasion == LOG_ALONE:
        _send(forum, meeting, logs, "to follow", to)
    else:
        documents = [*minutes, *_confirmed(forum, meeting), *logs]
        _send(forum, meeting, documents, _standing(forum, meeting), to)


def _has_anybody(session: Session, meeting: MeetingRow, documents: Collection[MeetingDocumentRow]) -> bool:
    """Tell whether one of these documents has reached a reader, or is on its way."""
    gone = select(DispatchRow).where(
        DispatchRow.meeting_id == meeting.id,
        DispatchRow.letter == MinutesLetter.NAME,
        DispatchRow.state.not_in((State.QUEUED, State.HELD, *NOT_READ)),
    )
    ids = {document.id for document in documents}
    return any(not ids.isdisjoint(row.conditions.approved) for row in session.scalars(gone))


def _standing(forum: GroupContext, meeting: MeetingRow) -> Literal["draft", "unconfirmed"]:
    return "draft" if _is_released_draft(forum, meeting) else "unconfirmed"


def _is_released_draft(forum: GroupContext, meeting: MeetingRow) -> bool:
    """Tell whether the minutes that are out went as a draft that the Chair had not agreed, as they still
    say."""
    questions = questions_about(forum.tx.session, meeting.id, QuestionKind.RELEASE_UNAGREED_MINUTES)
    return any(question.answered and not question.withdrawn for question in questions)


def _action_logs(forum: GroupContext, meeting: MeetingRow) -> list[MeetingDocumentRow]:
    """The action log of each part as it stands today; one that was made today already is not made again."""
    logs = list(latest_editions(forum.tx.session, meeting.id, ACTION_LOG))
    if logs and all(log.made_on == forum.on for log in logs):
        return logs
    return _make_action_logs(forum, meeting)


def _make_action_logs(forum: GroupContext, meeting: MeetingRow) -> list[MeetingDocumentRow]:
    logs = []
    for part in (1, 2):
        document = action_log(forum, meeting, part)
        if part == 2 and not (document.actions or document.discharged):
            continue
        logs.append(
            add_edition(
                forum.tx,
                meeting.id,
                ACTION_LOG,
                part,
                NewDocument(document.file_name, WORD, forum.documents.print(document)),
                state=CIRCULATED,
                on=forum.on,
            )
        )
    return logs


def _readers(forum: GroupContext, meeting: MeetingRow) -> tuple[Person, ...]:
    """Members, Chair and deputies as for papers; a named deputy who stood in gets the minutes too."""
    stood_in = {row.deputy_id for row in attendance_at(forum.tx.session, [meeting.id]) if row.deputy_id}
    return pack_readers(forum.membership, forum.on, stood_in)


def _send(
    forum: GroupContext,
    meeting: MeetingRow,
    documents: Sequence[MeetingDocumentRow],
    minutes: Literal["unconfirmed", "draft", "to follow"],
    to: Collection[UUID] | None = None,
) -> None:
    """Write one letter to each reader, or to those of ``to`` only, with the parts they may read."""
    following = next_that_confirms(forum.tx.session, meeting, forum.on)
    wanted_by = forum.days.add(forum.on, forum.policy.lead_times.corrections_wanted_within)
    if following:
        wanted_by = min(wanted_by, following.date)
    enclosures = {row.id: enclosed_minutes(forum, row) for row in documents}
    tabled = _tabled(forum, meeting.id) if minutes != "to follow" else []
    is_list_due = f"{meeting.date:%B}" in forum.policy.members.list_months and minutes != "to follow"
    members = [list_of_members(forum)] if is_list_due else []
    confirmed = dict.fromkeys(row.meeting_id for row in documents if row.meeting_id != meeting.id)
    missed = _missed(forum, confirmed)
    before = {id: forum.tx.session.get_one(MeetingRow, id) for id in {*confirmed, *chain(*missed.values())}}
    agreed_by = who_agreed(forum, meeting)
    readers = [reader for reader in _readers(forum, meeting) if to is None or reader.id in to]
    answers = _answers(forum, meeting) if minutes != "to follow" else {}
    topic = meeting_topic(meeting, LOG_ALONE if minutes == "to follow" else WITH_MINUTES)
    for reader in readers:
        handed_out = [paper for paper in tabled if may_read(paper, forum.membership, reader.id, forum.on)]
        earlier = {
            id: [paper for paper in papers if may_read(paper, forum.membership, reader.id, forum.on)]
            for id, papers in missed.get(reader.id, {}).items()
        }
        part_two = forum.membership.may_read_part_two(reader.id, forum.on)
        editions_missed = [
            latest_editions(forum.tx.session, id, MINUTES) for id in earlier if id not in confirmed
        ]
        never_came = _if_confirmed(chain(*editions_missed))
        readable = [row for row in (*documents, *never_came) if row.part == 1 or part_two]
        letter = MinutesLetter(
            **head(forum, reader, marked=True),
            held=meeting.date,
            minutes=minutes,
            agreed_by=agreed_by,
            action_log=any(row.kind == ACTION_LOG for row in readable),
            confirmed=tuple(
                dict.fromkeys(before[row.meeting_id].date for row in readable if row.meeting_id in before)
            ),
            handed_out_before=any(earlier.values()),
            members_list=is_list_due,
            corrections_by=wanted_by,
            next_date=following.date if following else None,
            actions=action_lines(forum, reader.id),
            tabled=tuple(paper.item_number for paper in handed_out),
            answers=tuple(answers.get(reader.id, ())),
        )
        write(
            forum,
            letter,
            to=reader,
            about=topic,
            valid=Validity(
                forum.on + dt.timedelta(days=28),
                Conditions(
                    appointed=True,
                    meetings=(as_it_stands(meeting, HELD),),
                    approved=tuple(row.id for row in readable),
                    papers=tuple(paper.id for papers in (handed_out, *earlier.values()) for paper in papers),
                    named=named(following),
                ),
            ),
            enclosures=[
                *(enclosures.get(row.id) or enclosed_minutes(forum, row) for row in readable),
                *paper_enclosures(forum, meeting, handed_out),
                *(file for id in earlier for file in paper_enclosures(forum, before[id], earlier[id])),
                *members,
            ],
        )


def _answers(forum: GroupContext, meeting: MeetingRow) -> Mapping[UUID, Sequence[CorrectionAnswer]]:
    """Return what the meeting made of corrections, by who asked for them."""
    answers: dict[UUID, list[CorrectionAnswer]] = {}
    for row, about in answered_at(forum.tx.session, meeting):
        because = row.because.strip(" .")
        answer = CorrectionAnswer(
            held=about.date, text=correction_on_a_line(row.text), made=bool(row.made), because=because
        )
        answers.setdefault(row.person_id, []).append(answer)
    return answers


def _missed(
    forum: GroupContext, confirmed: Collection[UUID]
) -> Mapping[UUID, Mapping[UUID, Sequence[Paper]]]:
    """Return the papers handed out at meetings whose minutes are confirmed, by reader and meeting, that have
    not gone: their letters never go now. Papers of earlier meetings in those letters are among them."""
    session = forum.tx.session
    missed: dict[UUID, dict[UUID, Sequence[Paper]]] = {}
    for row in session.scalars(
        select(DispatchRow)
        .where(
            DispatchRow.meeting_id.in_(confirmed),
            DispatchRow.letter == MinutesLetter.NAME,
            DispatchRow.occasion == WITH_MINUTES,
            DispatchRow.state.in_((State.QUEUED, State.HELD, State.LAPSED)),
        )
        .order_by(DispatchRow.queued_at.desc())
    ).all():
        theirs = missed.setdefault(row.person_id, {})
        theirs[row.subject_id] = _tabled(forum, row.subject_id)
        is_brought = MeetingDocumentRow.id.in_(row.conditions.approved)
        of_before = is_brought, MeetingDocumentRow.meeting_id != row.subject_id
        for id in session.scalars(select(MeetingDocumentRow.meeting_id).where(*of_before).distinct()).all():
            had = [paper for paper in _tabled(forum, id) if paper.id in row.conditions.papers]
            theirs.setdefault(id, had)
    return missed


def _tabled(forum: GroupContext, meeting_id: UUID) -> list[Paper]:
    """The papers that were handed out at the meeting, as far as their files are known."""
    papers = papers_of(forum.tx.session, meeting_id)
    return [paper for paper in papers if paper.state is PaperState.TABLED and paper.document]
