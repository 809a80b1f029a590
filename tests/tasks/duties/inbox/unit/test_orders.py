"""The unit orders in reply to its desk letter what a command does, and hears what was done."""

from __future__ import annotations

import pytest
from openpyxl import Workbook
from sqlalchemy import update

from forum.attendance.forecast import Answer
from forum.attendance.invitations import State as Invited
from forum.calendar.meetings import MeetingState
from forum.inbox.mailbox_items import Outcome
from forum.inbox.orders import Order
from forum.letters.inbox import Recorded
from forum.letters.questions import ChairLetter, Desk
from forum.members.membership import PapersFor, Role
from forum.outbox.budget import CONFIRMATIONS
from forum.outbox.states import Mode, State
from forum.questions.kinds import QuestionKind
from tasks.duties.coming.invitations import invite
from tasks.duties.inbox.carry_out.handlers import OF_ORDERS
from tasks.duties.meetings.plan_move_cancel import plan_meetings
from tasks.duties.members.appointments import appoint
from tasks.duties.members.workbook import export_members
from tasks.duties.outbox.decisions import hold_in_force
from tasks.mail.sending.delivery import deliver
from tasks.mail.sending.delivery_settings import DeliveryRules
from tasks.register.groups import group_by_code
from tasks.register.tables import AgendaItemRow, DispatchRow, ExpectedRow, InvitationRow
from tests.english import day
from tests.stages import stage
from tests.tasks.duties.do import do
from tests.tasks.duties.inbox.post import MAILBOX, Post
from tests.tasks.duties.inbox.two_groups import with_second_group
from tests.tasks.duties.members.test_workbook import edited, row_of
from tests.tasks.duties.secretariat import CHAIR, FEBRUARY, NURSE, UNIT

POLICE = "Detective Superintendent, Public Protection"
DEPUTY = "Deputy Designated Nurse"


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """On SQLite alone; that a duty does the same on both databases is tested with each of them."""
    return sqlite_url


@stage
def amended(chair_asked: Post) -> Post:
    """The Chair wants February's agenda changed, and on Friday 15 January the unit's desk letter says so."""
    post = chair_asked
    post.hear("Please put training first, and drop item 10", to=post.sent("chair", CHAIR))
    post.forum.on("Fri 15 Jan 2027")
    assert post.desk()
    post.send()
    return post


def order(post: Post, *lines: str) -> str:
    """What the unit hears of orders in reply to its desk letter."""
    post.hear("\n".join(lines), to=post.sent("desk", UNIT))
    return post.told()[-1]


def agenda(post: Post) -> list[str]:
    meeting = post.forum.meeting(FEBRUARY).id
    rows = [row for row in post.forum.rows(AgendaItemRow) if row.meeting_id == meeting and not row.dropped_on]
    return [f"{row.number} {row.title}" for row in sorted(rows, key=lambda row: row.position)]


def test_the_unit_changes_the_agenda_as_the_chair_wishes(amended: Post) -> None:
    (task,) = [
        need for letter in amended.letters.printed if isinstance(letter, Desk) for need in letter.needs
    ]
    assert task.how == (
        "The Chair says: “Please put training first, and drop item 10”. Reply with a line for each change: "
        f"ITEM {FEBRUARY}: and its title, DROP {FEBRUARY} item 7, or ORDER {FEBRUARY} items 7 5. Then reply "
        "DONE; the agenda goes to the Chair again."
    )
    assert agenda(amended)[4:8] == [
        "5 CSE action plan: progress and actions to discharge",
        "6 Obstacles in service provision",
        "7 Training and awareness of the workforce",
        "8 Community engagement and prevention",
    ]
    said = order(
        amended,
        f"ORDER {FEBRUARY} items 7",
        f"DROP {FEBRUARY} item 8",
        f"ITEM {FEBRUARY}: Return interviews, for discussion, 15 minutes",
    )
    assert said == (
        f"recorded: The agenda of {FEBRUARY} has these in this order: 7. All items are numbered again. "
        f"Item 8 is off the agenda of {FEBRUARY}; the items after it move up. “Return "
        f"interviews” is on the agenda of {FEBRUARY}."
    )
    assert agenda(amended)[4:8] == [
        "5 Training and awareness of the workforce",
        "6 CSE action plan: progress and actions to discharge",
        "7 Obstacles in service provision",
        "8 Return interviews",
    ]
    order(amended, "WRONG")
    assert agenda(amended)[4] == "5 CSE action plan: progress and actions to discharge"
    order(amended, "DONE")
    assert amended.forum.question(QuestionKind.AGREE_AGENDA)


