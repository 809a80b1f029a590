"""The short form of the fault suite, a case for each point and fault; ``make faults`` runs the whole."""

from __future__ import annotations

import multiprocessing
import pickle
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor

import pytest

from tests.faults.__main__ import BATCH, LETTERS, PACKS, play
from tests.faults.mishaps import MISHAPS, copies_left_unready
from tests.faults.table import Table
from tests.file_lock import locked
from tests.standins.post_office.faults import Trouble

pytestmark = pytest.mark.long

REQUESTS = ("CreateItem", "FindItem", "GetItem", "SendItem")
COMMITS = ("a look", "claim", "create lease row", "drafting", "drafted", "submitting", "sent", "give back")


def around(requests: Sequence[str]) -> list[str]:
    """Name the points at which a sender with these requests is killed."""
    moments = [*requests, *(f"the commit of {commit}" for commit in COMMITS)]
    return [f"{when} {moment}" for moment in moments for when in ("before", "after")]


CASES = [
    *((f"killed, {LETTERS}", point) for point in around(REQUESTS)),
    *((f"killed, {PACKS}", point) for point in around((*REQUESTS, "CopyItem", "UpdateItem", "DeleteItem"))),
    *(
        (f"network, {BATCH}", f"SendItem: {trouble} {when} acceptance")
        for trouble in Trouble
        for when in ("before", "after")
    ),
    *(
        (f"mishap, {PACKS if befall is copies_left_unready else LETTERS}", what)
        for what, befall in MISHAPS.items()
    ),
]


@pytest.fixture(scope="session")
def table(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Table:
    """What came of each fault, played once for all processes of the run."""
    shared = tmp_path_factory.getbasetemp()
    if hasattr(request.config, "workerinput"):
        shared = shared.parent
    played = shared / "faults"
    with locked(played.with_suffix(".lock")):
        if not played.exists():  # in a process without threads, as it forks
            with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as process:
                table = process.submit(play, "SQLite", "", 1, short=True).result()
            played.write_bytes(pickle.dumps(table))
    table = pickle.loads(played.read_bytes())
    assert isinstance(table, Table)
    return table


@pytest.mark.parametrize(("kind", "what"), CASES)
def test_no_letter_is_lost_doubled_or_sent_to_an_old_address(table: Table, kind: str, what: str) -> None:
    line = table.lines[kind, what, "SQLite"]
    assert line.happened == line.runs > 0
    assert (line.lost, line.doubled, line.misdirected, line.wrong) == (0, 0, 0, 0)


def test_each_point_that_a_sender_passes_is_a_case(table: Table) -> None:
    assert {(kind, what) for kind, what, _ in table.lines} == set(CASES)
