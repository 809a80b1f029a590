"""A person's request for what is kept on them, from the day on which it came to its answer (UK GDPR,
articles 12 and 15).

Collecting all that is kept on a person who asks for it (UK GDPR, article 15). What requests for what is
kept on a person hand the house.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Any
from uuid import UUID

from sqlalchemy import func, or_, select

from forum.letters.base import operators_contact
from forum.letters.questions import DeskTask
from forum.subject_access import answer_by, is_in_sight
from forum.text.checks import folded
from forum.text.columns import Column, Kind, to_read
from forum.text.problem import Problem
from forum.text.wording import count, day_month, long_date
from tasks.documents.subject_access import words_of_document
from tasks.documents.workbooks.layout import write_workbook
from tasks.duties.base.group_context import GroupContext
from tasks.duties.base.office import UnitOfWork
from tasks.duties.base.subject import OnDesk, Subject
from tasks.duties.retention.disposal_list import place_hold
from tasks.limited.runner import LimitExceeded
from tasks.register.retention.lists import (
    Found,
    called,
    documents_kept,
    request_of,
    requests_to_answer,
    rows_of_person,
    rows_with_words,
)
from tasks.register.tables import (
    AccessRequestRow,
    AddressRow,
    DispatchRow,
    PersonRow,
    ReceivedRow,
    RetentionHoldRow,
)

ARTICLE = "UK GDPR, article 15"


def take_request(work: UnitOfWork, group_id: UUID, person_id: UUID, asked_on: dt.date | None) -> dt.date:
    """Put a request on record, hold what names the person against disposal, and return the last day for the
    answer.

    It came on ``asked_on``, or today. One that nobody has answered yet goes on, from ``asked_on`` if that is
    given.
    """
    row = open_request(work, group_id, person_id, asked_on or work.on)
    if asked_on and row.asked_on != asked_on:
        row.asked_on = asked_on
        work.audit("access request dated", request=row.id, asked=asked_on)
    held = select(RetentionHoldRow).where(
        RetentionHoldRow.person_id == person_id,
        RetentionHoldRow.authority == ARTICLE,
        RetentionHoldRow.lifted_on.is_(None),
    )
    if work.session.scalar(held) is None:
        place_hold(work, "A person asked what is kept on them", ARTICLE, person_id=person_id)
    return answer_by(row.asked_on)


def open_request(work: UnitOfWork, group_id: UUID, person_id: UUID, asked_on: dt.date) -> AccessRequestRow:
    """Put a request on record with its day, unless one of theirs waits for its answer; return it."""
    row = request_of(work.session, person_id)
    if row is None:
        row = AccessRequestRow(group_id=group_id, person_id=person_id, asked_on=asked_on)
        work.session.add(row)
        work.session.flush()
        work.audit("access request taken", group=group_id, person=person_id, asked=asked_on)
    return row


def note_answer(work: UnitOfWork, person_id: UUID, on: dt.date) -> None:
    """Record on which day a person was answered. The hold stays until it is lifted.

    Problem where no request of theirs is open, and for a day before they asked.
    """
    row = request_of(work.session, person_id)
    if row is None:
        raise Problem("No request of theirs waits for an answer. See: mase subject-access list.")
    if on < row.asked_on:
        raise Problem(f"They asked on {long_date(row.asked_on)}, so they can’t be answered before that day.")
    row.answered_on = on
    work.audit("access request answered", request=row.id, answered=on)


def requests_to_see_to(forum: GroupContext, rows: Sequence[AccessRequestRow]) -> Iterator[DeskTask]:
    """Yield what the unit does about each of these requests. It names nobody."""
    operators = operators_contact(forum.office.ops_address)
    for row in rows:
        last_day = answer_by(row.asked_on)
        yield DeskTask(
            group=forum.group.code,
            what=f"Somebody asked on {day_month(row.asked_on)} what is kept on them. Answer them by "
            f"{day_month(last_day)}, one month later.",
            how="Read all of it first, with your data protection officer. Once it has gone, give its day "
            f"to {operators}.",
            by=forum.days.on_or_before(last_day),
            since=row.asked_on,
        )


INDEX = "Index.xlsx"
_ABOUT_THEM, _IN_TEXTS, _LETTERS = "On record", "Named in texts", "Letters"
_MAIL, _DOCUMENTS, _LISTS = "Mail", "Documents", "Lists of members"
OF_OTHERS = "lists with other people's data"  # the folder of documents that are for nobody else to have whole
_COLUMNS = (
    Column("What", 24),
    Column("When", 14, kind=Kind.DATE),
    Column("Which", 26),
    Column("What it says", 110),
)
A_LIST = 3  # addresses of other people in a document, from which on it is a list of members


@dataclass(frozen=True)
class MailOnRecord:
    """An item of the inbox that a person wrote: the mailbox that has it, its id there, and its file here."""

    mailbox: str
    item: str
    file: str


@dataclass
class OnPerson:
    """All that is kept on a person: files by name, the mail that the mailbox alone has, and documents that
    could not be looked through."""

    files: dict[str, bytes] = field(default_factory=dict)
    mail: list[MailOnRecord] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    rows: dict[str, list[tuple[object, ...]]] = field(default_factory=dict)

    def add(self, sheet: str, *row: object) -> None:
        """Add a row to a sheet of the index."""
        self.rows.setdefault(sheet, []).append(row)


def kept_on_person(work: UnitOfWork, person_id: UUID, marking: str, answer_by: dt.date) -> OnPerson:
    """Collect the rows, texts, letters and documents that name a person, and list the mail they wrote."""
    session, on_person = work.session, OnPerson()
    person = session.get_one(PersonRow, person_id)
    addresses = set(session.scalars(select(AddressRow.address).where(AddressRow.person_id == person_id)))
    found = [*rows_of_person(session, person_id)]
    for each in found:
        if each.table.name not in (DispatchRow.__tablename__, ReceivedRow.__tablename__):
            on_person.add(_ABOUT_THEM, *_cells(work, each))
    keys = {each.row["id"] for each in found if "id" in each.row}
    for each in rows_with_words(session, {person.name, *addresses}, keys):
        on_person.add(_IN_TEXTS, *_cells(work, each))
    _add_letters(work, on_person, person_id)
    _add_mail(work, on_person, person_id, addresses)
    _add_documents(work, on_person, {person.name, *addresses}, _addresses_of_others(work, person_id))
    tables = ((to_read(name, *_COLUMNS), rows) for name, rows in on_person.rows.items())
    title, notes = f"What is kept on {person.name}", _notes(answer_by, on_person)
    on_person.files[INDEX] = write_workbook(title, *tables, marking=marking, help=notes)
    return on_person


def _add_letters(work: UnitOfWork, on_person: OnPerson, person_id: UUID) -> None:
    letters = select(DispatchRow).where(DispatchRow.person_id == person_id).order_by(DispatchRow.queued_at)
    for row in work.session.scalars(letters):
        day = (row.sent_at or row.queued_at).date()
        name = f"letters/{row.queued_at:%Y-%m-%d %H%M} {row.letter} {str(row.id)[:8]}.txt"
        on_person.add(_LETTERS, row.letter.replace("_", " "), day, row.subject, f"{row.state}; {name}")
        if row.text:
            on_person.files[name] = f"To: {row.address}\nSubject: {row.subject}\n\n{row.text}".encode()


def _add_mail(work: UnitOfWork, on_person: OnPerson, person_id: UUID, addresses: set[str]) -> None:
    from_them = func.lower(ReceivedRow.sender).in_({address.lower() for address in addresses})
    of_person = or_(ReceivedRow.person_id == person_id, from_them)
    for row in work.session.scalars(select(ReceivedRow).where(of_person).order_by(ReceivedRow.received_at)):
        name = f"mail/{row.received_at:%Y-%m-%d %H%M} {str(row.id)[:8]}.eml"
        on_person.add(_MAIL, row.kind, row.received_at.date(), row.outcome, name)
        on_person.mail.append(MailOnRecord(row.mailbox, row.item, name))


def _addresses_of_others(work: UnitOfWork, person_id: UUID) -> set[str]:
    return set(work.session.scalars(select(AddressRow.address).where(AddressRow.person_id != person_id)))


def _add_documents(work: UnitOfWork, on_person: OnPerson, words: set[str], others: set[str]) -> None:
    """Add the documents in which the person is named, those with the addresses of many ``others`` apart; list
    those that can't be looked through."""
    theirs, of_others = ({folded(word) for word in some} for some in (words, others))
    for sha256, name, content in documents_kept(work.session):
        text = _words_of(work, name, content)
        if text is None:
            on_person.unread.append(f"{sha256[:12]} {name}")
        elif any(word in (said := folded(text)) for word in theirs):
            is_list = sum(address in said for address in of_others) >= A_LIST
            sheet, folder = (_LISTS, OF_OTHERS) if is_list else (_DOCUMENTS, "documents")
            file = f"{folder}/{sha256[:12]} {name}"
            on_person.add(sheet, "document", None, name, file)
            on_person.files[file] = content


