"""The list of members by mail: the unit's workbook, a member's details, a joiner's agreement and actions."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font

from config.settings import ROOT
from forum.inbox.mailbox_items import Outcome
from forum.members.membership import Role
from tasks.documents.letters.print_letter import LetterPrinter
from tasks.duties.members.appointments import Newcomer, appoint, change_address, end_appointment
from tasks.duties.members.welcome import see_to_members
from tasks.duties.members.workbook import export_members
from tasks.mail.protocol.mailer import Dmarc
from tasks.register.groups import set_up_groups
from tasks.register.tables import AppointmentRow, PersonRow, SeatRow, WaitingWordsRow
from tests.english import day
from tests.forum.policies import SECOND
from tests.stages import stage
from tests.tasks.duties.do import do
from tests.tasks.duties.inbox.post import Post
from tests.tasks.duties.secretariat import CHAIR, NURSE, UNIT

POLICE = "Detective Superintendent, Public Protection"
LEAD = "Interim Lead, CCGs"


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """On SQLite alone; that a duty does the same on both databases is tested with each of them."""
    return sqlite_url


def workbook(post: Post, **cells: str) -> bytes:
    """The members' workbook with these columns of the nurse's row filled in anew."""
    book = load_workbook(io.BytesIO(export_members(post.office, "MASE")))
    sheet = book["People"]
    columns = [cell.value for cell in sheet[1]]
    names = [row[1] for row in sheet.iter_rows(values_only=True)]
    for heading, value in cells.items():
        sheet.cell(names.index(NURSE) + 1, columns.index(heading) + 1, value)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def person(post: Post, name: str) -> PersonRow:
    return next(row for row in post.forum.rows(PersonRow) if row.name == name)


@stage
def desk_written(post: Post) -> Post:
    """The unit has a desk letter to reply to: letters to the nurse come back since Monday 4 January."""
    with post.office.register.transaction("test") as tx:
        tx.session.get_one(PersonRow, post.forum.person(POLICE)).agreement_signed = None
    morning(post)
    return post


def morning(post: Post) -> list[str]:
    do(see_to_members, post.office, post.forum.group, day=post.forum.today)
    needs = post.desk()
    post.send()
    return needs


def test_a_workbook_sent_back_is_shown_first_and_taken_on_the_unit_s_word(desk_written: Post) -> None:
    post = desk_written
    post.hear(
        "Please see attached",
        to=post.sent("desk", UNIT),
        files={"M.xlsx": workbook(post, Phone="01622 960111")},
    )
    assert person(post, NURSE).phone != "01622 960111", "nothing has changed yet"
    assert post.told() == [], "the letter that shows the changes says that it has come"
    post.send()
    (check,) = (one for one in post.letters.printed if one.NAME == "members_check")
    assert [change.changes for change in check.changes] == [  # type: ignore[attr-defined]
        (f"{NURSE}: phone 01622 960111, was 03000 000129",)
    ]
    post.hear("YES", to=post.sent("members_check", UNIT))
    assert person(post, NURSE).phone == "01622 960111"


def test_a_workbook_that_is_refused_takes_nothing(desk_written: Post) -> None:
    post = desk_written
    post.hear("Attached", to=post.sent("desk", UNIT), files={"M.xlsx": workbook(post, Phone="01622 960111")})
    post.send()
    post.hear("NO", to=post.sent("members_check", UNIT))
    assert person(post, NURSE).phone != "01622 960111"


def test_another_workbook_takes_the_place_of_the_one_that_waits(desk_written: Post) -> None:
    post = desk_written
    for phone in ("01622 960111", "01622 2"):
        post.hear("Attached", to=post.sent("desk", UNIT), files={"M.xlsx": workbook(post, Phone=phone)})
        post.forum.on("Tue 5 Jan 2027")
        post.send()
    post.hear("APPLY", to=post.sent("members_check", UNIT))
    assert person(post, NURSE).phone == "01622 2"


def test_a_workbook_with_a_wrong_cell_is_answered_with_the_cell(
    desk_written: Post,
) -> None:
    post = desk_written
    content = workbook(post, Phone="01622 960111", **{"Send-to address": "no address"})
    post.hear("Attached", to=post.sent("desk", UNIT), files={"M.xlsx": content})
    assert "not understood: The members’ workbook can’t be taken as it is" in post.told()[-1]
    assert "People, cell E" in post.told()[-1]
    assert person(post, NURSE).phone != "01622 960111"


def own_list(*rows: tuple[str, str, str], struck: str = "") -> bytes:
    """A list of the unit's own, with a sheet of something else."""
    book = Workbook()
    book.worksheets[0].title = "Members"
    for row in (("Organisation", "Name", "Email"), *rows):
        book.worksheets[0].append(row)
    if struck:
        book["Members"][struck].font = Font(strike=True)
    book.create_sheet("Rooms")
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def test_a_list_with_somebody_struck_through_is_answered_with_the_cell(desk_written: Post) -> None:
    post = desk_written
    content = own_list(("CCGs", "New Nurse", "new@ccg.example"), struck="B2")
    post.hear("Attached", to=post.sent("desk", UNIT), files={"M.xlsx": content})
    assert "The members’ workbook is not clear yet; nothing has been changed." in post.told()[-1]
    assert "Members, row 2: New Nurse, core member" in post.told()[-1]
    assert "struck through: is this person a member now?" in post.told()[-1]


