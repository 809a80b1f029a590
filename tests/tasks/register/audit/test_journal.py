"""A change is taken back whole while everything stands as it was left, and not at all otherwise."""

from __future__ import annotations

import datetime as dt
import json
from uuid import UUID

import pytest
from sqlalchemy import select

from forum.agenda import Purpose
from forum.questions.kinds import QuestionKind
from forum.questions.lifecycle import Channel
from forum.questions.words import Word
from tasks.register.audit.journal import ChangedSinceError, Entry, journal, take_back
from tasks.register.database.register import Register
from tasks.register.tables import AgendaItemRow, GroupRow, MeetingRow, PaperRow, PersonRow, QuestionRow

DAY = dt.date(2027, 1, 14)


@pytest.fixture
def question(register: Register) -> UUID:
    """An open question about a meeting that has an item on its agenda."""
    with register.transaction("test") as tx:
        group = GroupRow(code="MASE", policy="MASE", go_live=DAY)
        person = PersonRow(name="Chair", job_title="", organisation="", phone="")
        tx.session.add_all([group, person])
        tx.session.flush()
        meeting = MeetingRow(
            group_id=group.id,
            reference="MASE/2027-02",
            date=dt.date(2027, 2, 9),
            start=dt.time(10),
            minutes=120,
            place="Room 2",
            planned_on=DAY,
        )
        tx.session.add(meeting)
        tx.session.flush()
        question = QuestionRow(
            group_id=group.id,
            kind=QuestionKind.AGREE_AGENDA,
            about_id=meeting.id,
            meeting_id=meeting.id,
            of_id=person.id,
            opened=DAY,
            due=DAY,
        )
        tx.session.add_all([question, _item(meeting.id, "Welcome")])
        tx.session.flush()
        return question.id


def _item(meeting: UUID, title: str) -> AgendaItemRow:
    return AgendaItemRow(
        meeting_id=meeting,
        position=1,
        number="1",
        title=title,
        purpose=Purpose.DECISION,
        part=1,
        minutes=10,
        standing=False,
        proposed_on=DAY,
    )


def everything(register: Register) -> list[str]:
    """All rows of the tables concerned, to be compared."""
    with register.engine.connect() as connection:
        return sorted(
            str(row)
            for table in (QuestionRow, MeetingRow, AgendaItemRow)
            for row in connection.execute(table.__table__.select())
        )


def answered(register: Register, id: UUID) -> list[Entry]:
    """The question is answered, its meeting begins at another time, an item goes and another comes."""
    with register.transaction("test") as tx, journal(tx.session) as kept:
        question = tx.session.get_one(QuestionRow, id)
        question.answered, question.channel, question.answer = DAY, Channel.REPLY, Word.AGREE
        meeting = tx.session.get_one(MeetingRow, question.about_id)
        meeting.started = dt.time(10, 5)
        for old in tx.session.scalars(select(AgendaItemRow)):
            tx.session.delete(old)
        tx.session.flush()
        tx.session.add(_item(meeting.id, "Training"))
        meeting.place = "Room 3"
        tx.session.flush()
        question.answer_text = "with thanks"
        entries: list[Entry] = json.loads(json.dumps(kept.entries))
    return entries


def test_what_was_written_is_taken_back_whole(register: Register, question: UUID) -> None:
    before = everything(register)
    entries = answered(register, question)
    assert everything(register) != before
    with register.transaction("test") as tx:
        take_back(tx.session, entries)
    assert everything(register) == before


def test_only_what_changed_is_kept(register: Register, question: UUID) -> None:
    kept = {(one["table"], tuple(one["after"] or ())) for one in answered(register, question)}
    assert ("question", ("answer", "answer_text", "answered", "channel")) in kept
    assert ("meeting", ("place", "started")) in kept


def test_nothing_is_taken_back_once_a_row_has_moved_on(register: Register, question: UUID) -> None:
    entries = answered(register, question)
    with register.transaction("test") as tx:
        tx.session.get_one(QuestionRow, question).answer_text = "at last"
    after = everything(register)
    with pytest.raises(ChangedSinceError), register.transaction("test") as tx:
        take_back(tx.session, entries)
    assert everything(register) == after


def test_nothing_is_taken_back_once_a_new_row_has_moved_on(register: Register, question: UUID) -> None:
    entries = answered(register, question)
    with register.transaction("test") as tx:
        tx.session.scalars(select(AgendaItemRow)).one().dropped_on = DAY
    after = everything(register)
    with pytest.raises(ChangedSinceError), register.transaction("test") as tx:
        take_back(tx.session, entries)
    assert everything(register) == after


def test_nothing_is_taken_back_once_something_builds_on_it(register: Register, question: UUID) -> None:
    entries = answered(register, question)
    with register.transaction("test") as tx:
        item = tx.session.scalars(select(AgendaItemRow)).one()
        author = tx.session.get_one(QuestionRow, question).of_id
        paper = PaperRow(
            meeting_id=item.meeting_id, item_id=item.id, author_id=author, title="Training", state="wanted"
        )
        tx.session.add(paper)
    after = everything(register)
    with register.transaction("test") as tx:
        with pytest.raises(ChangedSinceError):
            take_back(tx.session, entries)
        tx.audit("could not be undone")
    assert everything(register) == after


def test_what_another_change_wrote_is_left_alone(register: Register, question: UUID) -> None:
    entries = answered(register, question)
    with register.transaction("test") as tx:
        meeting = tx.session.scalars(select(MeetingRow)).one()
        meeting.minutes = 90
        tx.session.add(_item(meeting.id, "Any other business"))
    with register.transaction("test") as tx:
        take_back(tx.session, entries)
    with register.reading() as session:
        assert session.scalars(select(MeetingRow.minutes)).one() == 90
        assert set(session.scalars(select(AgendaItemRow.title))) == {"Welcome", "Any other business"}
