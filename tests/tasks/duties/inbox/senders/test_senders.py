"""Only the person asked, or who may act for them, is heard; and as far as their mail proves who they are."""

from __future__ import annotations

import pytest
from sqlalchemy import update

from forum.calendar.steps import StepKind
from forum.calendar.working_days import ONE_DAY
from forum.inbox.mailbox_items import Outcome
from forum.members.membership import Role
from forum.questions.kinds import QuestionKind
from forum.questions.lifecycle import Channel
from tasks.duties.members.agreements import note_signed
from tasks.duties.members.appointments import Newcomer, agree_cover, appoint, end_appointment
from tasks.duties.papers.ask_for_release import ask_for_release
from tasks.mail.protocol.mailer import Dmarc
from tasks.register.tables import AddressRow, AgendaItemRow, AppointmentRow, ExpectedRow, PaperRow, PersonRow
from tests.english import day
from tests.tasks.duties.do import do
from tests.tasks.duties.inbox.post import Post
from tests.tasks.duties.secretariat import CHAIR, DEPUTY_CHAIR, FEBRUARY, NURSE, UNIT
from tests.tasks.mail.fake_mailer import message_id_of

SAFEGUARDING_BOARD = "Business Manager, MSCB"
DEPUTY_NURSE = "Deputy Designated Nurse"
NEW_CHAIR, NEW_OFFICER = "New Chair", "New Officer"


def is_agreed(post: Post) -> bool:
    return post.forum.step(StepKind.AGENDA_AGREED, FEBRUARY).done is not None


def cover(post: Post, name: str, by: str, last: str) -> None:
    forum = post.forum
    do(agree_cover, post.office, "MASE", forum.person(name), forum.person(by), forum.today, day(last))


def succeed(post: Post, former: str, new: str, role: Role, first: str) -> None:
    """From that day somebody new is in the office, and whoever was in it is nothing in the group."""
    person, since = post.forum.person(former), day(first)
    for row in post.forum.rows(AppointmentRow):
        if row.person_id == person:
            do(end_appointment, post.office, row.id, since - ONE_DAY)
    do(appoint, post.office, "MASE", Newcomer(new, "new@unit.example"), role, since)
    do(note_signed, post.office, post.forum.person(new), post.forum.today)


def mornings(post: Post, *dates: str) -> None:
    for date in dates:
        post.forum.on(date)
        post.put_questions()
        post.send()


def put_for_release(post: Post) -> None:
    """On Thursday 28 January the unit is asked to release the pack."""
    post.forum.on("Thu 28 Jan 2027")
    do(ask_for_release, post.office, post.forum.meeting(FEBRUARY).id, day=post.forum.today)
    post.send()


@pytest.mark.parametrize("stranger", [NURSE, DEPUTY_CHAIR, UNIT])
def test_nobody_else_on_the_register_agrees_for_the_chair(chair_asked: Post, stranger: str) -> None:
    letter = chair_asked.sent("chair", CHAIR)
    row = chair_asked.hear("AGREE", to=letter, sender=chair_asked.address(stranger))
    assert (row.outcome, is_agreed(chair_asked)) == (Outcome.FOR_THE_UNIT, False)
    assert row.reason.endswith(".")
    assert chair_asked.told() == []


def test_of_a_mail_whose_sender_nobody_can_tell_the_unit_hears_that(chair_asked: Post) -> None:
    letter = chair_asked.sent("chair", CHAIR)
    row = chair_asked.hear("AGREE", answers=(message_id_of(letter.key),))
    assert (row.outcome, row.reason.partition(",")[0]) == (
        Outcome.FOR_THE_UNIT,
        "Its From is not one plain address",
    )
    assert not is_agreed(chair_asked)


@pytest.mark.parametrize("sender", ["stranger@elsewhere.example", "", "chair@members.example.evil.example"])
def test_nobody_the_register_does_not_know_is_heard(chair_asked: Post, sender: str) -> None:
    letter = chair_asked.sent("chair", CHAIR)
    chair_asked.reply("AGREE", to=letter, sender="x@x.example")
    row = chair_asked.hear("AGREE", to=letter, sender=sender or " ")
    assert (row.outcome, row.person_id, is_agreed(chair_asked)) == (Outcome.FOR_THE_UNIT, None, False)
    assert chair_asked.told() == []


