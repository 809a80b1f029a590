"""An office in which weeks are played in a second: a register of its own, and printers of plain pages."""

from __future__ import annotations

import io
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from forum.documents.base import Document
from forum.documents.boards import CommissionPage
from forum.documents.minutes import MinutesInWord, MinutesStanding
from forum.letters.base import Letter
from forum.text.wording import count, long_date
from tasks.documents.letters.print_letter import Printed
from tasks.duties.base.office import Office
from tasks.register.database.clock import SetClock
from tasks.register.database.register import Register
from tests.tasks.documents.office.blank_word import blank_word
from tests.tasks.duties.secretariat import Forum

IN_MEMORY = Path("/dev/shm")  # on machines that have it, files there cost no disk


class PlainLetters:
    """Letters in print that only say which they are: what they say is tested elsewhere."""

    def print(self, letter: Letter) -> Printed:
        return Printed(letter.NAME, "", "")


class PlainDocuments:
    """Word files with no more in them than what is looked for there, such as minutes that come back."""

    def print(self, document: Document) -> bytes:
        lines = [f"{document.reference} {document.title}", MinutesStanding.DRAFT]
        if isinstance(document, MinutesInWord):
            lines += [document.quorum, document.ruling, *_attendance(document)]
            for item in document.items:
                lines.append(f"{item.number}. {item.title}")
                lines += [
                    f"{decision.reference} {decision.text} ({count(decision.seats_present, 'seat')} present"
                    f"{'' if decision.quorate else ', not quorate'})"
                    for decision in item.decisions
                ]
                lines += [
                    f"{action.reference} {action.text} by {long_date(action.due)}" for action in item.actions
                ]
        if isinstance(document, CommissionPage):
            lines.append(document.purpose)
        return _word_file(document.marking, *lines)


def _attendance(document: MinutesInWord) -> Iterator[str]:
    for person in document.present:
        who = f"for {person.deputy_for}" if person.deputy_for else person.name
        yield f"Present: {person.organisation}, {who}{', remote' if person.remote else ''}"
    for word, seats in (("Apologies", document.apologies), ("Absent", document.absent)):
        yield from (f"{word}: {seat.organisation}, {seat.name}" for seat in seats)
    yield from (f"Vacant: {organisation}" for organisation in document.vacant)


@contextmanager
def plain_office(office: Office) -> Iterator[Forum]:
    """A copy of an office on SQLite, as it stands; what is done in it leaves the original as it was."""
    clock = SetClock(office.clock.now())
    plain: Any = {"letters": PlainLetters(), "documents": PlainDocuments()}
    file = Path(_folder().name, "register.db")
    with closing(sqlite3.connect(str(office.register.url.database))) as original:
        original.execute("VACUUM INTO ?", (str(file),))
    try:
        with closing(Register(f"sqlite:///{file}", clock, durable=False)) as register:
            yield Forum(replace(office, register=register, clock=clock, **plain), clock)
    finally:
        file.unlink()


@cache
def _folder() -> TemporaryDirectory[str]:
    """Always the same: an engine knows the statements that it has compiled for a place."""
    return TemporaryDirectory(dir=IN_MEMORY if IN_MEMORY.is_dir() else None)


@cache
def _word_file(marking: str, *lines: str) -> bytes:
    document = blank_word()
    for line in lines:
        document.add_paragraph(line)
    for part in (document.sections[0].header, document.sections[0].footer):
        part.paragraphs[0].text = marking
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()
