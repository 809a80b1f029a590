"""Two groups with a mailbox each at one server: letters and replies of either keep to its own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from uuid import uuid4

import pytest

from tasks.mail.protocol.mailer import Mailer
from tasks.register.tables import GroupRow
from tests.standins.post_office.items import Folder
from tests.tasks.mail.gateways.boxes import NURSE, OURS, PROBATION, OfficeBox, at_a_server
from tests.tasks.mail.sending.post_room import START, PostRoom

LONG_AGO = dt.datetime(2026, 1, 1)
HARBOUR = "harbour@unit.example"


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """On SQLite alone; delivery is tested on both databases."""
    return sqlite_url


@pytest.fixture
def mailers(box: OfficeBox) -> Mapping[str, Mailer]:
    """Both mailboxes, opened by one account, which is let into the second."""
    box.office.open_mailbox(HARBOUR)
    box.office.mailbox(HARBOUR).delegates = (OURS,)
    return {OURS: box.mailer, HARBOUR: box.open_mailer(address=HARBOUR)}


@at_a_server
def test_each_group_writes_from_its_mailbox_and_is_answered_there(
    room: PostRoom, box: OfficeBox, mailers: Mapping[str, Mailer]
) -> None:
    group = uuid4()
    room.add(GroupRow(id=group, code="HAP", policy="HAP", go_live=START))
    harbour = replace(
        room, rules=replace(room.rules, mailbox=HARBOUR, serves=frozenset({group})), group=group
    )
    room.use(mailbox=OURS, serves=frozenset({room.group}))
    room.queue("nurse")
    harbour.queue("nurse", "probation", number=2)
    groups = [room.group, group]
    assert len(room.deliver(mailers[OURS], groups).sent) == 1
    assert len(harbour.deliver(mailers[HARBOUR], groups).sent) == 2
    went = {(letter.sender, address) for letter in box.office.ledger for address in letter.to}
    assert went == {(OURS, NURSE), (HARBOUR, NURSE), (HARBOUR, PROBATION)}
    for address, number in ((OURS, 1), (HARBOUR, 2)):
        mailbox = box.office.mailbox(address)
        assert len(mailbox.in_folder(Folder.SENT)) == number
        assert mailbox.in_folder(Folder.DRAFTS) == []
    box.reply(PROBATION, "AGREE")
    inboxes = [mailer.read("", LONG_AGO).items for mailer in mailers.values()]
    assert [[item.sender for item in items] for items in inboxes] == [[], [PROBATION]]
