"""The busiest morning of many groups: each asks all its members for their details, as four times a year."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from sqlalchemy import select

from benchmarks.duties import BY, work
from benchmarks.groups import Model, all_mail_goes
from benchmarks.register import make_register
from benchmarks.standins import PlainLetters
from config.settings import ROOT
from config.wiring import calendar, load_policies
from rehearsals.stage import SAMPLE_MEMBERS, import_sample_members
from tasks.documents.letters.print_letter import LetterPrinter
from tasks.documents.word.print_document import DocumentPrinter
from tasks.duties.base.office import Office
from tasks.register.database.clock import SetClock
from tasks.register.database.register import Register
from tasks.register.groups import set_up_groups
from tasks.register.migrations import upgrade
from tasks.register.tables import AddressRow, GroupRow

MEET_ON = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
BEGIN = dt.date(2027, 1, 4)
BEFORE = (BEGIN, *(dt.date(2027, 1, day) for day in (25, 26, 27, 28, 29)))
BUSIEST = dt.date(2027, 2, 1)


def make_busiest(file: Path, policies: Path, number: int) -> None:
    """Make a register of so many groups as the busiest morning finds it, and a folder of their policies."""
    write_policies(policies)
    make_register(file, list(models(policies, file.parent)), number, years=0)


def write_policies(folder: Path) -> None:
    """Write the sample's policy once for each day of the week on which a group may meet."""
    folder.mkdir()
    text = (ROOT / "config" / "mase.toml").read_text(encoding="utf-8")
    for weekday in MEET_ON:
        own = text.replace('code = "MASE"', f'code = "{weekday[:3].upper()}"').replace("Tuesday", weekday)
        (folder / f"{weekday}.toml").write_text(own, encoding="utf-8")


def register_at(url: str, day: dt.date) -> Register:
    """A register at nine in the morning of a day."""
    return Register(url, SetClock(dt.datetime.combine(day, dt.time(9))))


def office_of(register: Register, policies: Path) -> Office:
    """An office for the groups under these policies, with real letters and documents."""
    ruled = load_policies(policies)
    return Office(
        register=register,
        policies=ruled,
        calendars={code: calendar(policy) for code, policy in ruled.items()},
        letters=LetterPrinter(ROOT / "templates" / "email"),
        documents=DocumentPrinter(ROOT / "templates" / "documents"),
        clock=register.clock,
    )


def models(policies: Path, folder: Path) -> Iterator[Model]:
    """Play a group under each policy up to the busiest morning."""
    for code, policy in load_policies(policies).items():
        file, clock = folder / f"{code}-before.db", SetClock(dt.datetime.combine(BEGIN, dt.time(9)))
        office = Office(
            register=Register(f"sqlite:///{file}", clock),
            policies={code: policy},
            calendars={code: calendar(policy)},
            letters=PlainLetters(),
            documents=DocumentPrinter(ROOT / "templates" / "documents"),
            clock=clock,
        )
        with closing(office.register):
            upgrade(office.register)
            with office.register.transaction(BY) as tx:
                set_up_groups(tx, [policy])
            import_sample_members(office, code, SAMPLE_MEMBERS, BEGIN)
            for morning in BEFORE:
                clock.at = dt.datetime.combine(morning, dt.time(9))
                work(office, morning)
                all_mail_goes(office, morning)
        yield Model(file, BUSIEST, policy)


def name_by_policy(file: Path, number: int) -> list[str]:
    """Give the first of the groups the codes of their policies, or the service would set up others for those.

    Return the domains of all addresses.
    """
    with closing(register_at(f"sqlite:///{file}", BUSIEST)) as register, register.transaction(BY) as tx:
        for group in tx.session.scalars(select(GroupRow).order_by(GroupRow.code).limit(number)):
            group.code = group.policy
        addresses = tx.session.scalars(select(AddressRow.address))
        return sorted({address.rpartition("@")[2] for address in addresses})
