"""The unit's tasks of today in the desk letter: what to do, how, and by when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from forum.calendar.steps import StepKind
from forum.challenge import WHO_ANSWERS
from forum.letters.base import operators_contact
from forum.letters.questions import Desk, DeskTask
from forum.members.membership import Person
from forum.questions.kind import KindOfQuestion
from forum.questions.kinds import TO_THE_CHAIR, QuestionKind, facts_for, said_by_phone
from forum.questions.lifecycle import Due, calls_for_a_desk_letter
from forum.text.wording import capital, day_month, short_date, telephone
from tasks.duties.answers.put_questions import due_of, is_to_ring
from tasks.duties.base.group_context import GroupContext
from tasks.duties.challenge import seat_named
from tasks.duties.coming.seats_to_fill import coming_by_phone, empty_seats_in_words
from tasks.duties.desk.data import Affairs
from tasks.duties.desk.members import (
    agreements_wanted,
    contacts_to_confirm,
    words_that_answer,
)
from tasks.duties.partnerships.write_briefings import on_the_desk as for_writing
from tasks.duties.questions.ask import asked_now, deputies_now, question_value, questions_about
from tasks.duties.research.follow_research import research_on_the_desk
from tasks.register.meetings import step_if_any
from tasks.register.tables import (
    ActionRow,
    BoardReportRow,
    BriefingRow,
    ChallengeRow,
    MeetingRow,
    PersonRow,
    PlanLineRow,
    QuestionRow,
    ResearchRow,
    TaskGroupRow,
)

_ANSWERED_BY_CHAIR = {
    QuestionKind.AMEND_AGENDA: QuestionKind.AGREE_AGENDA,
    QuestionKind.HELP_WITH_ACTION: QuestionKind.HEAR_OF_HELP_WANTED,
}
"""The question of the unit's that the Chair's words on another lead to."""


@dataclass(frozen=True)
class WaitsOn:
    """What members wait for until the Chair answers, in words, and the step that sends it out."""

    step: StepKind
    words: str


_WAITS_ON = {
    QuestionKind.AGREE_AGENDA: WaitsOn(
        StepKind.PAPERS_OUT,
        "The papers for {day} wait for it, and must leave {by}; on that day we offer you RELEASE AGENDA. ",
    ),
    QuestionKind.AGREE_MINUTES: WaitsOn(
        StepKind.MINUTES_OUT,
        "The minutes of {day} wait for it, and must leave {by}; on that day we offer you RELEASE. ",
    ),
}


def needs_of(
    forum: GroupContext, affairs: Affairs, to_unit: list[QuestionRow], asked_before: list[DeskTask]
) -> Iterator[DeskTask]:
    """Yield what needs the unit in a group; add the questions that this puts to the unit to ``to_unit``.

    ``asked_before`` takes what an earlier letter asked of the unit and still has time: no letter goes for it
    alone, and each that goes has it.
    """
    for question in tasks_in_order(forum, affairs):
        due = due_of(forum, question)
        kind = _facts(forum, question.kind)
        if kind.unit_does and due is not Due.NOTHING:
            to_unit.append(question)
            yield _asked_of_unit(forum, affairs, question)
        elif kind.unit_does and question.asked:
            asked_before.append(_asked_of_unit(forum, affairs, question))
        elif is_to_ring(question, due):
            call = DeskTask(
                group=forum.group.code,
                what=f"Ring {_whom_to_ring(forum, affairs, question)}, and ask them to "
                f"{phrase_of(forum, affairs, question)}.",
                how=f"We have written and had no answer. {_what_waits_on(forum, affairs, question)}"
                f"{_pass_on(forum, affairs, question)}",
                by=question.due,
                since=question.asked,
            )
            lead_times = forum.policy.lead_times
            if calls_for_a_desk_letter(question_value(question), lead_times, forum.days, forum.on):
                yield call
            else:
                asked_before.append(call)
    yield from agreements_wanted(forum, affairs, to_unit, asked_before)
    yield from contacts_to_confirm(forum, affairs, to_unit, asked_before)
    yield from tasks_on_desk(forum, affairs, urgent=False)


def tasks_on_desk(forum: GroupContext, affairs: Affairs, *, urgent: bool) -> Iterator[DeskTask]:
    """Yield what the subjects put on a group's desk: all that is urgent, or all else."""
    for part, waiting in affairs.on_desk:
        if part.urgent == urgent and (things := waiting.get(forum.group.id)):
            yield from part.tasks(forum, things)


def hold_in_words(forum: GroupContext, affairs: Affairs) -> Iterator[DeskTask]:
    """Yield why everything is held, whichever the group; this letter waits with the others."""
    if affairs.hold:
        yield DeskTask(
            group=forum.group.code,
            what=f"{affairs.hold.words}.",
            how="Letters and invitations wait, this one too. Reply RESUME to let them leave.",
            by=forum.on,
        )


