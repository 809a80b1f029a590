"""The register of decisions of a period: how each stands, and what followed from it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from uuid import UUID

from forum.agenda import purpose_codes
from forum.attendance.quorum import Ruling
from forum.decisions import DecisionFacts, standing_in_words
from forum.documents.registers import DecisionEntry, DecisionsRegister
from forum.text.problem import Problem
from forum.text.wording import long_date, years
from tasks.duties.base.group_context import GroupContext, group_context
from tasks.duties.base.office import UnitOfWork
from tasks.duties.coming.seats_to_fill import quorum_of
from tasks.register.actions import action_value, actions_taken_at, plan_of
from tasks.register.other_bodies import briefings_of
from tasks.register.registers import decisions_between, superseding
from tasks.register.tables import AgendaItemRow, DecisionRow, MeetingRow


def decisions_register(work: UnitOfWork, group_id: UUID, first: dt.date, last: dt.date) -> DecisionsRegister:
    """Return the decisions of part 1 from ``first`` to ``last``, both days included. Problem when there are
    none."""
    forum = group_context(work, group_id)
    rows = decisions_between(work.session, group_id, first, last)
    if not rows:
        raise Problem(
            f"No decision of part 1 was recorded from {long_date(first)} to {long_date(last)}; choose "
            "another period."
        )
    later = superseding(work.session, group_id)
    codes = {purpose: code for code, purpose in purpose_codes(forum.policy.objectives).items()}
    return DecisionsRegister(
        group=forum.policy.group.in_headings,
        marking=forum.policy.marking,
        reference=f"{forum.group.code}, {years(first, last)}",
        first=first,
        last=last,
        decisions=tuple(
            DecisionEntry(
                reference=decision.reference,
                on=meeting.date,
                item=item.title,
                purpose=codes.get(item.objective, ""),
                text=decision.in_full,
                standing=standing_in_words(_facts(forum, decision, meeting, later)),
                followed=tuple(_followed(forum, decision, item)),
            )
            for decision, item, meeting in rows
        ),
    )


def _facts(
    forum: GroupContext, decision: DecisionRow, meeting: MeetingRow, later: dict[str, str]
) -> DecisionFacts:
    ratified_at = decision.ratified_at_id
    is_ruled = meeting.quorum_ruling is Ruling.QUORATE and not quorum_of(forum, meeting).quorate
    return DecisionFacts(
        is_quorate=decision.quorate,
        is_ruled=is_ruled,
        waits=decision.to_ratify,
        ratified_at=forum.tx.session.get_one(MeetingRow, ratified_at).reference if ratified_at else "",
        superseded_by=later.get(decision.reference, ""),
    )


def _followed(forum: GroupContext, decision: DecisionRow, item: AgendaItemRow) -> Iterator[str]:
    """Yield what followed: the actions of part 1 under the item, briefings of the decision, and lines of the
    plan that it ended or gave another date."""
    session = forum.tx.session
    for action in actions_taken_at(session, decision.meeting_id):
        if action.item_id == item.id and action.part == 1:
            yield action_value(action).in_words
    for briefing in briefings_of(session, decision.meeting_id):
        if briefing.decision == decision.reference:
            yield f"{briefing.reference} for {briefing.partnership}: {briefing.state}"
    for line in plan_of(session, forum.group.id):
        if line.ended_by == decision.reference:
            yield f"{line.reference}: {line.state}"
        elif line.due_by == decision.reference:
            yield f"{line.reference}: due {long_date(line.due)}"
        elif line.agreed_by == decision.reference and line.agreed_colour:
            yield f"{line.reference}: {line.agreed_colour}"