def test_items_of_several_places_come_where_the_first_of_them_was(amended: Post) -> None:
    before = [line.partition(" ")[2] for line in agenda(amended)]
    said = order(amended, f"ORDER {FEBRUARY} items 10 4", f"ORDER {FEBRUARY} items 1 10 11")
    assert said.endswith("but The welcome keeps its place on the agenda: order the other items without it.")
    assert order(amended, f"ORDER {FEBRUARY} items 11 10").endswith(
        "Part 2 keeps its place on the agenda: order the other items without it."
    )
    items = [before[9], before[3], *before[4:9], *before[10:]]
    assert agenda(amended)[3:] == [f"{number} {title}" for number, title in enumerate(items, start=4)]
    assert items[:2] == ["Items to and from boards and partnerships", "Action log"]
    order(amended, f"ITEM {FEBRUARY}: Return interviews, for discussion, 15 minutes")
    assert agenda(amended)[3:5] == [f"4 {items[0]}", f"5 {items[1]}"], "a new item leaves the order as it is"


def test_a_guest_comes_for_one_item_and_is_told_not_to(amended: Post) -> None:
    guest = "Jo Field, Kent Hospitals, jo.field@hospitals.example"
    said = order(amended, f"GUEST {FEBRUARY} item 7: {guest}")
    assert said == f"recorded: Item 7 of {FEBRUARY} has a guest, who is told the time: {guest}."
    amended.send()
    (invitation,) = amended.forum.letters("guest_invitation")
    assert (invitation.address, invitation.state) == ("jo.field@hospitals.example", State.SENT)
    said = order(amended, f"GUEST {FEBRUARY}: {guest}", f"GUEST {FEBRUARY} item 70: {guest}")
    assert "That is not in the form that is carried out." in said
    assert "The agenda has no item '70'" in said
    said = order(amended, f"GUEST ENDS {FEBRUARY}: Jo Field")
    assert said == f"recorded: Jo Field is no guest of {FEBRUARY} any more, and hears of it."
    amended.send()
    assert [row.state for row in amended.forum.letters("guest_not_needed")] == [State.SENT]


def test_a_member_is_co_opted_by_a_decision_or_the_chairs_word_for_a_term(amended: Post) -> None:
    who = "Jo Field, Kent Hospitals, jo.field@hospitals.example"
    said = order(amended, f"CO-OPT MASE: {who}, until 31 March 2028")
    assert said.startswith("not understood: It is the group that co-opts, or the Chair for it (clause 4)")
    said = order(amended, f"CO-OPT MASE: {who}, by MASE/2027-01/D1")
    assert "There is no decision “MASE/2027-01/D1” on record." in said
    said = order(amended, f"CO-OPT MASE: {who}, until 31 March 2028, no papers, by Chair, phone, 14 January")
    assert said.startswith(f"recorded: MASE has a co-opted member: {who}, until 31 March 2028, no papers")
    person = amended.forum.person("Jo Field")
    (held,) = amended.forum.members().appointments_on(person, amended.forum.today)
    assert (held.role, held.last, held.papers, held.part_two) == (
        Role.CO_OPTED,
        day("Fri 31 Mar 2028"),
        PapersFor.NONE,
        False,
    )
    said = order(
        amended,
        "CO-OPT MASE: Al Hill, Kent Hospitals, al@hospitals.example, until whenever",
        f"CO-OPT HAP: {who}, by Chair, phone, 14 January",
    )
    assert "It is not plain until when." in said
    assert "There is no group “HAP”" in said


