"""Which meeting and whose answer a message is about; where nobody can say, it is asked and not guessed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import update

from forum.inbox.outcomes import Outcome
from forum.inbox.sayings import Saying, Undo
from forum.members.membership import Role
from tasks.duties.inbox.carry_out import HANDLERS
from tasks.duties.meetings.plan_move_cancel import plan_meetings
from tasks.duties.members.appointments import appoint
from tasks.duties.papers.send_packs import release_pack
from tasks.register.groups import group_by_code, set_up_groups
from tasks.register.tables import ExpectedRow, PersonRow
from tests.english import day
from tests.forum.policies import SECOND
from tests.stages import stage
from tests.tasks.duties.do import do
from tests.tasks.duties.inbox.post import Post
from tests.tasks.duties.secretariat import CHAIR, FEBRUARY, NURSE

POLICE = "Detective Superintendent, Public Protection"
PA = "office@pa.example"


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """On SQLite alone; that a duty does the same on both databases is tested with each of them."""
    return sqlite_url


@stage
def papers_out(chair_asked: Post) -> Post:
    """On Thursday 28 January members have the papers for 9 February; nurse and police share a PA."""
    post = chair_asked
    post.hear("AGREE", to=post.sent("chair", CHAIR))
    with post.office.register.transaction("test") as tx:
        for name in (NURSE, POLICE):
            person = PersonRow.id == post.forum.person(name)
            tx.session.execute(update(PersonRow).where(person).values(pa=PA))
    post.forum.on("Thu 28 Jan 2027")
    release_pack(post.office, FEBRUARY, "test")
    post.send()
    return post


@pytest.mark.parametrize(("hour", "date"), [(8, "Tue 12 Jan 2027"), (11, "Tue 9 Feb 2027")])
def test_apologies_on_the_day_of_a_meeting_are_for_it_until_it_begins(
    post: Post, hour: int, date: str
) -> None:
    post.forum.on("Tue 12 Jan 2027")
    post.forum.clock.at = post.forum.clock.at.replace(hour=hour)
    post.hear("Apologies, I can't make the meeting.", sender=post.address(NURSE))
    (row,) = post.forum.rows(ExpectedRow)
    assert row.for_date == day(date)


def test_a_pas_reply_without_a_trace_to_what_two_of_their_people_had_is_for_the_unit(
    papers_out: Post,
) -> None:
    row = papers_out.hear("She sends her apologies", sender=PA, subject="RE: MASE papers")
    assert (row.outcome, row.reason) == (
        Outcome.FOR_THE_UNIT,
        "It may be from or for several people: ask who is meant.",
    )
    assert papers_out.forum.rows(ExpectedRow) == []


def test_a_member_who_is_a_pa_too_is_asked_whose_apologies_they_send(papers_out: Post) -> None:
    with papers_out.office.register.transaction("test") as tx:
        nurse = PersonRow.id == papers_out.forum.person(NURSE)
        tx.session.execute(update(PersonRow).where(nurse).values(pa=papers_out.address(POLICE)))
    sender = papers_out.address(POLICE)
    row = papers_out.hear("Apologies, can't come", sender=sender, subject="RE: MASE papers")
    assert row.outcome is Outcome.FOR_THE_UNIT
    assert papers_out.forum.rows(ExpectedRow) == []


def test_a_pas_reply_to_the_letter_of_one_of_their_people_is_for_that_one(papers_out: Post) -> None:
    papers_out.hear("She sends her apologies", sender=PA, to=papers_out.sent("papers", NURSE))
    (row,) = papers_out.forum.rows(ExpectedRow)
    assert row.person_id == papers_out.forum.person(NURSE)


def with_second_group(post: Post) -> Post:
    """The nurse belongs to the Harbour partnership as well."""
    calendars = {**post.office.calendars, "HAP": post.office.calendars["MASE"]}
    policies = {**post.office.policies, "HAP": SECOND}
    post.forum.office = office = replace(post.office, policies=policies, calendars=calendars)
    with office.register.transaction("test") as tx:
        set_up_groups(tx, [SECOND])
    do(appoint, office, "HAP", post.forum.person(NURSE), Role.CO_OPTED, post.forum.today)
    return post


def test_apologies_of_somebody_with_a_meeting_to_come_in_two_groups_are_asked_about(post: Post) -> None:
    forum = with_second_group(post).forum
    with forum.office.register.reading() as session:
        second = group_by_code(session, "HAP").id
    do(plan_meetings, forum.office, second, day=forum.today)
    row = post.hear("Sorry, I can't come to the next Harbour meeting.", sender=post.address(NURSE))
    assert row.outcome is Outcome.NOT_UNDERSTOOD
    assert post.told() == [
        "not understood: We could not tell which meeting you mean. Reply to one of our letters about that "
        "meeting."
    ]
    assert forum.rows(ExpectedRow) == []


def test_apologies_of_somebody_in_two_groups_are_for_the_one_with_a_meeting_to_come(post: Post) -> None:
    with_second_group(post).hear("Sorry, I can't come", sender=post.address(NURSE))
    (row,) = post.forum.rows(ExpectedRow)
    assert row.for_date == day("Tue 12 Jan 2027")


def test_a_saying_keeps_the_code_under_which_registers_have_it() -> None:
    codes = [saying.CODE for saying in HANDLERS]
    assert len(set(codes)) == len(codes)
    assert set(codes) >= {
        "ActionReported",
        "AgreementReturned",
        "Answered",
        "Apologies",
        "Coming",
        "Correction",
        "CorrectionsFile",
        "DeputyNamed",
        "DetailsCorrected",
        "DetailsRight",
        "FileSent",
        "ForTheUnit",
        "ItemProposed",
        "NoCorrections",
        "NoItems",
        "PackArranged",
        "PaperSent",
    }


def test_each_saying_is_carried_out_but_for_what_takes_back_another() -> None:
    assert set(HANDLERS) == set(Saying.__subclasses__()) - {Undo}
