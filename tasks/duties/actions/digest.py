"""The weekly digest: ask an owner for a line on their actions, and a lead on their lines of the plan, remind
once, then have the unit ring (clauses 3 and 6)."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy.orm import Session

from forum.actions import action_log as rules
from forum.actions.action_log import ActionState
from forum.letters.actions import ActionDigest
from forum.letters.parts import LineToUpdate, ResearchToReport
from forum.outbox.states import Conditions, Occasion, OccasionKind, Topic, Validity
from forum.questions.kinds import QuestionKind
from forum.task_groups.stages import Course
from tasks.duties.actions.owners import Owners
from tasks.duties.base.group_context import GroupContext
from tasks.duties.base.office import Office
from tasks.duties.base.write_letter import action_lines, head, write
from tasks.duties.plan.ask_leads import lines_to_update, lines_workbook
from tasks.duties.plan.rated import RatedLine
from tasks.register.groups import Groups
from tasks.register.members.membership import people
from tasks.register.questions import open_questions, open_questions_in
from tasks.register.tables import ActionRow, GroupRow, PersonRow, QuestionRow, ResearchRow
from tasks.register.task_groups import task_group_of_child

NEAR = dt.timedelta(days=7)


def needs_a_line(office: Office, group: GroupRow, owners: Owners, row: ActionRow) -> bool:
    """Say whether an open action is due within a week of the latest digest day and has had no update since
    that day."""
    digest_day = rules.latest_digest_day(
        office.policy(group).actions.digest_day, office.days(group), owners.on
    )
    is_near = row.state == ActionState.OPEN and row.due <= digest_day + NEAR and row.opened_on <= digest_day
    is_news = row.updated_on is not None and row.updated_on >= digest_day
    return is_near and not is_news and not owners.has_left(row)


def lines_asked_for(session: Session, only: Groups) -> Mapping[UUID, QuestionRow]:
    """Return, by action, the open question for a line on it."""
    questions = open_questions_in(session, only, QuestionKind.UPDATE_ACTION)
    return {question.about_id: question for question in questions}


def work_asked_for(
    office: Office, session: Session, group: GroupRow, on: dt.date
) -> Mapping[UUID, Sequence[QuestionRow]]:
    """Return, by lead, the questions how the work of a task group stands that the digest puts today: asked in
    one, and reminded of in another."""
    if group.commission is None:
        return {}
    return _to_put_today(office, session, group, QuestionKind.REPORT_WORK, on)


def research_asked_for(
    office: Office, session: Session, group: GroupRow, on: dt.date
) -> Mapping[UUID, Sequence[QuestionRow]]:
    """Return, by researcher, the questions how their research stands that the digest puts today."""
    return _to_put_today(office, session, group, QuestionKind.TELL_PROGRESS, on)


def _to_put_today(
    office: Office, session: Session, group: GroupRow, kind: QuestionKind, on: dt.date
) -> Mapping[UUID, Sequence[QuestionRow]]:
    by_person: defaultdict[UUID, list[QuestionRow]] = defaultdict(list)
    questions = [row for row in open_questions(session, group.id, kind) if is_to_be_put(row)]
    if questions:
        days, digest_day = office.days(group), office.policy(group).actions.digest_day
        latest = rules.latest_digest_day(digest_day, days, on)
        for question in questions:
            if question.asked is None or question.asked < latest:
                by_person[question.of_id].append(question)
    return by_person


def is_to_be_put(question: QuestionRow) -> bool:
    """Asked in one digest, chased in another, and then for the unit to ring about."""
    return question.asked is None or question.chased is None


def write_digest(
    forum: GroupContext,
    owners: Owners,
    owner: UUID,
    plan: Sequence[RatedLine],
    of_actions: Sequence[QuestionRow],
    of_lines: Sequence[QuestionRow],
    of_research: Sequence[QuestionRow],
) -> None:
    """Write the week's one letter with all of a person's actions and lines of the plan, when one of them
    needs a word; to whoever covers for them, where somebody does. ``of_lines`` are put today, and so is the
    question to a task group's lead, which stands among them."""
    asks = any(map(is_to_be_put, [*of_actions, *of_research]))
    asks = asks and digest_is_due(forum.office, forum.group, owners, owner)
    if not (asks or of_lines):
        return
    questions = [*of_actions, *of_lines, *of_research]
    (person,) = people(forum.tx.session, [forum.stand_in(owner)], forum.on)
    by = forum.days.add(forum.on, 4)
    covered = "" if person.id == owner else forum.tx.session.get_one(PersonRow, owner).name
    letter = ActionDigest(
        **head(forum, person),
        actions=action_lines(forum, owner),
        lines=lines_to_update(plan, owner, forum.on) or _work_to_report(forum, of_lines),
        parent=_parent(forum),
        research=_research_to_report(forum, of_research),
        by=by,
        owner=covered,
    )
    if write(
        forum,
        letter,
        to=person,
        about=Topic(owner, Occasion(OccasionKind.DAY, forum.on)),
        enclosures=lines_workbook(forum, plan, owner),
        valid=Validity(
            by,
            Conditions(
                appointed=forum.membership.is_appointed(person.id, forum.on),
                unanswered=tuple(question.id for question in questions),
            ),
        ),
    ):
        for question in questions:
            if question.asked is None:
                question.asked = forum.on
            elif question.chased is None:
                question.chased = forum.on
            if question.kind is QuestionKind.UPDATE_ACTION:
                question.due = by


def _work_to_report(forum: GroupContext, questions: Sequence[QuestionRow]) -> tuple[LineToUpdate, ...]:
    """Return the work of a task group, as the digest to its lead lists it; nothing where it is not asked
    about."""
    task_group = task_group_of_child(forum.tx.session, forum.group.id)
    if task_group is None or not questions:
        return ()
    heard = task_group.heard_on
    return (
        LineToUpdate(
            reference=task_group.code,
            action=forum.policy.group.name,
            due=task_group.end,
            colour=task_group.course.value.capitalize() if task_group.course else "",
            since=heard or forum.on,
            reason=task_group.standing,
            is_late=task_group.course is Course.RED,
        ),
    )


def _research_to_report(
    forum: GroupContext, questions: Sequence[QuestionRow]
) -> tuple[ResearchToReport, ...]:
    rows = [forum.tx.session.get_one(ResearchRow, question.about_id) for question in questions]
    return tuple(
        ResearchToReport(reference=row.reference, question=row.question, due=row.due or forum.on)
        for row in rows
    )


def _parent(forum: GroupContext) -> str:
    """Return the name of a task group's parent; empty for a group that is none."""
    task_group = task_group_of_child(forum.tx.session, forum.group.id) if forum.group.commission else None
    if task_group is None:
        return ""
    parent = forum.tx.session.get_one(GroupRow, task_group.group_id)
    return forum.office.policy(parent).group.short_name


def digest_is_due(office: Office, group: GroupRow, owners: Owners, owner: UUID) -> bool:
    """Say whether a person may have a digest today, by the letters they had and those that are coming."""
    policy = office.policy(group)
    return rules.digest_goes(
        policy.actions,
        office.days(group),
        owners.on,
        digests_sent=owners.digests((group.id, owner)),
        other_letters=owners.other_letters((group.id, owner)),
        most_a_month=policy.budget.member_digests,
    )
