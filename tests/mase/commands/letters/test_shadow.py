from __future__ import annotations

import logging
from pathlib import Path

import pytest
from sqlalchemy import func, select

from forum.outbox.states import State
from forum.text.problem import Problem
from tasks.duties.answers.put_questions import put_questions
from tasks.register.tables import AuditRow, DispatchRow
from tests.mase.commands.terminal import typed
from tests.stages import stage
from tests.tasks.duties.do import do
from tests.tasks.duties.secretariat import FEBRUARY, Forum

# How long the trail is, but for the templates that the first opening by its settings takes in.
TRAIL = select(func.count(AuditRow.seq)).where(
    AuditRow.event.not_in(["templates approved", "policies approved"])
)

MAIL = (
    "From: unit@kent.example\nTo: {to}\nDate: Fri, 15 Jan 2027 10:00:00 +0000\nSubject: {subject}\n\nHello\n"
)


@stage
def asked(planned: Forum) -> Forum:
    """On Thursday 14 January the agenda of February was put to the Chair, in a register in hold."""
    planned.on("Thu 14 Jan 2027")
    planned.draft_agenda(FEBRUARY)
    do(put_questions, planned.office, planned.group, day=planned.today)
    return planned


def test_what_waits_is_compared_with_the_units_own_mail_and_nothing_is_written(
    asked: Forum, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    (letter,) = asked.letters("chair")
    sent = tmp_path / "sent"
    sent.mkdir()
    mail = MAIL.format(to=letter.address, subject="Draft agenda: Operation <b>Heron</b>")
    (sent / "1.eml").write_text(mail, encoding="utf-8")
    (sent / "2.msg").write_bytes(b"\xd0\xcf\x11\xe0")
    with asked.office.register.reading() as session:
        before = session.scalar(TRAIL)
    days = ("--from", "11/1/2027", "--to", "17/1/2027", str(tmp_path / "shadow.html"))
    said = typed("shadow", "--sent", str(sent), *days)
    page = (tmp_path / "shadow.html").read_text(encoding="utf-8")
    (line,) = [line.split() for line in said.splitlines() if line.strip().startswith("Chair ")]
    assert line == ["Chair", "1", "0", "0", "1", "0", "0"]
    assert "1 file could not be read; the page says which, and why." in said
    assert "1 day later" in page
    assert "Draft agenda: Operation &lt;b&gt;Heron&lt;/b&gt;" in page
    assert "2.msg" in page
    assert "Heron" not in said
    assert "Heron" not in caplog.text
    with asked.office.register.reading() as session:
        assert session.scalar(TRAIL) == before


def test_before_going_live_all_that_waits_is_cancelled_with_a_reason(asked: Forum) -> None:
    said = typed("outbox", "cancel-all", "--by", "unit", "--reason", "the unit sent them itself")
    rows = asked.rows(DispatchRow)
    assert f"Cancelled: {len(rows)} letter" in said
    assert {(row.state, row.decision) for row in rows} == {
        (State.CANCELLED, "cancelled: the unit sent them itself")
    }


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--from", "17/1/2027", "--to", "11/1/2027"), "comes before"),
        (("--from", "soon", "--to", "11/1/2027"), "“soon” is not a date"),
        (("--from", "11/1/2027", "--to", "17/1/2027", "--group", "NOPE"), "no group “NOPE”"),
        (("--from", "11/1/2027", "--to", "17/1/2027", "no/such/folder.html"), "can’t be written"),
    ],
)
@pytest.mark.usefixtures("asked")
def test_what_cannot_be_compared_is_said_in_a_sentence(
    words: tuple[str, ...], sentence: str, tmp_path: Path
) -> None:
    (tmp_path / "1.eml").write_text(MAIL.format(to="a@police.example", subject="x"), encoding="utf-8")
    with pytest.raises(Problem, match=sentence):
        typed("shadow", "--sent", str(tmp_path), *words)
