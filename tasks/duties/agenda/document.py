"""The agenda as its readers see it: a document, the lines of a letter, what is to be said of each paper.

An agenda that nobody agreed in time: offered to the unit on the day on which its papers must leave (own
rule).
"""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from sqlalchemy.orm import Session

from forum import agenda as rules
from forum.actions.action_log import ActionState
from forum.agenda import ItemLine, Purpose
from forum.calendar.steps import StepKind
from forum.documents.agenda import Agenda, AgendaLine
from forum.papers.pack import COMING
from forum.papers.papers import Paper, PaperState, Readers, may_read
from forum.questions.kinds import QuestionKind
from forum.questions.words import Word
from tasks.duties.agenda.coverage import work_in_words
from tasks.duties.base.group_context import GroupContext, forum_of_meeting
from tasks.duties.base.office import UnitOfWork
from tasks.duties.questions.ask import ask_unit, questions_about, withdraw, withdraw_question
from tasks.register.actions import open_actions
from tasks.register.meetings import held_before, next_meeting, step_of
from tasks.register.papers import agenda_items, item_value, papers_of
from tasks.register.questions import open_questions
from tasks.register.tables import MeetingRow, QuestionRow


def offer_unagreed_agenda(work: UnitOfWork, meeting_id: UUID) -> None:
    """Ask the unit whether an agenda goes as not yet agreed by the Chair: its papers must leave today."""
    forum, meeting = forum_of_meeting(work, meeting_id)
    ask_unit(forum, QuestionKind.RELEASE_UNAGREED_AGENDA, meeting, due=forum.on)


def agreed_on(session: Session, meeting: MeetingRow) -> dt.date | None:
    """Return the day on which the Chair agreed an agenda; None while they have not, also where the unit
    released it."""
    if not _releases(session, meeting):
        return step_of(session, meeting.id, StepKind.AGENDA_AGREED).done
    answers = questions_about(session, meeting.id, QuestionKind.AGREE_AGENDA)
    agreed = (row.answered for row in answers if row.answered and row.answer is not Word.OTHER)
    return next(agreed, None)


def is_released_unagreed(session: Session, meeting: MeetingRow) -> bool:
    """Tell whether the unit released an agenda that the Chair has not agreed since."""
    return bool(_releases(session, meeting)) and agreed_on(session, meeting) is None


def take_back_release(forum: GroupContext, meeting: MeetingRow) -> None:
    """Open the step again where the unit had released the agenda: what the Chair wants changed stops it (own
    rule). Once its papers are out, nobody is asked any more."""
    for release in _releases(forum.tx.session, meeting):
        withdraw(forum.tx, release, forum.on)
        step = step_of(forum.tx.session, meeting.id, StepKind.AGENDA_AGREED)
        step.done, step.verdict, step.note = None, None, ""
        forum.tx.audit("step opened again", meeting=meeting.id, step=step.kind)
    withdraw_question(forum.tx, meeting.id, QuestionKind.RELEASE_UNAGREED_AGENDA, forum.on)
    withdraw_question(forum.tx, meeting.id, QuestionKind.RELEASE_PACK, forum.on)


def _releases(session: Session, meeting: MeetingRow) -> list[QuestionRow]:
    releases = questions_about(session, meeting.id, QuestionKind.RELEASE_UNAGREED_AGENDA)
    return [row for row in releases if row.answered and not row.withdrawn]


PAPER_IN_WORDS = {
    PaperState.WANTED: "to follow",
    PaperState.FILED: "attached",
    PaperState.LATE_WANTED: "to follow",
    PaperState.LATE_ALLOWED: "attached",
    PaperState.VERBAL: "verbal",
    PaperState.WITHDRAWN: "withdrawn",
    PaperState.TABLED: "at the meeting",
    PaperState.DROPPED: "not circulated",
}
RESTRICTED = "restricted"  # the paper comes, and not to everybody who sees its item


def agenda_document(forum: GroupContext, meeting: MeetingRow, *, part_two: bool) -> Agenda:
    """Return the agenda as a document, with part 2 or without."""
    session = forum.tx.session
    papers = {paper.item_number: paper for paper in papers_of(session, meeting.id)}
    every = [item_value(row) for row in agenda_items(session, meeting.id)]
    begins = dict(zip(every, rules.start_times(every, meeting.start), strict=True))
    items = rules.items_for_reader(every, part_two)
    following = next_meeting(session, meeting.group_id, meeting.date)
    starts = dt.datetime.combine(meeting.date, meeting.start)
    return Agenda(
        group=forum.policy.group.in_headings,
        marking=forum.policy.marking,
        reference=meeting.reference,
        date=meeting.date,
        start=meeting.start,
        finish=(starts + dt.timedelta(minutes=meeting.minutes)).time(),
        place=meeting.place,
        chair=forum.chairs_named(),
        agreed=agreed_on(session, meeting),
        items=tuple(
            _line(forum, item, begins[item], _paper_in(papers.get(item.number), part_two=part_two))
            for item in items
        ),
        next_meeting=following.date if following else None,
    )


