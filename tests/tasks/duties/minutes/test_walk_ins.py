"""Who walks in is not forgotten: they sign, and then get thanks and the minutes."""

from __future__ import annotations

from dataclasses import replace

from forum.outbox.states import State
from forum.questions.kinds import QuestionKind
from forum.questions.words import Word
from tasks.duties.desk.letter import write_desk_letters
from tasks.duties.members.welcome import see_to_members
from tasks.duties.record.file_record import ask_for_record
from tests.tasks.duties.do import do
from tests.tasks.duties.members.agreements import try_to_send
from tests.tasks.duties.secretariat import CHAIR, ENTRIES, UNIT, Forum

WALK_IN = "Locality Manager"
OF_CAMHS = {
    "Status": "Deputy",
    "Other deputy: name": WALK_IN,
    "Other deputy: role": "Locality Manager",
    "Other deputy: email": "locality.manager@camhs.example",
    "Accepted by the Chair": "Yes",
}


def test_a_deputy_who_walks_in_signs_and_then_gets_thanks_and_the_minutes(forum: Forum) -> None:
    forum.on("Mon 11 Jan 2027")
    do(ask_for_record, forum.office, forum.meeting().id, day=forum.today)
    (sheet,) = forum.letters("record_workbook")
    assert [file["name"] for file in sheet.attachments] == [
        "MASE-2027-01 record.xlsx",
        "MASE confidentiality agreement.docx",
    ]
    assert "Print the confidentiality agreement too" in " ".join(sheet.text.split())

    forum.on("Wed 13 Jan 2027")
    forum.file_entries(replace(ENTRIES, attendance={**ENTRIES.attendance, "CAMHS": OF_CAMHS}))
    do(see_to_members, forum.office, forum.group, day=forum.today)
    do(write_desk_letters, forum.office, [forum.group], day=forum.today)
    said = " ".join(forum.letters("desk")[-1].text.split())
    assert f"Get the signed confidentiality agreement of {WALK_IN}, no number on the register." in said
    assert f"reply SIGNED {WALK_IN}" in said

    forum.draft_minutes()
    forum.file_minutes()
    forum.on("Mon 18 Jan 2027")
    forum.answer(QuestionKind.AGREE_MINUTES, Word.AGREE, CHAIR)
    try_to_send(forum)
    (letter,) = forum.letters("stood_in", WALK_IN)
    assert letter.state is State.HELD
    forum.answer(QuestionKind.RECORD_AGREEMENT, Word.SIGNED, UNIT)
    try_to_send(forum)
    (letter,) = forum.letters("stood_in", WALK_IN)
    assert letter.state is State.SENT
    assert "Thank you for standing in for Kent and Medway CAMHS on 12 January" in letter.text
    assert len(letter.attachments) == 1
