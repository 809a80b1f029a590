"""Minutes: drafted from the record, written by the unit, agreed by the Chair, sent out (clause 6)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Literal
from uuid import UUID

from forum.documents.minutes import Standing
from forum.letters.minutes import Minutes as MinutesLetter
from forum.letters.minutes_draft import MinutesDraft
from forum.membership import Person
from forum.minutes import MinutesState, may_release_unagreed
from forum.papers import pack_readers
from forum.problem import Problem
from forum.questions import Channel, QuestionKind
from forum.replies import Reply, Word
from forum.steps import StepKind
from tasks.documents.minutes_file import checked_minutes
from tasks.documents.word import with_standing
from tasks.duties.action_log import action_log
from tasks.duties.asking import ask, close_question, open_question, withdraw_question
from tasks.duties.forum_on_day import ForumOnDay, forum_of_meeting
from tasks.duties.minutes_document import minutes_document, parts_of
from tasks.duties.office import Office
from tasks.duties.steps import finish_step
from tasks.duties.writing import WORD, action_lines, as_it_stands, head, write
from tasks.mail.outbox import Enclosure
from tasks.register.documents import fetch, name_of
from tasks.register.meetings import HELD, attendance_at, meeting_by_reference, next_meeting, step_of
from tasks.register.minutes import ACTION_LOG, MINUTES, add_edition, latest
from tasks.register.register import Transaction
from tasks.register.tables import MeetingDocumentRow, MeetingRow, QuestionRow


def draft_minutes(office: Office, meeting_id: UUID, as_of: dt.date, by: str) -> None:
    """Draft the minutes from the record and send them to the unit to be written."""
    with office.register.transaction(by) as tx:
        forum, meeting = forum_of_meeting(office, tx, meeting_id, as_of)
        if latest(tx.session, meeting.id, MINUTES):
            return
        for part in parts_of(forum, meeting):
            document = minutes_document(forum, meeting, part)
            add_edition(
                tx.session,
                meeting.id,
                MINUTES,
                part,
                name=document.file_name,
                media_type=WORD,
                content=office.documents.print(document),
                state=MinutesState.DRAFT,
                on=as_of,
            )
        tx.audit("minutes drafted", meeting=meeting.id)
        within = forum.policy.lead_times.minutes_draft_back_within
        _ask_unit(forum, meeting, forum.days.add(as_of, within))


def file_minutes(office: Office, reference: str, content: bytes, by: str, *, part: int = 1) -> None:
    """File the minutes of one part as the unit wrote them; once all parts are in they go to the Chair."""
    with office.register.transaction(by) as tx:
        meeting = meeting_by_reference(tx.session, reference)
        forum, _ = forum_of_meeting(office, tx, meeting.id, tx.on)
        drafts = {row.part: row for row in latest(tx.session, meeting.id, MINUTES)}
        if part not in drafts:
            raise Problem(
                f"{reference} has no draft minutes of part {part} to replace; file the record first."
            )
        if MinutesState(drafts[part].state) in {MinutesState.CIRCULATED, MinutesState.CONFIRMED}:
            raise Problem(
                f"The minutes of {reference} are {drafts[part].state}; a correction is made at the next "
                "meeting."
            )
        checked_minutes(content, minutes_document(forum, meeting, part))
        name = name_of(tx.session, drafts[part].sha256)
        add_edition(
            tx.session,
            meeting.id,
            MINUTES,
            part,
            name=name,
            media_type=WORD,
            content=content,
            state=MinutesState.WITH_THE_CHAIR,
            on=forum.on,
        )
        tx.audit("minutes filed", meeting=meeting.id, part=part)
        if MinutesState.DRAFT not in {row.state for row in latest(tx.session, meeting.id, MINUTES)}:
            _put_to_chair(forum, meeting)


def minutes_answered(office: Office, tx: Transaction, question: QuestionRow, reply: Reply) -> None:
    """The Chair agreed the minutes, or said what to change, which the unit is asked to do.

    Once a draft is out it stays as it went: what is to change in it is for the next meeting to say.
    """
    forum, meeting = forum_of_meeting(office, tx, question.about_id, tx.on)
    withdraw_question(tx, meeting.id, QuestionKind.RELEASE_UNAGREED_MINUTES, forum.on)
    agreed = reply.word in {Word.AGREE, Word.AGREE_MINUTES, Word.AGREE_BOTH}
    if agreed:
        finish_step(tx, meeting, StepKind.MINUTES_AGREED, forum.on)
    rows = latest(tx.session, meeting.id, MINUTES)
    if any(row.state == MinutesState.CIRCULATED for row in rows):
        return
    for row in rows:
        row.state = MinutesState.AGREED if agreed else MinutesState.DRAFT
    if not agreed:
        _ask_unit(forum, meeting, forum.days.add(forum.on, 2))


def release_unagreed(office: Office, tx: Transaction, question: QuestionRow, _reply: Reply) -> None:
    """With the Chair silent on the deadline the unit released the draft, which says so (clause 6)."""
    forum, meeting = forum_of_meeting(office, tx, question.about_id, tx.on)
    _circulate(forum, meeting, Standing.NOT_AGREED)


def circulate(office: Office, meeting_id: UUID, as_of: dt.date, by: str) -> None:
    """Send the minutes out once agreed; on the deadline the action log goes without them (clause 6)."""
    with office.register.transaction(by) as tx:
        forum, meeting = forum_of_meeting(office, tx, meeting_id, as_of)
        rows = latest(tx.session, meeting.id, MINUTES)
        states = {MinutesState(row.state) for row in rows}
        if states == {MinutesState.AGREED}:
            _circulate(forum, meeting, Standing.UNCONFIRMED)
            return
        deadline = step_of(tx.session, meeting.id, StepKind.MINUTES_OUT).deadline
        if deadline is None or as_of < deadline or not rows or MinutesState.CIRCULATED in states:
            return
        _send_action_log(forum, meeting)
        if all(may_release_unagreed(state, deadline, as_of) for state in states):
            ask(
                tx,
                QuestionKind.RELEASE_UNAGREED_MINUTES,
                group_id=forum.group.id,
                about=meeting.id,
                of=forum.unit().id,
                on=as_of,
                due=as_of,
                meeting_id=meeting.id,
            )


def minutes_enclosures(forum: ForumOnDay, meeting_id: UUID, *, part_two: bool) -> list[Enclosure]:
    """The latest minutes of a meeting as enclosures, without part 2 for those who may not read it."""
    return [
        _enclosure(forum, row)
        for row in latest(forum.tx.session, meeting_id, MINUTES)
        if row.part == 1 or part_two
    ]


def _ask_unit(forum: ForumOnDay, meeting: MeetingRow, due: dt.date) -> None:
    unit = forum.unit()
    question = ask(
        forum.tx,
        QuestionKind.DRAFT_MINUTES,
        group_id=forum.group.id,
        about=meeting.id,
        of=unit.id,
        on=forum.on,
        due=due,
        meeting_id=meeting.id,
    )
    question.asked = question.asked or forum.on
    out_by = step_of(forum.tx.session, meeting.id, StepKind.MINUTES_OUT).deadline or due
    write(
        forum,
        MinutesDraft(**head(forum, unit, marked=True), held=meeting.date, by=due, out_by=out_by),
        to=unit,
        about=meeting.id,
        occasion=f"question {question.id}",
        meeting=meeting,
        valid_until=max(due, out_by),
        enclosures=minutes_enclosures(forum, meeting.id, part_two=True),
        conditions={"appointed": True, "unanswered": [str(question.id)]},
    )


def _put_to_chair(forum: ForumOnDay, meeting: MeetingRow) -> None:
    question = open_question(forum.tx.session, meeting.id, QuestionKind.DRAFT_MINUTES)
    if question is not None:
        close_question(forum.tx, question, Word.DONE, by=question.of_id, channel=Channel.COMMAND, on=forum.on)
    deadline = step_of(forum.tx.session, meeting.id, StepKind.MINUTES_AGREED).deadline
    ask(
        forum.tx,
        QuestionKind.AGREE_MINUTES,
        group_id=forum.group.id,
        about=meeting.id,
        of=forum.chair().id,
        on=forum.on,
        due=deadline or forum.on,
        meeting_id=meeting.id,
    )


def _circulate(forum: ForumOnDay, meeting: MeetingRow, standing: Standing) -> None:
    """Put its standing on every page of minutes and send them, each reader the parts they may read."""
    session = forum.tx.session
    out = []
    for row in latest(session, meeting.id, MINUTES):
        content = with_standing(fetch(session, row.sha256), standing)
        name = name_of(session, row.sha256)
        out.append(
            add_edition(
                session,
                meeting.id,
                MINUTES,
                row.part,
                name=name,
                media_type=WORD,
                content=content,
                state=MinutesState.CIRCULATED,
                on=forum.on,
            )
        )
    forum.tx.audit("minutes circulated", meeting=meeting.id, standing=standing)
    logs = _action_logs(forum, meeting)
    _send(forum, meeting, [*out, *logs], "unconfirmed" if standing is Standing.UNCONFIRMED else "draft")


def _send_action_log(forum: ForumOnDay, meeting: MeetingRow) -> None:
    if latest(forum.tx.session, meeting.id, ACTION_LOG):
        return
    _send(forum, meeting, _action_logs(forum, meeting), "to follow")


def _action_logs(forum: ForumOnDay, meeting: MeetingRow) -> list[MeetingDocumentRow]:
    """The action log of each part as it stands today; one that was made today already is not made again."""
    logs = list(latest(forum.tx.session, meeting.id, ACTION_LOG))
    if logs and all(log.made_on == forum.on for log in logs):
        return logs
    logs = []
    for part in (1, 2):
        document = action_log(forum, meeting, part)
        if part == 2 and not (document.actions or document.discharged):
            continue
        logs.append(
            add_edition(
                forum.tx.session,
                meeting.id,
                ACTION_LOG,
                part,
                name=document.file_name,
                media_type=WORD,
                content=forum.office.documents.print(document),
                state="circulated",
                on=forum.on,
            )
        )
    return logs


def _readers(forum: ForumOnDay, meeting: MeetingRow) -> tuple[Person, ...]:
    """Members, Chair and deputies as for papers; a named deputy who stood in gets the minutes too."""
    stood_in = {row.deputy_id for row in attendance_at(forum.tx.session, [meeting.id]) if row.deputy_id}
    return pack_readers(forum.membership, forum.on, stood_in)


def _send(
    forum: ForumOnDay,
    meeting: MeetingRow,
    documents: Sequence[MeetingDocumentRow],
    minutes: Literal["unconfirmed", "draft", "to follow"],
) -> None:
    """One letter to each reader, with the parts they may read."""
    following = next_meeting(forum.tx.session, meeting.group_id, meeting.date)
    wanted_by = forum.days.add(forum.on, forum.policy.lead_times.corrections_wanted_within)
    enclosures = {row.id: _enclosure(forum, row) for row in documents}
    for reader in _readers(forum, meeting):
        part_two = forum.membership.may_read_part_two(reader.id, forum.on)
        readable = [row for row in documents if row.part == 1 or part_two]
        letter = MinutesLetter(
            **head(forum, reader, marked=True),
            held=meeting.date,
            minutes=minutes,
            action_log=any(row.kind == ACTION_LOG for row in readable),
            corrections_by=wanted_by,
            next_date=following.date if following else None,
            actions=action_lines(forum, reader.id),
        )
        write(
            forum,
            letter,
            to=reader,
            about=meeting.id,
            occasion="action log" if minutes == "to follow" else "minutes",
            meeting=meeting,
            valid_until=forum.on + dt.timedelta(days=28),
            enclosures=[enclosures[row.id] for row in readable],
            conditions={
                "appointed": True,
                "meeting": as_it_stands(meeting, HELD),
                "approved": [str(row.id) for row in readable],
            },
        )


def _enclosure(forum: ForumOnDay, row: MeetingDocumentRow) -> Enclosure:
    return Enclosure(row.sha256, name_of(forum.tx.session, row.sha256))
