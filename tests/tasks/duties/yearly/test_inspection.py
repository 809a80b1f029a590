"""The inspection bundle: what it has, what it lacks and why, part 2 on the Chair's word, as at a day."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace

import docx
import openpyxl
import pytest
from pypdf import PdfReader

from forum.questions.kinds import QuestionKind
from forum.questions.words import Word
from forum.text.problem import Problem
from rehearsals.stage import enter_past_meetings
from tasks.duties.answers.put_questions import put_questions
from tasks.duties.attendance.review import review_attendance
from tasks.duties.base.office import read_only
from tasks.duties.members.details import confirm_details
from tasks.duties.outbox.finish_sent_steps import finish_sent_steps
from tasks.duties.yearly.inspection import SEALED, Bundle, ask_for_part_two, inspection_bundle
from tests.english import day
from tests.tasks.duties.do import do
from tests.tasks.duties.plan_ahead import cells, import_sample
from tests.tasks.duties.secretariat import CHAIR, ENTRIES, FEBRUARY, JANUARY, NURSE, Forum

DECISIONS = (
    {"Item": "5", "Text": "Night staff of hotels are trained."},
    {"Reference": f"{JANUARY}/D51", "Item": "11", "Text": "The lodge is watched."},
)
ACTION = {"Short title (no names)": "Watch the lodge", "Owner": NURSE, "Due": "18/1/27", "Item": "11"}
RISK = cells(
    Cause="Posts are vacant", Event="Referrals wait", Effect_on_children="help comes late", Purpose="support",
    Owner="KCC SCS", Likelihood="3", Impact="4",
)  # fmt: skip
CHALLENGE = cells(From="CCGs", To="Kent Police", What="Interviews are late.")
FILES = """
1 Terms and members/MASE list of members.docx
1 Terms and members/MASE terms of reference.docx
2 Agendas, minutes and action logs/MASE-2027-01 action log.docx
2 Agendas, minutes and action logs/MASE-2027-01 minutes.docx
4 Attendance/MASE, 2026 to 2027 attendance report.docx
4 Attendance/MASE-2027-01 attendance table.docx
5 Risks and challenge/MASE-2027-01 challenge log.docx
5 Risks and challenge/MASE-2027-01 risk register.docx
7 Compliance/MASE, as at 20 January 2027 compliance page, cases.xlsx
7 Compliance/MASE, as at 20 January 2027 compliance page.docx
MASE, as at 20 January 2027 inspection index.docx
Register.xlsx
"""
PASSWORD = "k7mp-9xqt-3wdz-h4nb"


def bundle(forum: Forum, on: str = "", password: str = "") -> Bundle:
    with read_only(forum.office, "test", day(on) if on else forum.today) as work:
        return inspection_bundle(work, forum.group, password)


def words(bundle: Bundle) -> Iterator[tuple[str, list[str]]]:
    """The files of a bundle, each with all that a reader reads in it."""
    for name, content in bundle.files.items():
        if name.endswith(".xlsx"):
            sheets = openpyxl.load_workbook(io.BytesIO(content))
            yield name, [str(row) for sheet in sheets for row in sheet.values]
        elif name.endswith(".docx"):
            body = docx.Document(io.BytesIO(content)).element.body
            yield name, [text.text or "" for text in body.iter(f"{{{body.nsmap['w']}}}t")]


def minuted(forum: Forum) -> None:
    """January's record is filed on the day after, with a decision in each part and an action of part 2; its
    minutes go out on 20 January."""
    forum.on("Tue 29 Dec 2026")
    forum.draft_agenda()
    forum.on("Wed 13 Jan 2027")
    forum.file_entries(
        replace(
            ENTRIES,
            decisions=DECISIONS,
            actions=({**ACTION, "Reference": f"{JANUARY}/51"},),
            registers={"Risks": {"1": RISK}, "Challenge": {f"{JANUARY}/C1": CHALLENGE}},
        )
    )
    do(review_attendance, forum.office, forum.meeting().id, day=forum.today)
    import_sample(forum)
    forum.draft_minutes()
    forum.file_minutes()
    forum.on("Wed 20 Jan 2027")
    forum.answer(QuestionKind.AGREE_MINUTES, Word.AGREE, CHAIR)
    forum.settle("minutes")
    do(finish_sent_steps, forum.office, [forum.group])


@pytest.mark.thorough
def test_a_bundle_of_a_day_is_the_same_whatever_is_recorded_after_it(forum: Forum) -> None:
    minuted(forum)
    before = bundle(forum)
    assert sorted(before.files) == FILES.strip().splitlines()
    index = before.index
    assert index.missing == ("Agenda of MASE/2027-01: it was never sent out",)
    assert index.sealed == "3 files of part 2: left out. They go in a sealed file once the Chair allows it."
    read = dict(words(before))
    assert any(
        "Referrals wait" in text for text in read["5 Risks and challenge/MASE-2027-01 risk register.docx"]
    )
    assert any("Night staff of hotels are trained." in row for row in read["Register.xlsx"])
    restricted = ("lodge", "D51", f"{JANUARY}/51")
    assert not any(word in text for texts in read.values() for text in texts for word in restricted)

    forum.on("Wed 10 Feb 2027")
    forum.file_record(FEBRUARY, attendance={"NPS": "Apologies"}, last_minutes="Confirmed")
    do(review_attendance, forum.office, forum.meeting(FEBRUARY).id, day=forum.today)
    do(confirm_details, forum.office, forum.person(NURSE))
    assert dict(words(bundle(forum, "Wed 20 Jan 2027"))) == read
    later = bundle(forum)
    assert "Minutes of MASE/2027-02: not out, due on 23 February 2027" in later.index.missing


def test_of_meetings_held_before_the_service_it_is_not_said_that_documents_are_not_out(forum: Forum) -> None:
    enter_past_meetings(forum.office, "MASE", day("Wed 9 Dec 2026"))
    assert bundle(forum, "Wed 6 Jan 2027").index.missing == tuple(
        f"Documents of MASE/2026-{month}: it was held before they were kept here"
        for month in ("09", "10", "11", "12")
    )


def test_part_2_goes_sealed_on_the_chairs_word_alone(forum: Forum) -> None:
    minuted(forum)
    with pytest.raises(Problem, match="Part 2 of MASE leaves on the Chair’s word alone"):
        bundle(forum, password=PASSWORD)
    do(ask_for_part_two, forum.office, forum.group)
    do(ask_for_part_two, forum.office, forum.group)
    do(put_questions, forum.office, forum.group, day=forum.today)
    assert "Part 2 for inspectors" in forum.letters("chair", CHAIR)[-1].text
    forum.answer(QuestionKind.ALLOW_PART_TWO, Word.ALLOW, CHAIR)

    sealed = bundle(forum, password=PASSWORD)
    assert "which opens with a password that comes separately" in sealed.index.sealed
    reader = PdfReader(io.BytesIO(sealed.files[SEALED]))
    assert not reader.decrypt("another")
    assert reader.decrypt(PASSWORD)
    assert list(reader.attachments) == [
        "Decisions and actions, part 2.xlsx",
        "MASE-2027-01 action log, part 2.docx",
        "MASE-2027-01 minutes, part 2.docx",
    ]
    (content,) = reader.attachments["Decisions and actions, part 2.xlsx"]
    assert "The lodge is watched." in str([*openpyxl.load_workbook(io.BytesIO(content))["Decisions"].values])
    forum.on("Thu 18 Feb 2027")  # four weeks and a day later
    with pytest.raises(Problem, match="on the Chair’s word alone"):
        bundle(forum, password=PASSWORD)