def test_mails_from_the_units_account_give_nobody_part_2_before_the_chair_does(amended: Post) -> None:
    order(
        amended,
        "CO-OPT MASE: Al Hill, Kent Hospitals, al@hospitals.example, with part 2, by Chair, phone, 14 Jan",
    )
    outsider, forum = amended.forum.person("Al Hill"), amended.forum
    assert not forum.members().may_read_part_two(outsider, forum.today)

    def give_part_two(workbook: Workbook) -> None:
        row = row_of(workbook, "Appointments", "Al Hill", 1)
        workbook["Appointments"].cell(row, 8).value = "yes"

    changed = edited(export_members(amended.office, "MASE"), give_part_two)
    amended.hear("As asked.", sender=amended.address(UNIT), files={"members.xlsx": changed})
    amended.send()
    amended.hear("APPLY", to=amended.sent("members_check", UNIT))
    assert not forum.members().may_read_part_two(outsider, forum.today)

    forum.on("Thu 21 Jan 2027")
    amended.put_questions()
    amended.send()
    (ask,) = [one for one in amended.letters.printed if isinstance(one, ChairLetter)][-1].asks
    assert (ask.kind, ask.person) == (QuestionKind.LET_READ_PART_TWO, "Al Hill")
    amended.hear("NO", to=amended.sent("chair", CHAIR))
    assert not forum.members().may_read_part_two(outsider, forum.today)


def test_the_chair_lets_a_member_read_part_2(amended: Post) -> None:
    order(
        amended,
        "CO-OPT MASE: Al Hill, Kent Hospitals, al@hospitals.example, with part 2, by Chair, phone, 14 Jan",
    )
    amended.forum.on("Thu 21 Jan 2027")
    amended.put_questions()
    amended.send()
    amended.hear("ALLOW", to=amended.sent("chair", CHAIR))
    assert amended.told()[-1] == "recorded: Part 2 for Al Hill is allowed, from today on."
    assert amended.forum.members().may_read_part_two(amended.forum.person("Al Hill"), amended.forum.today)


def test_who_comes_is_said_as_they_said_it_by_phone(amended: Post) -> None:
    said = order(
        amended,
        f"APOLOGIES {POLICE}, phone, 14 January",
        "APOLOGIES Somebody Else, phone, 14 January",
        f"DEPUTY {DEPUTY} for {NURSE}, phone, today",
        f"COMING {CHAIR} for {FEBRUARY}, phone, yesterday",
    )
    assert f"{DEPUTY} comes for {NURSE}." in said
    assert f"{CHAIR} comes to {FEBRUARY}." in said
    assert f"{POLICE} sends apologies." in said
    assert "“Somebody Else” is nobody in your groups" in said
    answers = {row.person_id: row.answer for row in amended.forum.rows(ExpectedRow)}
    assert answers[amended.forum.person(CHAIR)] is Answer.ACCEPTED
    assert answers[amended.forum.person(POLICE)] is Answer.APOLOGIES
    assert Answer.DEPUTY in answers.values()


def test_a_meeting_is_moved_joined_and_cancelled(amended: Post) -> None:
    said = order(amended, f"JOINING {FEBRUARY}: https://meet.example/mase")
    assert "everybody’s calendar item has it then" in said
    said = order(amended, f"MOVE {FEBRUARY} to 11 February, 9.30am: the room is needed")
    assert said == (
        f"recorded: {FEBRUARY} is now on Thursday 11 February 2027, 9:30am; the members are told why."
    )
    meeting = amended.forum.meeting(FEBRUARY)
    assert (str(meeting.date), str(meeting.start), meeting.joining) == (
        "2027-02-11",
        "09:30:00",
        "https://meet.example/mase",
    )
    assert amended.forum.letters("moved", NURSE)
    order(amended, "WRONG")
    assert "too late" in amended.told()[-1]
    order(amended, f"CANCEL {FEBRUARY}: too few can come")
    assert amended.forum.meeting(FEBRUARY).state == MeetingState.CANCELLED