def _words_of(work: UnitOfWork, name: str, content: bytes) -> str | None:
    """Return the words of a document; None where it can't be read, or only beyond the limits of reading."""
    try:
        return work.office.limited.run(words_of_document, name, content)
    except LimitExceeded:
        return None


def _cells(work: UnitOfWork, found: Found) -> tuple[object, ...]:
    """Return a row for the index: what it is, its first day, what people call it, and what it says."""
    days = [value for value in found.row.values() if isinstance(value, dt.date)]
    day = days[0] if days else None
    says = "\n".join(found.words) or "; ".join(_in_words(work, found))
    what = found.table.name.replace("_", " ")
    day = day.date() if isinstance(day, dt.datetime) else day
    return what, day, called(work.session, found.table.name, found.row.get("id")), says


def _in_words(work: UnitOfWork, found: Found) -> Iterator[str]:
    """Yield what a row says, with the names of what it refers to in the place of ids."""
    for column in found.table.columns:
        value: Any = found.row[column.name]
        for key in column.foreign_keys:
            value = called(work.session, key.column.table.name, value) if value else ""
        if isinstance(value, Enum):
            value = value.value
        if value in (None, "", False) or isinstance(value, UUID | dict | list):
            continue
        shown = long_date(value) if isinstance(value, dt.date) else "yes" if value is True else value
        yield f"{column.name.removesuffix('_id').replace('_', ' ')}: {shown}"


