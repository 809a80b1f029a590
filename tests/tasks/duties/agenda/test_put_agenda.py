"""The agenda stands in the Chair's letter, with what is new and what has changed."""

from __future__ import annotations

from forum.agenda import Purpose
from forum.questions.kinds import QuestionKind
from forum.questions.words import Word
from tasks.duties.agenda.agenda import drop_item
from tasks.duties.answers.put_questions import put_questions
from tests.tasks.duties.do import do
from tests.tasks.duties.secretariat import CHAIR, DEPUTY_CHAIR, FEBRUARY, UNIT, Forum


def letter_of(forum: Forum, date: str, to: str = CHAIR) -> str:
    """The letter to the Chair of that morning, in one line."""
    do(put_questions, forum.office, forum.group, day=forum.on(date))
    return " ".join(forum.letters("chair", to=to)[-1].text.split())


def test_the_chair_reads_the_agenda_in_the_letter_and_what_is_new_on_it(forum: Forum) -> None:
    forum.on("Tue 29 Dec 2026")
    forum.draft_agenda()
    forum.on("Wed 13 Jan 2027")
    forum.file_record()
    forum.propose("Housing and exploitation", purpose=Purpose.DECISION)
    forum.on("Thu 14 Jan 2027")
    forum.draft_agenda(FEBRUARY)
    first = letter_of(forum, "Thu 14 Jan 2027")
    assert (
        "5 CSE action plan: progress and actions to discharge * 6 Housing and exploitation New: decision, "
        "10 minutes, from Designated Nurse; paper to follow. * 7 Obstacles in service provision"
    ) in first
    assert "13 Intelligence and patterns across the county (part 2)" in first
    assert "It fits: 90 of 120 minutes. Attached." in first
    assert "Since the last draft" not in first

    forum.propose("Licensing of hotels", purpose=Purpose.DECISION, minutes=50, with_paper=False)
    do(drop_item, forum.office, FEBRUARY, "6")
    anew = letter_of(forum, "Fri 15 Jan 2027")
    assert "Since the last draft, new: 6; taken off: Housing and exploitation." in anew
    assert "It needs 130 minutes, 10 more than the meeting has." in anew

    forum.answer(QuestionKind.AGREE_AGENDA, Word.OTHER, CHAIR, "Training is to be taken off.")
    do(drop_item, forum.office, FEBRUARY, "8")
    forum.answer(QuestionKind.AMEND_AGENDA, Word.DONE, UNIT)
    amended = letter_of(forum, "Mon 18 Jan 2027")
    assert "Since the last draft, taken off: Training and awareness of the workforce." in amended
    assert "Since the last draft, taken off: Training" in letter_of(forum, "Mon 25 Jan 2027", to=DEPUTY_CHAIR)
