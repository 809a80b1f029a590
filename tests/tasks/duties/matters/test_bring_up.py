"""What was said once and goes on comes back to the Chair, until it is settled."""

from __future__ import annotations

from collections.abc import Mapping

from forum.boards.facts import Account
from forum.plan.lines import Colour
from forum.questions.kinds import QuestionKind
from forum.questions.words import Reply, Word
from tasks.duties.answers.facts_for_reports import risks_for_report
from tasks.duties.answers.put_questions import put_questions
from tasks.duties.base.group_context import group_context
from tasks.duties.base.office import read_only
from tasks.duties.matters import bring_up
from tasks.duties.plan.ask_leads import report_line
from tasks.register.questions import matter_named
from tests.tasks.duties.do import do
from tests.tasks.duties.plan_ahead import import_sample
from tests.tasks.duties.secretariat import CHAIR, Forum

THERAPY = "P3.4"
KIND = QuestionKind.SETTLE_MATTER
NEXT_ITEM = "Have it as an item of the next meeting."


def waiting(forum: Forum, on: str) -> Mapping[str, object]:
    """What waits for the Chair's word after a meeting, by its name."""
    forum.on(on)
    do(bring_up, forum.office, forum.meeting().id, day=forum.today)
    with forum.office.register.reading() as session:
        return {
            matter_named(session, question.about_id): question.id
            for question in forum.questions(KIND)
            if question.answered is None and question.withdrawn is None
        }


def said_to_chair(forum: Forum) -> str:
    do(put_questions, forum.office, forum.group, day=forum.today)
    return " ".join(forum.letters("chair", CHAIR)[-1].text.split())


def test_what_goes_on_comes_back_to_the_chair_until_it_is_settled(on_record: Forum) -> None:
    forum = on_record
    import_sample(forum)
    red = Reply(Word.RED, "Nobody offers it.")
    assert do(report_line, forum.office, forum.group, THERAPY, red).colour is Colour.RED
    assert set(waiting(forum, "Thu 14 Jan 2027")) == {"MASE"}, "nothing on the risk register since September"
    assert waiting(forum, "Thu 14 Jan 2027").keys() == {"MASE"}, "a record filed again asks nothing again"
    forum.on("Fri 29 Jan 2027")
    letter = said_to_chair(forum)
    assert "The risk register: what is to be done?" in letter
    assert "No risk to children is on it since 1 September 2026." in letter
    forum.answer(KIND, Word.OTHER, CHAIR, NEXT_ITEM)

    assert THERAPY not in waiting(forum, "Wed 10 Mar 2027")
    assert THERAPY in waiting(forum, "Mon 15 Mar 2027"), "sixty days red"
    forum.on("Wed 31 Mar 2027")
    letter = said_to_chair(forum)
    assert f"Line {THERAPY} of the action plan: what is to be done?" in letter
    assert "It is red since 13 January 2027, 77 days" in letter
    assert "“Nobody offers it.”" in letter

    do(report_line, forum.office, forum.group, THERAPY, Reply(Word.GREEN, "A provider is there"))
    assert THERAPY not in waiting(forum, "Wed 14 Apr 2027"), "settled"
    assert "MASE" in waiting(forum, "Wed 14 Apr 2027"), "a quarter later"
    forum.on("Thu 29 Apr 2027")
    assert f"We asked on 14 January 2027; you said: “{NEXT_ITEM}”" in said_to_chair(forum)
    with read_only(forum.office, "test", forum.today) as work:
        context = group_context(work, forum.group)
        account = Account(since=forum.today, first=forum.today, last=forum.today, reported=frozenset())
        (told,) = risks_for_report(context, account).lines
    assert told == (
        "The risk register: unsettled since 1 September 2026; the Chair was asked on 14 January 2027 and "
        "14 April 2027."
    ), "the boards are above the Chair"