def deliver_answers(post: Post) -> None:
    """Deliver what confirms replies, as the run does that has read the mailbox."""
    domains = {row.address.partition("@")[2] for row in post.forum.rows(DispatchRow)}
    rules = DeliveryRules(mode=Mode.LIVE, mailbox=MAILBOX, allowed_domains=frozenset(domains))
    register, today = post.office.register, post.forum.today
    deliver(register, post.mailer, rules, as_of=today, letters=CONFIRMATIONS, wait=lambda _: None)


def test_hold_everything_works_at_once_and_says_so(amended: Post) -> None:
    post = amended
    before = len(post.letters.printed)
    said = order(post, "HOLD EVERYTHING")
    assert said.startswith("recorded: Everything is held from now on: no letter and no invitation leaves")
    assert hold_in_force(post.office)
    (told,) = post.letters.printed[before:]
    assert "RESUME" in said
    assert "WRONG" not in told.offers.get("", ())
    post.hear("Phone: 03000 000555", sender=post.address(NURSE))
    deliver_answers(post)
    assert post.forum.letters("recorded", UNIT)[-1].state is State.SENT
    assert post.forum.letters("recorded", NURSE)[-1].state is State.QUEUED
    post.hear("RESUME", sender=post.address(UNIT), subject="Let them go")
    assert hold_in_force(post.office) is None
    assert post.told()[-1].startswith("recorded: The hold is lifted")


@pytest.mark.parametrize("words", ["HOLD EVERYTHING", f"CANCEL {FEBRUARY}: I am away"])
def test_nobody_else_orders_anything(amended: Post, words: str) -> None:
    row = amended.hear(words, to=amended.sent("desk", UNIT), sender=amended.address(NURSE))
    assert row.outcome is Outcome.FOR_THE_UNIT
    assert hold_in_force(amended.office) is None
    assert amended.forum.meeting(FEBRUARY).state == MeetingState.PLANNED


def test_a_held_letter_is_released_or_cancelled_by_its_code(amended: Post) -> None:
    first, second = amended.forum.letters("recorded", CHAIR)[-1], amended.forum.letters("chair", CHAIR)[-1]
    hold_letters(amended, first, second)
    one, two = str(first.id)[:8], str(second.id)[:8]
    said = order(amended, f"RELEASE {one}, the address is right again", f"CANCEL {two}")
    assert said == (
        f"recorded: Letter {one} is released: it is checked once more and leaves. Letter {two} is cancelled, "
        "and never goes."
    )
    states = {row.id: (row.state, row.decision) for row in amended.forum.rows(DispatchRow)}
    assert states[first.id] == (State.QUEUED, "released: the address is right again")
    assert states[second.id] == (State.CANCELLED, "cancelled: By reply to the desk letter")
    assert "No letter that waits has the id “00000000”" in order(amended, "RELEASE 00000000")
    desk, to_unit = amended.sent("desk", UNIT), amended.forum.letters("recorded", UNIT)[-1]
    hold_letters(amended, first, to_unit)
    amended.forum.on("Mon 18 Jan 2027")
    (need,) = [need for need in amended.desk() if "are held since" in need]
    codes = [str(row.id)[:8] for row in sorted((first, to_unit), key=lambda row: row.queued_at)]
    assert need.startswith("Two letters (recorded), to ")
    assert f"reply RELEASE {' '.join(codes)}, or those of them that may go; or CANCEL and their codes" in need
    amended.hear(f"RELEASE {' and '.join(codes)}", to=desk)
    released = [row for row in amended.forum.rows(DispatchRow) if row.id in (first.id, to_unit.id)]
    assert [row.state for row in released] == [State.QUEUED, State.QUEUED]


