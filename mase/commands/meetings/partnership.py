"""``mase partnership``: the contacts of partnerships, and what went to them and came from them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mase.options import GroupOption, the_office

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.table import Table


def partnership(group: GroupOption = None) -> None:
    """Show the contacts of partnerships, the briefings for them, and what they sent."""
    from mase.terminal import terminal
    from tasks.duties.partnerships.listed import messages_both_ways
    from tasks.register.groups import groups
    from tasks.register.partnerships import contacts_of

    with the_office() as office, office.register.reading() as session:
        rows = groups(session, group)
        today = office.clock.now().date()
        contacts = [
            (row.code, contact.partnership, contact.body)
            for row in rows
            for contact in contacts_of(session, row.id, today)
        ]
        messages = [
            (row.code, message.reference, message.whom, message.purpose, message.standing)
            for row in rows
            for message in messages_both_ways(session, row)
        ]
    console = terminal()
    if not contacts and not messages:
        console.print("No contact of a partnership is registered, and nothing went to one.")
    if contacts:
        console.print(_table(("Group", "Partnership", "Contact at"), contacts))
    if messages:
        console.print(_table(("Group", "What", "Whom", "Purpose", "Standing"), messages))


def _table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> Table:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    table = Table(*headings, box=SIMPLE_HEAD, padding=(0, 1, 0, 0))
    for row in rows:
        table.add_row(*row)
    return table