def _notes(answer_by: dt.date, on_person: OnPerson) -> list[tuple[str, str]]:
    notes = [
        ("Answer by", f"{long_date(answer_by)}: one month after they asked."),
        (
            "Before you send it",
            "Read all of it. Take out what is about other people, and ask your data protection officer about "
            "part 2 and about what an exemption covers.",
        ),
        (
            "What is not here",
            "What the program can’t know to be about them: a nickname, a name spelt otherwise, a picture. "
            "Mail in other mailboxes, backups, and whatever the unit keeps elsewhere.",
        ),
    ]
    if _LISTS in on_person.rows:
        notes.append(
            (
                "Lists of members",
                f"The files in the folder “{OF_OTHERS}” are other people’s data too: send none of them. What "
                "they say of the person alone, their own row, is theirs to have.",
            )
        )
    if on_person.unread:
        files = count(len(on_person.unread), "document")
        notes.append(("Not looked through", f"{files}: {'; '.join(on_person.unread)}"))
    return notes


SUBJECT_ACCESS = Subject(
    desk=[
        OnDesk(
            lambda _, session, on, only: (
                row for row in requests_to_answer(session, only) if is_in_sight(row.asked_on, on)
            ),
            requests_to_see_to,
            urgent=True,
        )
    ]
)
