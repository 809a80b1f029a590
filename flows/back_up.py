"""Each night: the register and what belongs to it are backed up, and the backup is seen to restore."""

from __future__ import annotations

from prefect import State

from config.backups import backup_rules
from config.database import register_as_it_stands
from config.rights import keep_to_this_account
from config.settings import load_settings
from tasks.backups import make_backup
from tasks.calendar_flow import calendar_flow


@calendar_flow("back-up")
async def back_up() -> State[None]:
    """Back up, see that it restores, and delete the backups that are not kept (own rule)."""
    keep_to_this_account()
    settings = load_settings()
    with register_as_it_stands(settings) as register:
        return await make_backup(register, backup_rules(settings))
