"""A purpose that three meetings did nothing for is put to the Chair with the draft agenda."""

from __future__ import annotations

import datetime as dt
from uuid import uuid4

import pytest
from sqlalchemy import update

from forum.agenda import Purpose
from forum.papers.papers import PaperState
from tasks.duties.agenda.coverage import purposes_report
from tasks.duties.base.office import read_only
from tasks.register.papers import agenda_items
from tasks.register.registers import last_decided_for
from tasks.register.tables import AgendaItemRow, DecisionRow, MeetingRow, PaperRow
from tests.english import day
from tests.tasks.duties.secretariat import NURSE, Forum

HELD = ("Tue 13 Oct 2026", "Tue 10 Nov 2026", "Tue 8 Dec 2026")
# The outcome of the item on each purpose; all three meetings recorded the same.
OUTCOMES = {
    "cases": "The guidance was agreed.",
    "intelligence": "Noted.",
    "workforce": "Not discussed.",
    "support": "The obstacles were gone through.",
    "communities": "",
    "children": "Their words were read out.",
    "oversight": "deferred",
}
SILENT = [
    "Progress: The workforce is educated and equipped",
    "Progress: Communities are aware and help to prevent",
]


def hold(forum: Forum, *days: str) -> None:
    """Put meetings on the register: each with a paper on patterns, and a decision under the oversight in
    part 2."""
    author = forum.person(NURSE)
    with forum.office.register.transaction("test") as tx:
        for date in map(day, days):
            meeting = MeetingRow(
                group_id=forum.group, reference=f"MASE/{date:%Y-%m}", state="held", date=date,
                start=dt.time(10), minutes=120, place="", planned_on=date,
            )  # fmt: skip
            tx.session.add(meeting)
            tx.session.flush()
            items = {
                purpose: AgendaItemRow(
                    id=uuid4(),
                    meeting_id=meeting.id,
                    position=number,
                    number=str(number),
                    title=purpose,
                    purpose=Purpose.DISCUSSION,
                    part=2 if purpose == "oversight" else 1,
                    minutes=10,
                    objective=purpose,
                    standing=True,
                    proposed_on=date,
                    outcome=outcome,
                )
                for number, (purpose, outcome) in enumerate(OUTCOMES.items(), start=1)
            }
            tx.session.add_all(items.values())
            tx.session.flush()
            tx.session.add(
                PaperRow(
                    meeting_id=meeting.id,
                    item_id=items["intelligence"].id,
                    author_id=author,
                    title="Patterns",
                    state=PaperState.TABLED,
                )
            )
            tx.session.add(
                DecisionRow(
                    group_id=forum.group,
                    meeting_id=meeting.id,
                    item_id=items["oversight"].id,
                    reference=f"{meeting.reference}/D1",
                    text="Agreed.",
                    seats_present=9,
                    quorate=True,
                    to_ratify=False,
                    refer_to="",
                )
            )


@pytest.mark.parametrize(("held", "items"), [(HELD, SILENT), (HELD[1:], [])])
def test_a_silent_purpose_is_an_item_of_the_draft(
    forum: Forum, held: tuple[str, ...], items: list[str]
) -> None:
    hold(forum, *held)
    forum.on("Tue 29 Dec 2026")
    forum.draft_agenda()
    with forum.office.register.reading() as session:
        drafted = [item for item in agenda_items(session, forum.meeting().id) if not item.standing]
    assert [item.title for item in drafted] == items
    assert all(item.number and item.objective in OUTCOMES for item in drafted)


def test_a_speaker_reads_of_the_last_decision_of_part_1_for_the_purpose(forum: Forum) -> None:
    hold(forum, *HELD)
    with forum.office.register.transaction("test") as tx:
        of_purpose = tx.session, forum.group, "oversight", day(HELD[-1])
        assert last_decided_for(*of_purpose) == "", "it is of part 2"
        tx.session.execute(update(AgendaItemRow).values(part=1))
        assert last_decided_for(*of_purpose) == "MASE/2026-12/D1"
        assert last_decided_for(tx.session, forum.group, "", day(HELD[-1])) == ""


def test_the_report_counts_the_work_of_part_1_for_each_purpose(forum: Forum) -> None:
    hold(forum, *HELD)
    first, last = day("Sun 1 Nov 2026"), day("Thu 31 Dec 2026")
    with read_only(forum.office, "test") as work:
        report = purposes_report(work, forum.group, first, last)
    assert report.meetings == tuple(map(day, HELD[1:]))
    rows = {row.code: row for row in report.rows}
    assert (rows["1a"].by_meeting, rows["1a"].by_kind) == ((1, 1), (2, 0, 0, 0))
    assert (rows["1b"].by_meeting, rows["1b"].by_kind, rows["1b"].silent) == ((1, 1), (0, 0, 0, 2), False)
    assert [row.code for row in report.rows if row.silent] == ["1c", "1e"]
    assert (rows["1g"].by_meeting, rows["1g"].silent) == ((0, 0), False), "its decisions are of part 2"
    assert report.chart.title.startswith("Too few meetings were held")
