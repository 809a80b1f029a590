"""The backups that the settings ask for."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from config.settings import Settings
from forum.calendar.backups import BackupsKept
from tasks.register.backup.back_up import BackupRules
from tasks.register.backup.restore import MAIL

NOT_SET_UP = (
    "No backups are made: MASE_BACKUP_RECIPIENTS isn’t set. mase backup --new-key FILE makes a key, and says "
    "what to set."
)


def backup_rules(settings: Settings) -> BackupRules | None:
    """How this machine makes backups; None where nobody is named who could read them."""
    if not settings.backup_recipients:
        return None
    keep = BackupsKept(settings.backup_daily, settings.backup_weekly, settings.backup_monthly)
    return BackupRules(settings.backup_folder, settings.backup_recipients, keep, folders_beside(settings))


def folders_beside(settings: Settings) -> Mapping[str, Path]:
    """The folders that belong to a backup. A mailbox elsewhere has backups of its own."""
    mail = {MAIL: settings.mail_folder} if settings.gateway == "folder" else {}
    return {"policies": settings.policies, "templates": settings.templates, **mail}
