"""The details of a person of two groups change on the word of both units, whichever list gives them."""

from __future__ import annotations

import io

import pytest
from openpyxl import Workbook, load_workbook

from forum.members.membership import Role
from forum.questions.kinds import QuestionKind
from forum.questions.lifecycle import Channel
from forum.questions.words import Reply, Word
from forum.text.problem import Problem
from tasks.duties.answers.record_answer import answer
from tasks.duties.desk.letter import write_desk_letters
from tasks.duties.members.appointments import Newcomer, appoint, end_appointment
from tasks.duties.members.import_changes import Change
from tasks.duties.members.workbook import apply_import, export_members, preview_import
from tasks.register.members.membership import address_of
from tasks.register.tables import AppointmentRow, PersonRow, QuestionRow
from tests.english import day
from tests.forum.policies import SECOND
from tests.tasks.duties.do import do
from tests.tasks.duties.secretariat import NURSE, UNIT, Forum

HELD = "03000 000129"  # the nurse's number in the register
ADDRESS = "designated.nurse@ccg.example"
OTHER_UNIT = "Harbour Officer"


@pytest.fixture
def two_groups(forum: Forum) -> Forum:
    """MASE, which has the nurse, and a group with an officer of its own, which is about to have her."""
    forum.on("Mon 4 Jan 2027")
    forum.set_up(SECOND)
    do(appoint, forum.office, "HAP", Newcomer(OTHER_UNIT, "o@hap.example"), Role.UNIT, forum.today)
    return forum


def harbour_list(
    name: str = NURSE,
    email: str = ADDRESS,
    phone: str | None = "01622 9",
    title: str | None = None,
    organisation: str = "Health",
) -> bytes:
    workbook = Workbook()
    for row in (
        ["Organisation", "Name", "Email", "Phone", "Job title"],
        ["Co-opted members"],
        [organisation, name, email, phone, title],
    ):
        workbook.worksheets[0].append(row)
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def words_of(changes: tuple[Change, ...]) -> list[str]:
    return [f"{change.kind}: {change.words}" for change in changes if not change.kind.is_note]


def take(forum: Forum, content: bytes) -> list[str]:
    return words_of(do(apply_import, forum.office, "HAP", content, "list.xlsx", forum.today))


def nurse(forum: Forum) -> PersonRow:
    (row,) = (row for row in forum.rows(PersonRow) if row.name == NURSE)
    return row


def open_questions(forum: Forum) -> dict[str, QuestionRow]:
    """The open questions about details, by who is asked."""
    names = {row.id: row.name for row in forum.rows(PersonRow)}
    return {
        names[row.of_id]: row
        for row in forum.rows(QuestionRow)
        if row.kind is QuestionKind.CHANGE_ADDRESS and not row.answered and not row.withdrawn
    }


def say(forum: Forum, unit: str, word: Word) -> None:
    question = open_questions(forum)[unit]
    do(
        answer,
        forum.office,
        question.id,
        Reply(word),
        by=question.of_id,
        channel=Channel.REPLY,
        day=forum.today,
    )


JOINS = f"joiners: {NURSE}: co-opted member, from 4 January 2027"


def test_details_are_shown_as_the_list_has_them_and_nothing_of_what_the_other_group_has(
    two_groups: Forum,
) -> None:
    content = harbour_list(title="Head of Nursing")
    changes = preview_import(two_groups.office, "HAP", content, "list.xlsx", two_groups.today)
    assert words_of(changes) == [
        JOINS,
        "details to be agreed with another group’s unit: "
        f"{NURSE}: job title Head of Nursing; phone 01622 9; organisation Health",
    ]
    assert HELD not in str(changes)


def test_nothing_changes_before_both_units_have_agreed(two_groups: Forum) -> None:
    take(two_groups, harbour_list(title="Head of Nursing"))
    assert set(open_questions(two_groups)) == {UNIT, OTHER_UNIT}
    say(two_groups, OTHER_UNIT, Word.APPLY)
    assert (nurse(two_groups).phone, nurse(two_groups).job_title) == (HELD, NURSE)
    say(two_groups, UNIT, Word.APPLY)
    assert (nurse(two_groups).phone, nurse(two_groups).job_title) == ("01622 9", "Head of Nursing")


def test_a_no_of_either_unit_ends_it_for_both(two_groups: Forum) -> None:
    take(two_groups, harbour_list())
    say(two_groups, UNIT, Word.NO)
    assert open_questions(two_groups) == {}
    assert nurse(two_groups).phone == HELD


def test_a_later_list_takes_the_place_of_the_one_that_waits(two_groups: Forum) -> None:
    for phone in ("01622 8", "01622 9"):
        take(two_groups, harbour_list(phone=phone))
    for unit in (UNIT, OTHER_UNIT):
        say(two_groups, unit, Word.APPLY)
    assert (nurse(two_groups).phone, open_questions(two_groups)) == ("01622 9", {})