def groups_paused(forums: Sequence[GroupContext], affairs: Affairs) -> Iterator[DeskTask]:
    """Yield the groups of the same officer for which nothing is done, as their policy can't be used."""
    paused = {row.id: row for forum in forums for row in affairs.paused.get(forum.group.id, ())}
    for row in paused.values():
        assert row.paused is not None
        yield DeskTask(
            group=row.code,
            what=f"Nothing goes out for {row.code} since {short_date(row.paused)}: its terms of reference on "
            "file can’t be read.",
            how=f"Ask {operators_contact(forums[0].office.ops_address)}, who hear of it too. What people "
            "reply meanwhile waits for you in the mailbox.",
            by=forums[0].on,
        )


def _asked_of_unit(forum: GroupContext, affairs: Affairs, question: QuestionRow) -> DeskTask:
    kind = _facts(forum, question.kind)
    is_put_here = kind.letter == Desk.NAME
    return DeskTask(
        group=forum.group.code,
        what=_what(forum, affairs, question),
        how=_how(forum, affairs, question),
        by=question.due,
        since=question.asked,
        answers=(words_that_answer(question, *kind.buttons),) if kind.buttons and is_put_here else (),
    )


def _what(forum: GroupContext, affairs: Affairs, question: QuestionRow) -> str:
    """Say what the unit is asked to do; where an owner wants help, whom to ring."""
    if request := affairs.of(ResearchRow).get(question.about_id):
        return f"{capital(phrase_of(forum, affairs, question))}: {request.question}"
    if challenge := affairs.of(ChallengeRow).get(question.about_id):
        return _challenge_in_words(forum, challenge)
    if question.kind is not QuestionKind.HELP_WITH_ACTION:
        return f"{capital(phrase_of(forum, affairs, question))}."
    action = affairs.of(ActionRow)[question.about_id]
    owner = affairs.of(PersonRow)[action.owner_id]
    return f"Ring {_name_and_number(forum, owner)}: help wanted on action {action.reference}, {action.title}."


def _challenge_in_words(forum: GroupContext, challenge: ChallengeRow) -> str:
    """Say who is to answer which challenge: "Kent Police, senior officer: answer wanted to …"."""
    to = seat_named(forum, challenge.to_id)
    return f"{to}, {WHO_ANSWERS[challenge.stage]}: answer wanted to {challenge.reference}. {challenge.what}"


def _how(forum: GroupContext, affairs: Affairs, question: QuestionRow) -> str:
    """Say how the unit answers its question, after what others said of it or the seats that will be empty for
    part 2; and which officer has the record workbook."""
    if question.kind is QuestionKind.FILE_RECORD and question.of_id != forum.unit().id:
        of = day_month(affairs.of(MeetingRow)[question.about_id].date)
        return (
            f"The record workbook of {of} is with {affairs.of(PersonRow)[question.of_id].name}. Ask them to "
            "send it back as it was filled in at the meeting."
        )
    id = question.about_id
    request, briefing = affairs.of(ResearchRow).get(id), affairs.of(BriefingRow).get(id)
    about = (
        affairs.of(ActionRow).get(id)
        or affairs.of(MeetingRow).get(id)
        or affairs.of(ChallengeRow).get(id)
        or request
        or briefing
    )
    reference = about.reference if about else ""
    if report := affairs.of(BoardReportRow).get(id):
        reference = report.body
    does = _facts(forum, question.kind).unit_does.format(about=reference)
    if request:
        return f"{research_on_the_desk(forum, question, request)} {does}".strip()
    if briefing:
        return f"{for_writing(forum, briefing)} {does}"
    if question.kind is QuestionKind.FILL_PART_TWO:
        return f"{empty_seats_in_words(forum, affairs.of(MeetingRow)[question.about_id])} {does}"
    return f"{_said_of(forum, affairs, question)}{does}"


def _said_of(forum: GroupContext, affairs: Affairs, question: QuestionRow) -> str:
    """Return what the owner of an action wrote on the help they want, and the Chair on that or on a draft.

    This letter bears no marking, so that words on an action of part 2 stay in its action log.
    """
    action = affairs.of(ActionRow).get(question.about_id)
    kind = _ANSWERED_BY_CHAIR.get(question.kind)
    if kind is None or (action and action.part > 1):
        return ""
    answers = [row.answer_text for row in questions_about(forum.tx.session, question.about_id, kind)]
    of_owner = affairs.help_wanted.get(question.about_id)
    said = [("They write", of_owner), *(("The Chair says", text) for text in answers[-1:])]
    return "".join(f"{who}: “{text.strip(' .')}”. " for who, text in said if text)


def _whom_to_ring(forum: GroupContext, affairs: Affairs, question: QuestionRow) -> str:
    """Return the person asked, or whoever covers for them today, with their number; beside them the deputy
    chair, where asked as well."""
    asked = asked_of(forum, affairs, question)
    as_well = deputies_now(forum, question)
    also = "".join(f", or {_name_and_number(forum, deputy)}" for deputy in as_well if deputy.id != asked.id)
    return f"{_name_and_number(forum, asked)}{also}"


