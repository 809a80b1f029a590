from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from forum.catching_up import Occasion, letters_due
from forum.questions import Due, Question, QuestionKind, due_on, must_escalate
from forum.steps import StepKind, Verdict, finding, plan_steps
from tests.english import day
from tests.forum.terms import MASE, MASE_DAYS

START = day("Mon 4 Jan 2027")
SPAN = 40
MEMBER, CHAIR = UUID(int=1), UUID(int=2)
MEETING = UUID(int=10)


def on(number: int) -> dt.date:
    return START + dt.timedelta(days=number)


def papers(date: str, person: UUID = MEMBER) -> Occasion:
    return Occasion(person, "papers", MEETING, day(date))


def digest(date: str, person: UUID = MEMBER) -> Occasion:
    return Occasion(person, "actions", person, day(date), repeats=True)


def test_a_letter_that_fell_in_the_gap_still_goes() -> None:
    assert letters_due([papers("Tue 5 Jan 2027")], [], day("Fri 8 Jan 2027")) == (papers("Tue 5 Jan 2027"),)


def test_a_letter_that_has_gone_does_not_go_again() -> None:
    one = papers("Tue 5 Jan 2027")
    assert letters_due([one], [one], day("Fri 8 Jan 2027")) == ()


def test_a_letter_does_not_go_before_its_day() -> None:
    assert letters_due([papers("Tue 5 Jan 2027")], [], day("Mon 4 Jan 2027")) == ()


def test_of_three_digests_missed_only_the_latest_goes() -> None:
    weeks = [digest(date) for date in ("Mon 4 Jan 2027", "Mon 11 Jan 2027", "Mon 18 Jan 2027")]
    assert letters_due(weeks, [], day("Wed 20 Jan 2027")) == (weeks[2],)
    assert letters_due(weeks, [weeks[2]], day("Thu 21 Jan 2027")) == ()


def test_a_person_gets_one_repeat_a_day_and_the_other_the_next() -> None:
    week, chase = digest("Mon 11 Jan 2027"), Occasion(MEMBER, "chase", MEETING, day("Tue 12 Jan 2027"), True)
    assert letters_due([week, chase], [], day("Wed 13 Jan 2027")) == (chase,)
    assert letters_due([week, chase], [chase], day("Thu 14 Jan 2027")) == (week,)


OCCASIONS = st.lists(
    st.builds(
        Occasion,
        person_id=st.sampled_from([MEMBER, CHAIR]),
        letter=st.sampled_from(["papers", "actions", "chair"]),
        about=st.sampled_from([MEETING, UUID(int=11)]),
        day=st.integers(0, SPAN).map(on),
        repeats=st.booleans(),
    ),
    max_size=12,
    unique=True,
)
RUNNING = st.sets(st.integers(0, SPAN - 1)).map(lambda numbers: [on(n) for n in sorted({*numbers, SPAN})])
EVERY_DAY = [on(number) for number in range(SPAN + 1)]


def sent_over(days: Iterable[dt.date], occasions: Sequence[Occasion]) -> list[tuple[dt.date, Occasion]]:
    """Run on some days, as the service did, and return what went when."""
    sent: list[tuple[dt.date, Occasion]] = []
    for as_of in days:
        sent += [(as_of, one) for one in letters_due(occasions, [gone for _, gone in sent], as_of)]
    return sent


@given(OCCASIONS, RUNNING)
def test_after_any_gap_the_same_one_off_letters_have_gone_once_each(
    occasions: list[Occasion], running: list[dt.date]
) -> None:
    def one_offs(days: list[dt.date]) -> Counter[Occasion]:
        return Counter(one for _, one in sent_over(days, occasions) if not one.repeats)

    assert one_offs(running) == one_offs(EVERY_DAY) == Counter(o for o in occasions if not o.repeats)


@given(OCCASIONS, RUNNING)
def test_of_repeats_only_the_latest_goes_and_one_a_person_and_day(
    occasions: list[Occasion], running: list[dt.date]
) -> None:
    repeats = [(as_of, one) for as_of, one in sent_over(running, occasions) if one.repeats]
    assert all(number == 1 for number in Counter((as_of, one.person_id) for as_of, one in repeats).values())
    for as_of, one in repeats:
        same = [o for o in occasions if o.repeats and (o.person_id, o.letter) == (one.person_id, one.letter)]
        assert one.day == max(o.day for o in same if o.day <= as_of)


def verdicts_over(days: Iterable[dt.date], done: dict[StepKind, dt.date]) -> dict[StepKind, Verdict]:
    """Run on some days: a step done by then is frozen; on the last day the others are judged."""
    meeting, frozen = day("Tue 19 Jan 2027"), dict[StepKind, Verdict]()
    open_steps = {step.kind: step for step in plan_steps(MASE, MASE_DAYS, meeting, on(0))}
    for as_of in days:
        for kind in [kind for kind in open_steps if kind in done and done[kind] <= as_of]:
            step = replace(open_steps.pop(kind), done=done[kind])
            frozen[kind] = finding(step, meeting_date=meeting, as_of=as_of).verdict
        left = {k: finding(s, meeting_date=meeting, as_of=as_of).verdict for k, s in open_steps.items()}
    return frozen | left


@given(st.dictionaries(st.sampled_from(StepKind), st.integers(0, SPAN).map(on)), RUNNING)
def test_after_any_gap_the_same_verdicts_stand(done: dict[StepKind, dt.date], running: list[dt.date]) -> None:
    assert verdicts_over(running, done) == verdicts_over(EVERY_DAY, done)


def asked_over(days: Iterable[dt.date], question: Question, answered: dt.date | None) -> Question:
    """Run on some days: ask, chase and escalate a question as it falls due."""
    for as_of in days:
        if answered and answered <= as_of:
            question = replace(question, answered=answered)
        if must_escalate(question, MASE.lead_times, MASE_DAYS, as_of):
            question = replace(question, escalated=as_of)
        match due_on(question, MASE.lead_times, MASE_DAYS, as_of):
            case Due.ASK:
                assert question.asked is None
                question = replace(question, asked=as_of)
            case Due.CHASE:
                assert question.chased is None
                question = replace(question, chased=as_of)
    return question


@given(st.integers(0, 20), st.integers(0, 20), st.none() | st.integers(0, SPAN).map(on), RUNNING)
def test_after_any_gap_a_question_is_asked_before_it_is_chased_and_not_in_one_day(
    opened: int, window: int, answered: dt.date | None, running: list[dt.date]
) -> None:
    question = Question(
        id=UUID(int=5),
        kind=QuestionKind.AGREE_AGENDA,
        about=MEETING,
        meeting_id=MEETING,
        of=CHAIR,
        opened=on(opened),
        due=on(opened + window),
    )
    after = asked_over(running, question, answered)
    if after.chased:
        assert after.asked
        assert after.asked < after.chased
    for letter in (after.asked, after.chased, after.escalated):
        assert letter is None or (MASE_DAYS.is_working(letter) and not (answered and answered <= letter))
    could_be_asked = [d for d in running if on(opened) <= d and MASE_DAYS.is_working(d)]
    first = next(iter(could_be_asked), None)
    assert after.asked == (None if first and answered and answered <= first else first)
