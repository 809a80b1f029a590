"""Chair and deputy chair are silent on the agenda: the unit knows whom to ring, and the papers leave."""

from __future__ import annotations

from forum.calendar.steps import StepKind, StepVerdict
from forum.inbox.mailbox_items import Outcome
from forum.letters.papers import PackCheck, Papers
from forum.questions.kinds import QuestionKind
from tasks.duties.agenda.document import agreed_on, offer_unagreed_agenda
from tasks.duties.calendar.due import agendas_to_offer
from tests.english import day
from tests.stages import stage
from tests.tasks.duties.do import do
from tests.tasks.duties.inbox.post import Post
from tests.tasks.duties.secretariat import CHAIR, DEPUTY_CHAIR, FEBRUARY, NURSE, UNIT


def offer(post: Post) -> None:
    assert post.forum.is_due(agendas_to_offer)
    do(offer_unagreed_agenda, post.office, post.forum.meeting(FEBRUARY).id, day=post.forum.today)


def on_agenda(tasks: list[str]) -> str:
    (task,) = (task for task in tasks if "agenda" in task)
    return task


@stage
def both_silent(chair_asked: Post) -> Post:
    """The deputy chair is asked on 25 January, and by 1 February nobody has agreed the agenda."""
    for date in ("Mon 25 Jan 2027", "Mon 1 Feb 2027"):
        chair_asked.forum.on(date)
        chair_asked.put_questions()
        chair_asked.send()
    return chair_asked


@stage
def offered(both_silent: Post) -> Post:
    """On Tuesday 2 February the papers must leave, and the desk letter offers the agenda as it is."""
    both_silent.forum.on("Tue 2 Feb 2027")
    offer(both_silent)
    both_silent.desk()
    both_silent.send()
    return both_silent


def test_the_desk_letter_names_both_and_what_waits(both_silent: Post) -> None:
    task = on_agenda(both_silent.desk())
    assert task.startswith(f"Ring {CHAIR}, 03000 000133, or {DEPUTY_CHAIR}, 03000 000113, and ask them to")
    assert "The papers for 9 February wait for it, and must leave by Tue 2 Feb" in task
    assert not both_silent.forum.is_due(agendas_to_offer)


def test_on_the_last_day_it_goes_as_not_yet_agreed(offered: Post) -> None:
    forum = offered.forum
    assert not forum.is_due(agendas_to_offer)
    assert offered.hear("RELEASE AGENDA", to=offered.sent("desk", UNIT)).outcome is Outcome.RECORDED
    assert offered.told()[-1] == (
        "recorded: The agenda for 9 February goes with the papers as not yet agreed by the Chair."
    )
    offered.send()
    assert offered.hear("RELEASE", to=offered.sent("pack_check", UNIT)).outcome is Outcome.RECORDED
    offered.send()
    assert offered.sent("papers", NURSE)
    letters = [letter for letter in offered.letters.printed if isinstance(letter, Papers | PackCheck)]
    assert not any(letter.agreed for letter in letters)
    step = forum.step(StepKind.AGENDA_AGREED, FEBRUARY)
    assert (step.verdict, step.note) == (StepVerdict.LATE, "released by the unit, not agreed by the Chair")
    offered.hear("AGREE", to=offered.sent("chair", CHAIR))
    with offered.office.register.reading() as session:
        assert agreed_on(session, forum.meeting(FEBRUARY)) is None


def test_the_chair_who_agrees_after_all_is_on_record(offered: Post) -> None:
    offered.hear("AGREE", to=offered.sent("chair", DEPUTY_CHAIR))
    assert not any("RELEASE AGENDA" in task for task in offered.desk())
    with offered.office.register.reading() as session:
        assert agreed_on(session, offered.forum.meeting(FEBRUARY)) == day("Tue 2 Feb 2027")


def test_what_the_chair_wants_changed_stops_it(offered: Post) -> None:
    offered.hear("RELEASE AGENDA", to=offered.sent("desk", UNIT))
    offered.send()
    offered.hear("Please take item 7 off.", to=offered.sent("chair", CHAIR))
    assert offered.forum.step(StepKind.AGENDA_AGREED, FEBRUARY).done is None
    assert offered.hear("RELEASE", to=offered.sent("pack_check", UNIT)).outcome is not Outcome.RECORDED
    assert offered.forum.letters("papers") == []
    assert offered.forum.question(QuestionKind.AMEND_AGENDA)
    assert not offered.forum.is_due(agendas_to_offer)
