"""Once a month the desk letter tells the state of the register, with the workbook to put it right."""

from __future__ import annotations

from sqlalchemy import select, update

from forum.inbox.mailbox_items import ItemKind, Outcome
from forum.members.membership import Role
from forum.questions.kinds import QuestionKind
from tasks.duties.calendar import due_letters
from tasks.duties.desk.letter import write_desk_letters
from tasks.duties.desk.status_board import status_board
from tasks.duties.meetings.plan_move_cancel import cancel_meeting
from tasks.duties.members.welcome import see_to_members
from tasks.register.members.people import mark_bounced
from tasks.register.tables import AddressRow, AppointmentRow, DispatchRow, PersonRow, ReceivedRow
from tests.english import day
from tests.tasks.duties.do import do
from tests.tasks.duties.mornings import Secretary
from tests.tasks.duties.secretariat import JANUARY, NURSE, UNIT, Forum

PROBATION = "Head of Probation, Kent"
POLICE = "Detective Superintendent, Public Protection"


def desk(forum: Forum, date: str) -> DispatchRow | None:
    """The desk letter of a morning, if there is one."""
    forum.on(date)
    before = len(forum.letters("desk"))
    if forum.is_due(due_letters.groups_needing_a_hand):
        do(write_desk_letters, forum.office, [forum.group], day=forum.today)
    letters = forum.letters("desk")
    return letters[-1] if len(letters) > before else None


def said(letter: DispatchRow | None) -> list[str]:
    assert letter is not None
    _, _, state = letter.text.partition("The state of the register")
    return [line.removeprefix("* ") for line in state.split("\n") if line.startswith("* ")]


def change(forum: Forum, name: str, **values: object) -> None:
    with forum.office.register.transaction("test") as tx:
        tx.session.execute(update(PersonRow).where(PersonRow.name == name).values(**values))


def test_on_the_first_working_day_of_a_quarter_the_state_of_the_register_is_told(forum: Forum) -> None:
    change(forum, NURSE, agreement_signed=None)
    change(forum, POLICE, details_confirmed=day("Wed 1 Jul 2026"))
    with forum.office.register.transaction("test") as tx:
        seat = AppointmentRow.seat_id == forum.seat("CAMHS")
        tx.session.execute(update(AppointmentRow).where(seat).values(last=day("Thu 31 Dec 2026")))
        mark_bounced(tx.session, "designated.nurse@ccg.example", day("Wed 23 Dec 2026"))
    letter = desk(forum, "Mon 4 Jan 2027")
    assert said(letter) == [
        f"MASE, Letters come back from: {NURSE}, since 23 December 2026",
        "MASE, Vacant seats: Kent and Medway CAMHS",
        "MASE, Seats without a deputy: Community Rehabilitation Companies, Kent, Surrey and Sussex; "
        "Medway Safeguarding Children Board; Kent and Medway CAMHS; District Councils",
        f"MASE, Details not confirmed for 6 months: {POLICE}",
        f"MASE, No signed confidentiality agreement: {NURSE}",
    ]
    assert letter is not None
    assert [attachment["name"] for attachment in letter.attachments] == ["MASE members.xlsx"]


def test_who_signed_in_or_replied_of_late_is_not_asked_for_their_details(forum: Forum) -> None:
    for name in (POLICE, NURSE, PROBATION):
        change(forum, name, details_confirmed=day("Wed 1 Jul 2026"))
    forum.on("Tue 29 Dec 2026")
    forum.draft_agenda()
    forum.on("Wed 13 Jan 2027")
    forum.file_record(attendance={"CCGs": "Apologies", "NPS": "Apologies"})
    of_nurse = AddressRow.person_id == forum.person(NURSE)
    replies = (NURSE, ""), (PROBATION, "home@probation.example")
    with forum.office.register.transaction("test") as tx:
        address = tx.session.scalars(select(AddressRow.address).where(of_nurse, AddressRow.send_to)).one()
        for name, elsewhere in replies:
            row = ReceivedRow(
                mailbox="mase@unit.example",
                item=name,
                kind=ItemKind.MESSAGE,
                sender=elsewhere or address.upper(),
                received_at=tx.at,
                read_at=tx.at,
                group_id=forum.group,
                person_id=forum.person(name),
                outcome=Outcome.RECORDED,
            )
            tx.session.add(row)
    unconfirmed = [line for line in said(desk(forum, "Mon 1 Feb 2027")) if "Details not confirmed" in line]
    assert unconfirmed == [f"MASE, Details not confirmed for 6 months: {PROBATION}"]
    change(forum, POLICE, details_confirmed=day("Thu 1 Jan 2026"))
    do(see_to_members, forum.office, forum.group, day=forum.today)
    asked = {name: len(forum.letters("details", name)) for name in (POLICE, NURSE, PROBATION)}
    assert asked == {POLICE: 1, NURSE: 0, PROBATION: 1}, "who was heard of late is asked once a year"