def test_a_held_invitation_is_released_by_its_code(amended: Post) -> None:
    meeting = amended.forum.meeting(FEBRUARY).id
    do(invite, amended.office, amended.forum.group, day=amended.forum.today)
    held = update(InvitationRow).where(InvitationRow.meeting_id == meeting).values(state=Invited.HELD)
    with amended.office.register.transaction("test") as tx:
        tx.session.execute(held)
    (row,) = [row for row in amended.forum.rows(InvitationRow) if row.meeting_id == meeting]
    code = str(row.id)[:8]
    assert "recorded" in order(amended, f"RELEASE {code}, the room is right")
    (row,) = [row for row in amended.forum.rows(InvitationRow) if row.meeting_id == meeting]
    assert (row.state, row.decision) == (Invited.TO_CREATE, "released: the room is right")


@pytest.mark.parametrize(("word", "state"), [("ARRIVED", State.SENT), ("NOT ARRIVED", State.QUEUED)])
def test_the_unit_says_whether_a_letter_came_that_was_lost_sight_of(
    amended: Post, word: str, state: State
) -> None:
    lost = amended.forum.letters("chair", CHAIR)[-1]
    hold_letters(amended, lost, state=State.ASKED)
    order(amended, f"{word} {str(lost.id)[:8]}, asked them")
    assert amended.forum.letters("chair", CHAIR)[-1].state is state


def test_each_order_is_carried_out() -> None:
    assert set(OF_ORDERS) == set(Order)


def test_whoever_was_rung_in_vain_is_to_be_rung_again_two_working_days_later(amended: Post) -> None:
    amended.hear("DONE", to=amended.sent("desk", UNIT))
    amended.put_questions()
    for date in ("Wed 20 Jan 2027", "Fri 22 Jan 2027"):  # the chase, and the day from which the unit rings
        amended.forum.on(date)
        amended.put_questions()
        amended.send()
        to_ring = [task for task in amended.desk() if task.startswith("Ring")]
    assert f"RUNG {CHAIR}, NO ANSWER" in to_ring[0]
    amended.send()
    assert order(amended, f"RUNG {CHAIR}, no answer") == (
        f"recorded: You rang {CHAIR} in vain: the desk letter asks you again in two working days."
    )
    rung = {}
    for date in ("Mon 25 Jan 2027", "Tue 26 Jan 2027"):
        amended.forum.on(date)
        rung[date[:3]] = any(task.startswith(f"Ring {CHAIR}") for task in amended.desk())
    assert rung == {"Mon": False, "Tue": True}


def test_an_officer_of_one_group_orders_nothing_in_another(amended: Post) -> None:
    with_second_group(amended)
    with amended.office.register.reading() as session:
        second = group_by_code(session, "HAP").id
    (reference, *_) = do(plan_meetings, amended.office, second, day=amended.forum.today)
    row = amended.hear(f"CANCEL {reference}: I am away", to=amended.sent("desk", UNIT))
    assert (row.outcome, row.reason) == (
        Outcome.FOR_THE_UNIT,
        "Only the Business Unit of the group orders that.",
    )
    assert amended.forum.meeting(reference).state == MeetingState.PLANNED

    do(appoint, amended.office, "HAP", amended.forum.person(UNIT), Role.UNIT, amended.forum.today)
    order(amended, f"CANCEL {reference}: the hall is closed")
    (*_, letter) = [each for each in amended.letters.printed if isinstance(each, Recorded)]
    assert letter.code == "HAP", "the letter that it answers is of the other group"


def hold_letters(post: Post, *letters: DispatchRow, state: State = State.HELD) -> None:
    ids = [letter.id for letter in letters]
    with post.office.register.transaction("test") as tx:
        tx.session.execute(update(DispatchRow).where(DispatchRow.id.in_(ids)).values(state=state))
