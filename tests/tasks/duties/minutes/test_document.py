"""The minutes are filled from the record: who was there, what was decided, and who does what by when."""

from __future__ import annotations

import datetime as dt
import io

import docx
from sqlalchemy import update

from forum.attendance.standing import Mark
from forum.documents.minutes import MinutesInWord, MinutesStanding
from forum.questions.words import Reply, Word
from tasks.duties.actions.action_log import report_action
from tasks.duties.agenda.agenda import drop_item
from tasks.duties.base.group_context import forum_of_meeting
from tasks.duties.base.office import unit_of_work
from tasks.duties.coming.apologies import name_deputy
from tasks.duties.minutes.document import minutes_document
from tasks.register.papers import agenda_items
from tasks.register.tables import AgendaItemRow, AttendanceRow
from tests.stages import stage
from tests.tasks.duties.do import do
from tests.tasks.duties.secretariat import CHAIR, FEBRUARY, JANUARY, NURSE, UNIT, Forum


@stage
def filed(forum: Forum) -> Forum:
    forum.on("Tue 29 Dec 2026")
    forum.draft_agenda()
    forum.on("Wed 13 Jan 2027")
    forum.file_record(
        attendance={"CRC": "Remote", "KCHFT": "Apologies", "CAMHS": "Absent"},
        actions=(
            {"Item": "5", "Short title (no names)": "Share the calendar", "Owner": NURSE, "Due": "29/1/27"},
        ),
    )
    return forum


def document(forum: Forum, part: int = 1, reference: str = JANUARY) -> MinutesInWord:
    with unit_of_work(forum.office, "test", forum.today) as work:
        meeting = forum.meeting(reference).id
        return minutes_document(*forum_of_meeting(work, meeting), part)


def test_everybody_stands_under_how_they_came(filed: Forum) -> None:
    minutes = document(filed)
    assert (
        [one.name for one in minutes.present if one.role == "Chair"] == [minutes.present[0].name] == [CHAIR]
    )
    assert len(minutes.present) == 11
    assert [one.organisation for one in minutes.present if one.remote] == [
        "Community Rehabilitation Companies, Kent, Surrey and Sussex"
    ]
    assert [apology.name for apology in minutes.apologies] == ["Head of Safeguarding, Community Health"]
    assert [one.name for one in minutes.absent] == ["Service Director, CAMHS"]


def test_a_deputy_stands_beside_whom_they_stood_in_for_and_a_vacant_seat_is_called_so(filed: Forum) -> None:
    def change(seat: str, **values: object) -> None:
        with filed.office.register.transaction("test") as tx:
            of_seat = update(AttendanceRow).where(AttendanceRow.seat_id == filed.seat(seat))
            tx.session.execute(of_seat.values(**values))

    change("NPS", mark=Mark.DEPUTY, deputy_id=filed.person("Senior Probation Officer"), left=dt.time(11))
    change("KSCB", mark=Mark.DEPUTY, holder_id=None, deputy_name="Locality Manager", arrived=dt.time(10, 20))
    change("CAMHS", holder_id=None)
    minutes = document(filed)
    assert (minutes.absent, minutes.vacant) == ((), ("Kent and Medway CAMHS",))
    assert [
        (one.name, one.deputy_for, one.arrived, one.left) for one in minutes.present if one.deputy_for
    ] == [
        ("Senior Probation Officer", "Head of Probation, Kent", None, dt.time(11)),
        ("Locality Manager", "vacant seat", dt.time(10, 20), None),
    ]


def test_the_head_says_when_and_by_whom(filed: Forum) -> None:
    minutes = document(filed)
    assert (minutes.start, minutes.finish) == (dt.time(10, 5), dt.time(11, 50))
    assert (minutes.chaired_by, minutes.minute_taker) == (CHAIR, UNIT)
    assert minutes.next_meeting == dt.date(2027, 2, 9)
    assert minutes.standing is MinutesStanding.DRAFT
    assert "10 of 12 seats were filled and 8 are needed: quorate" in minutes.quorum


def test_an_action_stands_under_its_item_with_owner_and_date(filed: Forum) -> None:
    items = {item.number: item for item in document(filed).items}
    (action,) = items["5"].actions
    assert (action.reference, action.owner, action.due) == ("MASE/2027-01/01", NURSE, dt.date(2027, 1, 29))


def test_an_action_stands_with_the_day_that_the_meeting_agreed_though_its_owner_has_moved_it(
    filed: Forum,
) -> None:
    for today, day in (("Thu 14 Jan 2027", 5), ("Fri 15 Jan 2027", 12)):
        filed.on(today)
        moved = Reply(Word.NEW_DATE, "The rooms are let.", dt.date(2027, 2, day))
        do(report_action, filed.office, "MASE/2027-01/01", moved, None)
    actions = [action for item in document(filed).items for action in item.actions]
    assert [action.due for action in actions] == [dt.date(2027, 1, 29)]


