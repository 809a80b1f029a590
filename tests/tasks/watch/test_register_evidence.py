"""What the watcher sees in a register: looks, letters that wait, mailboxes, deadlines, and in which hours."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any

import pytest

from flows.do_what_is_due import MORNING
from forum.inbox.mailbox_items import Examination, ItemKind, Outcome
from forum.incidents import IncidentRisk
from forum.outbox.states import Mode, State
from forum.watch.evidence import Evidence, Look, MailboxSeen, StepSeen
from forum.watch.faults import judge
from tasks.duties.answers.put_questions import put_questions
from tasks.duties.base.office import Office
from tasks.duties.incidents import assess, open_incident
from tasks.duties.outbox.decisions import hold_everything, resume
from tasks.duties.subject_access import note_answer, take_request
from tasks.mail.protocol.mailer import BusyError
from tasks.register.database.clock import SetClock
from tasks.register.database.register import Register
from tasks.register.mailbox import store_cursor
from tasks.register.tables import AddressRow, DispatchRow, MorningLetterRow, PersonRow, ReceivedRow
from tasks.register.watch import note_looks
from tasks.watch.register_evidence import Watched, add_register
from tests.english import day
from tests.tasks.duties.do import do
from tests.tasks.duties.secretariat import CHAIR, Forum
from tests.tasks.mail.fake_mailer import Fault
from tests.tasks.mail.sending.post_room import PostRoom, post_room

OURS = "mase@unit.example"


@dataclass
class Watch:
    """A watcher's look at a register, with the policies and the calendar of the sample."""

    register: Register
    clock: SetClock
    watched: Watched

    def see(self, when: str, time: str = "10:00") -> Evidence:
        """See the register at that time."""
        self.clock.at = dt.datetime.combine(day(when), dt.time.fromisoformat(time))
        with self.register.reading() as session:
            return add_register(Evidence(now=self.clock.at), session, self.watched)

    def mailbox(self, when: str, time: str = "10:00") -> MailboxSeen:
        (mailbox,) = self.see(when, time).mailboxes
        return mailbox


@pytest.fixture
def watch(register: Register, clock: SetClock, fittings: dict[str, Any]) -> Watch:
    watched = Watched(Mode.LIVE, fittings["policies"], fittings["calendars"], [OURS])
    return Watch(register, clock, watched)


@pytest.fixture
def room(register: Register, clock: SetClock) -> PostRoom:
    return post_room(register, clock)


def test_letters_wait_in_the_hours_in_which_their_group_s_go(watch: Watch, room: PostRoom) -> None:
    watch.clock.at = dt.datetime(2027, 1, 8, 8, 0)
    room.queue("nurse", "police")
    seen = watch.mailbox("Fri 8 Jan 2027", "11:30")
    assert (seen.waiting, seen.waited, seen.quiet) == (2, dt.timedelta(hours=3), None)
    assert watch.mailbox("Mon 11 Jan 2027", "08:30").waited == dt.timedelta(hours=8)
    room.mailer.order("send", None, Fault(BusyError("Later.")))
    watch.clock.at = dt.datetime(2027, 1, 11, 9, 0)
    room.use(batch=1)
    room.deliver()
    left = watch.mailbox("Mon 11 Jan 2027", "09:30")
    assert (left.waiting, left.quiet) == (1, dt.timedelta(minutes=30))


def test_letters_wait_in_the_service_s_own_mailbox_also_where_the_policy_names_it(
    watch: Watch, room: PostRoom
) -> None:
    (policy,) = watch.watched.policies.values()
    named = policy.model_copy(update={"group": policy.group.model_copy(update={"mailbox": OURS})})
    watch.watched = replace(watch.watched, policies={"MASE": named}, mailboxes=["MASE@unit.example"])
    room.queue("nurse")
    assert watch.mailbox("Fri 8 Jan 2027").waiting == 1


def test_letters_that_wait_because_somebody_wants_it_so_are_no_fault(watch: Watch, room: PostRoom) -> None:
    room.queue("nurse")
    live = watch.watched
    watch.watched = replace(live, mode=Mode.HOLD)
    assert watch.mailbox("Fri 8 Jan 2027").waiting == 0
    watch.watched = live
    assert watch.mailbox("Fri 8 Jan 2027").waiting == 1
    do(hold_everything, room.office(), reason="wrong letters")
    assert watch.mailbox("Fri 8 Jan 2027").waiting == 0
    assert watch.see("Fri 8 Jan 2027").held_since == watch.clock.at
    do(resume, room.office(), reason="they are right now")
    assert watch.mailbox("Fri 8 Jan 2027", "10:15").waited == dt.timedelta(minutes=15), "since they may go"


@pytest.mark.parametrize(
    ("state", "at_once", "after_an_hour"),
    [(State.ASKED, 1, 1), (State.UNKNOWN, 0, 1), (State.QUEUED, 0, 0)],
)
def test_letters_of_which_nobody_can_say_whether_they_went_are_counted(
    watch: Watch, room: PostRoom, state: State, at_once: int, after_an_hour: int
) -> None:
    (letter,) = room.queue("nurse")
    room.change(DispatchRow, letter, state=state)
    seen = [watch.see("Mon 4 Jan 2027", time).unclear for time in ("09:59", "10:01")]
    assert seen == [at_once, after_an_hour]


def test_a_mailbox_is_read_when_all_of_it_was_and_unread_since_the_register_began(watch: Watch) -> None:
    watch.clock.at = dt.datetime(2027, 1, 4, 8, 0)
    with watch.register.transaction("test") as tx:
        tx.audit("thing done")
    assert watch.mailbox("Mon 4 Jan 2027").unread == dt.timedelta(hours=2)
    with watch.register.transaction("test") as tx:
        store_cursor(tx.session, OURS, "1", tx.at)
    assert watch.mailbox("Mon 4 Jan 2027", "12:00").unread == dt.timedelta(hours=2)


