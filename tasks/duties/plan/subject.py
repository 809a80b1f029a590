"""What the action plan hands the house."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from uuid import UUID

from forum.calendar.timetable import StatusTable
from forum.letters.questions import DeskTask
from forum.plan.lines import Colour, LineState
from forum.questions.kinds import QuestionKind
from forum.text.wording import count, listed, plural, short_day_month
from tasks.duties.base.group_context import GroupContext
from tasks.duties.base.names import place_in_words
from tasks.duties.base.subject import Handler, OnDesk, Subject
from tasks.duties.plan.ask_leads import record_line_report
from tasks.duties.plan.import_plan import apply_or_drop_plan
from tasks.duties.plan.rated import rated_plan
from tasks.register.actions import groups_with_lead_gone, plan_of
from tasks.register.tables import PersonRow


def leads_wanted(forum: GroupContext, _with_lead_gone: Sequence[UUID]) -> Iterator[DeskTask]:
    """Yield the lines of the action plan whose lead has left: nobody is asked about them (clause 3)."""
    gone: defaultdict[UUID, list[str]] = defaultdict(list)
    for line in plan_of(forum.tx.session, forum.group.id):
        if line.state is LineState.OPEN and not forum.membership.is_appointed(line.lead_id, forum.on):
            gone[line.lead_id].append(line.reference)
    for lead, references in gone.items():
        name = forum.tx.session.get_one(PersonRow, lead).name
        lines = plural(len(references), "Line")
        yield DeskTask(
            group=forum.group.code,
            what=f"{lines} {listed(references)} of the action plan: {name}, who led, has left.",
            how=f"Reply with who leads now, such as {references[0]} TO Police; until then nobody is asked.",
            by=forum.on,
        )


def _red_lines(forum: GroupContext) -> StatusTable:
    """Show the red lines of the action plan; the reason in a lead's own words stays in the plan."""
    red = [each for each in rated_plan(forum) if each.rating.colour is Colour.RED]
    return StatusTable(
        count(len(red), "red line") + " in the action plan",
        ("Line", "Lead", "Due", "Red since", "Because"),
        tuple(
            (
                each.line.reference,
                place_in_words(forum.membership, each.line.lead_id, forum.on),
                short_day_month(each.line.due),
                short_day_month(each.rating.since),
                listed(finding.ground.value for finding in each.rating.findings),
            )
            for each in red
        ),
    )


PLAN = Subject(
    answers={
        QuestionKind.UPDATE_LINE: Handler(record_line_report),
        QuestionKind.APPLY_PLAN: Handler(apply_or_drop_plan),
    },
    desk=[OnDesk(lambda _, session, on, only: groups_with_lead_gone(session, on, only), leads_wanted)],
    board=_red_lines,
)
