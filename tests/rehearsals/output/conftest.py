"""A few weeks of a forum, played by hand: a meeting planned, its invitations sent, some of its steps done."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from sqlalchemy import select

from forum.calendar.steps import StepKind
from forum.outbox.states import Mode
from tasks.documents.papers.take_paper import WORD
from tasks.duties.base.office import Office
from tasks.duties.base.steps import finish_step
from tasks.duties.coming.invitations import invite
from tasks.duties.meetings.plan_move_cancel import cancel_meeting, plan_meetings
from tasks.mail.gateways.folder.mailer import FolderMailer
from tasks.mail.sending.delivery import deliver
from tasks.mail.sending.delivery_settings import DeliveryRules
from tasks.register.database.clock import SetClock
from tasks.register.documents import store
from tasks.register.groups import group_by_code
from tasks.register.meetings import meeting_by_reference
from tasks.register.tables import DispatchRow
from tests.english import day
from tests.stages import Stages
from tests.tasks.duties.do import do

FIRST, LAST = day("Mon 4 Jan 2027"), day("Fri 26 Feb 2027")
MEETING = "MASE/2027-02"
MAILBOX = "mase@unit.example"


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """On SQLite alone; that a duty does the same on both databases is tested with each of them."""
    return sqlite_url


@pytest.fixture
def played(mase: Office, clock: SetClock, stages: Stages, tmp_path: Path) -> Office:
    """Invitations to four meetings went out on 4 January, and letters that one of them is cancelled: all but
    the last letter, which has lapsed.

    Of the meeting on 9 February the agenda was agreed in time and the papers went out two days late; its
    minutes never did. Two documents have one name. Letters are in ``tmp_path / "mailbox"``.
    """
    stages.reach(play, mase)
    clock.at += dt.timedelta(hours=1)  # until then nobody hears of the cancellation
    rules = DeliveryRules(mode=Mode.LIVE, mailbox=MAILBOX, allowed_domains=_domains(mase))
    deliver(mase.register, FolderMailer(tmp_path / "mailbox", MAILBOX, clock), rules, as_of=FIRST)
    return mase


def play(mase: Office) -> None:
    with mase.register.reading() as session:
        group = group_by_code(session, "MASE").id
    do(plan_meetings, mase, group, day=FIRST)
    do(invite, mase, group, day=FIRST)
    do(cancel_meeting, mase, "MASE/2027-04", reason="Easter")
    with mase.register.transaction("test") as tx:
        last = tx.session.scalars(select(DispatchRow).order_by(DispatchRow.key.desc())).first()
        assert last is not None
        last.valid_until = FIRST - dt.timedelta(days=1)
        meeting = meeting_by_reference(tx.session, MEETING)
        finish_step(tx, meeting, StepKind.AGENDA_AGREED, day("Fri 22 Jan 2027"))
        finish_step(tx, meeting, StepKind.PAPERS_OUT, day("Thu 4 Feb 2027"), note="one paper to follow")
        for content in (b"one", b"two"):
            store(tx.session, "MASE-2027-02 agenda.docx", WORD, content, FIRST)


def _domains(office: Office) -> frozenset[str]:
    with office.register.reading() as session:
        addresses = session.scalars(select(DispatchRow.address).distinct()).all()
    return frozenset(address.rpartition("@")[2] for address in addresses)
