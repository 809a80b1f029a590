"""Runs for a day that has passed, in a live register: by hand, or of a shard that no worker took in time."""

from __future__ import annotations

import asyncio
import datetime as dt
from typing import Any

import pytest
from sqlalchemy import select

from flows.do_shard import do_shard
from forum.outbox.states import State, Topic, Validity
from tasks.documents.letters.print_letter import Printed
from tasks.duties.base.office import Office
from tasks.mail.sending.queue import LetterToQueue, queue
from tasks.register.database.clock import SetClock
from tasks.register.groups import group_by_code
from tasks.register.tables import DispatchRow, MeetingRow, PersonRow
from tests.english import day
from tests.flows.conftest import THURSDAY
from tests.flows.runs import run

SATURDAY, MONDAY = day("Sat 12 Dec 2026"), day("Mon 14 Dec 2026")


@pytest.fixture
def live_office(office_of_the_flows: Office, monkeypatch: pytest.MonkeyPatch) -> Office:
    """A live register, with two letters written on Thursday: of use until that day, and until Monday."""
    monkeypatch.setenv("MASE_REHEARSAL", "false")
    with office_of_the_flows.register.transaction("test") as tx:
        nurse = tx.session.scalars(select(PersonRow.id).where(PersonRow.name == "Designated Nurse")).one()
        group = group_by_code(tx.session, "MASE").id
        for name, until in (("actions", THURSDAY), ("minutes", MONDAY)):
            printed = Printed("MASE: for you", "Please read.", "<p>Please read.</p>")
            queue(tx, LetterToQueue(group, name, Topic(group), nurse, "", printed, Validity(until)))
    return office_of_the_flows


def letters(office: Office) -> dict[str, State]:
    with office.register.reading() as session:
        return {row.letter: row.state for row in session.scalars(select(DispatchRow))}


def test_letters_of_a_day_that_has_passed_are_judged_on_the_day_on_which_they_go(
    live_office: Office, clock: SetClock
) -> None:
    clock.at = dt.datetime.combine(SATURDAY, dt.time(10))
    run("deliver_mail")
    assert letters(live_office) == {"actions": State.QUEUED, "minutes": State.QUEUED}, "nobody works today"
    clock.at = dt.datetime.combine(MONDAY, dt.time(10))
    run("deliver_mail")
    assert letters(live_office) == {"actions": State.LAPSED, "minutes": State.SENT}


def test_a_shard_whose_day_is_over_leaves_all_to_the_mornings_since(
    live_office: Office, clock: SetClock
) -> None:
    clock.at = dt.datetime.combine(MONDAY, dt.time(10))
    shard: Any = do_shard
    ended = asyncio.run(shard(as_of=THURSDAY, portions=[["MASE"]], shard=1, shards=1, return_state=True))
    assert ended.name == "Its day is over"
    assert letters(live_office) == {"actions": State.QUEUED, "minutes": State.QUEUED}
    with live_office.register.reading() as session:
        assert not session.scalars(select(MeetingRow)).all()
