"""The terms of a task and finish group: its parent's, but for what its commission says (clause 6)."""

from __future__ import annotations

from typing import TypeVar

from forum.agenda.purpose import purpose_codes
from forum.task_groups.commission import Commission
from forum.terms.parts.calendar import Deadlines, Limit, ListRule
from forum.terms.parts.duties import StandingItem
from forum.terms.parts.forward_plan import ForwardPlanTerms
from forum.terms.parts.members import Quorum, Seat, Votes
from forum.terms.parts.part import Part
from forum.terms.policy import Policy

Table = TypeVar("Table", bound=Part)

OWN = "own"
WORK_SO_FAR = "The work so far, and what is next"
_LEAD_TIMES = {
    "record_due_after_meeting": 1,
    "minutes_draft_back_within": 2,
    "minutes_agreed_before_out": 1,
    "agenda_opens_before_deadline": 3,
    "papers_asked_before_collected": 5,
    "papers_collected_before_out": 1,
    "papers_open_before_out": 2,
}
"""The lead times that a month of minutes needs and an action note of one side does not, in working days."""


def lighter_policy(parent: Policy, commission: Commission) -> Policy:
    """Return the policy of a task group. It has seats by organisation, its own meetings, shorter lead times,
    an action note for minutes, and neither boards, partnerships nor a forward plan; attendance is not
    judged."""
    rules, group = parent.task_groups, parent.group
    objectives = _objectives(parent, commission)
    return _with(
        parent,
        group=_with(
            group,
            code=commission.code,
            name=commission.name,
            short_name=commission.short_name,
            go_live=commission.start,
            heading=f"{commission.name}, commissioned by the {group.short_name}",
            terms="",
        ),
        meetings=_with(
            parent.meetings,
            rule=ListRule(kind="list", dates=commission.meetings),
            start=commission.at or parent.meetings.start,
            minutes=commission.minutes or parent.meetings.minutes,
            place=commission.place or parent.meetings.place,
            plan_months_ahead=rules.most_months,
            purpose_raised_after=rules.most_meetings + 1,
            written_up_as="action note",
            at_least=0,
        ),
        deadlines=Deadlines(
            agenda_agreed=Limit(days=rules.agenda_before, clause=OWN),
            papers_out=Limit(days=rules.papers_before, clause=OWN),
            minutes_out=Limit(days=rules.note_within, clause=OWN),
        ),
        lead_times=_with(parent.lead_times, **_LEAD_TIMES),
        quorum=Quorum(share=rules.quorum, clause=rules.clause),
        votes=Votes(),
        attendance=_with(
            parent.attendance, from_meetings=rules.most_meetings + 1, absent_in_a_row=0, absent_months=0
        ),
        actions=_with(parent.actions, help_stands_under=""),
        seats=tuple(_seat(organisation) for organisation in commission.organisations),
        standing_items=(
            StandingItem(
                title=WORK_SO_FAR, purpose="discussion", minutes=20, objective=next(iter(objectives))
            ),
        ),
        objectives=objectives,
        boards=(),
        bodies=(),
        partnerships=(),
        forward_plan=ForwardPlanTerms(),
        members=_with(parent.members, details_months=(), list_months=()),
    )


def _with(table: Table, **changes: object) -> Table:
    return table.model_copy(update=changes)


def _seat(organisation: str) -> Seat:
    return Seat(name=organisation, short_name=organisation, clause=OWN)


def _objectives(parent: Policy, commission: Commission) -> dict[str, str]:
    """Return the purpose that the group serves, or all of the parent's where the commission names none."""
    name = purpose_codes(parent.objectives).get(commission.purpose)
    return {name: parent.objectives[name]} if name else dict(parent.objectives)
