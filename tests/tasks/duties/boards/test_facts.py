from __future__ import annotations

from dataclasses import replace

import pytest

from forum.boards.facts import DeadlineMet, Facts, SubjectHeading, facts_from_json
from forum.record.sheets import CHILDREN
from rehearsals.leads import RecordEntries
from tasks.register.members.membership import membership
from tasks.register.papers import agenda_items
from tasks.register.tables import AppointmentRow
from tests.english import day
from tests.tasks.duties.boards.story import Story, text_of
from tests.tasks.duties.plan_ahead import cells
from tests.tasks.duties.secretariat import ENTRIES, JANUARY, NURSE

RISK = cells(
    Cause="Posts are vacant",
    Event="Referrals wait",
    Effect_on_children="help comes late",
    Purpose="support",
    Owner="KCC SCS",
    Likelihood="3",
    Impact="4",
)
CHALLENGE = cells(From="CCGs", To="Kent Police", What="Interviews are late.")
HEARD, HEARD_IN_PART_TWO = "They want to be asked first.", "One of them fears the hotel."
OPEN, SECRET = "The short form of the plan is agreed.", "Refer the pattern on."


def entries(story: Story) -> RecordEntries:
    """January's record: the Chair's ruling, a decision and an action in each part, and nobody from CAMHS."""
    forum = story.post.forum
    with story.office.register.reading() as session:
        items = agenda_items(session, forum.meeting().id)
    first, second = (
        next(item.number for item in items if item.part == part and not item.place) for part in (1, 2)
    )

    def action(reference: str, item: str) -> dict[str, str]:
        return {
            "Reference": reference,
            "Item": item,
            "Short title (no names)": "Training",
            "Action in full": f"Act on {reference}.",
            "Owner": NURSE,
            "Seat": "CCGs",
            "Due": "20/1/2027",
        }

    return replace(
        ENTRIES,
        meeting={**ENTRIES.meeting, "Chair’s ruling on quorum": "Quorate"},
        attendance={**ENTRIES.attendance, "CAMHS": {"Status": "Absent"}},
        items={**ENTRIES.items, first: {CHILDREN: HEARD}, second: {CHILDREN: HEARD_IN_PART_TWO}},
        decisions=(
            {"Item": first, "Text": OPEN},
            {"Reference": f"{JANUARY}/D51", "Item": second, "Text": SECRET},
        ),
        actions=(action(f"{JANUARY}/01", first), action(f"{JANUARY}/51", second)),
        registers={
            "Risks": {"1": RISK | cells(Likelihood="4"), "2": RISK | cells(Event="Rooms are lacking")},
            "Challenge": {f"{JANUARY}/C1": CHALLENGE, f"{JANUARY}/C2": CHALLENGE | cells(Stage="Chief")},
        },
    )


@pytest.fixture
def facts(story: Story) -> Facts:
    """The facts of the report on Monday 25 January; the seat of CAMHS has been vacant since the 16th."""
    forum = story.post.forum
    forum.on("Tue 29 Dec 2026")
    forum.draft_agenda()
    forum.on("Wed 13 Jan 2027")
    forum.file_entries(entries(story))
    with story.office.register.transaction("test") as tx:
        members = membership(tx.session, forum.group)
        (seat,) = (seat for seat in members.seats if seat.short_name == "CAMHS")
        for appointment in members.appointments:
            if appointment.seat_id == seat.id:
                tx.session.get_one(AppointmentRow, appointment.id).last = day("Fri 15 Jan 2027")
    story.agree_minutes("Wed 20 Jan 2027")
    story.morning("Mon 25 Jan 2027")
    return facts_from_json(story.report().facts or {})


def test_a_report_has_the_facts_of_its_period_and_nothing_of_part_two(story: Story, facts: Facts) -> None:
    assert (facts.first, facts.last) == (day("Tue 1 Sep 2026"), day("Mon 25 Jan 2027"))
    assert (facts.meetings, facts.quorate) == ((day("Tue 12 Jan 2027"),), 1)
    assert [decision.text for decision in facts.decisions] == [OPEN]
    assert (facts.discharged, facts.open_actions, facts.overdue) == (0, 1, 1)
    by_name = {seat.organisation: seat for seat in facts.seats}
    assert len(by_name) == 12
    camhs = by_name["Kent and Medway CAMHS"]
    assert (camhs.filled, camhs.expected, camhs.vacant_since) == (0, 1, day("Sat 16 Jan 2027"))
    assert by_name["Kent Police"].filled == 1
    assert facts.coming[:2] == (day("Tue 9 Feb 2027"), day("Tue 9 Mar 2027"))
    assert facts.under(SubjectHeading.RISKS)[0].lines == (
        "Risk 1, 16 of 25, new: Referrals wait, because Posts are vacant; for children: help comes late. "
        "KCC, Specialist Children’s Services answers for it.",
        "2 challenges between organisations, 2 without an answer.",
        "Kent Police was challenged: Interviews are late. No answer yet; it is with their chief officer.",
    )
    assert facts.under(SubjectHeading.CHILDREN)[0].lines == (f"Heard on 12 January: {HEARD}",)
    assert DeadlineMet("papers out", "6", 0, 1) in facts.clocks  # nobody released them
    text = text_of(story.file())
    assert OPEN in text
    assert HEARD in text
    for hidden in (SECRET, HEARD_IN_PART_TWO, "/D51", "/51", "Detective Superintendent"):
        assert hidden not in text


def test_the_next_report_to_a_board_begins_where_the_last_ended(gone: Story) -> None:
    gone.with_body(gone.body.model_copy(update={"dates": (day("Thu 25 Feb 2027"), day("Thu 8 Apr 2027"))}))
    gone.morning("Mon 8 Mar 2027")
    gone.morning("Fri 12 Mar 2027")
    facts = facts_from_json(gone.report().facts or {})
    assert (gone.report().date, facts.first) == (day("Thu 8 Apr 2027"), day("Tue 16 Feb 2027"))
    assert facts.meetings == ()
