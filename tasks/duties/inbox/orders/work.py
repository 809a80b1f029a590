"""Orders about the plan, challenges, concerns, boards and task groups."""

from __future__ import annotations

from collections.abc import Mapping

from forum.inbox.orders import Order
from forum.inbox.sayings import Ordered
from forum.text.problem import Problem
from tasks.duties.base.group_context import group_context
from tasks.duties.boards.answers import answer_for_board, report_to_answer
from tasks.duties.challenge import answer_challenge
from tasks.duties.concerns.follow_concern import settle_concern
from tasks.duties.inbox.carry_out.outcomes import OrderHandler, Result, Workbook
from tasks.duties.inbox.incoming_item import IncomingItem
from tasks.duties.inbox.orders.groups import group_of_order, groups_of_unit
from tasks.duties.meetings.remind import keep_rule
from tasks.duties.plan.ask_leads import hand_line_over
from tasks.duties.task_groups.commission import commission_task_group
from tasks.duties.task_groups.end import close_task_group, extend_task_group, stop_task_group
from tasks.duties.task_groups.page_workbook import WORKBOOK, page_workbook
from tasks.register.task_groups import decision_of


def _settle(item: IncomingItem, saying: Ordered) -> None:
    settle_concern(item.work, saying.about, saying.text, item.by)


def _answer_for_board(item: IncomingItem, saying: Ordered) -> None:
    groups = [group.id for group in groups_of_unit(item)]
    answer_for_board(item.work, report_to_answer(item.forum.tx.session, groups, saying.about).id, saying.text)


def _extend_task_group(item: IncomingItem, saying: Ordered) -> None:
    if saying.on is None:
        raise Problem("It is not plain to which day.")
    extend_task_group(item.work, saying.about, saying.on, saying.text)


def _send_page(item: IncomingItem, saying: Ordered) -> Result:
    """Return the workbook in which the unit writes the page of a task group that a meeting decided to set
    up."""
    forum = group_of_order(item, saying)
    decision = decision_of(item.forum.tx.session, forum.group.id, saying.text).reference
    return Result(workbook=Workbook(WORKBOOK, page_workbook(forum, decision)))


OF_WORK: Mapping[Order, OrderHandler] = {
    Order.LEAD: lambda item, saying: hand_line_over(
        group_context(item.work, item.forum.group.id), saying.about, saying.text
    ),
    Order.SETTLED: _settle,
    Order.KEPT: lambda item, saying: keep_rule(
        item.work, [group.id for group in groups_of_unit(item)], saying.about, saying.text
    ),
    Order.BOARD: _answer_for_board,
    Order.CHALLENGE: lambda item, saying: answer_challenge(item.work, saying.about, saying.text),
    Order.TASK_GROUP: _send_page,
    Order.COMMISSION: lambda item, saying: commission_task_group(item.work, saying.about, saying.text),
    Order.EXTEND: _extend_task_group,
    Order.STOP: lambda item, saying: stop_task_group(item.work, saying.about, saying.text),
    Order.CLOSE: lambda item, saying: close_task_group(item.work, saying.about, saying.text),
}
