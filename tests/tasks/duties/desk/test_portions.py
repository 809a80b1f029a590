"""Desk letters are rendered while others may write in the register, and written in portions."""

from __future__ import annotations

import io
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy import select, update

from config.settings import ROOT
from forum.letters.base import Letter
from forum.members.membership import PapersFor, Role
from forum.text.problem import Problem
from tasks.documents.letters.print_letter import LetterPrinter, Printed
from tasks.duties.base import batches
from tasks.duties.base.batches import in_batches
from tasks.duties.base.office import Office
from tasks.duties.desk.data import Affairs, read_affairs
from tasks.duties.desk.letter import write_desk_letters
from tasks.duties.members.workbook import MembersSheets, members_workbook
from tasks.register.documents import fetch
from tasks.register.groups import group_by_code
from tasks.register.tables import AddressRow, AppointmentRow, DispatchRow, PersonRow
from tests.forum.policies import SECOND
from tests.tasks.duties.secretariat import NURSE, UNIT, Forum

OTHER_UNIT = "Officer of the other unit"
FIRST_OF_MONTH = "Mon 4 Jan 2027"


class WatchedPrinter(LetterPrinter):
    """Does something before it prints each letter."""

    def __init__(self, before: Callable[[Letter], None]) -> None:
        super().__init__(ROOT / "templates" / "email")
        self.before = before

    def print(self, letter: Letter) -> Printed:
        self.before(letter)
        return super().print(letter)


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    return sqlite_url


@pytest.fixture
def two_units(forum: Forum) -> Forum:
    """Two groups, each with an officer of its own, on a day on which both have a letter."""
    forum.on(FIRST_OF_MONTH)
    group = forum.set_up(SECOND)
    with forum.office.register.transaction("test") as tx:
        officer = PersonRow(name=OTHER_UNIT, job_title="Officer", organisation="HAP", phone="")
        tx.session.add(officer)
        tx.session.flush()
        tx.session.add(
            AppointmentRow(
                group_id=group, person_id=officer.id, role=Role.UNIT, first=forum.today,
                papers=PapersFor.ALWAYS, part_two=True,
            )
        )  # fmt: skip
        tx.session.add(
            AddressRow(person_id=officer.id, address="o@hap.example", send_to=True, first=forum.today)
        )
    return forum


def write(forum: Forum, before: Callable[[Letter], None] = lambda _: None) -> list[Exception]:
    """Write the morning's letters; ``before`` is done before each is printed. Return what failed."""
    office = replace(forum.office, letters=WatchedPrinter(before))
    with office.register.reading() as session:
        groups = [group_by_code(session, code).id for code in ("MASE", "HAP")]
    errors = in_batches(office, write_desk_letters, groups, forum.today, "test", together=True)
    return [error for batch in errors for error in batch]


def recipients(office: Office) -> list[str]:
    with office.register.reading() as session:
        letters = select(PersonRow.name).join(DispatchRow, DispatchRow.person_id == PersonRow.id)
        return sorted(session.scalars(letters.where(DispatchRow.letter == "desk")))


@pytest.fixture
def is_locked(forum: Forum) -> Iterator[Callable[[], bool]]:
    """Tell whether somebody writes in the register."""
    file = str(forum.office.register.url.database)
    with closing(sqlite3.connect(file, timeout=0, isolation_level=None)) as other:

        def is_locked() -> bool:
            try:
                other.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError:
                return True
            other.execute("ROLLBACK")
            return False

        yield is_locked


def test_nobody_waits_while_letters_and_workbooks_are_rendered(
    two_units: Forum, is_locked: Callable[[], bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    moments: list[tuple[str, bool]] = []

    def watched(sheets: MembersSheets) -> bytes:
        moments.append(("workbook", is_locked()))
        return members_workbook(sheets)

    monkeypatch.setattr("tasks.duties.desk.members.members_workbook", watched)
    assert write(two_units, lambda letter: moments.append((letter.NAME, is_locked()))) == []
    assert sorted(moments) == [("desk", False), ("desk", False), ("workbook", False), ("workbook", False)]
    assert recipients(two_units.office) == sorted([UNIT, OTHER_UNIT])


def test_nobody_waits_while_letters_are_composed(
    two_units: Forum, is_locked: Callable[[], bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    moments: list[bool] = []

    def watched(*given: Any) -> Affairs:
        moments.append(is_locked())
        return read_affairs(*given)

    monkeypatch.setattr("tasks.duties.desk.letter.read_affairs", watched)
    assert write(two_units) == []
    assert moments == [False]
    assert recipients(two_units.office) == sorted([UNIT, OTHER_UNIT])


def test_what_changes_while_a_letter_is_rendered_is_in_it(two_units: Forum) -> None:
    changes = [update(PersonRow).where(PersonRow.name == NURSE).values(agreement_signed=None)]

    def change(_: Letter) -> None:
        while changes:
            with two_units.office.register.transaction("test") as tx:
                tx.session.execute(changes.pop())

    assert write(two_units, change) == []
    (letter,) = two_units.letters("desk", to=UNIT)
    assert f"No signed confidentiality agreement: {NURSE}" in letter.text
    with two_units.office.register.reading() as session:
        (attached,) = letter.attachments
        sheets = load_workbook(io.BytesIO(fetch(session, attached["sha256"])))
    people = {row[1]: row for row in sheets["People"].iter_rows(min_row=2, values_only=True)}
    assert people[NURSE][9] is None


def test_one_letter_that_fails_leaves_the_other_officers_theirs(
    two_units: Forum, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batches, "AT_MOST", 1)

    def fail(letter: Letter) -> None:
        if letter.addressee == OTHER_UNIT:
            raise Problem("The template can’t be printed.")

    assert [str(error) for error in write(two_units, fail)] == ["The template can’t be printed."]
    assert recipients(two_units.office) == [UNIT]


def test_an_officer_of_two_groups_has_one_letter_however_small_the_portions(
    two_units: Forum, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batches, "AT_MOST", 1)
    with two_units.office.register.transaction("test") as tx:
        officer = AppointmentRow.person_id == two_units.person(OTHER_UNIT)
        tx.session.execute(update(AppointmentRow).where(officer).values(person_id=two_units.person(UNIT)))
    assert write(two_units) == []
    (letter,) = two_units.letters("desk")
    assert [attached["name"] for attached in letter.attachments] == ["HAP members.xlsx", "MASE members.xlsx"]


def test_an_officer_of_groups_with_mailboxes_of_their_own_has_a_letter_for_each(two_units: Forum) -> None:
    with two_units.office.register.transaction("test") as tx:
        officer = AppointmentRow.person_id == two_units.person(OTHER_UNIT)
        tx.session.execute(update(AppointmentRow).where(officer).values(person_id=two_units.person(UNIT)))
    own = SECOND.model_copy(update={"group": SECOND.group.model_copy(update={"mailbox": "h@unit.example"})})
    two_units.office = replace(two_units.office, policies={**two_units.office.policies, "HAP": own})
    assert write(two_units) == []
    letters = two_units.letters("desk")
    assert {tuple(file["name"] for file in letter.attachments) for letter in letters} == {
        ("HAP members.xlsx",),
        ("MASE members.xlsx",),
    }
    assert all(("HAP" in letter.text) is not ("MASE" in letter.text) for letter in letters)