def test_looks_count_for_the_last_morning_that_is_over(watch: Watch) -> None:
    assert watch.see("Tue 5 Jan 2027").looks == {}
    with watch.register.transaction("test") as tx:
        note_looks(tx, tx.at.date(), {flow: Look(tx.at, due=2, failed=0) for flow in MORNING})
    seen = watch.see("Wed 6 Jan 2027", "08:59")
    assert {*seen.looks} == {*seen.flows} == {flow.replace("_", "-") for flow in MORNING}
    assert watch.see("Wed 6 Jan 2027", "09:00").looks == {}


def test_steps_of_the_terms_are_seen_on_the_day_of_their_deadline_and_after(
    watch: Watch, mase: Office
) -> None:
    forum = Forum(mase, watch.clock)
    forum.on("Wed 9 Dec 2026")
    forum.plan()
    assert watch.see("Wed 23 Dec 2026").steps == ()
    # Fourteen days before Tuesday 12 January the council is closed for Christmas.
    agenda = StepSeen("MASE/2027-01", "agenda agreed", dt.date(2026, 12, 24))
    assert [watch.see(when).steps for when in ("Thu 24 Dec 2026", "Mon 4 Jan 2027")] == [(agenda,)] * 2


def test_an_incident_is_seen_with_the_end_of_its_72_hours_until_it_is_judged(
    watch: Watch, mase: Office
) -> None:
    forum = Forum(mase, watch.clock)
    # On Maundy Thursday, before the clocks go forward; offices are closed until Tuesday.
    watch.clock.at = learnt = dt.datetime(2027, 3, 25, 16)
    do(open_incident, mase, "MASE", "a letter went astray", learnt, day=learnt.date())
    assert watch.see("Sun 28 Mar 2027").incidents == {"I/2027/01": dt.datetime(2027, 3, 28, 17)}
    do(assess, mase, "I/2027/01", IncidentRisk.UNLIKELY, "It came back unopened.", forum.person(CHAIR))
    assert watch.see("Sun 28 Mar 2027").incidents == {}


def test_a_request_for_what_is_kept_is_seen_until_it_is_answered(watch: Watch, mase: Office) -> None:
    forum, asked_on = Forum(mase, watch.clock), dt.date(2027, 2, 28)
    forum.on("Mon 1 Mar 2027")
    do(take_request, mase, forum.group, forum.person(CHAIR), asked_on, day=forum.today)
    assert [*watch.see("Sun 28 Mar 2027").access_requests.values()] == [asked_on]
    do(note_answer, mase, forum.person(CHAIR), forum.today, day=forum.today)
    assert watch.see("Sun 28 Mar 2027").access_requests == {}


@pytest.mark.thorough
def test_nothing_that_is_seen_names_anybody(watch: Watch, mase: Office) -> None:
    forum = Forum(mase, watch.clock)
    forum.on("Wed 9 Dec 2026")
    forum.plan()
    forum.on("Thu 24 Dec 2026")
    forum.draft_agenda()
    do(put_questions, mase, forum.group, day=forum.today)
    seen = watch.see("Mon 4 Jan 2027")
    assert seen.mailboxes[0].waiting, "there are letters to people"
    said = f"{seen} {judge(seen)}"
    personal = [
        *(row.name for row in forum.rows(PersonRow)),
        *(row.address for row in forum.rows(AddressRow)),
    ]
    assert [one for one in personal if one in said] == []


def test_a_morning_letter_that_is_lost_is_not_over_while_the_next_one_is_on_its_way(
    watch: Watch, register: Register
) -> None:
    def is_missed(when: str, time: str) -> bool:
        return "morning letter not back" in {fault.kind for fault in judge(watch.see(when, time))}

    with register.transaction("test") as tx:
        for on in ("Mon 11 Jan 2027", "Tue 12 Jan 2027"):
            begun = dt.datetime.combine(day(on), dt.time(7))
            tx.session.add(MorningLetterRow(day=day(on), mailbox=OURS, key=on, begun=begun))
    assert not is_missed("Mon 11 Jan 2027", "07:10")
    assert is_missed("Mon 11 Jan 2027", "07:20")
    assert is_missed("Tue 12 Jan 2027", "07:10")
    with register.transaction("test") as tx:
        tx.session.get_one(MorningLetterRow, (day("Tue 12 Jan 2027"), OURS)).back = watch.clock.at
    assert not is_missed("Tue 12 Jan 2027", "07:15")


def test_mails_from_outside_are_counted_by_what_our_mail_system_made_of_them_for_three_days(
    watch: Watch, room: PostRoom
) -> None:
    seen = (Examination.OURS, Examination.NONE, Examination.BELOW, None)
    for at in (dt.datetime(2027, 1, 1, 9), dt.datetime(2027, 1, 7, 9)):
        room.add(*(mail_from_outside(room, f"{at} {each}", at, each) for each in seen))
    mailbox = watch.mailbox("Fri 8 Jan 2027")
    assert (mailbox.from_outside, mailbox.examined, mailbox.below_border) == (3, 1, 1)


def mail_from_outside(room: PostRoom, item: str, at: dt.datetime, seen: Examination | None) -> ReceivedRow:
    return ReceivedRow(
        mailbox=OURS,
        item=item,
        kind=ItemKind.MESSAGE,
        sender="nurse@members.example",
        examination=seen,
        received_at=at,
        read_at=at,
        group_id=room.group,
        outcome=Outcome.NOTED,
    )