def item_lines(forum: GroupContext, meeting: MeetingRow, reader: UUID) -> tuple[ItemLine, ...]:
    """Return the items of the agenda for a letter to one reader, each with the word for its paper. Where no
    meeting was held before, its minutes and the action log need no decision."""
    session, members = forum.tx.session, forum.membership
    papers = {paper.item_number: paper for paper in papers_of(session, meeting.id)}
    part_two = members.may_read_part_two(reader, forum.on)
    is_first = next(held_before(session, meeting), None) is None
    lines = []
    for item in agenda_items(session, meeting.id):
        if item.part > 1 and not part_two:
            continue
        paper = papers.get(item.number)
        word = paper_word(paper, may_read(paper, members, reader, forum.on)) if paper else ""
        is_idle = is_first and item.place in (rules.Place.LAST_MINUTES, rules.Place.ACTION_LOG)
        purpose = Purpose.INFORMATION if is_idle else item.purpose
        lines.append(
            ItemLine(number=item.number, title=item.title, purpose=purpose, paper=word, part=item.part)
        )
    return tuple(lines)


def paper_word(paper: Paper, readable: bool) -> str:
    """Say in a word or two how a paper comes to a reader who may read it, or may not."""
    return RESTRICTED if paper.state in COMING and not readable else PAPER_IN_WORDS[paper.state]


def _paper_in(paper: Paper | None, *, part_two: bool) -> str:
    """Say how a paper comes to all readers of this agenda, with part 2 or without."""
    if paper is None:
        return ""
    readers = paper.readers
    return paper_word(paper, readers is Readers.ALL or (part_two and readers is Readers.PART_TWO))


def _line(forum: GroupContext, item: rules.Item, starts: dt.time, paper: str) -> AgendaLine:
    return AgendaLine(
        number=item.number,
        title=item.title,
        purpose=item.purpose,
        starts=starts,
        lead=_name_of_lead(forum, item),
        paper=paper,
        part=item.part,
        note=_note_under(forum, item),
    )


def _note_under(forum: GroupContext, item: rules.Item) -> str:
    """Return what stands under an item's title: help wanted under obstacles, the work of task groups under
    the item that the policy names, and under the action log the actions recommended for discharge; empty for
    most items."""
    if item.place is rules.Place.OTHER_BUSINESS:
        return "Other business, notified beforehand."
    if _lists_help(forum, item):
        return _help_wanted(forum)
    if item.standing and item.title == forum.policy.task_groups.stand_under:
        return work_in_words(forum)
    return _to_discharge(forum) if item.place is rules.Place.ACTION_LOG else ""


def _to_discharge(forum: GroupContext) -> str:
    """Name the actions of part 1 that are reported done; empty for none."""
    actions = [
        f"{row.reference}, {row.title}"
        for row in open_actions(forum.tx.session, forum.group.id)
        if row.state is ActionState.REPORTED_DONE and row.part == 1
    ]
    return f"Recommended for discharge: {'; '.join(actions)}." if actions else ""


def _name_of_lead(forum: GroupContext, item: rules.Item) -> str:
    """Return the name of an item's lead; where a seat leads it, its member of today, or else the Chair."""
    standing = {standing.title: standing.lead for standing in forum.policy.standing_items}
    seat = standing.get(item.title, "chair") if item.standing else "chair"
    if seat in ("chair", "unit"):
        return forum.place_of(item.lead).person(item.lead).name if item.lead else ""
    member = core_members(forum).get(seat)
    return forum.membership.person(member).name if member else forum.chairs_named()


def _lists_help(forum: GroupContext, item: rules.Item) -> bool:
    """Say whether an item is the one on obstacles, by the policy (clause 1)."""
    return item.standing and item.title == forum.policy.actions.help_stands_under


def _help_wanted(forum: GroupContext) -> str:
    """Name the actions of part 1 whose owners wait for help; empty for none."""
    waiting = {
        question.about_id
        for question in open_questions(forum.tx.session, forum.group.id, QuestionKind.HELP_WITH_ACTION)
    }
    actions = [
        f"{row.reference}, {row.title}"
        for row in open_actions(forum.tx.session, forum.group.id)
        if row.id in waiting and row.part == 1
    ]
    return f"Help wanted: {'; '.join(actions)}." if actions else ""


def core_members(forum: GroupContext) -> dict[str, UUID]:
    """Return the core member of each seat that is filled today, by both of the seat's names."""
    members = forum.membership
    return {
        name: member.id
        for seat in members.seats_on(forum.on)
        if (member := members.core_member(seat.id, forum.on))
        for name in (seat.name, seat.short_name)
    }
