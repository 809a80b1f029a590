"""An office in which a year is played in seconds: of what it prints, what the bookkeeper reads is real.

A secretary whose letters go in one transaction, as they would with a mailer that never fails.
"""

from __future__ import annotations

import datetime as dt
import io
import os
import tempfile
import uuid
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest
from openpyxl import Workbook
from PIL import Image

from config.settings import ROOT
from config.wiring import open_office
from forum.documents.base import Document
from forum.outbox.states import State
from mase.terminal import environment
from rehearsals import leads, people
from rehearsals.stage import (
    LIBREOFFICE,
    SAMPLE_MEMBERS,
    allow_members,
    import_sample_members,
    policy_of,
    stage,
)
from tasks.documents import record
from tasks.documents.letters import print_letter
from tasks.documents.letters.print_letter import LetterPrinter
from tasks.documents.word import print_document
from tasks.documents.word.print_document import DocumentPrinter
from tasks.documents.workbooks import layout
from tasks.duties.base import write_letter
from tasks.duties.base.office import Office
from tasks.duties.members import workbook
from tasks.duties.plan import ask_leads
from tasks.duties.yearly import compliance
from tasks.limited.runner import DirectRunner
from tasks.mail.sending.attachment_checks import SendingContext
from tasks.mail.sending.checks import first_stop
from tasks.mail.sending.draft_and_send import mail_of
from tasks.mail.sending.queue import release_now
from tasks.mail.sending.run import SendingTurn
from tasks.register.attendance import is_invitation_due
from tasks.register.backup.snapshot import take_snapshot
from tasks.register.database.clock import SetClock
from tasks.register.members import membership
from tasks.register.members.membership import _memberships
from tasks.register.outbox import in_state
from tasks.register.tables import AddressRow, AppointmentRow, CoverRow, PersonRow, SeatRow
from tests.tasks.duties.mornings import Secretary
from tests.tasks.duties.plain_office import IN_MEMORY, PlainDocuments
from tests.tasks.mail.fake_mailer import FakeMailer
from tests.years.one_session import KnowingSession, OneSession
from tests.years.pages import words_of_sheets

TERMS = ROOT / "config" / "mase.toml"
READ = frozenset(
    {"action_log", "attendance_report", "attendance_table", "board_report", "compliance_page"}
)  # the documents that the bookkeeper reads


class ReadDocuments(DocumentPrinter):
    """Prints the documents that the bookkeeper reads; of others no more than what is looked for in them."""

    def print(self, document: Document) -> bytes:
        return super().print(document) if document.NAME in READ else PlainDocuments().print(document)


class KeptWorkbooks:
    """The record workbooks of a year, each open from its writing on: in its file are its words alone."""

    def __init__(self) -> None:
        self.open: dict[bytes, Workbook] = {}

    def keep(self, workbook: Workbook) -> bytes:
        content = f"Workbook {len(self.open)}\n{words_of_sheets(workbook)}".encode()
        self.open[content] = workbook
        return content

    def checked(self, content: bytes, _where: str) -> Workbook:
        return self.open[content]


def _remembered(
    session: KnowingSession, groups: Sequence[UUID], on: dt.date | None, since: dt.date, *, of_officers: bool
) -> Any:
    """Do as ``_memberships`` does, once for all who ask on a day."""
    asked = membership.__name__, *groups, on, since, of_officers
    tables = [row.__tablename__ for row in (SeatRow, PersonRow, AddressRow, AppointmentRow, CoverRow)]
    return session.remember(
        asked, tables, lambda: _memberships(session, groups, on, since, of_officers=of_officers)
    )


