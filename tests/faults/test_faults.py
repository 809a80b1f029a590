"""The short form of the fault suite, a case for each point and fault; ``make faults`` runs the whole."""

from __future__ import annotations

from functools import partial

import pytest

from tests.faults.__main__ import INBOX, LETTERS, MEETINGS, PACKS, network_paths, play
from tests.faults.gateways import EXCHANGE, GRAPH, Gateway
from tests.faults.mishaps import MISHAPS, copies_left_unready
from tests.faults.table import Table
from tests.played_once import played_once, without_threads
from tests.standins.post_office.faults import Trouble

pytestmark = pytest.mark.long

DELIVERY = ("claim", "give back")
SENDING = (*DELIVERY, "create lease row", "drafting", "drafted", "submitting", "sent")
INVITING, READING = (*DELIVERY, "deliver invitation"), ("record", "read mailbox")
EXCHANGE_REQUESTS = ("CreateItem", "FindItem", "GetItem", "SendItem")
POINTS = {
    EXCHANGE: {
        LETTERS: (EXCHANGE_REQUESTS, SENDING),
        PACKS: ((*EXCHANGE_REQUESTS, "CopyItem", "UpdateItem", "DeleteItem"), SENDING),
        MEETINGS: (("CreateItem", "FindItem", "GetItem", "UpdateItem"), INVITING),
        INBOX: (("FindItem", "GetItem", "SyncFolderItems", "UpdateItem"), READING),
    },
    GRAPH: {
        LETTERS: (("sign-in", "ListMessages", "CreateMessage", "SendMessage"), SENDING),
        MEETINGS: (
            ("sign-in", "ListMessages", "ListEvents", "CreateEvent", "UpdateEvent", "CancelEvent"),
            INVITING,
        ),
        INBOX: (("sign-in", "Delta", "GetMessage", "GetEvent", "ListMessages", "UpdateMessage"), READING),
    },
}


def cases(gateway: Gateway) -> list[tuple[str, str]]:
    """Name what befalls delivery and the inbox at a mail server, and during which work."""
    kills = [
        (f"killed, {path}", f"{when} {moment}")
        for path, (requests, commits) in POINTS[gateway].items()
        for moment in (*requests, *(f"the commit of {commit}" for commit in commits))
        for when in ("before", "after")
    ]
    network = [
        (f"network, {path}", f"{operation}: {trouble} {when} acceptance")
        for path, operations in network_paths(gateway, short=True).items()
        for operation in operations
        for trouble in Trouble
        for when in (("before",) if operation == gateway.read else ("before", "after"))
    ]
    mishaps = [
        (f"mishap, {PACKS if befall is copies_left_unready else LETTERS}", what)
        for what, befall in MISHAPS.items()
        if gateway == EXCHANGE
    ]
    return [*kills, *network, *mishaps]


CASES = [
    pytest.param(gateway, kind, what, id=f"{gateway.kind}: {kind}, {what}")
    for gateway in POINTS
    for kind, what in cases(gateway)
]


@pytest.fixture
def table(
    tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest, gateway: Gateway
) -> Table:
    """What came of each fault at a mail server."""
    faults = partial(without_threads, partial(play, gateway, "SQLite", "", 1, short=True))
    return played_once(f"faults-{gateway.kind}", faults, tmp_path_factory, request)


@pytest.mark.parametrize(("gateway", "kind", "what"), CASES)
def test_nothing_is_lost_doubled_or_misdirected(table: Table, gateway: Gateway, kind: str, what: str) -> None:
    line = table.lines[kind, what, f"SQLite, {gateway.kind}"]
    assert line.happened == line.runs > 0
    assert (line.lost, line.doubled, line.misdirected, line.wrong) == (0, 0, 0, 0)


@pytest.mark.parametrize("gateway", POINTS, ids=lambda gateway: gateway.kind)
def test_each_point_that_is_passed_is_a_case(table: Table, gateway: Gateway) -> None:
    assert {(kind, what) for kind, what, _ in table.lines} == set(cases(gateway))
