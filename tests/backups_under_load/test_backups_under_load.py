"""A few backups and a restore while letters go; ``python -m tests.backups_under_load`` has a hundred."""

from __future__ import annotations

import pytest

from tests.backups_under_load.__main__ import run
from tests.databases import DATABASES

pytestmark = pytest.mark.long


@pytest.mark.parametrize("database", DATABASES)
def test_nothing_committed_is_lost_and_nothing_goes_again(database: str) -> None:
    tally = run(database, backups=3, restores=1)
    assert tally.is_well, tally.in_words(database)
    assert (len(tally.backups), tally.restores) == (3, 1)
    assert tally.letters > 0