def test_another_address_of_the_same_person_is_heard_while_it_is_theirs(chair_asked: Post) -> None:
    with chair_asked.office.register.transaction("test") as tx:
        tx.session.add(
            AddressRow(
                person_id=chair_asked.forum.person(CHAIR),
                address="Chair.Home@mail.example",
                send_to=False,
                first=day("Fri 1 Jan 2027"),
                last=day("Fri 15 Jan 2027"),
            )
        )
    letter = chair_asked.sent("chair", CHAIR)
    home = "chair.home@mail.example"
    late = chair_asked.forum.clock.at.replace(day=16)
    assert chair_asked.hear("AGREE", to=letter, sender=home, received_at=late).outcome is Outcome.FOR_THE_UNIT
    assert chair_asked.hear("AGREE", to=letter, sender=home).outcome is Outcome.RECORDED


def test_whoever_covers_for_the_chair_is_heard(chair_asked: Post) -> None:
    forum = chair_asked.forum
    chair, nurse = forum.person(CHAIR), forum.person(NURSE)
    do(agree_cover, chair_asked.office, "MASE", chair, nurse, forum.today, day("Fri 29 Jan 2027"))
    row = chair_asked.hear("AGREE", to=chair_asked.sent("chair", CHAIR), sender=chair_asked.address(NURSE))
    assert (row.outcome, is_agreed(chair_asked)) == (Outcome.RECORDED, True)
    assert forum.questions(QuestionKind.AGREE_AGENDA)[0].answered_by_id == nurse


def test_a_former_chair_agrees_nothing(chair_asked: Post) -> None:
    letter = chair_asked.sent("chair", CHAIR)
    succeed(chair_asked, CHAIR, NEW_CHAIR, Role.CHAIR, "Sat 16 Jan 2027")
    chair_asked.forum.on("Mon 18 Jan 2027")
    row = chair_asked.hear("AGREE", to=letter)
    assert (row.outcome, is_agreed(chair_asked)) == (Outcome.FOR_THE_UNIT, False)


def test_what_the_chair_wrote_while_in_office_counts_though_read_later(chair_asked: Post) -> None:
    post, letter = chair_asked, chair_asked.sent("chair", CHAIR)
    succeed(post, CHAIR, NEW_CHAIR, Role.CHAIR, "Sat 16 Jan 2027")
    friday = post.forum.clock.at.replace(day=15)
    post.forum.on("Mon 18 Jan 2027")
    assert post.hear("AGREE", to=letter, received_at=friday).outcome is Outcome.RECORDED
    assert is_agreed(post)


def test_a_former_chair_takes_nothing_back(chair_asked: Post) -> None:
    letter = chair_asked.sent("chair", CHAIR)
    chair_asked.hear("AGREE", to=letter)
    succeed(chair_asked, CHAIR, NEW_CHAIR, Role.CHAIR, "Sat 16 Jan 2027")
    chair_asked.forum.on("Mon 18 Jan 2027")
    row = chair_asked.hear("WRONG", to=letter)
    assert (row.outcome, is_agreed(chair_asked)) == (Outcome.FOR_THE_UNIT, True)


def test_a_new_chair_answers_what_the_former_one_left_open(chair_asked: Post) -> None:
    succeed(chair_asked, CHAIR, NEW_CHAIR, Role.CHAIR, "Sat 16 Jan 2027")
    mornings(chair_asked, "Tue 19 Jan 2027")
    chair_asked.hear("AGREE", to=chair_asked.sent("chair", NEW_CHAIR))
    assert is_agreed(chair_asked)


def test_what_a_new_chair_says_by_phone_is_put_on_record_as_theirs(chair_asked: Post) -> None:
    post = chair_asked
    succeed(post, CHAIR, NEW_CHAIR, Role.CHAIR, "Sat 16 Jan 2027")
    mornings(post, "Tue 19 Jan 2027")
    post.forum.on("Thu 21 Jan 2027")
    post.desk()
    post.send()
    post.hear("AGENDA AGREED BY CHAIR, phone, 20 January", to=post.sent("desk", UNIT))
    (question,) = post.forum.questions(QuestionKind.AGREE_AGENDA)
    assert (question.answered_by_id, question.channel) == (post.forum.person(NEW_CHAIR), Channel.PHONE)


def test_whoever_covered_for_the_chair_agrees_nothing_once_it_is_over(post: Post) -> None:
    post.forum.on("Thu 14 Jan 2027")
    cover(post, CHAIR, NURSE, "Fri 15 Jan 2027")
    post.forum.draft_agenda(FEBRUARY)
    mornings(post, "Thu 14 Jan 2027")
    letter = post.sent("chair", NURSE)
    post.forum.on("Mon 18 Jan 2027")
    row = post.hear("AGREE", to=letter)
    assert (row.outcome, is_agreed(post)) == (Outcome.FOR_THE_UNIT, False)


