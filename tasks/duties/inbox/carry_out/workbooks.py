"""Carry out what a workbook of the unit's is for: the list of members, the plan, the page of a task group."""

from __future__ import annotations

from dataclasses import replace

from forum.inbox.mailbox_items import FileKind
from forum.inbox.sayings import FileSent, ForTheUnit
from forum.plan.sheet import SHEET
from tasks.documents.workbooks.reading import code_in_title
from tasks.duties.base.group_context import group_context
from tasks.duties.inbox.carry_out.outcomes import FREE_TEXT, Result
from tasks.duties.inbox.incoming_item import IncomingItem
from tasks.duties.members.details import propose_members
from tasks.duties.members.workbook import group_of_workbook
from tasks.duties.plan.import_plan import propose_plan
from tasks.duties.task_groups.in_words import how_it_goes_on
from tasks.duties.task_groups.page_workbook import is_page_workbook, take_page
from tasks.register.groups import group_by_code


def handle_workbook(item: IncomingItem, saying: FileSent, content: bytes) -> Result:
    """Take a workbook by what is in it."""
    if item.is_from_unit and is_page_workbook(item.work, content):
        return _take_page(item, saying, content)
    return _show_workbook(item, content)


def _show_workbook(item: IncomingItem, content: bytes) -> Result:
    """Show the unit what its workbook of members, or of the plan, would change; leave anybody else's workbook
    for the unit to read."""
    if not item.is_from_unit:
        return Result(instead=ForTheUnit(""), for_the_unit=FREE_TEXT)
    code = item.forum.office.limited.run(code_in_title, content, SHEET.name)
    if code is None:
        group = group_of_workbook(
            item.forum.tx.session, item.forum.office.limited, content, item.forum.group.id
        )
    else:
        group = group_by_code(item.forum.tx.session, code).id if code else item.forum.group.id
    of_group = group_context(item.forum.work, group).membership
    if item.by is None or not of_group.is_unit(item.by, item.forum.on):
        return Result(instead=ForTheUnit(""), for_the_unit=FREE_TEXT)
    propose = propose_members if code is None else propose_plan
    propose(item.work, group, content)
    return Result(is_told=True)


def _take_page(item: IncomingItem, saying: FileSent, content: bytes) -> Result:
    """Take the page of a task group from the unit of the group that commissions it."""
    row = take_page(item.work, content, sender=item.by)
    return Result(instead=replace(saying, kind=FileKind.TASK_GROUP), more=(how_it_goes_on(row),))