def test_each_unit_reads_of_it_in_its_own_desk_letter(two_groups: Forum) -> None:
    take(two_groups, harbour_list())
    two_groups.on("Tue 5 Jan 2027")
    groups = {row.group_id for row in two_groups.rows(AppointmentRow)}
    do(write_desk_letters, two_groups.office, sorted(groups), day=two_groups.today)
    letters = {letter.person_id: " ".join(letter.text.split()) for letter in two_groups.letters("desk")}
    assert len(letters) == 2
    for text in letters.values():
        assert f"details of {NURSE}, who is in another group too: phone 01622 9; organisation Health." in text
        assert f"Then reply APPLY {NURSE}, or NO {NURSE}. The unit of each group is asked" in text


def test_an_officer_of_both_groups_is_asked_once(two_groups: Forum) -> None:
    (other,) = (row for row in two_groups.rows(AppointmentRow) if row.first == two_groups.today)
    do(end_appointment, two_groups.office, other.id, two_groups.today)
    two_groups.on("Tue 5 Jan 2027")
    do(appoint, two_groups.office, "HAP", two_groups.person(UNIT), Role.UNIT, two_groups.today)
    take(two_groups, harbour_list())
    questions = [row for row in two_groups.rows(QuestionRow) if row.kind is QuestionKind.CHANGE_ADDRESS]
    assert len(questions) == 1
    say(two_groups, UNIT, Word.APPLY)
    assert nurse(two_groups).phone == "01622 9"


def test_the_group_that_has_had_her_longer_asks_both_too_and_an_address_is_changed_by_both(
    two_groups: Forum,
) -> None:
    take(two_groups, harbour_list(phone=None))
    for unit in (UNIT, OTHER_UNIT):
        say(two_groups, unit, Word.APPLY)
    book = load_workbook(io.BytesIO(export_members(two_groups.office, "MASE")))
    people = book["People"]
    (row,) = (row for row in people.iter_rows(min_row=2) if row[1].value == NURSE)
    row[4].value, row[5].value, row[9].value = (
        "nurse@health.example",
        "pa@health.example",
        day("Mon 4 Jan 2027"),
    )
    out = io.BytesIO()
    book.save(out)
    changes = do(apply_import, two_groups.office, "MASE", out.getvalue(), "m.xlsx", two_groups.today)
    assert words_of(changes) == [
        f"details to be agreed with another group’s unit: {NURSE}: agreement signed 4 January 2027; "
        "address nurse@health.example; other addresses to reply from pa@health.example"
    ]
    for unit in (UNIT, OTHER_UNIT):
        say(two_groups, unit, Word.APPLY)
    with two_groups.office.register.reading() as session:
        assert address_of(session, nurse(two_groups).id, two_groups.today) == "nurse@health.example"
    assert nurse(two_groups).agreement_signed == day("Mon 4 Jan 2027")
    book = load_workbook(io.BytesIO(export_members(two_groups.office, "HAP")))
    assert "pa@health.example" in {row[5] for row in book["People"].iter_rows(values_only=True)}


def test_the_same_details_ask_nobody(two_groups: Forum) -> None:
    held = nurse(two_groups)
    same = harbour_list(phone=HELD, title=held.job_title, organisation=held.organisation)
    assert take(two_groups, same) == [JOINS]
    assert open_questions(two_groups) == {}


def test_an_address_of_somebody_in_another_group_is_refused_without_their_name(two_groups: Forum) -> None:
    with pytest.raises(Problem) as refused:
        take(two_groups, harbour_list(name="Somebody Else"))
    assert NURSE not in str(refused.value)
    assert f"Sheet, row 3: {ADDRESS} is the address of somebody in another group, under another name." in str(
        refused.value
    )


def test_an_address_in_a_record_of_somebody_in_another_group_is_refused_without_their_name(
    two_groups: Forum,
) -> None:
    two_groups.draft_agenda()
    two_groups.on("Wed 13 Jan 2027")
    owner = {"Owner": "Somebody Else", "Other owner’s email": "o@hap.example"}
    action = {"Item": "5", "Short title (no names)": "Share", "Action in full": "Share", "Due": "29/1/27"}
    with pytest.raises(Problem, match="The email given for Somebody Else is somebody else’s") as refused:
        two_groups.file_record(actions=({**action, **owner},))
    assert OTHER_UNIT not in str(refused.value)


def test_details_of_somebody_who_has_left_the_other_group_are_the_group_s_own(two_groups: Forum) -> None:
    take(two_groups, harbour_list(phone=None))
    two_groups.on("Tue 5 Jan 2027")
    for row in two_groups.rows(AppointmentRow):
        if row.person_id == nurse(two_groups).id and row.role is Role.CORE:
            do(end_appointment, two_groups.office, row.id, day("Mon 4 Jan 2027"))
    changes = take(two_groups, harbour_list(phone="01622 9"))
    assert any(words.startswith("changed details") and "phone 01622 9" in words for words in changes)
    assert nurse(two_groups).phone == "01622 9"
