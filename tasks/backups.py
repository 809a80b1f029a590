"""The nightly backup as a run of Prefect's: what it ends with, in words."""

from __future__ import annotations

import asyncio
from socket import gethostname

from prefect.client.schemas.objects import State
from prefect.states import Completed

from tasks.register.backup.back_up import BackupRules, back_up
from tasks.register.database.register import Register
from tasks.unforeseen import telling_no_values

NOT_SET_UP = "No backup: MASE_BACKUP_RECIPIENTS isn’t set"


async def make_backup(register: Register, rules: BackupRules | None) -> State[None]:
    """Make a backup, where anybody is named who could read it; the state says how large it is, how long it
    took to restore, and where it lies: of several machines any may make it."""
    if rules is None:
        return Completed(name=NOT_SET_UP, message=NOT_SET_UP)
    with telling_no_values():
        made = await asyncio.to_thread(back_up, register, rules)  # it may take minutes
    return Completed(name=made.in_words, message=f"{made.in_words}: {made.file} on {gethostname()}")
