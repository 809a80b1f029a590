"""The papers of a meeting to come, and what the morning's run does for its pack."""

from __future__ import annotations

from sqlalchemy import update

from forum.outbox.states import State
from forum.questions.kinds import QuestionKind
from tasks.duties.calendar.due import packs_to_complete
from tasks.duties.papers.send_packs import send_packs, send_supplement
from tasks.register.tables import DispatchRow
from tests.tasks.duties.do import do
from tests.tasks.duties.month_ahead import PDF, MonthAhead

TRAINING, LICENSING, PATTERNS = "Training for GPs", "Licensing", "Patterns in the county"


def file_name(ahead: MonthAhead, title: str) -> str:
    return f"MASE-2027-02 item {ahead.number(title)}.pdf"


def is_to_complete(ahead: MonthAhead) -> bool:
    with ahead.office.register.reading() as session:
        return ahead.meeting().id in packs_to_complete(ahead.office, session, ahead.today, None)


def complete(ahead: MonthAhead) -> None:
    """What the morning's run does for a pack that went out."""
    assert is_to_complete(ahead)
    do(send_supplement, ahead.office, ahead.meeting().id, day=ahead.today)
    do(send_packs, ahead.office, ahead.meeting().id, day=ahead.today)


def everything_goes(ahead: MonthAhead) -> None:
    """All that waits in the outbox goes out."""
    with ahead.office.register.transaction("test") as tx:
        waiting = update(DispatchRow).where(DispatchRow.state == State.QUEUED)
        tx.session.execute(waiting.values(state=State.SENT, sent_at=tx.at))


def file_late(ahead: MonthAhead, said: str = "ALLOW") -> None:
    """The pack has gone out; then the paper on licensing comes, and the Chair says whether it may go."""
    everything_goes(ahead)
    ahead.on("Wed 3 Feb 2027")
    ahead.file_paper(LICENSING, PDF + b" on licensing")
    ahead.answer(QuestionKind.ALLOW_LATE_PAPER, said, by="chair")
