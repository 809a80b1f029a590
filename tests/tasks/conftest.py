"""Which tests of tasks run on PostgreSQL as well, and what they have written once for all."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tasks.documents.record import write_record
from tasks.duties.desk import members as desk_members
from tasks.duties.members.workbook import members_workbook
from tasks.duties.record import file_record

HERE = Path(__file__).parent
# What may differ there is SQL, and many tests of these run each statement.
ONE_OF = {HERE / "duties": 4, HERE / "mail": 3}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Run every fourth test of duties, and every third one of mail, on PostgreSQL too."""
    left_out: set[pytest.Item] = set()
    for folder, one_of in ONE_OF.items():
        there = [item for item in items if _is_on_both(item) and folder in item.path.parents]
        left_out |= set(there) - set(there[::one_of])
    items[:] = [item for item in items if item not in left_out]
    config.hook.pytest_deselected(items=list(left_out))


def _is_on_both(item: pytest.Item) -> bool:
    """Say whether it is the run on PostgreSQL of a test that runs on SQLite too: some say themselves on which
    they run."""
    if any("database_url" in mark.args[0] for mark in item.iter_markers("parametrize")):
        return False
    callspec = getattr(item, "callspec", None)
    return callspec is not None and bool(callspec.params.get("database_url") == "postgresql")


@pytest.fixture(scope="session", autouse=True)
def workbooks_are_written_once() -> Iterator[None]:
    """Have a process write a workbook once for the same values: hundreds of tests begin with the same."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(file_record, "write_record", cache(write_record))
        patch.setattr(desk_members, "members_workbook", cache(members_workbook))
        yield