def test_the_letter_names_the_sheet_that_was_read_and_counts_changes_alone(desk_written: Post) -> None:
    post = desk_written
    content = own_list(
        ("CCGs", NURSE, post.address(NURSE)), ("Kent Police", "New Member", "new@police.example")
    )
    post.hear("Attached", to=post.sent("desk", UNIT), files={"M.xlsx": content})
    post.send()
    (check,) = (letter for letter in post.letters.printed if letter.NAME == "members_check")
    printed = LetterPrinter(ROOT / "templates" / "email").print(check)
    assert printed.subject == "MASE: your members’ workbook makes 13 changes; reply APPLY or NO"
    assert "* “Members”" in printed.text
    assert "* “Rooms”" in printed.text


def test_a_workbook_that_changes_nothing_is_said_to(desk_written: Post) -> None:
    post = desk_written
    post.hear("Attached", to=post.sent("desk", UNIT), files={"M.xlsx": workbook(post)})
    assert "The workbook changes nothing" in post.told()[-1]


def test_a_workbook_of_anybody_but_the_unit_is_only_passed_on(desk_written: Post) -> None:
    post = desk_written
    row = post.hear(
        "Attached", sender=post.address(NURSE), files={"M.xlsx": workbook(post, Phone="01622 960111")}
    )
    assert row.outcome is Outcome.FOR_THE_UNIT
    assert [one for one in post.letters.printed if one.NAME == "members_check"] == []


def test_a_register_that_changed_since_is_looked_at_again(desk_written: Post) -> None:
    post = desk_written
    content = workbook(post, **{"Send-to address": "nurse@ccg.example"})
    post.hear("Attached", to=post.sent("desk", UNIT), files={"M.xlsx": content})
    post.send()
    nurse = post.forum.person(NURSE)
    do(change_address, post.office, nurse, "another.nurse@ccg.example", post.forum.today)
    post.hear("APPLY", to=post.sent("members_check", UNIT))
    assert "changed by somebody else since you looked" in post.told()[-1]


@stage
def asked(post: Post) -> Post:
    """In February everybody is asked whether their details are right."""
    post.forum.on("Mon 1 Feb 2027")
    morning(post)
    return post


def test_yes_confirms_what_is_held(asked: Post) -> None:
    asked.hear("YES", to=asked.sent("details", NURSE))
    assert person(asked, NURSE).details_confirmed == day("Mon 1 Feb 2027")
    assert asked.told()[-1] == "recorded: Your details on the register are right."


HELD = "03000 000129"  # the number that the register has of the nurse
RING = f"Ring them on {HELD}, the number in the register and no other, to make sure."


def to_confirm(post: Post, on: str) -> list[str]:
    post.forum.on(on)
    return [one for one in morning(post) if f"{NURSE} asks us" in one]


@pytest.mark.parametrize(
    ("said", "wants", "phone", "address"),
    [
        ("Phone: 01622 960111", "ring them on 01622 960111", "01622 960111", ""),
        ("Mobile: 01622 960111", "ring them on 01622 960111", "01622 960111", ""),
        ("Phone: none", "take out their phone number", "", ""),
        ("Email: nurse@health.example", "write to nurse@health.example", HELD, "nurse@health.example"),
        (
            "Phone: 01622 960111\nAddress we write to: nurse@health.example",
            "write to nurse@health.example and to ring them on 01622 960111",
            "01622 960111",
            "nurse@health.example",
        ),
    ],
)
def test_a_new_number_or_address_waits_until_the_unit_has_rung_on_the_old_number(
    asked: Post, said: str, wants: str, phone: str, address: str
) -> None:
    before = asked.address(NURSE)
    asked.hear(said, to=asked.sent("details", NURSE))
    assert (person(asked, NURSE).phone, asked.address(NURSE)) == (HELD, before)
    assert to_confirm(asked, "Tue 2 Feb 2027") == [
        f"{NURSE} asks us to {wants} from now on. {RING} Then reply APPLY {NURSE}, or NO {NURSE}."
    ]
    asked.hear(f"APPLY {NURSE}", to=asked.sent("desk", UNIT))
    assert (person(asked, NURSE).phone, asked.address(NURSE)) == (phone, address or before)


def test_who_changes_the_number_first_and_then_the_address_is_rung_on_neither(asked: Post) -> None:
    letter, before = asked.sent("details", NURSE), asked.address(NURSE)
    asked.hear("Phone: 07700 900123", to=letter)
    to_confirm(asked, "Tue 2 Feb 2027")
    asked.hear("Email: nurse@evil.example", to=letter)
    (said,) = to_confirm(asked, "Wed 3 Feb 2027")
    assert "write to nurse@evil.example and to ring them on 07700 900123" in said
    assert RING in said
    asked.hear(f"NO {NURSE}", to=asked.sent("desk", UNIT))
    assert (person(asked, NURSE).phone, asked.address(NURSE)) == (HELD, before)
    assert to_confirm(asked, "Thu 4 Feb 2027") == []


