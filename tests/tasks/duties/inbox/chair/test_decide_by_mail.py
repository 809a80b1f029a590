"""What can't wait is put to the members by mail, counted by seat, and ratified at the next meeting."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from forum.calendar.meetings import MeetingKind
from forum.inbox.mailbox_items import Outcome
from forum.letters.meetings import ByMail
from forum.questions.kinds import QuestionKind
from tasks.documents.letters.print_letter import LetterPrinter
from tasks.duties.agenda.agenda import put_in_order
from tasks.duties.base.group_context import group_context
from tasks.duties.base.office import unit_of_work
from tasks.duties.decisions import decisions_register
from tasks.duties.meetings.between_meetings import (
    chase_by_mail,
    close_by_mail,
    decisions_over,
    decisions_to_chase,
)
from tasks.register.tables import AgendaItemRow, DecisionRow, MeetingRow
from tests.conftest import ROOT
from tests.english import day
from tests.stages import stage
from tests.tasks.duties.do import do
from tests.tasks.duties.inbox.post import Post
from tests.tasks.duties.secretariat import CHAIR, FEBRUARY, NURSE, UNIT

DECIDE = "DECIDE MASE by 28 January: Fund the course for hotel staff; its places go this week"
OTHERS = (
    "Head of Probation, Kent", "Director of Rehabilitation", "Head of Inclusion",
    "Detective Superintendent, Public Protection", "Assistant Director, Safeguarding",
    "Head of Children’s Social Care", "MSCB Board Manager", "KSCB Programme Manager",
)  # fmt: skip


@stage
def put(chair_asked: Post) -> Post:
    """On Thursday 14 January the Chair has the members asked; one of them says no."""
    chair_asked.hear(DECIDE, sender=chair_asked.address(CHAIR))
    chair_asked.send()
    assert says(chair_asked, NURSE, "NO, we have no money left") is Outcome.RECORDED
    return chair_asked


def says(post: Post, name: str, words: str) -> Outcome:
    return post.hear(words, to=post.sent("by_mail", name)).outcome


def result(post: Post) -> ByMail:
    """What all are told in the end."""
    told = [each for each in post.letters.printed if isinstance(each, ByMail) and each.agreed is not None]
    readers = {letter.addressee for letter in told}
    assert {CHAIR, UNIT, NURSE} < readers
    return told[-1]


def test_it_is_decided_once_as_many_seats_agree_as_make_a_quorum(put: Post) -> None:
    (question,) = [row for row in put.forum.questions(QuestionKind.AGREE_BY_MAIL) if row.answered]
    assert question.answer_text == "we have no money left"
    for name in OTHERS[:7]:
        says(put, name, "Agree")
    assert put.forum.rows(DecisionRow) == []
    says(put, OTHERS[7], "AGREE")
    (decision,) = put.forum.rows(DecisionRow)
    assert (decision.reference, decision.seats_present) == ("MASE/2027-01b/D1", 8)
    told = result(put)
    assert (told.agreed, told.is_taken, told.against) == (8, True, ("CCGs",))
    printed = LetterPrinter(ROOT / "templates" / "email").print(told)
    assert printed.subject == "OFFICIAL-SENSITIVE: MASE/2027-01b: agreed by mail"
    assert "8 of 12 seats agreed, and 8 were needed." in printed.text
    assert "Against: CCGs. It is MASE/2027-01b/D1 in the register of decisions" in printed.html
    assert not put.forum.is_due(decisions_over)
    with unit_of_work(put.office, "test", put.forum.today) as work:
        put_in_order(group_context(work, put.forum.group), put.forum.meeting(FEBRUARY))
    february = put.forum.meeting(FEBRUARY).id
    titles = {row.title for row in put.forum.rows(AgendaItemRow) if row.meeting_id == february}
    assert "Decision of 14 January 2027 to ratify" in titles
    year = day("Fri 1 Jan 2027"), day("Fri 31 Dec 2027")
    (entry,) = do(decisions_register, put.office, put.forum.group, *year).decisions
    assert (entry.text, entry.standing) == ("Fund the course for hotel staff.", "waits to be ratified")


def test_terms_may_ask_for_a_share_of_the_seats_by_mail(put: Post) -> None:
    policy = put.forum.office.policies["MASE"]
    rule = policy.meetings.model_copy(update={"agreed_by_mail": Fraction(1, 4)})
    policies = {**put.forum.office.policies, "MASE": policy.model_copy(update={"meetings": rule})}
    put.forum.office = replace(put.forum.office, policies=policies)
    for name in OTHERS[:3]:
        assert put.forum.rows(DecisionRow) == []
        says(put, name, "Agree")
    assert (result(put).needed, len(put.forum.rows(DecisionRow))) == (3, 1)


def test_with_too_few_seats_nothing_is_decided_when_its_day_has_passed(put: Post) -> None:
    put.forum.on("Mon 18 Jan 2027")
    assert not put.forum.is_due(decisions_to_chase)
    put.forum.on("Tue 19 Jan 2027")
    assert put.forum.is_due(decisions_to_chase)
    (id,) = {row.about_id for row in put.forum.questions(QuestionKind.AGREE_BY_MAIL)}
    do(chase_by_mail, put.office, id, day=put.forum.today)
    assert not put.forum.is_due(decisions_to_chase), "once"
    reminded = [each for each in put.letters.printed if isinstance(each, ByMail) and each.reminder]
    assert len(reminded) == 11
    assert NURSE not in {letter.addressee for letter in reminded}, "who has answered"
    put.forum.on("Thu 21 Jan 2027")
    (ring,) = [need for need in put.desk() if "by mail" in need]
    assert ring.startswith(
        "0 of the 8 seats needed agree to the decision by mail MASE/2027-01b. Not answered: "
    )
    assert f"{OTHERS[0]}, " in ring
    assert NURSE not in ring

    put.forum.on("Fri 29 Jan 2027")
    assert put.forum.is_due(decisions_over)
    (row,) = (row for row in put.forum.rows(MeetingRow) if row.kind is MeetingKind.BY_MAIL)
    do(close_by_mail, put.office, row.id, day=put.forum.today)
    assert not put.forum.is_due(decisions_over)
    assert (result(put).agreed, result(put).is_taken) == (0, False)
    assert put.forum.rows(DecisionRow) == []


def test_only_the_chair_has_members_decide_by_mail(chair_asked: Post) -> None:
    chair_asked.hear(DECIDE, sender=chair_asked.address(UNIT))
    assert "is for the Chair to ask: ring them" in chair_asked.told()[-1]
    by_phone = DECIDE.replace(": Fund", ", by Chair, phone, 13 January: Fund")
    assert chair_asked.hear(by_phone, sender=chair_asked.address(UNIT)).outcome is Outcome.RECORDED
    assert len(chair_asked.forum.letters("by_mail")) == 12
    assert chair_asked.hear(DECIDE, sender=chair_asked.address(NURSE)).outcome is Outcome.FOR_THE_UNIT


@pytest.mark.parametrize(("seats", "asked"), [(0, 0), (2, 12)])
def test_the_chair_decides_alone_or_with_two_others_where_the_terms_say_so(
    chair_asked: Post, seats: int, asked: int
) -> None:
    forum = chair_asked.forum
    policy = forum.office.policies["MASE"]
    rule = policy.meetings.model_copy(update={"seats_by_mail": seats})
    policies = {**forum.office.policies, "MASE": policy.model_copy(update={"meetings": rule})}
    forum.office = replace(forum.office, policies=policies)
    assert chair_asked.hear(DECIDE, sender=chair_asked.address(CHAIR)).outcome is Outcome.RECORDED
    assert len(forum.questions(QuestionKind.AGREE_BY_MAIL)) == asked
    chair_asked.send()
    for member in (NURSE, OTHERS[0])[:seats]:
        assert not forum.rows(DecisionRow)
        chair_asked.hear("AGREE", to=chair_asked.sent("by_mail", member))
    (decision,) = forum.rows(DecisionRow)
    assert (decision.quorate, decision.to_ratify) == (True, True)
    assert (result(chair_asked).agreed, result(chair_asked).is_taken) == (seats, True)


def test_terms_may_leave_urgent_business_to_the_chair_and_decisions_to_meetings(chair_asked: Post) -> None:
    forum = chair_asked.forum
    policy = forum.office.policies["MASE"]
    rule = policy.meetings.model_copy(update={"calls": "chair", "decides_by_mail": "nobody"})
    policies = {**forum.office.policies, "MASE": policy.model_copy(update={"meetings": rule})}
    forum.office = replace(forum.office, policies=policies)
    chair_asked.hear(DECIDE, sender=chair_asked.address(CHAIR))
    assert "The terms have nothing decided by mail: CALL a meeting for it." in chair_asked.told()[-1]
    call = "CALL MASE 28 January, 10am: Closure of a hotel; the police need a decision"
    chair_asked.hear(call, sender=chair_asked.address(UNIT))
    assert "ask them to write us this line" in chair_asked.told()[-1]
    assert chair_asked.hear(call, sender=chair_asked.address(CHAIR)).outcome is Outcome.RECORDED
