"""Who may not see part 2 is told that they will leave, and the unit which seats are then empty."""

from __future__ import annotations

from forum.questions.kinds import QuestionKind
from forum.questions.words import Word
from tasks.duties.coming.apologies import name_deputy
from tasks.duties.desk.letter import write_desk_letters
from tests.tasks.duties.coming.quorum import confirm, forecast
from tests.tasks.duties.do import do
from tests.tasks.duties.secretariat import JANUARY, UNIT, Forum

DEPUTY = "Senior Probation Officer"


def test_the_unit_is_told_once_five_working_days_ahead_which_seats_will_be_empty(forum: Forum) -> None:
    forum.on("Tue 29 Dec 2026")
    forum.draft_agenda()
    confirm(forum, 12)
    forum.on("Tue 5 Jan 2027")
    forecast(forum)
    assert forum.questions(QuestionKind.FILL_PART_TWO) == []
    do(name_deputy, forum.office, JANUARY, forum.person("Head of Probation, Kent"), forum.person(DEPUTY))
    forecast(forum)
    do(write_desk_letters, forum.office, [forum.group], day=forum.today)
    (letter,) = forum.letters("desk")
    said = " ".join(letter.text.split())
    assert "See who stays for part 2 for 12 January." in said
    assert f"Empty as things stand: NPS ({DEPUTY} may not see it)." in said
    forum.answer(QuestionKind.FILL_PART_TWO, Word.DONE, UNIT)
    forecast(forum)
    assert len(forum.questions(QuestionKind.FILL_PART_TWO)) == 1
