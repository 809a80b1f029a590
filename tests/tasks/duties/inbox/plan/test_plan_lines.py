"""A lead's words on a line of the plan by mail: proved, recorded, confirmed and undone as an owner's are."""

from __future__ import annotations

import io

import openpyxl
import pytest

from forum.letters.inbox import Recorded
from forum.questions.kinds import QuestionKind
from tasks.duties.actions.action_log import chase_actions
from tasks.duties.actions.after_meeting import write_after_meeting
from tasks.duties.questions.ask import is_open
from tasks.mail.protocol.mailer import Dmarc
from tasks.register.documents import fetch
from tasks.register.tables import PlanLineRow
from tests.english import day
from tests.stages import stage
from tests.tasks.duties.do import do
from tests.tasks.duties.inbox.post import Post
from tests.tasks.duties.plan_ahead import cells, import_sample, in_words, plan_of_forum, sample_with
from tests.tasks.duties.secretariat import CHAIR, NURSE, UNIT

MANAGER = "Community Safety Manager"  # of P2.2, which is late


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """On SQLite alone; what a duty does is tested on both databases."""
    return sqlite_url


@stage
def leads_asked(post: Post) -> Post:
    """Leads are asked on Monday 18 January how their lines stand."""
    import_sample(post.forum, {"P3.3": cells(Lead_officer=NURSE, Lead_seat="CCGs", Supporting_seats="KCHFT")})
    post.forum.on("Mon 18 Jan 2027")
    do(chase_actions, post.office, post.forum.group, day=post.forum.today)
    post.send()
    return post


def colours(post: Post) -> list[str]:
    plan = plan_of_forum(post.forum)
    return [in_words(plan[reference]) for reference in ("P3.3", "P3.4")]


def test_a_reply_on_two_lines_is_confirmed_and_undone_by_wrong(leads_asked: Post) -> None:
    post, before = leads_asked, colours(leads_asked)
    post.hear("P3.3 GREEN\nP3.4 R: no bid came", to=post.sent("actions", NURSE))
    assert colours(post) == ["Green (G): as its lead reports", "Red (R): “no bid came”"]
    assert post.told()[-1] == (
        "recorded: Line P3.3 of the action plan has your update: green. "
        "Line P3.4 of the action plan has your update: red."
    )
    post.send()
    post.hear("WRONG", to=post.sent("recorded", NURSE))
    assert colours(post) == before


def test_the_confirmation_says_which_lines_are_not_answered_yet(leads_asked: Post) -> None:
    post, letter = leads_asked, leads_asked.sent("actions", NURSE)
    post.hear("P3.4 RED: no bid came", to=letter)
    post.hear("P3.3 GREEN", to=letter)
    confirmed = [each.unanswered for each in post.letters.printed if isinstance(each, Recorded)]
    assert confirmed == [("line P3.3 of the action plan",), ()]


def test_a_reply_to_the_letter_after_the_meeting_that_asked_is_recorded_too(post: Post) -> None:
    post.forum.draft_agenda()
    import_sample(post.forum)
    post.forum.on("Wed 13 Jan 2027")
    post.forum.file_record()
    do(write_after_meeting, post.office, post.forum.meeting().id, day=post.forum.today)
    post.send()
    post.hear("P3.4 R: no bid came", to=post.sent("after_meeting", NURSE))
    assert colours(post)[1] == "Red (R): “no bid came”"
    assert post.told()[-1] == "recorded: Line P3.4 of the action plan has your update: red."


def test_the_writer_is_told_where_the_plan_shows_worse(leads_asked: Post) -> None:
    leads_asked.hear("Green, nearly there", to=leads_asked.sent("actions", MANAGER))
    assert leads_asked.told()[-1].endswith(
        "The plan shows it as Red (R), 31 days past its date: only the group agrees a better colour or "
        "another date."
    )


def test_another_colour_is_asked_back_and_nothing_recorded(leads_asked: Post) -> None:
    post, before = leads_asked, colours(leads_asked)
    post.hear("P3.4 BLUE", to=post.sent("actions", NURSE))
    assert "Of P3.4 you give green, amber or red." in post.told()[-1]
    assert colours(post) == before


def test_without_proof_a_colour_is_taken_and_words_wait_for_the_unit(leads_asked: Post) -> None:
    post = leads_asked
    post.hear("P3.3 AMBER\nP3.4 R: no bid came", to=post.sent("actions", NURSE), dmarc=Dmarc.NONE)
    assert colours(post) == ["Amber (A): as its lead reports", "Green (G): on course for 31 August 2027"]
    assert post.forum.letters("recorded", to=NURSE)