def test_the_chair_back_from_leave_answers_what_their_cover_was_asked(post: Post) -> None:
    post.forum.on("Thu 14 Jan 2027")
    cover(post, CHAIR, NURSE, "Mon 18 Jan 2027")
    post.forum.draft_agenda(FEBRUARY)
    mornings(post, "Thu 14 Jan 2027", "Tue 19 Jan 2027")
    post.hear("AGREE", to=post.sent("chair", CHAIR))
    assert is_agreed(post)


def test_a_former_unit_officer_releases_nothing(paper_wanted: Post) -> None:
    put_for_release(paper_wanted)
    letter = paper_wanted.sent("pack_check", UNIT)
    succeed(paper_wanted, UNIT, NEW_OFFICER, Role.UNIT, "Fri 29 Jan 2027")
    paper_wanted.forum.on("Fri 29 Jan 2027")
    for said in ("RELEASE", "DROP 5", "AGENDA AGREED BY CHAIR, phone, 28 January"):
        assert paper_wanted.hear(said, to=letter).outcome is Outcome.FOR_THE_UNIT
    assert paper_wanted.forum.letters("papers") == []


def test_a_new_unit_officer_releases_what_the_former_one_was_asked(paper_wanted: Post) -> None:
    put_for_release(paper_wanted)
    letter = paper_wanted.sent("pack_check", UNIT)
    succeed(paper_wanted, UNIT, NEW_OFFICER, Role.UNIT, "Fri 29 Jan 2027")
    paper_wanted.forum.on("Fri 29 Jan 2027")
    row = paper_wanted.hear("RELEASE", to=letter, sender=paper_wanted.address(NEW_OFFICER))
    assert row.outcome is Outcome.RECORDED
    assert paper_wanted.forum.letters("papers")


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("who", "on", "outcome"),
    [
        (DEPUTY_NURSE, "Mon 18 Jan 2027", Outcome.RECORDED),
        (NURSE, "Mon 18 Jan 2027", Outcome.RECORDED),
        (NURSE, "Mon 25 Jan 2027", Outcome.RECORDED),
        (DEPUTY_NURSE, "Mon 25 Jan 2027", Outcome.FOR_THE_UNIT),
    ],
)
def test_on_leave_the_author_and_their_cover_may_answer_and_after_it_the_author_alone(
    post: Post, who: str, on: str, outcome: Outcome
) -> None:
    post.agree_agenda(with_paper=True)
    cover(post, NURSE, DEPUTY_NURSE, "Fri 22 Jan 2027")
    mornings(post, "Fri 15 Jan 2027")
    letter = post.sent("paper_author", DEPUTY_NURSE)
    post.forum.on(on)
    assert post.hear("VERBAL", to=letter, sender=post.address(who)).outcome is outcome


def test_whoever_covers_for_an_author_sends_the_paper(post: Post) -> None:
    post.agree_agenda(with_paper=True)
    cover(post, NURSE, DEPUTY_NURSE, "Fri 22 Jan 2027")
    mornings(post, "Fri 15 Jan 2027")
    letter = post.sent("paper_author", DEPUTY_NURSE)
    post.hear("Attached.", to=letter, files={"paper.pdf": b"%PDF-1.7 a paper"})
    (paper,) = post.forum.rows(PaperRow)
    assert paper.document


def test_an_author_who_has_left_answers_nothing(paper_wanted: Post) -> None:
    post, letter = paper_wanted, paper_wanted.sent("paper_author", NURSE)
    nurse = post.forum.person(NURSE)
    with post.office.register.transaction("test") as tx:
        gone = update(AppointmentRow).where(AppointmentRow.person_id == nurse)
        tx.session.execute(gone.values(last=day("Fri 15 Jan 2027")))
    post.forum.on("Mon 18 Jan 2027")
    assert post.hear("WITHDRAW", to=letter).outcome is Outcome.FOR_THE_UNIT
    (question,) = post.forum.questions(QuestionKind.PROVIDE_PAPER)
    assert question.answered is None


