"""The pack brings the last minutes and the action log as of its release, to those who may read each part."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from docx import Document
from docx.document import Document as OpenDocument
from pypdf import PdfReader

from forum.questions.kinds import QuestionKind
from forum.questions.words import Reply, Word
from tasks.duties.actions.action_log import report_action
from tasks.duties.papers.ask_for_release import ask_for_release
from tasks.duties.papers.file_paper import clean_paper, file_paper
from tasks.duties.papers.send_packs import release_pack
from tasks.duties.plan.ask_leads import report_line
from tasks.register.actions import versions
from tasks.register.documents import fetch
from tasks.register.papers import agenda_items, paper_rows
from tests.english import day
from tests.stages import stage
from tests.tasks.documents.papers.blank_pages import A4, PrintedBlank, pages
from tests.tasks.duties.do import do
from tests.tasks.duties.plan_ahead import cells as cells_of_a_row
from tests.tasks.duties.plan_ahead import import_sample
from tests.tasks.duties.secretariat import CHAIR, FEBRUARY, JANUARY, NURSE, UNIT, Forum

CO_OPTED = "Voluntary Sector Lead"
AGENDA, LOG = "MASE-2027-02 agenda.docx", "MASE-2027-02 action log, 2 February.docx"
RESTRICTED_LOG = "MASE-2027-02 action log, part 2, 2 February.docx"
OPEN = {
    "Item": "5",
    "Short title (no names)": "Share the training calendar",
    "Owner": NURSE,
    "Due": "29/1/27",
}


@stage
def agreed_after_a_meeting(forum: Forum) -> Forum:
    """January's meeting took on an action in each part, and its minutes are with the Chair; February's agenda
    is agreed."""
    forum.on("Tue 29 Dec 2026")
    forum.draft_agenda()
    forum.on("Wed 13 Jan 2027")
    with forum.office.register.reading() as session:
        items = agenda_items(session, forum.meeting().id)
    restricted = next(item.number for item in items if item.part == 2)
    of_part_two = {
        **OPEN,
        "Item": restricted,
        "Short title (no names)": "Say how it went",
        "Reference": f"{JANUARY}/51",
    }
    forum.file_record(actions=(OPEN, of_part_two))
    forum.draft_minutes()
    forum.on("Mon 18 Jan 2027")
    forum.file_minutes()
    forum.propose()
    forum.on("Thu 21 Jan 2027")
    forum.draft_agenda(FEBRUARY)
    forum.answer(QuestionKind.AGREE_AGENDA, Word.AGREE, CHAIR)
    return forum


@stage
def minutes_out(agreed_after_a_meeting: Forum) -> Forum:
    agreed_after_a_meeting.answer(QuestionKind.AGREE_MINUTES, Word.AGREE, CHAIR)
    return agreed_after_a_meeting


def release(forum: Forum) -> None:
    forum.on("Tue 2 Feb 2027")
    release_pack(forum.office, FEBRUARY, "test")


def enclosed(forum: Forum, to: str) -> list[str]:
    (letter,) = forum.letters("papers", to=to)
    return [file["name"] for file in letter.attachments]


def in_pack(forum: Forum, name: str) -> OpenDocument:
    """A document that went with the nurse's pack."""
    (letter,) = forum.letters("papers", to=NURSE)
    (sha256,) = (file["sha256"] for file in letter.attachments if file["name"] == name)
    with forum.office.register.reading() as session:
        return Document(io.BytesIO(fetch(session, sha256)))


def cells(forum: Forum, name: str) -> list[str]:
    """What stands in the tables of a document that went with the nurse's pack."""
    tables = in_pack(forum, name).tables
    return [cell.text for table in tables for row in table.rows for cell in row.cells]


def paragraphs(forum: Forum, name: str) -> list[str]:
    """What stands outside its tables."""
    return [paragraph.text for paragraph in in_pack(forum, name).paragraphs]


def test_the_pack_has_the_last_minutes_and_the_action_log_as_of_its_day(minutes_out: Forum) -> None:
    minutes_out.on("Mon 1 Feb 2027")
    do(report_action, minutes_out.office, f"{JANUARY}/01", Reply(Word.DONE, "Sent to all schools."), None)
    release(minutes_out)
    names = enclosed(minutes_out, NURSE)
    assert [name for name in names if "minutes" not in name] == [AGENDA, LOG, RESTRICTED_LOG]
    assert sum("minutes" in name for name in names) == 2, "each part"
    log = cells(minutes_out, LOG)
    assert any("Sent to all schools." in cell for cell in log)
    assert not any("Say how it went" in cell for cell in log)
    assert any("Say how it went" in cell for cell in cells(minutes_out, RESTRICTED_LOG))
    assert sum("Paper: attached" in cell for cell in cells(minutes_out, AGENDA)) == 2


def test_who_may_not_read_part_two_gets_neither_its_minutes_nor_its_actions(minutes_out: Forum) -> None:
    release(minutes_out)
    names = enclosed(minutes_out, CO_OPTED)
    assert (names[0], names[-1], len(names)) == (AGENDA, LOG, 3)
    assert not any("part 2" in name for name in names)


def test_minutes_that_are_not_out_are_listed_to_follow(agreed_after_a_meeting: Forum) -> None:
    release(agreed_after_a_meeting)
    assert enclosed(agreed_after_a_meeting, CO_OPTED) == [AGENDA, LOG]
    (letter,) = agreed_after_a_meeting.letters("papers", to=CO_OPTED)
    assert "3. Minutes of the last meeting, for decision: to follow" in letter.text
    assert "4. Action log, for decision: attached" in letter.text


