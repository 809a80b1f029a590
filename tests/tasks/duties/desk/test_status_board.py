"""The status board: what anybody in charge wants to see at a glance, with no names and no titles."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import and_, or_, update

from forum.attendance.invitations import CalendarEdition
from forum.calendar.timetable import GroupBoard, StatusTable
from forum.inbox.mailbox_items import ItemKind, Outcome
from forum.members.membership import Role
from forum.outbox.states import State
from forum.questions.kinds import QuestionKind
from forum.questions.words import Word
from forum.text.problem import Problem
from tasks.duties.answers.put_questions import put_questions
from tasks.duties.base.office import Office
from tasks.duties.coming.apologies import note_coming
from tasks.duties.coming.invitations import invite
from tasks.duties.desk.status_board import status_board
from tasks.duties.inbox.read_mailbox import read_mailbox
from tasks.register.attendance import edition_as_json
from tasks.register.database.clock import SetClock
from tasks.register.mailbox import message_digest
from tasks.register.tables import AgendaItemRow, AppointmentRow, InvitationRow, PersonRow, ReceivedRow
from tests.english import day
from tests.stages import stage
from tests.tasks.duties.do import do
from tests.tasks.duties.inbox.post import MAILBOX, Post
from tests.tasks.duties.secretariat import CHAIR, FEBRUARY, NURSE, SEATS, Forum

ACTION = {"Item": "5", "Short title (no names)": "Share the calendar", "Owner": NURSE, "Due": "15/1/27"}


@stage
def busy(forum: Forum) -> Forum:
    """On Wednesday 20 January the record is filed, an action overdue, and the Chair asked about February."""
    forum.on("Tue 29 Dec 2026")
    forum.draft_agenda()
    forum.on("Wed 13 Jan 2027")
    forum.answer(QuestionKind.AGREE_AGENDA, Word.AGREE, CHAIR)
    forum.file_record(actions=(ACTION,))
    forum.draft_agenda(FEBRUARY)
    forum.on("Thu 14 Jan 2027")
    do(put_questions, forum.office, forum.group, day=forum.today)
    forum.on("Wed 20 Jan 2027")
    return forum


def board(forum: Forum) -> GroupBoard:
    (group,) = status_board(forum.office, "MASE").groups
    return group


def section(forum: Forum, start: str) -> StatusTable:
    (found,) = [one for one in board(forum).sections if one.title.startswith(start)]
    return found


def test_before_any_meeting_is_planned_nothing_needs_a_hand(forum: Forum) -> None:
    forum.on("Mon 7 Dec 2026")
    assert board(forum).headline == "nothing needs your attention"


def test_offices_and_seats_that_nobody_holds_are_shown_by_what_they_are_needed_for(forum: Forum) -> None:
    forum.on("Mon 7 Dec 2026")
    with forum.office.register.transaction("test") as tx:
        ended = or_(
            AppointmentRow.role.in_((Role.CHAIR, Role.UNIT)),
            and_(AppointmentRow.role == Role.CORE, AppointmentRow.seat_id == forum.seat("CAMHS")),
        )
        tx.session.execute(update(AppointmentRow).where(ended).values(last=day("Sun 6 Dec 2026")))
    assert board(forum).headline == "3 places vacant"
    assert section(forum, "3 places").rows == (
        ("Chair", "agree agendas and minutes"),
        ("Business Unit", "file records, release packs and read the desk letter"),
        ("core member, CAMHS", "fill the seat for the quorum"),
    )


def test_the_coming_meeting_has_all_its_steps_and_one_that_has_been_those_still_to_do(busy: Forum) -> None:
    january, february = [one for one in board(busy).sections if one.lit]
    assert january.title == "MASE/2027-01, Tue 12 Jan: still to do"
    assert [row[:4] for row in january.rows][-1] == (
        "coming", "minutes and action log out", "Tue 26 Jan", "6",
    )  # fmt: skip
    assert all(row[0] != "done" for row in january.rows)
    assert february.title == "MASE/2027-02, Tue 9 Feb; quorum: 0 of the 8 needed"
    assert len(february.rows) == 10
    assert february.rows[1] == ("coming", "agenda agreed", "Tue 26 Jan", "6", "open")


def test_a_near_deadline_and_a_missed_one_show(busy: Forum) -> None:
    def agenda() -> tuple[str, ...]:
        return section(busy, FEBRUARY).rows[1]

    busy.on("Mon 25 Jan 2027")
    assert agenda()[0] == "near"
    busy.on("Wed 27 Jan 2027")
    assert agenda()[0] == "missed"
    busy.answer(QuestionKind.AGREE_AGENDA, Word.AGREE, CHAIR)
    assert agenda() == ("late", "agenda agreed", "Tue 26 Jan", "6", "1 day late, 27 Jan")


def test_the_quorum_is_said_as_it_stands(busy: Forum) -> None:
    members = busy.members()
    for number, seat in enumerate(SEATS[:8], start=1):
        member = members.core_member(busy.seat(seat), busy.today)
        assert member
        do(note_coming, busy.office, FEBRUARY, member.id)
        if number == 7:
            assert section(busy, FEBRUARY).title.endswith("quorum: 7 of the 8 needed")
    assert section(busy, FEBRUARY).title.endswith("quorum: 8 seats confirmed, 8 needed")


def test_open_questions_say_of_whom_since_when_and_until_when(busy: Forum) -> None:
    rows = [row[1:] for row in section(busy, "1 question").rows]
    assert rows == [("agree the agenda", "MASE/2027-02 9 Feb", "chair", "14 Jan", "26 Jan")]


def test_only_letters_that_may_not_have_gone_are_listed(busy: Forum) -> None:
    busy.settle("chair", to=State.HELD)
    (row,) = section(busy, "1 letter").rows
    assert row[1:5] == ("held", "chair", "MASE", "chair")
    assert busy.letters("chair")[0].id.hex.startswith(row[0])


def test_an_invitation_that_is_not_out_shows_until_it_is(busy: Forum) -> None:
    do(invite, busy.office, busy.group, day=busy.today)
    (listed,) = [one for one in board(busy).sections if "invitation" in one.title]
    assert {row[1] for row in listed.rows} == {"to create"}
    assert FEBRUARY in {row[2] for row in listed.rows}
    with busy.office.register.transaction("test") as tx:
        tx.session.execute(
            update(InvitationRow).values(state="done", told=edition_as_json(CalendarEdition()), told_at=tx.at)
        )
    assert "invitation" not in board(busy).headline


def test_mail_that_waits_is_listed_without_what_it_says(busy: Forum) -> None:
    with busy.office.register.transaction("test") as tx:
        tx.session.add(
            ReceivedRow(
                mailbox="mase@unit.example",
                item="1",
                message=message_digest("1", "stranger@elsewhere.example", "none"),
                kind=ItemKind.MESSAGE,
                sender="stranger@elsewhere.example",
                group_id=busy.group,
                received_at=tx.at,
                read_at=tx.at,
                outcome=Outcome.FOR_THE_UNIT,
                reason="",
            )
        )
    assert section(busy, "1 item").rows[0][1:] == ("20 Jan, 9am", "message", "somebody else", "for the unit")


def test_how_long_people_waited_for_the_answer_to_their_mail_is_said_for_a_day(
    mase: Office, clock: SetClock, forum: Forum
) -> None:
    post = Post.of(mase, clock)
    post.forum.plan_from_december()
    for _ in range(2):
        clock.at += dt.timedelta(minutes=1)
        post.reply("Sorry, I can't come", sender=post.address(NURSE), received_at=clock.at)
        clock.at += dt.timedelta(seconds=40)
        assert read_mailbox(post.office, post.mailer, MAILBOX, "test") == ""
        post.send()
    post.reply("Thank you", sender=post.address(NURSE), received_at=clock.at)
    assert status_board(forum.office).confirmed == (
        "Mails confirmed in the last day: 2; 95% within 40 seconds of arrival"
    )
    clock.at += dt.timedelta(days=1)
    assert status_board(forum.office).confirmed == ""


def test_an_overdue_action_names_its_owner_by_seat(busy: Forum) -> None:
    assert section(busy, "1 action").rows == (("MASE/2027-01/01", "CCGs", "Fri 15 Jan", "5 days"),)


def test_the_headline_says_what_needs_a_hand(busy: Forum) -> None:
    busy.settle("chair", to=State.HELD)
    assert board(busy).headline == (
        "1 question open, 1 letter that may not have been sent and 1 action overdue"
    )


def test_it_has_no_names_and_no_titles(busy: Forum) -> None:
    seen = " ".join(cell for one in board(busy).sections for row in (one.headings, *one.rows) for cell in row)
    named = [one.name for one in busy.rows(PersonRow)] + [one.title for one in busy.rows(AgendaItemRow)]
    assert [one for one in (*named, "Share the calendar") if one in seen] == []


def test_looking_changes_nothing(busy: Forum) -> None:
    before = (
        len(busy.letters("chair")),
        [question.asked for question in busy.questions(QuestionKind.AGREE_AGENDA)],
    )
    board(busy)
    assert (
        len(busy.letters("chair")),
        [question.asked for question in busy.questions(QuestionKind.AGREE_AGENDA)],
    ) == before


def test_an_unknown_group_is_refused(forum: Forum) -> None:
    with pytest.raises(Problem, match="no group “MASH”"):
        status_board(forum.office, "MASH")