def test_a_line_is_nobody_else_s_to_report_on(leads_asked: Post) -> None:
    post, before = leads_asked, colours(leads_asked)
    post.hear("P3.4 RED", to=post.sent("actions", NURSE), sender=post.address(CHAIR))
    assert colours(post) == before


def filled_in(workbook: bytes, **rows: tuple[str, str]) -> bytes:
    """The workbook with how lines are and in words, by reference with _ for the dot: P3_3."""
    book = openpyxl.load_workbook(io.BytesIO(workbook))
    for row in book.worksheets[0].iter_rows(min_row=2):
        if said := rows.get(str(row[0].value).replace(".", "_")):
            row[4].value, row[5].value = said
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def lines_workbook(post: Post, name: str) -> bytes:
    """The workbook that came with the digest."""
    (file,) = post.sent("actions", name).attachments
    with post.office.register.reading() as session:
        return fetch(session, file["sha256"])


def test_a_lead_s_workbook_has_their_lines_alone_and_is_read_and_undone(leads_asked: Post) -> None:
    post, before = leads_asked, colours(leads_asked)
    workbook = lines_workbook(post, NURSE)
    sheet = openpyxl.load_workbook(io.BytesIO(workbook)).worksheets[0]
    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == ["P3.3", "P3.4"]
    back = filled_in(workbook, P3_3=("Green", ""), P3_4=("Red", "No bid came."))
    post.hear("Please find attached", to=post.sent("actions", NURSE), files={"lines.xlsx": back})
    assert colours(post) == ["Green (G): as its lead reports", "Red (R): “No bid came.”"]
    assert post.told()[-1] == (
        "recorded: The workbook of your lines has come. Line P3.3 of the action plan has your update: green. "
        "Line P3.4 of the action plan has your update: red."
    )
    post.send()
    post.hear("WRONG", to=post.sent("recorded", NURSE))
    assert colours(post) == before


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (
            {"P3_3": ("Blue", ""), "P3_4": ("", "No bid came.")},
            [
                "cell E2: found “Blue”; allowed: Green, Amber, Red or Done.",
                "cell E3: nothing found; allowed: Green, Amber, Red or Done.",
            ],
        ),
        (
            {"P3_3": ("Red", "word " * 51), "P3_4": ("Done", "")},
            ["allowed: at most 50 words.", "cell F3: nothing found; allowed: what shows that it is done."],
        ),
        ({}, ["says of none of your lines how it is: choose Green, Amber, Red or Done"]),
    ],
)
def test_a_wrong_cell_of_a_lead_s_workbook_is_named_and_nothing_recorded(
    leads_asked: Post, rows: dict[str, tuple[str, str]], said: list[str]
) -> None:
    post, before = leads_asked, colours(leads_asked)
    back = filled_in(lines_workbook(post, NURSE), **rows)
    post.hear("Attached", to=post.sent("actions", NURSE), files={"lines.xlsx": back})
    assert colours(post) == before
    assert [words for words in said if words not in post.told()[-1]] == []


def test_another_workbook_of_a_lead_s_is_for_the_unit_to_read(leads_asked: Post) -> None:
    post, before = leads_asked, colours(leads_asked)
    row = post.hear("Attached", to=post.sent("actions", NURSE), files={"figures.xlsx": sample_with({})})
    assert (colours(post), row.outcome) == (before, "for the unit")


def test_the_unit_says_who_has_left_and_who_leads_their_line_now(leads_asked: Post) -> None:
    post, forum = leads_asked, leads_asked.forum
    post.desk()
    post.send()
    post.hear(f"{NURSE} has left\nP3.3 TO District Councils", sender=post.address(UNIT))
    assert post.told()[-1] == (
        f"recorded: {NURSE} has left: nothing goes to them but one letter of thanks. P3.3 of the action plan "
        "is led by District Councils from now on."
    )
    (line,) = (row for row in forum.rows(PlanLineRow) if row.reference == "P3.3")
    assert (line.lead_id, line.lead_seat_id) == (forum.person(MANAGER), forum.seat("District Councils"))
    assert not any(
        is_open(row) for row in forum.questions(QuestionKind.UPDATE_LINE) if row.about_id == line.id
    )
    tomorrow = day("Tue 19 Jan 2027")
    assert not forum.members().is_appointed(forum.person(NURSE), tomorrow)
    post.hear("WRONG", sender=post.address(UNIT))
    assert forum.members().is_appointed(forum.person(NURSE), tomorrow)
    post.hear("P3.3 TO Nobody at all", to=post.sent("desk", UNIT))
    assert "is nobody in this group" in post.told()[-1]