def _what_waits_on(forum: GroupContext, affairs: Affairs, question: QuestionRow) -> str:
    """Say what members wait for until the Chair answers, and what the unit may release on its last day; empty
    where nobody does."""
    waits = _WAITS_ON.get(question.kind)
    meeting = affairs.of(MeetingRow).get(question.about_id)
    step = step_if_any(forum.tx.session, meeting.id, waits.step) if waits and meeting else None
    if waits is None or meeting is None or step is None or step.deadline is None or step.deadline < forum.on:
        return ""
    by = short_date(step.deadline)
    return waits.words.format(
        day=day_month(meeting.date), by="today" if step.deadline == forum.on else f"by {by}"
    )


def _name_and_number(forum: GroupContext, person: Person | PersonRow) -> str:
    if not forum.offices.is_covered(person.id, forum.on):
        return f"{person.name}, {telephone(person.phone)}"
    cover = forum.offices.acting_for(person.id, forum.on)
    return f"{cover.name}, who acts for {person.name}, {telephone(cover.phone)}"


def _pass_on(forum: GroupContext, affairs: Affairs, question: QuestionRow) -> str:
    """Say how the unit puts on record what it was told by phone."""
    action = affairs.of(ActionRow).get(question.about_id)
    item = affairs.items.get(question.about_id)
    report = affairs.of(BoardReportRow).get(question.about_id)
    of_item = f"item {item}" if item else report.body if report else ""
    line = affairs.of(PlanLineRow).get(question.about_id)
    task_group = affairs.of(TaskGroupRow).get(question.about_id)
    of_work = line.reference if line else task_group.code if task_group else ""
    about = action.reference if action else of_work or of_item
    if report and question.kind is QuestionKind.TELL_OUTCOME:
        return f"Reply with what they say, such as BOARD {about}: 1 agreed."
    if request := affairs.of(ResearchRow).get(question.about_id):
        return f"Reply with what they say, such as PROGRESS {request.reference} half of the answers are in."
    person = affairs.of(PersonRow)[question.of_id]
    if question.kind is QuestionKind.ACKNOWLEDGE_BRIEFING:
        about = person.name
    chair = person.name if question.together else "CHAIR"  # one of two is named
    written_up_as = forum.policy.meetings.written_up_as
    example = said_by_phone(question.kind, about, forum.on, chair, written_up_as) or coming_by_phone(
        person, forum.on
    )
    return f"Reply with what was said, such as {example}. If nobody answers: RUNG {person.name}, NO ANSWER."


def asked_of(forum: GroupContext, affairs: Affairs, question: QuestionRow) -> Person | PersonRow:
    """Return who is asked today; a new Chair is asked what the former one left open."""
    if question.kind not in TO_THE_CHAIR:
        return affairs.of(PersonRow)[question.of_id]
    person = next(iter(asked_now(forum, question)), question.of_id)
    return affairs.of(PersonRow).get(person) or forum.offices.person(person)


def tasks_in_order(forum: GroupContext, affairs: Affairs) -> list[QuestionRow]:
    """Return a group's open questions by the day they are due, then by what they ask and of whom."""
    return sorted(
        affairs.questions.get(forum.group.id, ()),
        key=lambda question: (
            question.due,
            phrase_of(forum, affairs, question),
            affairs.of(PersonRow)[question.of_id].name,
        ),
    )


def phrase_of(forum: GroupContext, affairs: Affairs, question: QuestionRow) -> str:
    """Say what is asked, in a few words: "agree the agenda for 9 February"."""
    words = _facts(forum, question.kind).phrase
    if disputed := affairs.of(QuestionRow).get(question.about_id):
        words = f"{words} ({_facts(forum, disputed.kind).phrase})"
    if action := affairs.of(ActionRow).get(question.about_id):
        return words.replace("an action", f"action {action.reference}")
    if request := affairs.of(ResearchRow).get(question.about_id):
        return f"{words}, {request.reference}"
    if line := affairs.of(PlanLineRow).get(question.about_id):
        words = words.replace("a line", f"line {line.reference}")
    if task_group := affairs.of(TaskGroupRow).get(question.about_id):
        words = words.replace("a task and finish group", task_group.code)
    if report := affairs.of(BoardReportRow).get(question.about_id):
        return f"{words} ({report.body}, {day_month(report.date)})"
    if briefing := affairs.of(BriefingRow).get(question.about_id):
        on = briefing.decision or "the last quarter"
        return f"{words}, {briefing.reference}, for {briefing.partnership} on {on}"
    if item := affairs.items.get(question.about_id):
        words = f"{words} for item {item}"
    meeting = affairs.of(MeetingRow).get(question.meeting_id) if question.meeting_id else None
    return f"{words} {'of' if item else 'for'} {day_month(meeting.date)}" if meeting else words


def _facts(forum: GroupContext, kind: QuestionKind) -> KindOfQuestion:
    """Return the facts of a kind of question in the words of the group."""
    return facts_for(kind, forum.policy.meetings.written_up_as)
