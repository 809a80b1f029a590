"""Briefings on the decisions that are referred to partnerships: the unit writes what the register cannot
know (clause 2).

What goes to partnerships and comes from them, as the unit looks at it: waiting or taken, at both ends.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from forum.partnerships import (
    BriefingState,
    briefings_to_look_at,
    decision_digest,
    faults_of,
    is_quarter_due,
    needs_words_of_its_own,
    partnerships_in,
    read_words,
)
from forum.questions.kinds import QuestionKind
from forum.questions.words import Reply, Word
from forum.text.checks import checked_text
from forum.text.problem import Problem
from forum.text.wording import listed, short_date
from tasks.duties.base.group_context import GroupContext, group_context
from tasks.duties.base.office import UnitOfWork
from tasks.duties.questions.ask import ask, ask_chairs, questions_about, withdraw_question
from tasks.register.meetings import HELD
from tasks.register.other_bodies import (
    briefings_in,
    briefings_of,
    contacts_of,
    messages_in,
    next_briefing,
    words_of,
)
from tasks.register.tables import AgendaItemRow, BriefingRow, DecisionRow, GroupRow, MeetingRow, QuestionRow

CHAIR_ANSWERS_WITHIN = 5  # working days
UNAGREED = (BriefingState.TO_WRITE, BriefingState.WRITTEN)


def follow_decisions(forum: GroupContext, meeting: MeetingRow) -> None:
    """Open the briefings that follow from a record: on its own decisions, on those that it ratified, and on
    the quarter for a partnership that heard nothing."""
    ratified_here = select(DecisionRow.meeting_id).where(DecisionRow.ratified_at_id == meeting.id)
    for id in {meeting.id, *forum.tx.session.scalars(ratified_here)}:
        brief_on_decisions(forum, forum.tx.session.get_one(MeetingRow, id))
    for partnership in _heard_nothing(forum):
        _open(forum, meeting, partnership)


def brief_on_decisions(forum: GroupContext, meeting: MeetingRow) -> None:
    """Open a briefing for each decision of a meeting that stands and is referred to a partnership: one that
    is no longer referred is dropped, and one that changed is written again."""
    session = forum.tx.session
    known = {(row.decision, row.partnership): row for row in briefings_of(session, meeting.id)}
    stands = or_(DecisionRow.to_ratify.is_(False), DecisionRow.ratified_at_id.is_not(None))
    decisions = session.scalars(select(DecisionRow).where(DecisionRow.meeting_id == meeting.id, stands))
    referred = {
        (decision.reference, partnership): decision
        for decision in decisions
        for partnership in partnerships_in(decision.refer_to, forum.policy.partnerships)
    }
    for place, decision in sorted(referred.items()):
        part, digest = _part(forum, decision), decision_digest(decision.reference, decision.text)
        if (row := known.get(place)) is None:
            _open(forum, meeting, place[1], part, place[0], digest)
        elif row.of_digest != digest and row.state in UNAGREED:
            row.of_digest, row.part = digest, part
            ask_to_write(forum, row)
    for place, row in known.items():
        if row.decision and place not in referred and row.state in UNAGREED:
            _drop(forum, row)


def _heard_nothing(forum: GroupContext) -> Sequence[str]:
    """Return the partnerships with a contact to which nothing was referred for a quarter."""
    session, contacts = forum.tx.session, contacts_of(forum.tx.session, forum.group.id, forum.on)
    latest_first = sorted(contacts, key=lambda contact: contact.first, reverse=True)
    since = {contact.partnership: contact.first for contact in latest_first}
    for row in briefings_in(session, forum.group.id) if since else ():
        if row.partnership in since:
            since[row.partnership] = max(since[row.partnership], row.opened)
    return sorted(name for name, last in since.items() if is_quarter_due(last, forum.on))


def record_words(work: UnitOfWork, question: QuestionRow, reply: Reply) -> None:
    """Record the words of a briefing, or that none goes; the Chair is asked once all of the meeting are
    written."""
    row = work.session.get_one(BriefingRow, question.about_id)
    forum = group_context(work, row.group_id)
    text = checked_text(reply.text, f"briefing {row.reference}").strip()
    if reply.word is Word.NO:
        if not text:
            raise Problem(f"{row.reference}: say after NO why no briefing goes.")
        _drop(forum, row)
    else:
        _write(forum, row, text)
    ask_chair_when_written(forum, row)


def ask_to_write(forum: GroupContext, row: BriefingRow) -> None:
    """Ask the unit for the words of a briefing; what the Chair was asked about it is withdrawn."""
    row.state = BriefingState.TO_WRITE
    withdraw_question(forum.tx, row.meeting_id, QuestionKind.AGREE_BRIEFINGS, forum.on)
    ask(
        forum.tx,
        QuestionKind.WRITE_BRIEFING,
        group_id=row.group_id,
        about=row.id,
        of=forum.unit().id,
        on=forum.on,
        due=forum.days.add(forum.on, forum.policy.lead_times.minutes_draft_back_within),
        meeting_id=row.meeting_id,
    )


def ask_chair_when_written(forum: GroupContext, row: BriefingRow) -> None:
    """Ask the Chair to agree the briefings of a meeting, once none of them is to be written."""
    rows = briefings_of(forum.tx.session, row.meeting_id)
    states = {briefing.state for briefing in rows}
    if BriefingState.WRITTEN not in states or BriefingState.TO_WRITE in states:
        return
    withdraw_question(forum.tx, row.meeting_id, QuestionKind.AGREE_BRIEFINGS, forum.on)
    ask_chairs(
        forum,
        QuestionKind.AGREE_BRIEFINGS,
        about=row.meeting_id,
        due=forum.days.add(forum.on, CHAIR_ANSWERS_WITHIN),
        meeting_id=row.meeting_id,
    )


def passages_in_words(forum: GroupContext, row: BriefingRow) -> str:
    """Name what a person looks at before the Chair agrees the words; empty for nothing."""
    words = words_of(row)
    passages = briefings_to_look_at(words, names_of_organisations(forum)) if words else ()
    return f"Look at this before it goes: {listed(map(str, passages))}." if passages else ""


def names_of_organisations(forum: GroupContext) -> tuple[str, ...]:
    """Return the names of organisations, those of contacts too, which may be named."""
    bodies = (row.body for row in contacts_of(forum.tx.session, forum.group.id, forum.on))
    return (*forum.organisations, *bodies)


def on_the_desk(forum: GroupContext, row: BriefingRow) -> str:
    """Say what the unit needs to know to write a briefing: what the Chair wants changed, and what lacks."""
    asked = questions_about(forum.tx.session, row.meeting_id, QuestionKind.AGREE_BRIEFINGS)
    changes = next(
        (question.answer_text for question in reversed(asked) if question.answer is Word.OTHER), ""
    )
    rules = forum.policy.briefings
    public = row.partnership in rules.public
    facts = (
        f"The Chair says: “{changes.strip(' .')}”." if changes else "",
        "It has no contact yet: first reply CONTACT, its name and the contact’s."
        if not _contacts(forum, row)
        else "",
        "Its papers are public." if public else "",
        "Neither people nor places are named to it." if row.partnership in rules.nothing_named else "",
        "Nothing was referred to it for a quarter: say in DECIDED: what the group did."
        if not row.decision
        else "It needs words of its own, DECIDED:, since the decision’s stay inside."
        if needs_words_of_its_own(row.part, row.partnership, rules)
        else "The decision stands as it is, unless a line begins with DECIDED:.",
    )
    return " ".join(filter(None, facts))


def _open(
    forum: GroupContext,
    meeting: MeetingRow,
    partnership: str,
    part: int = 1,
    decision: str = "",
    of_digest: str = "",
) -> None:
    """Open a briefing on a decision, or without one on the quarter, and ask the unit for its words."""
    row = BriefingRow(
        group_id=meeting.group_id,
        meeting_id=meeting.id,
        reference=next_briefing(forum.tx.session, forum.on.year),
        decision=decision,
        of_digest=of_digest,
        partnership=partnership,
        part=part,
        state=BriefingState.TO_WRITE,
        opened=forum.on,
    )
    forum.tx.session.add(row)
    forum.tx.session.flush()
    forum.tx.audit("briefing opened", briefing=row.id, meeting=meeting.id)
    ask_to_write(forum, row)


def _drop(forum: GroupContext, row: BriefingRow) -> None:
    row.state = BriefingState.DROPPED
    withdraw_question(forum.tx, row.id, QuestionKind.WRITE_BRIEFING, forum.on)
    withdraw_question(forum.tx, row.meeting_id, QuestionKind.AGREE_BRIEFINGS, forum.on)
    forum.tx.audit("briefing dropped", briefing=row.id)
    ask_chair_when_written(forum, row)


def _write(forum: GroupContext, row: BriefingRow, text: str) -> None:
    own = needs_words_of_its_own(row.part, row.partnership, forum.policy.briefings)
    words = read_words(text, forum.on, "" if own else _decided(forum, row))
    faults = faults_of(words, row.partnership, forum.policy.briefings, names_of_organisations(forum))
    if not _contacts(forum, row):
        faults = (*faults, f"{row.partnership} has no contact yet: first reply CONTACT, its name and theirs.")
    if faults:
        raise Problem(f"{row.reference} can’t go to the Chair as it is.", faults)
    row.kind, row.decided, row.why = words.kind, words.decided, words.why
    row.ask, row.by, row.pass_on = words.ask, words.by, words.pass_on
    row.state = BriefingState.WRITTEN
    forum.tx.audit("briefing written", briefing=row.id)


def _contacts(forum: GroupContext, row: BriefingRow) -> Sequence[object]:
    contacts = contacts_of(forum.tx.session, row.group_id, forum.on)
    return [contact for contact in contacts if contact.partnership == row.partnership]


def _decided(forum: GroupContext, row: BriefingRow) -> str:
    query = select(DecisionRow.text).where(
        DecisionRow.meeting_id == row.meeting_id, DecisionRow.reference == row.decision
    )
    return forum.tx.session.scalar(query) or ""


def _part(forum: GroupContext, decision: DecisionRow) -> int:
    return forum.tx.session.get_one(AgendaItemRow, decision.item_id).part


@dataclass(frozen=True)
class PartnershipMessage:
    """A briefing or a contact's message: its ``reference`` or day, to or from ``whom``, its ``purpose`` and
    how it stands."""

    reference: str
    whom: str
    purpose: str
    standing: str


def messages_both_ways(session: Session, group: GroupRow) -> Sequence[PartnershipMessage]:
    """Return the briefings of a group, and what its partnerships sent, the oldest first of each."""
    sent = [
        PartnershipMessage(
            row.reference, f"to {row.partnership}", str(row.kind or ""), _standing(session, row)
        )
        for row in briefings_in(session, group.id)
    ]
    came = []
    for message, contact in messages_in(session, group.id):
        item = session.get_one(AgendaItemRow, message.item_id)
        meeting = session.get_one(MeetingRow, item.meeting_id)
        standing = "taken" if meeting.state is HELD else "waiting"
        came.append(
            PartnershipMessage(
                short_date(message.on),
                f"from {contact.body}",
                str(message.kind),
                f"{standing}, {meeting.reference}",
            )
        )
    return [*sent, *came]


def _standing(session: Session, row: BriefingRow) -> str:
    """Say how a briefing stands: for one that is agreed, how many contacts have acknowledged it."""
    if row.state is not BriefingState.AGREED:
        return row.state.value
    people = {
        contact.person_id
        for contact in contacts_of(session, row.group_id, row.agreed_on or row.opened)
        if contact.partnership == row.partnership
    }
    asked = [
        question
        for person in people
        for question in questions_about(session, person, QuestionKind.ACKNOWLEDGE_BRIEFING)
        if question.meeting_id == row.meeting_id
    ]
    acknowledged = sum(question.answered is not None for question in asked)
    return f"acknowledged by {acknowledged} of {len(asked)}"
