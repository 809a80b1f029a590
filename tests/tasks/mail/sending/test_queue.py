"""A letter gets into the outbox once, in the transaction that caused it."""

from __future__ import annotations

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import event, func, select

from forum.calendar.meetings import MeetingState
from forum.outbox.states import (
    Conditions,
    MeetingAsWritten,
    Occasion,
    OccasionKind,
    State,
    Topic,
    Validity,
    dispatch_key,
)
from tasks.documents.letters.print_letter import Printed
from tasks.mail.gateways.folder.mailer import FolderMailer
from tasks.mail.sending.queue import Enclosure, LetterToQueue, queue
from tasks.register.database.register import Transaction
from tasks.register.documents import store
from tasks.register.tables import DispatchRow
from tests.tasks.mail.sending.post_room import MEMBERS, SUBJECT, PostRoom


def put(tx: Transaction, room: PostRoom, **changes: Any) -> bool:
    asked: dict[str, Any] = {
        "group_id": room.group,
        "name": "minutes",
        "topic": Topic(SUBJECT),
        "person_id": room.people["nurse"],
        "address": "nurse@members.example",
        "printed": Printed("s", "t", "<p>h</p>"),
        "validity": Validity(room.today, Conditions()),
        **changes,
    }
    return queue(tx, LetterToQueue(**asked))


def test_a_letter_is_queued_with_its_key_and_address(room: PostRoom) -> None:
    question = uuid4()
    meeting = MeetingAsWritten(uuid4(), dt.date(2027, 2, 9), dt.time(10), (MeetingState.PLANNED,))
    conditions = Conditions(unanswered=(question,), meetings=(meeting,))
    with room.register.transaction("test") as tx:
        assert put(tx, room, validity=Validity(room.today, conditions))
        row = tx.session.scalars(select(DispatchRow)).one()
        assert row.key == dispatch_key(room.group, "minutes", Topic(SUBJECT), room.people["nurse"])
        assert (row.state, row.address, row.attempt) == (State.QUEUED, "nurse@members.example", 1)
        assert row.queued_at == room.clock.now()
        tx.session.refresh(row)
        assert row.conditions == conditions


@pytest.mark.parametrize(
    "occasion",
    [
        Occasion(OccasionKind.SUPPLEMENT, number=2, edition=3),
        Occasion(OccasionKind.DAY, dt.date(2027, 1, 4)),
        Occasion(OccasionKind.TIME, at=dt.datetime(2027, 2, 9, 10)),
        Occasion(OccasionKind.QUESTION, about=uuid4()),
    ],
)
def test_a_letter_goes_as_it_was_queued(room: PostRoom, occasion: Occasion) -> None:
    with room.register.transaction("test") as tx:
        sha256 = store(tx.session, "minutes.docx", "application/octet-stream", b"minutes", room.today)
        put(
            tx,
            room,
            topic=Topic(SUBJECT, occasion),
            marking="OFFICIAL-SENSITIVE",
            voting=("AGREE", "NO"),
            attachments=[Enclosure(sha256, "MASE-2027-01 minutes.docx")],
        )
    room.deliver()
    ((_, mail),) = room.mailer.sent
    assert (mail.subject, mail.text, mail.html) == ("s", "t", "<p>h</p>")
    assert (mail.marking, mail.voting) == ("OFFICIAL-SENSITIVE", ("AGREE", "NO"))
    assert [(file.name, file.content) for file in mail.attachments] == [
        ("MASE-2027-01 minutes.docx", b"minutes")
    ]
    with room.register.reading() as session:
        row = session.scalars(select(DispatchRow)).one()
        assert (row.occasion, row.subject_id) == (occasion, SUBJECT)


@pytest.mark.parametrize("same_transaction", [True, False])
def test_the_same_letter_computed_again_is_not_queued_again(room: PostRoom, same_transaction: bool) -> None:
    with room.register.transaction("test") as tx:
        assert put(tx, room)
        if same_transaction:
            assert not put(tx, room)
    with room.register.transaction("test") as tx:
        assert not put(tx, room, printed=Printed("other", "other", "other"))
        assert tx.session.scalar(select(func.count(DispatchRow.id))) == 1
        assert tx.session.scalar(select(DispatchRow.subject)) == "s"


def test_two_processes_that_compute_the_same_letter_queue_it_once(room: PostRoom) -> None:
    def compute(_: int) -> bool:
        with room.register.transaction("test") as tx:
            return put(tx, room)

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(compute, range(4))) == [False, False, False, True]


def test_a_letter_that_went_is_not_queued_again(room: PostRoom) -> None:
    with room.register.transaction("test") as tx:
        put(tx, room)
    room.deliver()
    with room.register.transaction("test") as tx:
        assert not put(tx, room)


@pytest.mark.parametrize(
    "change", [{"topic": Topic(SUBJECT, Occasion(OccasionKind.MINUTES))}, {"name": "second"}]
)
def test_another_occasion_or_letter_is_another_dispatch(room: PostRoom, change: dict[str, Any]) -> None:
    with room.register.transaction("test") as tx:
        assert put(tx, room)
        assert put(tx, room, **change)


def test_when_what_caused_it_fails_the_letter_is_not_queued_either(room: PostRoom) -> None:
    def fail_after_queueing() -> None:
        with room.register.transaction("test") as tx:
            put(tx, room)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_after_queueing()
    assert room.deliver().sent == ()


@pytest.mark.thorough
def test_two_hundred_letters_with_an_attachment_go_through_the_folder(room: PostRoom, tmp_path: Path) -> None:
    with room.register.transaction("test") as tx:
        sha256 = store(tx.session, "minutes.docx", "application/octet-stream", b"x" * 40_000, room.today)
    for number in range(67):
        room.queue(*MEMBERS, number=number, attachments=[Enclosure(sha256, "minutes.docx")])
    mailer = FolderMailer(tmp_path / "mail", "mase@unit.example", room.clock)
    commits: list[str] = []
    event.listen(room.register.engine, "commit", lambda _: commits.append("commit"))
    assert len(room.deliver(mailer).sent) == 201
    assert len(list(mailer.sent.iterdir())) == 201
    assert len(commits) < 30, "letters are claimed, drafted and sent in batches"