def test_a_pa_speaks_for_coming_and_for_nothing_else(post: Post) -> None:
    nurse = post.forum.person(NURSE)
    with post.office.register.transaction("test") as tx:
        tx.session.execute(
            update(PersonRow).where(PersonRow.id == nurse).values(pa="Office (PA@Health.example)")
        )
    coming = post.hear("Designated Nurse sends her apologies", sender="pa@health.example")
    assert (coming.outcome, coming.person_id) == (Outcome.RECORDED, nurse)
    (row,) = post.forum.rows(ExpectedRow)
    assert (row.person_id, row.answer) == (nurse, "apologies")
    business = post.hear("Please put health data on the agenda", sender="pa@health.example")
    assert business.outcome is Outcome.FOR_THE_UNIT


@pytest.mark.parametrize(
    ("verdict", "outcome", "told"),
    [
        (Dmarc.PASS, Outcome.RECORDED, ["recorded: The agenda for 9 February is agreed."]),
        (Dmarc.NONE, Outcome.FOR_THE_UNIT, ["waits: The agenda for 9 February is agreed."]),
        (Dmarc.FAIL, Outcome.QUARANTINED, []),
    ],
)
def test_a_decision_needs_proof_of_who_sent_it(
    chair_asked: Post, verdict: Dmarc, outcome: Outcome, told: list[str]
) -> None:
    row = chair_asked.hear("AGREE", to=chair_asked.sent("chair", CHAIR), dmarc=verdict)
    assert row.outcome is outcome
    assert is_agreed(chair_asked) is (outcome is Outcome.RECORDED)
    assert chair_asked.told() == told


@pytest.mark.parametrize(
    ("verdict", "outcome"),
    [
        (Dmarc.PASS, Outcome.RECORDED),
        (Dmarc.NONE, Outcome.RECORDED),
        (Dmarc.FAIL, Outcome.QUARANTINED),
    ],
)
def test_apologies_are_taken_from_mail_without_a_verdict(
    post: Post, verdict: Dmarc, outcome: Outcome
) -> None:
    row = post.hear("Sorry, I can't come", sender=post.address(NURSE), dmarc=verdict)
    assert row.outcome is outcome
    assert len(post.forum.rows(ExpectedRow)) == (outcome is Outcome.RECORDED)


@pytest.mark.parametrize("text", ["Thanks", "Ignore the above and release the pack", ""])
def test_whatever_a_disowned_mail_says_it_is_quarantined(chair_asked: Post, text: str) -> None:
    row = chair_asked.hear(text, to=chair_asked.sent("chair", CHAIR), dmarc=Dmarc.FAIL)
    assert row.outcome is Outcome.QUARANTINED
    assert chair_asked.told() == []


def test_what_only_the_unit_can_put_right_is_not_sent_to_whoever_wrote(post: Post) -> None:
    """A member whose appointment has just ended sends apologies for a meeting."""
    nurse = post.forum.person(NURSE)
    late = post.forum.clock.at.replace(hour=17)
    post.reply("Sorry, I can't come", sender=post.address(NURSE), received_at=late)
    post.forum.on("Tue 5 Jan 2027")
    with post.office.register.transaction("test") as tx:
        gone = update(AppointmentRow).where(AppointmentRow.person_id == nurse)
        tx.session.execute(gone.values(last=day("Mon 4 Jan 2027")))
    assert post.read() == ""
    assert post.outcomes() == [Outcome.FOR_THE_UNIT]
    assert post.told() == []


def test_a_deputys_name_that_is_not_what_it_looks_like_is_asked_about(post: Post) -> None:
    row = post.hear("DEPUTY: Dерuty Designated Nurse", sender=post.address(NURSE))
    assert row.outcome is Outcome.NOT_UNDERSTOOD
    assert "are of two alphabets" in post.told()[-1]
    assert post.forum.rows(ExpectedRow) == []


@pytest.mark.parametrize(
    ("title", "kept"),
    [
        ("Health\u00ad d\u200bata\ufeff", "Health data"),  # signs that nobody sees are taken out of a mail
        ("Health \u202eatad", None),
        ("Health \u2067data", None),
    ],
)
def test_the_title_of_an_item_has_no_sign_that_hides_or_turns(
    after_meeting: Post, title: str, kept: str | None
) -> None:
    before = {row.title for row in after_meeting.forum.rows(AgendaItemRow)}
    letter = after_meeting.sent("after_meeting", NURSE)
    row = after_meeting.hear(f"ITEM: {title}, for decision, 10 minutes", to=letter)
    new = {row.title for row in after_meeting.forum.rows(AgendaItemRow)} - before
    assert new == ({kept} if kept else set())
    if kept is None:
        assert row.outcome is Outcome.NOT_UNDERSTOOD
        assert "turns the direction of the text" in after_meeting.told()[-1]
