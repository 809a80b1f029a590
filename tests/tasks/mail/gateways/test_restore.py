"""The restore that docs/operations.md describes, played as an operator would, through every gateway."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections import Counter
from collections.abc import Iterable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import make_url, select

from forum.outbox.states import State
from tasks.duties.base.office import Office
from tasks.duties.meetings.plan_move_cancel import move_meeting
from tasks.duties.outbox.decisions import (
    explain_restored,
    release,
    release_restored,
    unexplained,
    waiting,
)
from tasks.mail.sending.delivery import hold_if_restored
from tasks.mail.sending.reconcile import RESTORED
from tasks.register.database.clock import LONDON, SetClock
from tasks.register.database.register import Register
from tasks.register.tables import DispatchRow, InvitationRow, MeetingRow
from tests.english import day
from tests.tasks.duties.do import do
from tests.tasks.duties.mornings import Secretary
from tests.tasks.duties.plain_office import PlainDocuments, PlainLetters
from tests.tasks.mail.gateways.boxes import OURS, Box, FolderBox, OfficeBox
from tests.tasks.mail.sending.post_room import MEMBERS, post_room

pytestmark = pytest.mark.thorough
LONG_AGO = dt.datetime(2020, 1, 1)
MONDAY, TUESDAY = day("Mon 4 Jan 2027"), day("Tue 5 Jan 2027")


class Operator(Secretary):
    """Keeps a backup of the register, and puts it back."""

    def __init__(self, office: Office, clock: SetClock, box: Box, backup: Path) -> None:
        super().__init__(office, clock)
        self.box, self.backup, self.mailer = box, backup, box.mailer
        self._keep_time(MONDAY)

    @property
    def file(self) -> Path:
        return Path(make_url(str(self.office.register.engine.url)).database or "")

    def back_up(self) -> None:
        with closing(sqlite3.connect(self.file)) as register:
            register.execute(f"VACUUM INTO '{self.backup}'")

    def restore(self) -> None:
        self.office.register.close()
        for name in ("-wal", "-shm"):
            self.file.with_name(self.file.name + name).unlink(missing_ok=True)
        self.file.write_bytes(self.backup.read_bytes())

    def start(self) -> str:
        """Start the service; return what it says of a restore."""
        register, clock = self.office.register, self.clock
        return hold_if_restored(register, self.mailer, self.rules, as_of=clock.at.date(), by="mase serve")

    def morning(self, day: dt.date) -> None:
        self._keep_time(day)
        super().morning(day)

    def look_and_go_on(self) -> None:
        """Say that Sent Items were looked at, and release what is held."""
        do(explain_restored, self.office, OURS, actor="business unit")
        for letter in waiting(self.office):
            if letter.state is State.HELD:
                do(release, self.office, letter.id, reason="looked at Sent Items", actor="business unit")

    def meetings(self) -> list[MeetingRow]:
        with self.office.register.reading() as session:
            return list(session.scalars(select(MeetingRow)))

    def items(self) -> dict[str, int]:
        """Return the edition of each item in the calendar, which rises with all that anybody hears of it."""
        items = {key: self.mailer.find_event(key) for key in self.mailer.events_since(LONG_AGO)}
        return {key: item.edition for key, item in items.items() if item}

    def _keep_time(self, day: dt.date) -> None:
        at = dt.datetime.combine(day, dt.time(9))
        if isinstance(self.box, FolderBox):
            self.box.clock.at = at
        elif isinstance(self.box, OfficeBox):
            self.box.office.clock.set(at.replace(tzinfo=LONDON))


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    return sqlite_url


@pytest.fixture
def operator(mase: Office, clock: SetClock, box: Box, tmp_path: Path) -> Operator:
    """The operator of the sample's group, with a backup from before its first morning."""
    plain: Any = {"letters": PlainLetters(), "documents": PlainDocuments()}
    operator = Operator(replace(mase, **plain), clock, box, tmp_path / "backup.db")
    operator.back_up()
    return operator


def test_meetings_that_are_planned_again_find_their_calendar_items(operator: Operator) -> None:
    operator.morning(MONDAY)
    items = operator.items()
    assert len(items) == len(operator.meetings()) > 0
    operator.restore()
    assert operator.meetings() == []
    operator.morning(TUESDAY)
    assert operator.items() == items
    operator.look_and_go_on()
    operator.morning(TUESDAY)
    assert operator.items() == items
    with operator.office.register.reading() as session:
        assert {row.state for row in session.scalars(select(InvitationRow))} == {"done"}


def test_a_meeting_that_had_moved_gets_no_second_item(operator: Operator) -> None:
    operator.morning(MONDAY)
    items = operator.items()
    do(move_meeting, operator.office, "MASE/2027-02", day("Thu 11 Feb 2027"))
    operator.afternoon(MONDAY)
    operator.restore()
    operator.morning(TUESDAY)
    operator.look_and_go_on()
    operator.morning(TUESDAY)
    assert operator.items().keys() == items.keys()


def test_a_restore_is_noticed_when_the_service_starts_also_with_an_empty_outbox(operator: Operator) -> None:
    operator.morning(MONDAY)
    assert operator.start() == ""
    items = operator.items()
    operator.restore()
    assert waiting(operator.office) == ()
    assert operator.start() == RESTORED
    assert unexplained(operator.office)[OURS] > len(items)
    operator.morning(TUESDAY)
    assert operator.items() == items


@pytest.mark.parametrize("box", ["exchange"], indirect=True)
def test_of_many_letters_each_goes_once_and_those_that_had_gone_are_noted_on_their_own_day(
    register: Register, clock: SetClock, box: OfficeBox, tmp_path: Path
) -> None:
    """Sixty had gone when the backup was made, sixty waited. Thirty of these went before the register was
    lost, and with them thirty that it did not know yet."""
    room = post_room(register, clock)
    operator = Operator(room.office(), clock, box, tmp_path / "backup.db")
    for address in ("police@members.example", "nurse@members.example", "probation@members.example"):
        box.office.open_mailbox(address)

    def queue(numbers: Iterable[int], name: str) -> None:
        for number in numbers:
            room.queue(*MEMBERS, number=number, name=name)

    def states() -> Counter[str]:
        with register.reading() as session:
            return Counter(session.scalars(select(DispatchRow.state)))

    room.use(batch=20)
    queue(range(20), "minutes")
    room.deliver(box.mailer)
    queue(range(20, 30), "papers")
    queue(range(30, 40), "minutes")
    operator.back_up()
    room.deliver(box.mailer, letters={"papers"})
    went = room.clock.now()
    queue(range(40, 50), "papers")
    room.deliver(box.mailer, letters={"papers"})
    assert len(box.accepted()) == 120
    operator.restore()
    clock.at = dt.datetime.combine(TUESDAY, dt.time(9))
    assert operator.start() == RESTORED
    assert unexplained(operator.office) == {OURS: 60}
    assert states() == {State.SENT: 60, State.HELD: 60}
    do(explain_restored, operator.office, OURS, actor="business unit")
    room.deliver(box.mailer)
    assert states() == {State.SENT: 90, State.HELD: 30}
    with register.reading() as session:
        papers = select(DispatchRow.sent_at).where(DispatchRow.letter == "papers")
        assert {at.date() for at in session.scalars(papers) if at} == {went.date()}
    assert do(release_restored, operator.office, None, reason="looked", actor="business unit") == 30
    room.deliver(box.mailer)
    assert states() == {State.SENT: 120}
    assert set(Counter(box.accepted()).values()) == {1}
    assert len(box.accepted()) == 150
