"""A request for research by mail, from the member's question to what the group did with the product."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
from sqlalchemy import update

from forum.letters.actions import ActionDigest
from forum.letters.questions import ChairLetter
from forum.papers.papers import PaperState
from forum.questions.kinds import QuestionKind
from forum.questions.words import Word
from forum.research import Check, ResearchKind, Size
from forum.text.problem import Problem
from tasks.duties.actions.action_log import chase_actions
from tasks.duties.calendar.due_letters import actions_to_chase
from tasks.duties.research.follow_research import groups_with_research, see_to_research
from tasks.register.tables import AgendaItemRow, AppointmentRow, PaperRow, ResearchRow
from tests.english import day
from tests.stages import stage
from tests.tasks.duties.clause_as_at import this_year
from tests.tasks.duties.do import do
from tests.tasks.duties.inbox.post import Post
from tests.tasks.duties.secretariat import CHAIR, ENTRIES, NURSE, UNIT, Forum

MARCH = "MASE/2027-03"  # on Tuesday 9 March
QUESTION = "What works to train the night staff of hotels?"
ASK = f"RESEARCH: {QUESTION} FOR whether to fund training BY 9 March, what others do, 1c"


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """On SQLite alone; that a duty does the same on both databases is tested with each of them."""
    return sqlite_url


def morning(post: Post, on: str) -> list[str]:
    """See to research and write the desk letter; what it says."""
    post.forum.on(on)
    if post.forum.is_due(groups_with_research):
        do(see_to_research, post.office, post.forum.group, day=post.forum.today)
    return post.desk()


def of_research(needs: list[str]) -> list[str]:
    return [need for need in needs if "R/2027/" in need]


@pytest.mark.thorough
def test_a_request_goes_from_a_members_mail_to_what_the_group_did_with_it(after_meeting: Post) -> None:
    post = after_meeting
    post.hear(ASK, to=post.sent("after_meeting", NURSE))
    assert (
        f"Research is asked for: “{QUESTION}”, for whether to fund training, by Tuesday 9 March 2027, what "
        "others do. The Business Unit accepts it, or says why not. It is R/2027/01 on the register."
    ) in post.told()[-1]

    (asked,) = of_research(morning(post, "Fri 15 Jan 2027"))
    assert asked.startswith(
        f"Accept or decline a request for research, R/2027/01: {QUESTION} Asked by {NURSE}, for whether to "
        "fund training, by Tue 9 Mar. Reply ACCEPT R/2027/01 with its size"
    )
    post.send()
    post.hear("ACCEPT R/2027/01 S, DPIA, by 19 February", to=post.sent("desk", UNIT))
    assert "Research R/2027/01 is accepted: S, DPIA, by 19 February." in post.told()[-1]
    (row,) = post.forum.rows(ResearchRow)
    assert (row.size, row.check, row.kind) == (Size.SMALL, Check.DPIA, ResearchKind.WHAT_OTHERS_DO)
    assert (row.researcher_id, row.due) == (post.forum.person(UNIT), day("Fri 19 Feb 2027"))

    post.forum.on("Mon 18 Jan 2027")
    post.forum.plan()  # so that no later meeting takes the decision
    (progress,) = of_research(morning(post, "Fri 5 Feb 2027"))
    (item,) = (item for item in post.forum.rows(AgendaItemRow) if item.research_id)
    assert (item.meeting_id, item.objective) == (post.forum.meeting(MARCH).id, "workforce")
    assert item.title == "Whether to fund training (research R/2027/01)"
    assert f"With {UNIT}, due Fri 19 Feb, and needs a DPIA first." in progress
    post.send()
    post.hear("PROGRESS R/2027/01: three boards have answered", to=post.sent("desk", UNIT))
    assert post.forum.rows(ResearchRow)[0].progress == "three boards have answered"

    post.forum.on("Thu 11 Feb 2027")
    post.forum.draft_agenda(MARCH)
    post.forum.answer(QuestionKind.AGREE_AGENDA, Word.AGREE, CHAIR)
    assert post.forum.question(QuestionKind.PROVIDE_PAPER).due == day("Fri 19 Feb 2027")  # others later
    post.put_questions()
    post.send()
    post.hear("Attached", to=post.sent("paper_author", UNIT), files={"found.pdf": b"%PDF-1.7 found"})
    (paper,) = post.forum.rows(PaperRow)
    assert paper.state is PaperState.FILED

    assert of_research(morning(post, "Fri 12 Feb 2027")) == []
    post.forum.on("Thu 18 Feb 2027")  # the day before the Chair's answer is wanted
    post.put_questions()
    to_chair = post.forum.letters("chair", CHAIR)[-1]
    assert paper.document in {attachment["sha256"] for attachment in to_chair.attachments}
    post.send()
    post.hear("SEEN", to=post.sent("chair", CHAIR))
    assert [question.answer for question in post.forum.questions(QuestionKind.SEE_RESEARCH)] == [Word.SEEN]

    post.forum.on("Wed 10 Mar 2027")
    post.forum.file_entries(ENTRIES, MARCH)
    (use,) = of_research(morning(post, "Thu 11 Mar 2027"))
    assert use.startswith(f"Say what the group did with research, R/2027/01: {QUESTION}")
    post.send()
    post.hear("USED R/2027/01: the group pays for it in June", to=post.sent("desk", UNIT))
    (row,) = post.forum.rows(ResearchRow)
    assert (row.delivered_on, row.used_on) == (day("Thu 11 Feb 2027"), day("Thu 11 Mar 2027"))
    assert row.use == "the group pays for it in June"
    assert of_research(morning(post, "Fri 12 Mar 2027")) == []
    assert this_year(post.forum, "Research") == "Met: 1 of 1 request."
    assert this_year(post.forum, "Research", day("Mon 18 Jan 2027")) == "Nothing due: No request to judge."

    post.hear(
        "RESEARCH MASE: How do other boards train hotel staff? FOR the next budget BY 11 May, asked by "
        + NURSE,
        to=post.sent("desk", UNIT),
    )
    assert (
        f"Asked before: R/2027/01, “{QUESTION}” (used, and the group: the group pays for it in June)."
        in post.told()[-1]
    )


def test_large_research_is_begun_on_the_chairs_word_alone(after_meeting: Post) -> None:
    post = after_meeting
    post.forum.plan()
    post.hear(ASK, to=post.sent("after_meeting", NURSE))
    assert of_research(morning(post, "Fri 15 Jan 2027"))
    post.send()
    post.hear(f"ACCEPT R/2027/01 L, {NURSE}", to=post.sent("desk", UNIT))
    assert post.forum.rows(ResearchRow)[0].accepted_on is None
    assert post.forum.question(QuestionKind.ALLOW_RESEARCH).due == day("Fri 22 Jan 2027")
    post.forum.on("Thu 21 Jan 2027")  # it rides along until the day before
    post.put_questions()
    letter = [letter for letter in post.letters.printed if isinstance(letter, ChairLetter)][-1]
    (ask,) = letter.asks
    assert (ask.reference, ask.title, ask.person) == ("R/2027/01", QUESTION, NURSE)
    post.send()
    post.hear("NO", to=post.sent("chair", CHAIR))
    (row,) = post.forum.rows(ResearchRow)
    assert (row.declined_on, row.because) == (day("Thu 21 Jan 2027"), "the Chair does not want it begun")


@stage
def nurse_asked(after_meeting: Post) -> Post:
    """The nurse does the research, and the digest of Monday 8 February asks her how it stands."""
    post = after_meeting
    post.forum.plan()
    post.hear(ASK, to=post.sent("after_meeting", NURSE))
    assert of_research(morning(post, "Fri 15 Jan 2027"))
    post.send()
    post.hear(f"ACCEPT R/2027/01 S, {NURSE}, by 19 February", to=post.sent("desk", UNIT))
    assert of_research(morning(post, "Fri 5 Feb 2027")) == [], "the unit is not asked"
    put_digests(post, "Mon 8 Feb 2027")
    put_digests(post, "Mon 8 Feb 2027")
    (digest,) = [letter for letter in post.letters.printed if isinstance(letter, ActionDigest)]
    assert digest.addressee == NURSE
    assert [(each.reference, each.question, each.due) for each in digest.research] == [
        ("R/2027/01", QUESTION, day("Fri 19 Feb 2027"))
    ]
    post.send()
    return post


def test_a_member_who_does_the_research_says_in_the_digest_how_it_stands(nurse_asked: Post) -> None:
    post = nurse_asked
    post.hear("01 DONE\nR/2027/01: half of the boards have answered", to=post.sent("actions", NURSE))
    assert "Research R/2027/01 is under way: half of the boards have answered." in post.told()[-1]
    assert post.forum.rows(ResearchRow)[0].progress == "half of the boards have answered"
    assert not post.forum.is_due(groups_with_research)


def test_a_researcher_who_does_not_answer_is_reminded_once_then_rung(nurse_asked: Post) -> None:
    post = nurse_asked
    put_digests(post, "Mon 15 Feb 2027")
    put_digests(post, "Mon 22 Feb 2027")
    assert [len(letter.research) for letter in post.letters.printed if isinstance(letter, ActionDigest)][
        :2
    ] == [1, 1]
    (ring,) = of_research(morning(post, "Mon 22 Feb 2027"))
    assert ring.startswith(f"Ring {NURSE}")
    assert "such as PROGRESS R/2027/01 half of the answers are in." in ring
    post.send()
    post.hear("PROGRESS R/2027/01: two boards are left", to=post.sent("desk", UNIT))
    assert post.forum.rows(ResearchRow)[0].progress == "two boards are left"


def put_digests(post: Post, on: str) -> None:
    """Write the digests of a day, where there are any to write."""
    post.forum.on(on)
    if post.forum.is_due(actions_to_chase):
        do(chase_actions, post.office, post.forum.group, day=post.forum.today)


# What is wrong with a request, or with an answer to it, and what its writer is told.
FAULTS = [
    ("RESEARCH: What works? FOR training BY ongoing", "“ongoing” and “as soon as possible” are none"),
    ("RESEARCH: What works? BY 9 March", "the decision that it is for"),
    ("RESEARCH: what works for hotels", "the decision that it is for"),
    ("RESEARCH: What works? FOR training BY 9 March, gossip", "neither a kind of research nor a purpose"),
    ("RESEARCH: What works? FOR training BY 9 March, 1z", "“1z” is no purpose of the group"),
    ("RESEARCH: What works? FOR training BY 13 January 2027", "is not to come"),
    ("RESEARCH: What works? FOR training BY 1 February", "it decides on 9 February 2027 at the earliest"),
    (f"{ASK}\n{ASK}", "That is asked already: it is R/2027/01"),
]


@pytest.mark.parametrize(("text", "why"), FAULTS)
def test_what_is_wrong_with_a_request_is_said_in_words(after_meeting: Post, text: str, why: str) -> None:
    after_meeting.hear(text, to=after_meeting.sent("after_meeting", NURSE))
    assert why in after_meeting.told()[-1]
    assert len(after_meeting.forum.rows(ResearchRow)) == text.count(ASK) // 2


def test_a_question_that_may_name_a_child_is_for_the_unit_and_on_no_register(after_meeting: Post) -> None:
    text = "RESEARCH: What works for the boy from Ashford? FOR his plan BY 9 March"
    after_meeting.hear(text, to=after_meeting.sent("after_meeting", NURSE))
    assert "Your message is with the Business Unit." in after_meeting.told()[-1]
    assert after_meeting.forum.rows(ResearchRow) == []


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("ACCEPT R/2027/01 Sam Hill", "It is not plain how large the research is: S, M or L."),
        ("ACCEPT R/2027/01 S, Nobody Known", "Nobody Known"),
        ("ACCEPT R/2027/01 S, by 5 March", "due on 23 February 2027 at the latest"),
        ("DECLINE R/2027/01", "say after DECLINE why"),
        ("USED R/2027/01: a lot", "R/2027/01 is not waiting for this word"),
        ("ACCEPT R/2027/99 S", "or there is none of that reference"),
    ],
)
def test_what_is_wrong_with_an_answer_is_said_and_the_request_still_waits(
    after_meeting: Post, text: str, why: str
) -> None:
    post = after_meeting
    post.forum.plan()
    post.hear(ASK, to=post.sent("after_meeting", NURSE))
    post.forum.on("Fri 15 Jan 2027")
    post.desk()
    post.send()
    post.hear(text, to=post.sent("desk", UNIT))
    assert why in post.told()[-1]
    assert post.forum.question(QuestionKind.ANSWER_RESEARCH)
    assert post.forum.rows(ResearchRow)[0].size is None


@pytest.mark.parametrize(
    ("on", "told", "size"),
    [
        ("Mon 25 Jan 2027", "Research R/2027/01 is accepted: S", Size.SMALL),  # its product is due tomorrow
        ("Tue 26 Jan 2027", "There is no time for R/2027/01: its product would be due on 26 January", None),
    ],
)
def test_research_without_time_left_for_it_is_not_accepted(
    after_meeting: Post, on: str, told: str, size: Size | None
) -> None:
    post = after_meeting
    decided = "12 February"  # the meeting before it is on the 9th
    post.hear(ASK.replace("9 March", decided), to=post.sent("after_meeting", NURSE))
    assert of_research(morning(post, on))
    post.send()
    post.hear("ACCEPT R/2027/01 S", to=post.sent("desk", UNIT))
    assert told in post.told()[-1]
    assert post.forum.rows(ResearchRow)[0].size is size


def test_the_unit_does_what_somebody_took_on_who_has_left(after_meeting: Post) -> None:
    post = after_meeting
    post.hear(ASK, to=post.sent("after_meeting", NURSE))
    (asked,) = of_research(morning(post, "Fri 22 Jan 2027"))
    assert f"It is late. Asked by {NURSE}, for whether to fund training, by Tue 9 Mar." in asked
    post.send()
    post.hear(f"ACCEPT R/2027/01 S, {NURSE}", to=post.sent("desk", UNIT))
    nurse = post.forum.person(NURSE)
    assert post.forum.rows(ResearchRow)[0].researcher_id == nurse
    with post.office.register.transaction("test") as tx:
        theirs = update(AppointmentRow).where(AppointmentRow.person_id == nurse)
        tx.session.execute(theirs.values(last=day("Fri 22 Jan 2027")))
    post.forum.on("Mon 25 Jan 2027")
    post.forum.plan()
    do(see_to_research, post.office, post.forum.group, day=post.forum.today)
    (item,) = (item for item in post.forum.rows(AgendaItemRow) if item.research_id)
    assert item.lead_id == post.forum.person(UNIT)


ROW: dict[str, object] = {
    "Question": QUESTION,
    "Asked by": NURSE,
    "For the decision": "whether to fund training",
    "By": "9/3/27",
    "Kind": "what others do",
    "Purpose": "workforce",
}


def file(forum: Forum, rows: Mapping[str, Mapping[str, object]]) -> None:
    forum.file_entries(replace(ENTRIES, registers={"Research": rows}))


@stage
def met(forum: Forum) -> Forum:
    """The group has met on Tuesday 12 January, and the record is to be filed."""
    forum.on("Tue 29 Dec 2026")
    forum.draft_agenda()
    forum.on("Wed 13 Jan 2027")
    return forum


@pytest.mark.thorough
def test_what_the_meeting_wants_looked_into_is_registered_from_the_record_once(met: Forum) -> None:
    file(met, {"1": ROW})
    file(
        met, {"1": ROW, "2": ROW | {"Question": "How many hotels are there?", "Kind": None, "Purpose": None}}
    )
    first, second = sorted(met.rows(ResearchRow), key=lambda row: row.reference)
    assert (first.question, first.decision, first.by) == (
        QUESTION,
        "whether to fund training",
        day("Tue 9 Mar 2027"),
    )
    assert (first.kind, first.purpose, first.asked_by_id) == (
        ResearchKind.WHAT_OTHERS_DO,
        "1c",
        met.person(NURSE),
    )
    assert (second.question, second.kind, second.purpose) == ("How many hotels are there?", None, "")
    assert len(met.questions(QuestionKind.ANSWER_RESEARCH)) == 2


def test_each_wrong_cell_of_a_request_is_named_and_nothing_recorded(met: Forum) -> None:
    wrong: dict[str, dict[str, object]] = {
        "1": ROW | {"Question": None, "Kind": "gossip"},
        "2": ROW | {"Question": "What of the boy of 14?", "Purpose": "1z"},
        "3": ROW | {"Asked by": "Somebody", "By": "ongoing"},
        "4": ROW | {"For the decision": None, "By": "1/2/27"},
    }
    with pytest.raises(Problem) as refused:
        file(met, wrong)
    said = {fault.partition(": ")[0].rpartition(" ")[2]: fault for fault in refused.value.faults}
    expected = {
        "B5": "nothing found; allowed: what the group wants to know",
        "F5": "found “gossip”; allowed: evidence scan",
        "B6": "a question that tells of no child and no case",
        "G6": "found “1z”; allowed: ",
        "C7": "found “Somebody”; allowed: ",
        "E7": "found “ongoing”; allowed: a date such as",
        "D8": "what the group will decide by it",
        "E8": "a day by which the group meets: 9 February 2027 or later",
    }
    assert {cell: words in said.get(cell, "") for cell, words in expected.items()} == dict.fromkeys(
        said, True
    )
    assert met.rows(ResearchRow) == []


def test_a_request_that_was_recorded_is_neither_changed_nor_asked_again_by_the_record(met: Forum) -> None:
    file(met, {"1": ROW})
    with pytest.raises(Problem) as refused:
        file(met, {"1": ROW | {"By": "13/4/27"}, "2": ROW})
    changed, again = refused.value.faults
    assert "what was recorded before; the unit may decline the request" in changed
    assert "another question; this one is asked already, R/2027/01" in again
