"""Doing one duty, as a command does it: in a transaction of its own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any, TypeVar
from uuid import UUID

from tasks.duties.base.batches import prepare
from tasks.duties.base.office import Office, unit_of_work
from tasks.register.audit.row_digests import written
from tasks.register.audit.trail import WAITING

Result = TypeVar("Result")


def do(
    duty: Callable[..., Result],
    office: Office,
    *about: Any,
    day: dt.date | None = None,
    actor: str = "test",
    **choices: Any,
) -> Result:
    """Do a duty for a day, today unless it is given, and return what the duty returns.

    What the duty writes has to have a name on the audit trail.
    """
    if about and isinstance(about[0], UUID):
        prepare(office, duty, about[0], day or office.clock.now().date(), actor)
    with unit_of_work(office, actor, day) as work:
        result = duty(work, *about, **choices)
        work.session.flush()
        tables = sorted(written(work.session.connection()).digests)
        assert not tables or work.session.info.get(WAITING), f"{duty.__name__} wrote {tables} without a name"
        return result
