"""The fault suite notices what it is there to notice: the code is changed, and it must say so."""

from __future__ import annotations

import tempfile
from functools import partial
from pathlib import Path

import pytest

from tests.faults.__main__ import INBOX, LETTERS, MEETINGS, Suite, templates
from tests.faults.children import Child, Stuck
from tests.faults.gateways import EXCHANGE
from tests.faults.sabotages import SABOTAGES, Sabotage
from tests.played_once import played_once, without_threads
from tests.standins.client import standin_process

pytestmark = pytest.mark.long


@pytest.fixture
def noticed(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> dict[str, bool]:
    """Whether each sabotage is noticed."""
    return played_once("sabotages", partial(without_threads, play_all), tmp_path_factory, request)


@pytest.mark.parametrize("name", SABOTAGES)
def test_a_sabotage_of_the_code_is_noticed(noticed: dict[str, bool], name: str) -> None:
    assert noticed[name]


def play_all() -> dict[str, bool]:
    """Play each sabotage in a process of its own, in which the code is changed."""
    with (
        tempfile.TemporaryDirectory() as folder,
        templates(EXCHANGE, "", Path(folder), (LETTERS, MEETINGS, INBOX)) as made,
        standin_process(EXCHANGE.kind, "--domain", "members.example") as standin,
    ):
        suite = Suite(EXCHANGE, "SQLite", made, Path(folder), standin)
        return {
            name: Child(partial(is_noticed, sabotage, suite)).result(within=None)
            for name, sabotage in SABOTAGES.items()
        }


def is_noticed(sabotage: Sabotage, suite: Suite) -> bool:
    """Play the part of the suite on the changed code, up to the first line that is wrong."""
    sabotage.change()
    try:
        return any(line.wrong for line in sabotage.part(suite))
    except (RuntimeError, Stuck):  # the changed code comes to no end
        return True
