"""The minutes are filled from the record: who was there, what was decided, and who does what by when."""

from __future__ import annotations

import datetime as dt

from forum.documents.minutes import Minutes, Standing
from tasks.duties.forum_on_day import forum_of_meeting
from tasks.duties.minutes_document import minutes_document
from tests.stages import stage
from tests.tasks.duties.secretariat import CHAIR, NURSE, UNIT, Forum


@stage
def filed(forum: Forum) -> Forum:
    forum.on("Tue 29 Dec 2026")
    forum.draft_agenda()
    forum.on("Wed 13 Jan 2027")
    forum.file_record(
        attendance={"CRC": "Remote", "KCHFT": "Apologies", "CAMHS": "Absent"},
        actions=({"Item": "5", "Neutral title": "Share the calendar", "Owner": NURSE, "Due": "29/1/27"},),
    )
    return forum


def document(forum: Forum, part: int = 1) -> Minutes:
    with forum.office.register.transaction("test") as tx:
        return minutes_document(*forum_of_meeting(forum.office, tx, forum.meeting().id, forum.today), part)


def test_everybody_stands_under_how_they_came(filed: Forum) -> None:
    minutes = document(filed)
    assert len(minutes.present) == 10
    assert [one.organisation for one in minutes.present if one.remote] == [
        "Community Rehabilitation Companies, Kent, Surrey and Sussex"
    ]
    assert [one.name for one in minutes.apologies] == ["Head of Safeguarding, Community Health"]
    assert [one.name for one in minutes.absent] == ["Service Director, CAMHS"]


def test_the_head_says_when_and_by_whom(filed: Forum) -> None:
    minutes = document(filed)
    assert (minutes.start, minutes.finish) == (dt.time(10, 5), dt.time(11, 50))
    assert (minutes.chaired_by, minutes.minute_taker) == (CHAIR, UNIT)
    assert minutes.next_meeting == dt.date(2027, 2, 9)
    assert minutes.standing is Standing.DRAFT
    assert "10 of 12 seats were filled and 8 are needed: quorate" in minutes.quorum


def test_an_action_stands_under_its_item_with_owner_and_date(filed: Forum) -> None:
    items = {item.number: item for item in document(filed).items}
    (action,) = items["5"].actions
    assert (action.reference, action.owner, action.due) == ("MASE/2027-01/01", NURSE, dt.date(2027, 1, 29))


def test_each_part_has_its_own_items(filed: Forum) -> None:
    numbers = [{item.number for item in document(filed, part).items} for part in (1, 2)]
    assert numbers[0].isdisjoint(numbers[1])
    assert all(numbers)
