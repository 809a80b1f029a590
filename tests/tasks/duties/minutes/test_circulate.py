"""The action log goes in two parts, each to those alone who may read it (clause 6)."""

from __future__ import annotations

import io

from docx import Document

from forum.questions.kinds import QuestionKind
from forum.questions.words import Word
from tasks.duties.members.appointments import agree_cover
from tasks.duties.minutes.circulate import circulate_minutes
from tasks.register.documents import fetch
from tasks.register.papers import agenda_items
from tasks.register.tables import DispatchRow
from tests.stages import stage
from tests.tasks.duties.do import do
from tests.tasks.duties.secretariat import CHAIR, DEPUTY_CHAIR, JANUARY, NURSE, Forum

LOG, RESTRICTED = "MASE-2027-01 action log.docx", "MASE-2027-01 action log, part 2.docx"
CALENDAR, PATTERN = "Share the training calendar", "Say how it went"
OPEN = {"Item": "5", "Short title (no names)": CALENDAR, "Owner": NURSE, "Due": "29/1/27"}
CO_OPTED = "Voluntary Sector Lead"


@stage
def restricted(forum: Forum) -> Forum:
    """The meeting of 12 January took on an action in each part; its minutes are with the Chair."""
    forum.on("Tue 29 Dec 2026")
    forum.draft_agenda()
    forum.on("Wed 13 Jan 2027")
    with forum.office.register.reading() as session:
        items = agenda_items(session, forum.meeting().id)
    number = next(item.number for item in items if item.part == 2)
    of_part_two = {**OPEN, "Item": number, "Short title (no names)": PATTERN, "Reference": f"{JANUARY}/51"}
    forum.file_record(actions=(OPEN, of_part_two))
    forum.draft_minutes()
    forum.on("Mon 18 Jan 2027")
    forum.file_minutes()
    return forum


def circulate(forum: Forum) -> None:
    do(circulate_minutes, forum.office, forum.meeting().id, day=forum.today)


def logs(forum: Forum, letter: DispatchRow) -> dict[str, set[str]]:
    """The actions in each action log that came with a letter."""
    with forum.office.register.reading() as session:
        return {
            file["name"]: {
                title
                for title in (CALENDAR, PATTERN)
                for table in Document(io.BytesIO(fetch(session, file["sha256"]))).tables
                for row in table.rows
                if title in " ".join(cell.text for cell in row.cells)
            }
            for file in letter.attachments
            if "action log" in file["name"]
        }


def test_the_restricted_action_log_goes_with_the_minutes_to_those_who_may_read_it(restricted: Forum) -> None:
    chair, deputy, today = restricted.person(CHAIR), restricted.person(DEPUTY_CHAIR), restricted.today
    do(agree_cover, restricted.office, "MASE", chair, deputy, today, today)
    restricted.answer(QuestionKind.AGREE_MINUTES, Word.AGREE, DEPUTY_CHAIR)
    circulate(restricted)
    (member,) = restricted.letters("minutes", to=NURSE)
    assert "The deputy chair has agreed the minutes" in " ".join(member.text.split())
    (co_opted,) = restricted.letters("minutes", to=CO_OPTED)
    assert logs(restricted, member) == {LOG: {CALENDAR}, RESTRICTED: {PATTERN}}
    assert logs(restricted, co_opted) == {LOG: {CALENDAR}}


def test_with_the_chair_silent_the_restricted_action_log_does_not_wait_either(restricted: Forum) -> None:
    restricted.on("Tue 26 Jan 2027")
    circulate(restricted)
    (member,) = restricted.letters("minutes", to=NURSE)
    assert logs(restricted, member) == {LOG: {CALENDAR}, RESTRICTED: {PATTERN}}


def test_an_action_that_was_discharged_is_in_the_log_of_its_part(restricted: Forum) -> None:
    restricted.discharge(f"{JANUARY}/51")
    restricted.answer(QuestionKind.AGREE_MINUTES, Word.AGREE, CHAIR)
    circulate(restricted)
    (member,) = restricted.letters("minutes", to=NURSE)
    assert logs(restricted, member) == {LOG: {CALENDAR}, RESTRICTED: {PATTERN}}


def test_without_a_restricted_action_there_is_one_log(restricted: Forum) -> None:
    restricted.on("Wed 20 Jan 2027")
    restricted.file_record(
        actions=({"Item": "5", "Short title (no names)": CALENDAR, "Owner": NURSE, "Due": "29/1/27"},)
    )
    restricted.on("Tue 26 Jan 2027")
    circulate(restricted)
    (member,) = restricted.letters("minutes", to=NURSE)
    assert logs(restricted, member) == {LOG: {CALENDAR}}
