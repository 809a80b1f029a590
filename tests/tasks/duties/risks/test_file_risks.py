"""The risk register is written by the records of the meetings."""

from __future__ import annotations

from dataclasses import replace

import pytest

from forum.documents.base import DocumentKind
from forum.documents.registers import RiskEntry
from forum.risks import Risk
from forum.text.problem import Problem
from rehearsals.leads import RecordEntries, open_sheets, rows_typed
from tasks.duties.record.file_record import prefilled_record
from tasks.duties.risks import risk_register
from tasks.register.documents import registers_of_quarter
from tasks.register.registers import risks_of
from tests.english import day
from tests.stages import stage
from tests.tasks.duties.do import do
from tests.tasks.duties.plan_ahead import cells
from tests.tasks.duties.secretariat import ENTRIES, FEBRUARY, JANUARY, Forum

MISSED = cells(
    Cause="Few return interviews",
    Event="patterns are missed",
    Effect_on_children="they are harmed again",
    Purpose="intelligence",
    Owner="Kent Police",
    Likelihood=3,
    Impact="4",
    Controls="Interviews are counted each month",
)
STAFF = cells(
    Cause="Posts are vacant",
    Event="referrals wait",
    Effect_on_children="help comes late",
    Purpose="support",
    Owner="KCC SCS",
    Likelihood="4",
    Impact="4",
    Told_to="MSCB Board",
)


def register(forum: Forum) -> dict[int, Risk]:
    with forum.office.register.reading() as session:
        return {risk.number: risk for risk in risks_of(session, forum.group)}


def recorded(risks: dict[str, dict[str, object]]) -> RecordEntries:
    return replace(ENTRIES, registers={"Risks": risks})


@stage
def met(forum: Forum) -> Forum:
    """On Wednesday 13 January the record of the day before is filed, with two risks."""
    forum.on("Tue 29 Dec 2026")
    forum.draft_agenda()
    forum.on("Wed 13 Jan 2027")
    forum.file_entries(recorded({"1": MISSED, "2": STAFF}))
    return forum


def test_a_meeting_opens_scores_and_closes_risks(met: Forum) -> None:
    first, second = register(met).values()
    assert (first.cause, first.owner_id, first.score.value) == (
        "Few return interviews",
        met.seat("Kent Police"),
        12,
    )
    assert (second.told, second.opened_on) == ("MSCB Board", day("Tue 12 Jan 2027"))
    met.on("Tue 26 Jan 2027")
    met.draft_agenda(FEBRUARY)
    met.on("Wed 10 Feb 2027")
    sheet = rows_typed(open_sheets(do(prefilled_record, met.office, met.meeting(FEBRUARY).id)), "Risks")
    assert [(row["Reference"], row["Trend"]) for row in sheet[:3]] == [
        ("1", "12, new since 12 January"),
        ("2", "16, new since 12 January"),
        ("3", None),
    ]
    assert len([row for row in sheet if row["Reference"]]) == 12
    met.file_entries(recorded({"1": cells(Likelihood="5"), "2": cells(Status="Closed")}), FEBRUARY)
    first, second = register(met).values()
    assert (first.score.value, first.trend, second.closed_on) == (20, "rising", day("Tue 9 Feb 2027"))
    met.plan()
    with met.office.register.reading() as session:
        in_packs = {
            month: [row.kind for row in registers_of_quarter(session, met.meeting(f"MASE/2027-{month}"))]
            for month in ("03", "04")
        }
    assert in_packs == {"03": [], "04": [DocumentKind.RISK_REGISTER]}
    met.file_entries(recorded({"1": MISSED | cells(Impact="5"), "2": STAFF}), JANUARY)
    first, second = register(met).values()
    assert [score.value for score in first.scores] == [15, 20], "January's own score is put right"
    assert second.closed_on == day("Tue 9 Feb 2027"), "what January's record says as before changes nothing"
    first_day = day("Fri 1 Jan 2027")
    document = do(risk_register, met.office, met.group, first_day, day("Tue 9 Feb 2027"))
    assert (document.as_of, document.tolerance) == (day("Tue 9 Feb 2027"), 12)
    assert document.risks == (
        RiskEntry(
            number=1,
            cause="Few return interviews",
            event="patterns are missed",
            effect="they are harmed again",
            purpose="1b",
            owner="Kent Police",
            likelihood=5,
            impact=4,
            score=20,
            trend="rising since 9 February 2027",
            controls="Interviews are counted each month",
            told="",
            is_over=True,
        ),
    )
    with pytest.raises(Problem, match="No risk was open on 11 January 2027"):
        do(risk_register, met.office, met.group, first_day, day("Mon 11 Jan 2027"))


FAULTY = {
    "B7: nothing found; allowed: what it comes of": cells(Cause=None),
    "E8: found “weather”; allowed: cases, intelligence": cells(Purpose="weather"),
    "F9: found “Fire”; allowed: NPS, CRC": cells(Owner="Fire"),
    "G10: found “6”; allowed: 1, 2, 3, 4 or 5": cells(Likelihood="6"),
    "H11: nothing found; allowed: 1, 2, 3, 4 or 5": cells(Impact=None),
    "L12: found “gone”; allowed: Open or Closed, or nothing": cells(Status="gone"),
}


def test_each_wrong_cell_is_named_and_nothing_recorded(met: Forum) -> None:
    before = register(met)
    faulty = {str(number): MISSED | wrong for number, wrong in enumerate(FAULTY.values(), start=3)}
    with pytest.raises(Problem, match="Nothing has been recorded") as refused:
        met.file_entries(recorded({"1": MISSED, "2": STAFF, **faulty}))
    assert len(refused.value.faults) == len(FAULTY)
    for fault, said in zip(refused.value.faults, FAULTY, strict=True):
        assert fault.startswith(f"Risks, cell {said}")
    assert register(met) == before