@pytest.mark.parametrize("written_up_as", ["minutes", "action note"])
def test_the_one_file_has_them_between_the_agenda_and_the_papers(
    minutes_out: Forum, written_up_as: str
) -> None:
    policy = minutes_out.office.policies["MASE"]
    meetings = policy.meetings.model_copy(update={"written_up_as": written_up_as})
    policies = {"MASE": policy.model_copy(update={"meetings": meetings})}
    minutes_out.office = replace(minutes_out.office, policies=policies, converter=PrintedBlank())
    with minutes_out.office.register.reading() as session:
        ((paper, item),) = paper_rows(session, minutes_out.meeting(FEBRUARY).id)
    housing = clean_paper(minutes_out.office, pages(A4))
    do(file_paper, minutes_out.office, FEBRUARY, item.number, housing)
    release(minutes_out)
    (letter,) = minutes_out.letters("papers", to=CO_OPTED)
    (one_file,) = (file["sha256"] for file in letter.attachments if file["name"].endswith("papers.pdf"))
    with minutes_out.office.register.reading() as session:
        outline = PdfReader(io.BytesIO(fetch(session, one_file))).outline
    titles = [str(mark.title) for mark in outline if not isinstance(mark, list)]
    paper_title = f"{item.number}. {paper.title}"
    minutes = f"{written_up_as.capitalize()} of the last meeting"
    assert titles == ["Contents", "Agenda", minutes, "Action log", paper_title]


@pytest.mark.parametrize("out", [True, False])
def test_the_unit_reads_what_goes_besides_and_which_decisions_have_no_paper(
    agreed_after_a_meeting: Forum, out: bool
) -> None:
    forum = agreed_after_a_meeting
    if out:
        forum.answer(QuestionKind.AGREE_MINUTES, Word.AGREE, CHAIR)
    forum.on("Thu 28 Jan 2027")
    do(ask_for_release, forum.office, forum.meeting(FEBRUARY).id, day=forum.today)
    (letter,) = forum.letters("pack_check", to=UNIT)
    text = " ".join(letter.text.split())
    assert "One item for decision has no paper: ask for one, or release the pack as it is." in text
    assert "CSE action plan: progress and actions to discharge" in text
    assert ("With them go the minutes of 12 January and the action log" in text) is out
    assert ("The minutes of 12 January are not out yet" in text) is not out


PLAN = "MASE-2027-02 action plan.docx"


def test_the_pack_has_the_action_plan_with_a_page_of_exceptions_for_every_reader(
    agreed_after_a_meeting: Forum,
) -> None:
    forum = agreed_after_a_meeting
    forum.on("Wed 6 Jan 2027")
    august = cells_of_a_row(Status="Discharged", Decision="MASE/2026-08/D2", Ended=day("Tue 11 Aug 2026"))
    shown = cells_of_a_row(Evidence="Signed by all.", Impact="Schools hear sooner.")
    import_sample(forum, {"P1.4": august | shown})
    forum.on("Thu 21 Jan 2027")
    word = Reply(Word.AMBER, "Two bids came, both too dear.")
    do(report_line, forum.office, forum.group, "P3.4", word)
    evidence = Reply(Word.DONE, "Tool in use in all nine clinics.")
    do(report_line, forum.office, forum.group, "P3.3", evidence)
    do(report_line, forum.office, forum.group, "P1.1", Reply(Word.GREEN, "It went well with Jo Field."))
    forum.on("Thu 28 Jan 2027")
    do(ask_for_release, forum.office, forum.meeting(FEBRUARY).id, day=forum.today)
    (check,) = forum.letters("pack_check", to=UNIT)
    assert "The action plan goes too, with its exceptions first" in check.text
    assert "has no paper" not in check.text, "the plan is what its item is read by"
    assert "P1.1: something in it may be a name" in check.text
    assert "Jo Field" not in check.text, "no letter has the words themselves"
    release(forum)
    assert PLAN in enclosed(forum, NURSE)
    assert PLAN in enclosed(forum, CO_OPTED), "nothing in it is of part 2"
    table = cells(forum, PLAN)
    assert "P1.2 Agree one risk assessment tool" in table
    assert "64 days past its date" in table
    assert "“Two bids came, both too dear.”" in table, "said once, as the reason"
    assert not any("Two bids came" in cell and "(21 Jan 2027)" in cell for cell in table)
    assert "Tool in use in all nine clinics." in table
    (text,) = (words for words in paragraphs(forum, PLAN) if words.startswith("No update received"))
    assert "CCGs" not in text
    assert "Kent Police" in text
    assert "Schools hear sooner." in table, "discharged six months ago"
    assert any("2 red, 1 amber, 11 green and 1 blue" in words for words in paragraphs(forum, PLAN))
    assert "The group is asked to refresh the plan." in " ".join(paragraphs(forum, PLAN))
    standing = "CSE action plan: progress and actions to discharge"
    agenda = cells(forum, AGENDA)
    assert any("Paper: attached" in cell for cell in agenda[agenda.index(standing) :][:6]), "in its row"
    with forum.office.register.reading() as session:
        (version,) = versions(session, forum.group)
        assert (version.name, len(version.lines)) == ("refresh 2027", 15)


def test_a_group_without_a_plan_gets_none(agreed_after_a_meeting: Forum) -> None:
    release(agreed_after_a_meeting)
    assert PLAN not in enclosed(agreed_after_a_meeting, NURSE)
