"""Days on which a mail server answers badly, drawn by chance: no letter goes twice, and few need a person."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable
from random import Random

import pytest

from forum.outbox.states import State
from tests.standins.post_office.faults import Trouble
from tests.tasks.mail.gateways.boxes import OfficeBox, at_a_server
from tests.tasks.mail.sending.post_room import MEMBERS, PostRoom

pytestmark = pytest.mark.long

PASSING = (
    "ErrorServerBusy",
    "ErrorMailboxStoreUnavailable",
    "ErrorMailboxMoveInProgress",
    "ErrorTooManyObjectsOpened",
    "ErrorBatchProcessingStopped",
)
UNDONE = PASSING[-1]
REQUESTS = ("draft", "send")
WAYS_TO_BE_BUSY = (Trouble.BUSY, Trouble.UNAVAILABLE, Trouble.THROTTLED)
EACH = 4  # letters to each member


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """On SQLite alone; that delivery does the same on both databases is tested with the faults of a fake."""
    return sqlite_url


def the_mailbox_is_moved(box: OfficeBox, _: PostRoom, chance: Random) -> None:
    box.ours.passing = chance.choice([code for code in PASSING if code != UNDONE])


def single_letters_meet_a_passing_state(box: OfficeBox, _: PostRoom, chance: Random) -> None:
    for _time in range(6):
        code = chance.choice(PASSING)
        box.order(
            chance.choice(REQUESTS), Trouble.ITEM_BUSY, code=code, item=chance.randrange(EACH * len(MEMBERS)),
            accepted=code != UNDONE and chance.random() < 0.5, skip=chance.randrange(2),
        )  # fmt: skip


def the_server_is_busy(box: OfficeBox, _: PostRoom, chance: Random) -> None:
    for _time in range(6):
        accepted = chance.random() < 0.5
        box.order(chance.choice(REQUESTS), chance.choice(WAYS_TO_BE_BUSY), accepted=accepted, seconds=1)


def the_server_fails(box: OfficeBox, _: PostRoom, chance: Random) -> None:
    for _time in range(4):
        box.order(chance.choice(REQUESTS), Trouble.ERROR_CLOSE, accepted=chance.random() < 0.5)


def the_right_to_send_is_missing(box: OfficeBox, _room: PostRoom, _: Random) -> None:
    box.ours.may_not_send = True


def one_recipient_is_unknown(box: OfficeBox, room: PostRoom, chance: Random) -> None:
    box.office.options.fails_over_unknown_recipients = True
    room.move_house(chance.choice(MEMBERS), "nobody@unit.example")


def one_reader_s_letters_are_wrongly_made(box: OfficeBox, _: PostRoom, chance: Random) -> None:
    box.office.options.faulty_word = f"{chance.choice(MEMBERS)}@members.example"


def no_answer_to_a_sending_can_be_read(box: OfficeBox, _room: PostRoom, _: Random) -> None:
    box.office.options.answers_unreadably = True


DAYS: dict[Callable[[OfficeBox, PostRoom, Random], None], int] = {  # and the letters for a person to look at
    the_mailbox_is_moved: 0,
    single_letters_meet_a_passing_state: 0,
    the_server_is_busy: 0,
    the_server_fails: 0,
    the_right_to_send_is_missing: 0,
    one_recipient_is_unknown: EACH,
    one_reader_s_letters_are_wrongly_made: EACH,
    no_answer_to_a_sending_can_be_read: EACH * len(MEMBERS),
}


@at_a_server
@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("day", DAYS, ids=lambda day: day.__name__)
def test_no_letter_goes_twice_and_no_more_than_its_own_need_a_person(
    box: OfficeBox, room: PostRoom, day: Callable[[OfficeBox, PostRoom, Random], None], seed: int
) -> None:
    room.use(mailbox=box.ours.address, allowed_domains=frozenset({"members.example", "unit.example"}))
    for member in MEMBERS:
        box.office.open_mailbox(f"{member}@members.example")
    ids = [id for number in range(EACH) for id in room.queue(*MEMBERS, number=number + 1)]
    day(box, room, Random(f"{day.__name__} {seed}"))
    _deliver(box, room, runs=4, minutes=15)
    box.ours.passing, box.ours.may_not_send, box.office.options.answers_unreadably = "", False, False
    box.standin.faults.forget()
    _deliver(box, room, runs=10, minutes=20)
    rows = [room.row(id) for id in ids]
    times = Counter(box.accepted())
    assert set(times.values()) <= {1}, "doubled"
    assert {times[row.key] for row in rows if row.state is State.SENT} <= {1}, "lost"
    for_a_person = [row for row in rows if row.state in (State.ASKED, State.HELD)]
    assert len(for_a_person) == DAYS[day]
    assert {row.state for row in rows} <= {State.SENT, State.ASKED, State.HELD}


def _deliver(box: OfficeBox, room: PostRoom, *, runs: int, minutes: int) -> None:
    for _ in range(runs):
        box.office.clock.set(room.clock.now().replace(tzinfo=dt.UTC))
        room.deliver(box.mailer)
        room.later(minutes)