def test_no_item_is_empty_and_what_the_unit_wrote_of_the_welcome_stands_alone(filed: Forum) -> None:
    assert [item.number for item in document(filed).items if item.is_empty] == []
    assert document(filed).items[0].outcome == "Apologies are listed above."
    with filed.office.register.transaction("test") as tx:
        words = {"note": "The Chair welcomed everybody.", "children": "They want to be asked."}
        tx.session.execute(update(AgendaItemRow).values(words))
    assert (document(filed).items[0].summary, document(filed).items[0].outcome) == (
        "The Chair welcomed everybody.\nChildren’s needs and voice: They want to be asked.",
        "",
    )


def test_each_part_has_its_own_items(filed: Forum) -> None:
    numbers = [{item.number for item in document(filed, part).items} for part in (1, 2)]
    assert numbers[0].isdisjoint(numbers[1])
    assert all(numbers)


@stage
def restricted(forum: Forum) -> Forum:
    """In January a deputy who may not see part 2 comes for NPS; part 2 has a decision and an action."""
    forum.on("Tue 29 Dec 2026")
    forum.draft_agenda()
    head, deputy = forum.person("Head of Probation, Kent"), forum.person("Senior Probation Officer")
    do(name_deputy, forum.office, JANUARY, head, deputy)
    forum.on("Wed 13 Jan 2027")
    with forum.office.register.reading() as session:
        items = agenda_items(session, forum.meeting().id)
    item = next(item.number for item in items if item.part == 2)
    action = {"Short title (no names)": "Share the calendar", "Owner": NURSE, "Due": "29/1/27"}
    forum.file_record(
        attendance={"NPS": "Deputy", "KCHFT": "Apologies"},
        actions=(
            {**action, "Item": "5"},
            {**action, "Item": item, "Reference": f"{JANUARY}/51"},
            {**action, "Item": "5"},
        ),
    )
    return forum


def test_part_two_says_who_was_there_for_it_and_counts_their_seats(restricted: Forum) -> None:
    both, minutes = document(restricted), document(restricted, 2)
    assert (len(both.present), len(minutes.present)) == (12, 11)
    assert [(one.organisation, one.name) for one in minutes.left] == [
        ("National Probation Service", "Senior Probation Officer")
    ]
    assert both.left == ()
    assert minutes.apologies == both.apologies
    assert minutes.quorum.startswith("10 of 12 seats were filled and 8 are needed: quorate")
    printed = docx.Document(io.BytesIO(restricted.office.documents.print(minutes)))
    said = [paragraph.text for paragraph in printed.paragraphs]
    place = said.index("Present for part 1 only")
    assert said[place + 1] == "National Probation Service: Senior Probation Officer"


def test_the_numbers_of_actions_do_not_betray_that_part_two_has_any(restricted: Forum) -> None:
    assert numbers_of(document(restricted)) == [f"{JANUARY}/01", f"{JANUARY}/02"]
    assert numbers_of(document(restricted, 2)) == [f"{JANUARY}/51"]


def numbers_of(minutes: MinutesInWord) -> list[str]:
    return [action.reference for item in minutes.items for action in item.actions]


@stage
def met_again(filed: Forum) -> Forum:
    """February's meeting confirmed January's minutes, and the nurse withdrew for item 5."""
    filed.draft_minutes()
    filed.on("Mon 25 Jan 2027")
    filed.draft_agenda(FEBRUARY)
    filed.on("Wed 10 Feb 2027")
    filed.file_record(
        FEBRUARY,
        last_minutes="Confirmed",
        interests=({"Item": "5", "Person": NURSE, "Withdrew": "Yes"},),
    )
    return filed


def test_interests_and_the_last_minutes_stand_under_their_items_and_nowhere_else(met_again: Forum) -> None:
    minutes = document(met_again, reference=FEBRUARY)
    items = {item.number: item for item in minutes.items}
    (declared,) = items["2"].interests or ()
    assert (declared.person, declared.item[:2], declared.withdrew) == (NURSE, "5.", True)
    assert items["3"].outcome == "Confirmed."
    assert (minutes.interests, minutes.last_minutes) == (None, "")
    assert all(item.interests is None for number, item in items.items() if number != "2")


def test_part_two_has_no_such_items_and_says_both_itself(met_again: Forum) -> None:
    minutes = document(met_again, 2, FEBRUARY)
    assert (minutes.interests, minutes.last_minutes) == ((), "confirmed")


def test_an_agenda_whose_item_was_dropped_says_it_apart(forum: Forum) -> None:
    forum.on("Tue 29 Dec 2026")
    forum.draft_agenda()
    do(drop_item, forum.office, JANUARY, "2")
    forum.on("Wed 13 Jan 2027")
    forum.file_record()
    assert document(forum).interests == ()
