"""A meeting's calendar item is kept true: whoever belongs at the table is invited, nobody else."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import replace
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy import select, update

from forum.attendance.invitations import State, event_key
from forum.calendar.steps import StepKind, StepVerdict
from forum.members.membership import Role
from forum.outbox.states import Mode
from forum.outbox.states import State as LetterState
from forum.questions.lifecycle import Channel
from forum.text.problem import Problem
from tasks.duties.calendar.due import groups_to_invite
from tasks.duties.calendar.due_letters import groups_needing_a_hand, groups_with_mail
from tasks.duties.coming.apologies import name_deputy, note_apology, note_coming
from tasks.duties.coming.invitations import invitations_waiting, invite, release_invitation
from tasks.duties.desk.letter import write_desk_letters
from tasks.duties.meetings.plan_move_cancel import cancel_meeting, move_meeting, rule_no_meeting, set_joining
from tasks.duties.members.appointments import Newcomer, agree_cover, appoint, change_address, end_appointment
from tasks.duties.members.welcome import see_to_members
from tasks.duties.members.workbook import apply_import, export_members
from tasks.duties.outbox.decisions import WAITS
from tasks.duties.outbox.finish_sent_steps import finish_sent_steps
from tasks.mail.sending.delivery import deliver
from tasks.mail.sending.delivery_settings import DeliveryRules
from tasks.register.attendance import edition_from_json, invitation_to
from tasks.register.members.people import mark_bounced
from tasks.register.tables import AuditRow, DispatchRow, InvitationRow
from tests.english import day
from tests.stages import stage
from tests.tasks.duties.do import do
from tests.tasks.duties.month_ahead import FEBRUARY, MonthAhead
from tests.tasks.mail.fake_mailer import FakeMailer, Notice

DEPUTY = "Detective Chief Inspector, Public Protection"
NEW_LEAD = Newcomer("New Lead", "new.lead@voluntary.example")


class Calendars:
    """What everybody's calendars are told of February's meeting."""

    def __init__(self, ahead: MonthAhead) -> None:
        self.ahead = ahead
        self.mailer = FakeMailer(ahead.clock)
        domains = {person.send_to.rpartition("@")[2] for person in ahead.members().people}
        self.rules = DeliveryRules(
            mode=Mode.LIVE, mailbox="mase@unit.example", allowed_domains=frozenset(domains)
        )

    def remember(self) -> Any:
        return self.mailer.remember()

    def recall(self, remembered: Any) -> None:
        self.mailer.recall(remembered)

    def row(self) -> InvitationRow:
        with self.ahead.office.register.reading() as session:
            row = invitation_to(session, self.ahead.meeting().id)
            assert row is not None
            return row

    def morning(self) -> int:
        return do(invite, self.ahead.office, self.ahead.group, day=self.ahead.today)

    def welcome(self) -> None:
        """The welcomes of that morning are written."""
        do(see_to_members, self.ahead.office, self.ahead.group, day=self.ahead.today)

    def is_due(self) -> bool:
        with self.ahead.office.register.reading() as session:
            return bool(groups_to_invite(self.ahead.office, session, self.ahead.today, None))

    def deliver(self) -> list[Notice]:
        """What is told of February in one run of delivery, an hour after what was done last."""
        self.ahead.clock.at += dt.timedelta(hours=1)
        before = len(self.mailer.told)
        deliver(self.ahead.office.register, self.mailer, self.rules, as_of=self.ahead.today)
        key = event_key(self.ahead.group, self.ahead.meeting().id)
        return [one for one in self.mailer.told[before:] if one.event.key == key]

    def told(self) -> set[tuple[str, str]]:
        """Who hears what in one run of delivery, by name."""
        names = {person.send_to.lower(): person.name for person in self.ahead.members().people}
        return {(one.method, names.get(one.address, one.address)) for one in self.deliver()}


@pytest.fixture
def to_invite(ahead: MonthAhead) -> Calendars:
    return Calendars(ahead)


@stage
def calendars(to_invite: Calendars) -> Calendars:
    """February's meeting is in everybody's calendar."""
    to_invite.morning()
    to_invite.deliver()
    return to_invite


def test_each_meeting_is_in_the_calendar_once_with_all_who_belong_at_its_table(ahead: MonthAhead) -> None:
    calendars = Calendars(ahead)
    assert calendars.is_due()
    assert calendars.morning() == len(ahead.meetings())
    assert not calendars.is_due()
    told = calendars.deliver()
    assert len(told) == 12 + 1 + 1
    assert len({one.address for one in told}) == len(told)
    (event,) = {one.event for one in told}
    assert len(event.optional) == 1
    assert event.subject == "MASE Group, Tue 9 Feb, 10am, Room 2 and online"
    assert event.start == dt.datetime(2027, 2, 9, 10)
    assert event.end == dt.datetime(2027, 2, 9, 12)
    assert calendars.row().state is State.DONE
    assert not calendars.is_due()
    assert calendars.morning() == 0
    assert calendars.deliver() == []


def test_the_step_is_done_when_the_invitation_is_out(ahead: MonthAhead) -> None:
    calendars = Calendars(ahead)
    calendars.morning()
    do(finish_sent_steps, ahead.office, [ahead.group], day=ahead.today)
    assert ahead.steps()[StepKind.INVITE].done is None
    calendars.deliver()
    do(finish_sent_steps, ahead.office, [ahead.group], day=ahead.today)
    assert ahead.steps()[StepKind.INVITE].done == ahead.today
    assert ahead.steps()[StepKind.INVITE].verdict is StepVerdict.ON_TIME


def test_a_deputy_is_invited_once_named_and_nobody_else_hears_of_it(calendars: Calendars) -> None:
    ahead = calendars.ahead
    do(name_deputy, ahead.office, FEBRUARY, ahead.called("Kent Police"), ahead.called(DEPUTY))
    assert calendars.told() == {("request", DEPUTY)}


def test_a_deputy_who_declines_is_not_sent_a_cancellation_of_what_they_said_no_to(
    calendars: Calendars,
) -> None:
    ahead = calendars.ahead
    do(name_deputy, ahead.office, FEBRUARY, ahead.called("Kent Police"), ahead.called(DEPUTY))
    calendars.deliver()
    ahead.on("Tue 5 Jan 2027")
    do(note_apology, ahead.office, FEBRUARY, ahead.called(DEPUTY))
    assert not calendars.is_due()
    assert calendars.told() == set()
    do(move_meeting, ahead.office, FEBRUARY, day("Thu 11 Feb 2027"))
    assert DEPUTY not in ahead.readers("moved")
    assert ("cancel", DEPUTY) in calendars.told(), "of another date nobody counts on them"


def test_a_deputy_who_said_no_beforehand_is_not_invited_at_all(calendars: Calendars) -> None:
    ahead = calendars.ahead
    do(name_deputy, ahead.office, FEBRUARY, ahead.called("Kent Police"), ahead.called(DEPUTY))
    ahead.on("Tue 5 Jan 2027")
    do(note_apology, ahead.office, FEBRUARY, ahead.called(DEPUTY))
    assert calendars.told() == set()


def test_a_deputy_in_whose_place_another_comes_hears_that_they_are_not_needed(calendars: Calendars) -> None:
    ahead = calendars.ahead
    do(name_deputy, ahead.office, FEBRUARY, ahead.called("Kent Police"), ahead.called(DEPUTY))
    calendars.deliver()
    ahead.on("Tue 5 Jan 2027")
    do(note_coming, ahead.office, FEBRUARY, ahead.called("Kent Police"))
    assert calendars.told() == {("cancel", DEPUTY)}


def test_a_named_deputy_hears_that_the_meeting_has_moved(calendars: Calendars) -> None:
    ahead = calendars.ahead
    do(name_deputy, ahead.office, FEBRUARY, ahead.called("Kent Police"), ahead.called(DEPUTY))
    do(move_meeting, ahead.office, FEBRUARY, day("Thu 11 Feb 2027"))
    assert DEPUTY in ahead.readers("moved")
    assert ("request", DEPUTY) in calendars.told()


def test_whoever_is_appointed_later_is_invited_and_whoever_has_left_is_not(calendars: Calendars) -> None:
    ahead, first = calendars.ahead, day("Mon 11 Jan 2027")
    do(appoint, ahead.office, "MASE", NEW_LEAD, Role.CO_OPTED, first)
    (old,) = ahead.members().appointments_on(ahead.called("Voluntary Sector Lead"), ahead.today)
    do(end_appointment, ahead.office, old.id, day("Sun 10 Jan 2027"))
    assert calendars.told() == set()
    ahead.on("Mon 11 Jan 2027")
    assert calendars.is_due()
    assert calendars.morning() == len(ahead.meetings())
    assert not calendars.is_due()
    assert calendars.told() == {("cancel", "Voluntary Sector Lead")}
    calendars.welcome()
    assert calendars.told() == set(), "the welcome leaves first"
    assert calendars.told() == {("request", "New Lead")}


def join(calendars: Calendars, first: str) -> None:
    ahead = calendars.ahead
    do(appoint, ahead.office, "MASE", NEW_LEAD, Role.CO_OPTED, ahead.on(first))


def test_a_new_member_is_welcomed_before_they_are_invited(calendars: Calendars) -> None:
    join(calendars, "Mon 11 Jan 2027")
    ahead = calendars.ahead
    assert calendars.told() == set(), "their welcome is written next morning"
    waiting = {one.meeting: one.why for one in invitations_waiting(ahead.office)}
    assert waiting[FEBRUARY] == "A new member is invited once their welcome has left."
    ahead.on("Tue 12 Jan 2027")
    calendars.welcome()
    assert calendars.told() == set()
    assert [letter.state for letter in ahead.letters("induction")] == [LetterState.SENT]
    assert calendars.told() == {("request", "New Lead")}
    assert calendars.told() == set()
    assert calendars.row().state is State.DONE
    assert not invitations_waiting(ahead.office)


@pytest.mark.thorough
@pytest.mark.parametrize(
    "settled",
    [
        LetterState.HELD,
        LetterState.ASKED,
        LetterState.FAILED,
        LetterState.LAPSED,
        LetterState.CANCELLED,
        LetterState.REHEARSED,
    ],
)
def test_nobody_goes_without_an_invitation_because_their_welcome_does_not_leave(
    calendars: Calendars, settled: LetterState
) -> None:
    join(calendars, "Mon 11 Jan 2027")
    calendars.welcome()
    with calendars.ahead.office.register.transaction("test") as tx:
        tx.session.execute(update(DispatchRow).values(state=settled))
    assert calendars.told() == {("request", "New Lead")}


def test_everybody_else_hears_of_a_move_while_a_new_member_waits_for_their_welcome(
    calendars: Calendars,
) -> None:
    join(calendars, "Mon 11 Jan 2027")
    do(move_meeting, calendars.ahead.office, FEBRUARY, day("Thu 11 Feb 2027"))
    told = calendars.told()
    assert {method for method, _ in told} == {"request"}
    assert ("request", "New Lead") not in told
    assert len(told) == 14
    calendars.welcome()
    calendars.deliver()
    assert calendars.told() == {("request", "New Lead")}


def test_an_invitation_to_a_meeting_at_hand_waits_for_no_welcome(calendars: Calendars) -> None:
    join(calendars, "Fri 5 Feb 2027")
    assert calendars.told() == {("request", "New Lead")}


def test_where_no_business_unit_welcomes_people_they_are_invited_at_once(calendars: Calendars) -> None:
    ahead = calendars.ahead
    (unit,) = ahead.members().appointments_on(ahead.called("unit"), ahead.today)
    do(end_appointment, ahead.office, unit.id, ahead.today)
    join(calendars, "Mon 11 Jan 2027")
    assert calendars.told() == {("request", "New Lead")}


def test_whoever_holds_another_place_stays_invited_while_their_welcome_to_it_is_on_its_way(
    calendars: Calendars,
) -> None:
    ahead = calendars.ahead
    police, first = ahead.called("Kent Police"), ahead.on("Mon 11 Jan 2027")
    do(appoint, ahead.office, "MASE", police, Role.CO_OPTED, first)
    do(move_meeting, ahead.office, FEBRUARY, day("Thu 11 Feb 2027"))
    told = calendars.told()
    assert ("request", ahead.members().person(police).name) in told
    assert {method for method, _ in told} == {"request"}
    calendars.welcome()
    assert calendars.told() == set()


def test_somebody_with_another_address_joins_there_and_leaves_at_the_old(calendars: Calendars) -> None:
    ahead = calendars.ahead
    ahead.on("Mon 11 Jan 2027")
    member = ahead.members().person(ahead.called("Kent Police"))
    new = f"new.{member.send_to}"
    calendars.rules = DeliveryRules(
        mode=Mode.LIVE,
        mailbox="mase@unit.example",
        allowed_domains=calendars.rules.allowed_domains | {new.rpartition("@")[2]},
    )
    do(change_address, ahead.office, member.id, new, day("Tue 12 Jan 2027"))
    assert calendars.told() == set()
    ahead.on("Tue 12 Jan 2027")
    assert calendars.is_due()
    calendars.morning()
    assert calendars.told() == {("request", member.name), ("cancel", member.send_to.lower())}


def test_whoever_covers_on_the_day_of_the_meeting_is_invited_in_time(calendars: Calendars) -> None:
    ahead = calendars.ahead
    ahead.on("Mon 11 Jan 2027")
    member, cover = ahead.called("Kent Police"), ahead.called(DEPUTY)
    do(agree_cover, ahead.office, "MASE", member, cover, day("Mon 8 Feb 2027"), day("Fri 12 Feb 2027"))
    name = ahead.members().person(member).name
    assert calendars.told() == {("request", DEPUTY), ("cancel", name)}


def test_who_is_covered_no_longer_is_invited_again(calendars: Calendars) -> None:
    ahead = calendars.ahead
    member, cover = ahead.called("Kent Police"), ahead.called(DEPUTY)
    do(agree_cover, ahead.office, "MASE", member, cover, day("Mon 1 Feb 2027"), day("Fri 12 Feb 2027"))
    calendars.deliver()
    book = load_workbook(io.BytesIO(export_members(ahead.office, "MASE")))
    book["Cover"].delete_rows(2)
    content = io.BytesIO()
    book.save(content)
    do(apply_import, ahead.office, "MASE", content.getvalue(), "members.xlsx", ahead.today)
    name = ahead.members().person(member).name
    assert calendars.told() == {("request", name), ("cancel", DEPUTY)}
    assert not calendars.is_due()


def test_what_is_entered_long_after_its_day_is_told_all_the_same(calendars: Calendars) -> None:
    ahead, first = calendars.ahead, day("Thu 1 Oct 2026")
    do(appoint, ahead.office, "MASE", NEW_LEAD, Role.CO_OPTED, first)
    (old,) = ahead.members().appointments_on(ahead.called("Voluntary Sector Lead"), ahead.today)
    do(end_appointment, ahead.office, old.id, first)
    calendars.welcome()
    assert calendars.told() == {("cancel", "Voluntary Sector Lead")}
    assert calendars.told() == {("request", "New Lead")}


@pytest.mark.parametrize(
    ("date", "start", "place"),
    [("Thu 11 Feb 2027", None, ""), ("Tue 9 Feb 2027", dt.time(14), ""), ("Tue 9 Feb 2027", None, "Room 3")],
)
def test_everybody_hears_of_another_day_time_or_place(
    calendars: Calendars, date: str, start: dt.time | None, place: str
) -> None:
    do(
        move_meeting,
        calendars.ahead.office,
        FEBRUARY,
        day(date),
        start=start,
        place=place,
        reason="room taken",
    )
    told = calendars.deliver()
    assert {one.method for one in told} == {"request"}
    assert len(told) == 14
    (event,) = {one.event for one in told}
    assert (event.edition, event.start.date()) == (2, day(date))
    assert event.place == (place or "Room 2 and online")
    assert calendars.ahead.letters("moved")[0].attachments == []


def test_everybody_hears_how_to_join(calendars: Calendars) -> None:
    do(set_joining, calendars.ahead.office, FEBRUARY, "https://meet.council.example/mase?a=1&b=2")
    (event,) = {one.event for one in calendars.deliver()}
    assert "To join: https://meet.council.example/mase?a=1&b=2" in event.text
    assert '<a href="https://meet.council.example/mase?a=1&amp;b=2" ' in event.html
    do(set_joining, calendars.ahead.office, FEBRUARY, "")
    (event,) = {one.event for one in calendars.deliver()}
    assert "To join" not in event.text
    with calendars.ahead.office.register.reading() as session:
        on_trail = [row.event for row in session.scalars(select(AuditRow))]
    assert on_trail.count("joining details set") == 2


def test_how_to_join_is_one_line(calendars: Calendars) -> None:
    with pytest.raises(Problem, match="way to join"):
        do(set_joining, calendars.ahead.office, FEBRUARY, "a link\nand more")


@pytest.mark.parametrize("ruled", [False, True])
def test_a_meeting_called_off_leaves_the_calendars_and_says_why(calendars: Calendars, ruled: bool) -> None:
    office, chair, why = calendars.ahead.office, calendars.ahead.called("chair"), "The Chair is ill."
    if ruled:
        do(rule_no_meeting, office, FEBRUARY, ruled_by=chair, channel=Channel.PHONE, reason=why)
    else:
        do(cancel_meeting, office, FEBRUARY, reason=why)
    told = calendars.deliver()
    assert {one.method for one in told} == {"cancel"}
    assert len(told) == 14
    assert told[0].event.text == (
        "The meeting of Tuesday 9 February 2027 will not take place.\n\nThe Chair is ill."
    )
    assert calendars.row().state is State.CANCELLED
    assert calendars.ahead.letters("cancelled")[0].attachments == []


def test_a_meeting_called_off_before_anybody_was_invited_is_told_to_nobody(ahead: MonthAhead) -> None:
    calendars = Calendars(ahead)
    calendars.morning()
    do(cancel_meeting, ahead.office, FEBRUARY, reason="The Chair is ill.")
    assert calendars.deliver() == []
    assert calendars.row().state is State.CANCELLED


def test_one_left_out_is_invited_once_the_invitation_is_released(ahead: MonthAhead) -> None:
    calendars = Calendars(ahead)
    everybody = calendars.rules
    police = ahead.members().person(ahead.called("Kent Police"))
    domain = police.send_to.rpartition("@")[2]
    calendars.rules = DeliveryRules(
        mode=Mode.LIVE,
        mailbox="mase@unit.example",
        allowed_domains=everybody.allowed_domains - {domain},
    )
    calendars.morning()
    assert ("request", police.name) not in calendars.told()
    assert edition_from_json(calendars.row().told).left_out >= {police.id}
    calendars.rules = everybody
    assert calendars.told() == set()
    with pytest.raises(Problem, match="Say why"):
        do(release_invitation, ahead.office, calendars.row().id, reason=" ")
    do(release_invitation, ahead.office, calendars.row().id, reason="the domain is allowed now")
    assert calendars.row().decision == "released: the domain is allowed now"
    told = calendars.told()
    assert ("request", police.name) in told
    assert {method for method, _ in told} == {"request"}
    with pytest.raises(Problem, match="held, or that left somebody out"):
        do(release_invitation, ahead.office, calendars.row().id, reason="once more")


@pytest.mark.parametrize("since", ["Mon 4 Jan 2027", "Wed 6 Jan 2027"])
def test_one_left_out_because_letters_come_back_is_invited_once_the_same_address_is_entered_again(
    ahead: MonthAhead, since: str
) -> None:
    calendars = Calendars(ahead)
    police = ahead.members().person(ahead.called("Kent Police"))
    with ahead.office.register.transaction("test") as tx:
        mark_bounced(tx.session, police.send_to, ahead.today)
    calendars.morning()
    assert ("request", police.name) not in calendars.told()
    assert not calendars.is_due()
    do(change_address, ahead.office, police.id, police.send_to, day(since))
    ahead.on(since)
    calendars.morning()
    assert calendars.told() == {("request", police.name)}
    assert not invitations_waiting(ahead.office)


def test_mail_is_due_while_the_calendar_is_to_be_told(ahead: MonthAhead) -> None:
    def is_due() -> bool:
        with ahead.office.register.reading() as session:
            return bool(groups_with_mail(ahead.office, session, ahead.today, None))

    calendars = Calendars(ahead)
    assert not is_due()
    calendars.morning()
    assert is_due()
    calendars.deliver()
    do(finish_sent_steps, ahead.office, [ahead.group], day=ahead.today)
    assert not is_due()


def test_the_unit_reads_in_its_desk_letter_who_is_not_invited(ahead: MonthAhead) -> None:
    calendars = Calendars(ahead)
    police = ahead.members().person(ahead.called("Kent Police"))
    calendars.rules = DeliveryRules(
        mode=Mode.LIVE,
        mailbox="mase@unit.example",
        allowed_domains=calendars.rules.allowed_domains - {police.send_to.rpartition("@")[2]},
    )
    assert not invitations_waiting(ahead.office)
    calendars.morning()
    assert {one.state for one in invitations_waiting(ahead.office)} == {"to create"}
    assert {one.why for one in invitations_waiting(ahead.office, waits=WAITS)} == {WAITS}
    calendars.deliver()
    with ahead.office.register.reading() as session:
        assert groups_needing_a_hand(ahead.office, session, ahead.today, None) == [ahead.group]
    do(write_desk_letters, ahead.office, [ahead.group], day=ahead.today)
    (letter,) = ahead.letters("desk")
    sentence = "Kent Police is not invited: the register has no address that mail may go to."
    assert f"12 January, 9 February, 9 March and 13 April: {sentence}" in " ".join(letter.text.split())
    waiting = invitations_waiting(ahead.office)
    assert {(one.state, one.why) for one in waiting} == {("left out", sentence)}
    assert [one.meeting for one in waiting] == sorted(meeting.reference for meeting in ahead.meetings())


def test_who_is_not_invited_to_a_meeting_that_was_called_off_is_nobody_s_matter(ahead: MonthAhead) -> None:
    calendars = Calendars(ahead)
    police = ahead.members().person(ahead.called("Kent Police"))
    domains = calendars.rules.allowed_domains - {police.send_to.rpartition("@")[2]}
    calendars.rules = replace(calendars.rules, allowed_domains=domains)
    calendars.morning()
    calendars.deliver()
    do(cancel_meeting, ahead.office, FEBRUARY, reason="The Chair is ill.")
    calendars.deliver()
    others = sorted({meeting.reference for meeting in ahead.meetings()} - {FEBRUARY})
    assert [invitation.meeting for invitation in invitations_waiting(ahead.office)] == others