def test_the_unit_is_told_the_number_in_the_register_of_whom_it_is_to_ask(asked: Post) -> None:
    asked.hear("DEPUTY: Jo Field\nPhone: 07700 900123", sender=asked.address(NURSE), dmarc=Dmarc.NONE)
    asked.forum.on("Tue 2 Feb 2027")
    (said,) = [one for one in morning(asked) if "reply ASIDE" in one]
    assert said.startswith(f"{NURSE} (CCGs), {HELD}, wrote at 9:01am on 1 February 2027.")
    assert "07700" not in said
    (kept,) = asked.forum.rows(WaitingWordsRow)
    assert kept.words == "DEPUTY: Jo Field\nPhone: (a number)"


def test_wrong_takes_back_a_number_that_waits(asked: Post) -> None:
    letter = asked.sent("details", NURSE)
    asked.hear("Phone: 01622 960111", to=letter)
    asked.hear("WRONG", to=letter)
    assert to_confirm(asked, "Tue 2 Feb 2027") == []


def test_the_ordinary_format_is_asked_for_as_the_letter_names_it(asked: Post) -> None:
    asked.hear("Format: large print", to=asked.sent("details", NURSE))
    assert person(asked, NURSE).format_needed == "large print"
    asked.hear("Format: ordinary", to=asked.sent("details", NURSE))
    assert person(asked, NURSE).format_needed == ""


def test_what_nothing_proves_to_be_theirs_changes_no_details(asked: Post) -> None:
    row = asked.hear("Phone: 01622 960111", to=asked.sent("details", NURSE), dmarc=Dmarc.NONE)
    assert row.outcome is Outcome.FOR_THE_UNIT
    assert person(asked, NURSE).phone != "01622 960111"


@stage
def joined(post: Post) -> Post:
    """The nurse has left, and her successor is welcomed on Wednesday 6 January."""
    nurse = post.forum.person(NURSE)
    for row in post.forum.rows(AppointmentRow):
        if row.person_id == nurse:
            do(end_appointment, post.office, row.id, day("Tue 5 Jan 2027"))
    first = day("Wed 6 Jan 2027")
    seat = post.forum.seat("CCGs")
    do(appoint, post.office, "MASE", Newcomer(LEAD, "lead@ccg.example"), Role.CORE, first, seat)
    post.forum.on("Wed 6 Jan 2027")
    morning(post)
    return post


def test_an_agreement_that_comes_is_put_to_the_unit_and_signed_when_it_says_so(joined: Post) -> None:
    row = joined.hear("I AGREE", to=joined.sent("induction", LEAD))
    assert person(joined, LEAD).agreement_signed is None
    joined.forum.on("Thu 7 Jan 2027")
    (said,) = (one for one in morning(joined) if "confidentiality agreement, or say" in one)
    assert "reply SIGNED and their name" in said
    done = f"SIGNED {LEAD}, 6 January\nASIDE {str(row.id)[:8]}"
    joined.hear(done, to=joined.sent("desk", UNIT))
    assert person(joined, LEAD).agreement_signed == day("Wed 6 Jan 2027")
    joined.forum.on("Fri 8 Jan 2027")
    assert not [one for one in morning(joined) if "confidentiality agreement, or say" in one]


def test_nobody_but_the_unit_records_an_agreement(joined: Post) -> None:
    row = joined.hear(f"SIGNED {LEAD}", to=joined.sent("desk", UNIT), sender=joined.address(CHAIR))
    assert row.outcome is Outcome.FOR_THE_UNIT
    assert person(joined, LEAD).agreement_signed is None


def test_a_workbook_of_another_group_of_the_unit_is_taken_for_that_group(desk_written: Post) -> None:
    post = desk_written
    calendars = {**post.office.calendars, "HAP": post.office.calendars["MASE"]}
    policies = {**post.office.policies, "HAP": SECOND}
    office = replace(post.office, policies=policies, calendars=calendars)
    with office.register.transaction("test") as tx:
        set_up_groups(tx, [SECOND])
    unit = post.forum.person(UNIT)
    do(appoint, office, "HAP", unit, Role.UNIT, day("Mon 4 Jan 2027"))
    post.forum.office = office
    book = load_workbook(io.BytesIO(export_members(office, "HAP")))
    book["Seats"].cell(2, 3, "Harbour Health")
    content = io.BytesIO()
    book.save(content)
    post.hear("Attached", to=post.sent("desk", UNIT), files={"M.xlsx": content.getvalue()})
    post.send()
    post.hear("APPLY", to=post.sent("members_check", UNIT))
    assert "Harbour Health" in {row.present_name for row in post.forum.rows(SeatRow)}
