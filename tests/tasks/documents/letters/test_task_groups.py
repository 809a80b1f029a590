"""What the lead of a task group reads: how the work stands, and the scope to agree."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from forum.letters.actions import ActionDigest
from forum.letters.parts import LineToUpdate
from samples import sample_of
from samples.task_group import CODE
from tasks.documents.letters.print_letter import LetterPrinter
from tests.forum.policies import ROOT

WORK = LineToUpdate(
    reference=CODE,
    action="Task and Finish Group on Children who Go Missing",
    due=dt.date(2027, 6, 22),
    colour="Amber",
    since=dt.date(2027, 2, 15),
    reason="one council has sent no figures",
)


def test_the_digest_asks_a_lead_how_the_work_stands_for_the_parents_meeting() -> None:
    letter = replace(
        sample_of(ActionDigest),
        code=CODE,
        actions=(),
        lines=(WORK,),
        by=dt.date(2027, 3, 19),
        parent="MASE Group",
    )
    printed = LetterPrinter(ROOT / "templates" / "email").print(letter)
    assert printed.subject == "MISSING: the work needs an update by Fri 19 Mar"
    said = " ".join(printed.text.split())
    assert "by Friday 19 March how the work stands: the MASE Group has it before its next meeting." in said
    assert "Due 22 June 2027. Amber since 15 February 2027: one council has sent no figures" in said
    assert "Reply with a line, such as: MISSING GREEN" in said
    assert "action plan" not in said
    new = LetterPrinter(ROOT / "templates" / "email").print(
        replace(letter, lines=(replace(WORK, colour=""),))
    )
    assert "Due 22 June 2027." in new.text
    assert "since" not in new.text