@contextmanager
def _nothing_that_is_not_read() -> Iterator[None]:
    """Have every chart be the same small picture, letters have no page beside their text, and workbooks that
    nobody opens be their names: making one takes as long as a day."""
    picture, workbooks = io.BytesIO(), KeptWorkbooks()
    Image.new("1", (8, 8)).save(picture, "PNG", dpi=(200, 200))
    made: tuple[tuple[Any, str, bytes | str], ...] = (
        (print_letter, "page_of", ""),
        (print_document, "draw", picture.getvalue()),
        (write_letter, "draw", picture.getvalue()),
        (workbook, "write_members", b"members"),
        (ask_leads, "write_workbook", b"lines"),
        (compliance, "write_workbook", b"cases"),
    )
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(tempfile, "tempdir", _folder().name)
        patched.setattr(membership, "_memberships", _remembered)
        patched.setattr(
            record, "layout", SimpleNamespace(**{**vars(layout), "workbook_bytes": workbooks.keep})
        )
        patched.setattr(record, "load_checked", workbooks.checked)
        patched.setattr(leads, "workbook_bytes", workbooks.keep)
        patched.setattr(people, "open_sheets", workbooks.open.__getitem__)
        for place, name, content in made:
            patched.setattr(place, name, lambda *_given, content=content, **_more: content)
        yield


@cache
def _folder() -> TemporaryDirectory[str]:
    """The same for every year: an engine knows the statements that it has compiled for a place."""
    return TemporaryDirectory(dir=IN_MEMORY if IN_MEMORY.is_dir() else None)


@cache
def _register_at_first(start: dt.date) -> bytes:
    """The register with the sample's group and its members in it, for every year the same."""
    clock = SetClock(dt.datetime.combine(start, dt.time(9)))
    policy = policy_of(TERMS)
    with _opened(clock, None, seed=0) as office:
        import_sample_members(office, policy.group.code, SAMPLE_MEMBERS, policy.group.go_live)
        file = Path(_folder().name) / "first.db"
        take_snapshot(office.register, file)
        content = file.read_bytes()
        file.unlink()
        return content


@contextmanager
def lean_office(start: dt.date, seed: int) -> Iterator[tuple[Office, SetClock]]:
    """The sample's group on the morning of a day, in a register of its own that is thrown away. Its ids, by
    which many a list is sorted, are the same for the same seed."""
    clock = SetClock(dt.datetime.combine(start, dt.time(9)))
    with _opened(clock, _register_at_first(start), seed) as office:
        allow_members(office)
        yield office, clock


@contextmanager
def _opened(clock: SetClock, register: bytes | None, seed: int) -> Iterator[Office]:
    """An office, with a register that is made anew or is there already."""
    out = Path(_folder().name)
    with (
        stage(out, TERMS),
        environment({LIBREOFFICE: ""}),
        _nothing_that_is_not_read(),
        pytest.MonkeyPatch.context() as patched,
    ):
        patched.setattr(uuid, "os", SimpleNamespace(urandom=Random(f"{seed} of the ids").randbytes))
        if register:
            (out / "register.db").write_bytes(register)
        opened = open_office(clock=clock)
        opened.register.close()
        with closing(OneSession(os.environ["MASE_DATABASE_URL"], clock)) as kept:
            yield replace(
                opened,
                register=kept,
                limited=DirectRunner(),
                letters=LetterPrinter(ROOT / "templates" / "email"),
                documents=ReadDocuments(ROOT / "templates" / "documents"),
            )


class LeanSecretary(Secretary):
    """Has letters checked as delivery does, and spares what is for failures: drafts, leases, looking up."""

    def send(self, day: dt.date, groups: Sequence[UUID]) -> None:
        with self.office.register.reading() as session:
            is_calendar_due = is_invitation_due(session, None)
        if is_calendar_due:
            super().send(day, groups)
            return
        assert isinstance(self.mailer, FakeMailer)
        with self.office.register.transaction("delivery") as tx:
            release_now(tx, day, groups)
            turn = SendingTurn(tx, SendingContext(tx.session, day, tx.at, self.rules))
            waiting = in_state(tx.session, State.QUEUED, groups=groups)
            turn.context.read_addresses({row.person_id for row in waiting})
            for row in waiting:
                if stop := first_stop(row, turn.context):
                    turn.stop(row, stop)
                else:
                    self.mailer.sent.append((tx.at, mail_of(row, turn.context)))
                    row.state, row.sent_at = State.SENT, tx.at
