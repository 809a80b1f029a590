"""The composition root: the one place where settings become a register, printers, calendars and a mailer."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import holidays

from config.settings import Settings, load_settings
from forum.policy import Policy, read_policy
from forum.problem import Problem
from forum.working_days import WorkingDays, working_days
from tasks.documents.letters import LetterPrinter
from tasks.documents.word import DocumentPrinter
from tasks.duties.office import Office
from tasks.mail.folder import FolderMailer
from tasks.mail.mailer import Mailer
from tasks.register.clock import Clock, SystemClock
from tasks.register.register import Register

YEARS = range(2000, 2100)  # bank holidays are known for these; a forum's register never leaves them


def open_office(settings: Settings | None = None, clock: Clock | None = None) -> Office:
    """Everything that duties work with, over the register of the settings, which is brought up to date first.

    The caller closes it with ``office.register.close()``. Raises Problem for wrong settings, a wrong policy,
    a database that cannot be reached or is of a newer version.
    """
    settings = settings or load_settings()
    clock = clock or SystemClock()
    policies = load_policies(settings.policies)
    return Office(
        register=open_register(settings, clock),
        policies=policies,
        calendars={code: calendar(policy) for code, policy in policies.items()},
        letters=LetterPrinter(settings.templates / "email"),
        documents=DocumentPrinter(settings.templates / "documents"),
        clock=clock,
    )


def open_register(settings: Settings, clock: Clock) -> Register:
    """The register at the settings' database, made or brought up to date where needed.

    Raises Problem when the database cannot be reached or is of a newer version.
    """
    raise NotImplementedError


def open_mailer(settings: Settings) -> Mailer:
    """The mail gateway of the settings: the folder mailbox."""
    return FolderMailer(settings.mail_folder)


def load_policies(folder: Path) -> dict[str, Policy]:
    """Every ``*.toml`` of the folder as a policy, by its group's code.

    Raises Problem with the faults of all files at once; also for two files of one code, and for none at all.
    """
    found: dict[str, Policy] = {}
    faults: list[str] = []
    for file in sorted(folder.glob("*.toml")):
        try:
            policy = read_policy(file.read_text(encoding="utf-8"), str(file))
        except Problem as problem:
            faults += [problem.sentence, *(f"  {fault}" for fault in problem.faults)]
            continue
        if policy.group.code in found:
            faults.append(f"{file}: group.code: found {policy.group.code}, which another file has too")
        found[policy.group.code] = policy
    if not found and not faults:
        faults.append(f"{folder}: no policy file (*.toml) there; MASE_POLICIES says which folder")
    if faults:
        raise Problem("The terms of reference cannot be used as they are written:", faults)
    return found


def calendar(policy: Policy) -> WorkingDays:
    """The working days of a policy: closures, own holidays, and the bank holidays of England and Wales."""
    return working_days(policy.working_time, bank_holidays(YEARS))


def bank_holidays(years: Iterable[int]) -> frozenset:  # type: ignore[type-arg]
    """The bank holidays of England and Wales in these years."""
    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=years))
