"""The fault suite notices what it is there to notice: the code is changed, and it must say so."""

from __future__ import annotations

import tempfile
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

from tests.faults.__main__ import INBOX, LETTERS, MEETINGS, Suite, templates
from tests.faults.children import Stuck
from tests.faults.gateways import EXCHANGE
from tests.faults.sabotages import SABOTAGES
from tests.standins.client import standin_process

pytestmark = pytest.mark.long


@pytest.mark.parametrize("name", SABOTAGES)
def test_a_sabotage_of_the_code_is_noticed(name: str) -> None:
    with ProcessPoolExecutor(1, get_context("spawn")) as process:  # it forks, and its code is changed
        assert process.submit(is_noticed, name).result()


def is_noticed(name: str) -> bool:
    """Play the part of the suite on the changed code, up to the first line that is wrong."""
    sabotage = SABOTAGES[name]
    with (
        tempfile.TemporaryDirectory() as folder,
        standin_process(EXCHANGE.kind, "--domain", "members.example") as standin,
        templates(EXCHANGE, "", Path(folder), (LETTERS, MEETINGS, INBOX)) as made,
    ):
        suite = Suite(EXCHANGE, "SQLite", made, Path(folder), standin)
        sabotage.change()
        try:
            return any(line.wrong for line in sabotage.part(suite))
        except (RuntimeError, Stuck):  # the changed code comes to no end
            return True
