"""The letters and documents of a rehearsal as files that can be opened.

The two tables for further use, as CSV: the steps with their verdicts, and the outbox. No names in them.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from email import policy
from email.parser import BytesHeaderParser
from itertools import takewhile
from pathlib import Path, PurePosixPath

from sqlalchemy import select

from mase.terminal import make_private, write_private
from rehearsals.output.facts import LetterFacts, MeetingFacts
from tasks.duties.base.office import Office
from tasks.register.tables import DocumentRow

KEY_HEADER = "X-MASE-Dispatch"


@dataclass(frozen=True)
class WrittenFile:
    """A document written: ``place`` is its path in the folder, ``size`` in bytes."""

    name: str
    place: str
    size: int
    stored_on: dt.date


def write_documents(office: Office, out: Path) -> dict[str, WrittenFile]:
    """Write every document of the register under its neutral name, and return them by SHA-256.

    Two of one name are told apart by a number.
    """
    files: dict[str, WrittenFile] = {}
    taken: set[str] = set()
    with office.register.reading() as session:
        rows = session.scalars(
            select(DocumentRow)
            .order_by(DocumentRow.stored_on, DocumentRow.name, DocumentRow.sha256)
            .execution_options(yield_per=100)
        )
        for row in rows:
            place = place_for(row.name, taken)
            taken.add(place.casefold())
            path = out / place
            make_private(path.parent)
            write_private(path, row.content)
            files[row.sha256] = WrittenFile(path.name, place, len(row.content), row.stored_on)
    return files


def place_for(name: str, taken: Collection[str]) -> str:
    """The path of a document: ``documents/MASE-2027-01 agenda.docx``, or ``… agenda (2).docx`` if taken."""
    neutral = PurePosixPath(name.replace("/", "-").replace("\\", "-"))
    place, number = f"documents/{neutral}", 1
    while place.casefold() in taken:
        number += 1
        place = f"documents/{neutral.stem} ({number}){neutral.suffix}"
    return place


def write_letters(letters: Iterable[LetterFacts], sent_folder: Path, out: Path) -> Mapping[str, str]:
    """Copy the letters sent and write each letter's page beside; return the ``.eml`` files by key."""
    folder = out / "mail"
    make_private(folder)
    places: dict[str, str] = {}
    for file in sorted(sent_folder.glob("*.eml")):
        write_private(folder / file.name, file.read_bytes())
        places[_key(file)] = f"mail/{file.name}"
    for letter in letters:
        write_private(folder / f"{letter.stem}.html", letter.html)
    return places


def copy_calendar(calendar: Path, out: Path) -> list[str]:
    """Copy the meetings in the calendar of the mailbox; return their paths, the earliest first."""
    items = sorted(calendar.glob("*.ics"))
    if items:
        make_private(out / "calendar")
    for item in items:
        write_private(out / "calendar" / item.name, item.read_bytes())
    return [f"calendar/{item.name}" for item in items]


def _key(file: Path) -> str:
    """The dispatch's key, from the headers alone; a space after each slash lets it be folded."""
    with file.open("rb") as content:
        head: Iterator[bytes] = takewhile(lambda line: line.strip(), content)
        headers = BytesHeaderParser(policy=policy.default).parsebytes(b"".join(head))
    return str(headers[KEY_HEADER]).replace("/ ", "/")


STEPS = ("group", "meeting", "step", "opens", "deadline", "done", "verdict", "clause")
DISPATCHES = ("key", "group", "meeting", "letter", "recipient", "queued", "sent", "state", "reason")


def write_steps(file: Path, meetings: Iterable[MeetingFacts]) -> None:
    """Every step on the register, also of meetings still to come; days as 2027-01-12, empty for none."""
    _write(
        file,
        STEPS,
        [
            (
                meeting.group,
                meeting.reference,
                step.step.kind.value,
                _day(step.step.opens),
                _day(step.step.deadline),
                _day(step.step.done),
                step.finding.words,
                step.finding.clause,
            )
            for meeting in meetings
            for step in meeting.steps
        ],
    )


def write_dispatches(file: Path, letters: Iterable[LetterFacts]) -> None:
    """Every letter of the outbox, to a seat or role; times as 2027-01-12 09:00 in London."""
    _write(
        file,
        DISPATCHES,
        [
            (
                letter.key,
                letter.group,
                letter.meeting,
                letter.letter,
                letter.recipient,
                _time(letter.queued),
                _time(letter.sent),
                letter.state.value,
                letter.reason,
            )
            for letter in letters
        ],
    )


def _write(file: Path, headings: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(headings)
    writer.writerows(rows)
    write_private(file, text.getvalue())


def _day(day: dt.date | None) -> str:
    return day.isoformat() if day else ""


def _time(at: dt.datetime | None) -> str:
    return f"{at:%Y-%m-%d %H:%M}" if at else ""