def end(forum: Forum, role: Role, date: str) -> None:
    with forum.office.register.transaction("test") as tx:
        tx.session.execute(update(AppointmentRow).where(AppointmentRow.role == role).values(last=day(date)))


def test_a_group_without_a_chair_is_told_of_each_morning_until_there_is_one(forum: Forum) -> None:
    assert desk(forum, "Wed 9 Dec 2026") is None
    end(forum, Role.CHAIR, "Wed 9 Dec 2026")
    for date in ("Thu 10 Dec 2026", "Fri 11 Dec 2026"):
        letter = desk(forum, date)
        assert letter is not None
        text = " ".join(letter.text.split())
        assert "There is no Chair, who is needed to agree agendas and minutes." in text
        assert "Today, open since Thu 10 Dec (MASE)" in text or date == "Thu 10 Dec 2026"
    end(forum, Role.CHAIR, "Fri 29 Jan 2027")
    assert desk(forum, "Mon 14 Dec 2026") is None


def test_without_a_chair_no_agenda_is_drafted_until_there_is_one(forum: Forum) -> None:
    end(forum, Role.CHAIR, "Wed 9 Dec 2026")
    secretary = Secretary(forum.office, forum.clock)
    for date in ("Fri 18 Dec 2026", "Tue 29 Dec 2026"):
        secretary.morning(day(date))
    assert forum.questions(QuestionKind.AGREE_AGENDA) == []
    end(forum, Role.CHAIR, "Fri 29 Jan 2027")
    secretary.morning(day("Mon 4 Jan 2027"))
    assert forum.questions(QuestionKind.AGREE_AGENDA)


def test_with_nothing_else_to_say_the_letter_says_so(forum: Forum) -> None:
    assert desk(forum, "Tue 1 Dec 2026") is None, "but once a quarter"
    do(cancel_meeting, forum.office, JANUARY, reason="Snow")
    letter = desk(forum, "Mon 4 Jan 2027")
    assert letter is not None
    assert letter.subject == "MASE desk, Mon 4 Jan: the state of the register"
    assert letter.person_id == forum.person(UNIT)


def test_it_is_told_once_a_month(forum: Forum) -> None:
    assert said(desk(forum, "Mon 4 Jan 2027"))
    change(forum, NURSE, agreement_signed=None)
    letter = desk(forum, "Tue 5 Jan 2027")
    assert letter is None or not said(letter)


def test_a_morning_that_was_missed_is_made_up_for_by_the_next_desk_letter(forum: Forum) -> None:
    assert desk(forum, "Wed 16 Dec 2026") is None
    with forum.office.register.transaction("test") as tx:
        mark_bounced(tx.session, "designated.nurse@ccg.example", forum.today)
    assert said(desk(forum, "Thu 17 Dec 2026"))


def test_once_a_quarter_the_unit_reads_what_inspectors_would_miss(forum: Forum) -> None:
    forum.on("Tue 29 Dec 2026")
    forum.draft_agenda()
    forum.on("Wed 13 Jan 2027")
    forum.file_record()
    lacking = (
        "* MASE, Their files would lack six things: Action log of MASE/2027-01: not out, due on 26 January"
    )
    letter = desk(forum, "Mon 1 Mar 2027")
    assert letter is None or "inspectors" not in letter.text
    letter = desk(forum, "Thu 1 Apr 2027")
    assert letter is not None
    assert lacking in letter.text
    (board,) = status_board(forum.office, "MASE").groups
    (section,) = (each for each in board.sections if "inspection" in each.title)
    assert ("Record of MASE/2027-02", "the meeting of 9 February 2027 has no record") in section.rows
    forum.on("Fri 2 Apr 2027")
    (board,) = status_board(forum.office, "MASE").groups
    assert not [each for each in board.sections if "inspection" in each.title]
