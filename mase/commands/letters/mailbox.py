"""The items that wait in the mailbox for a person, and putting one aside: mase mailbox."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from mase.options import PERSON, GroupOption, group_code, refuse_before, the_office

if TYPE_CHECKING:
    from rich.table import Table

    from tasks.duties.base.office import Office
    from tasks.duties.inbox.waiting import WaitingItem

app = typer.Typer(help="What waits in the mailbox for a person; put an item aside.")


@app.callback(invoke_without_command=True)
def mailbox(context: typer.Context, group: GroupOption = None) -> None:
    """List what came by mail and could not be acted on, the oldest first."""
    if context.invoked_subcommand is not None:
        refuse_before(context, group)
        return
    from mase.terminal import terminal
    from tasks.duties.inbox.waiting import waiting_in_mailbox

    console = terminal()
    with the_office() as office:
        code = group and group_code(office, group)
        waiting = [item for item in waiting_in_mailbox(office) if code in (None, item.group)]
    if not waiting:
        console.print("Nothing waits in the mailbox.")
        return
    console.print(_table(waiting))
    console.print(
        "Look at each in the mailbox, put on record what it says, then: "
        "mase mailbox aside ID --by WHO --reason WHY",
        soft_wrap=True,
    )


@app.command()
def mailbox_aside(
    id: Annotated[str, typer.Argument(help="The item’s id, as mase mailbox shows it.")],
    by: Annotated[str, typer.Option(help=f"Who has looked at it: {PERSON}.")],
    reason: Annotated[str, typer.Option(help="What was done, in a few words; it is kept with the item.")],
) -> None:
    """Put an item aside once what it says is on record, or when it needs nothing."""
    from tasks.duties.base.names import person_called
    from tasks.duties.base.office import unit_of_work
    from tasks.duties.inbox.waiting import put_aside
    from tasks.register.mailbox import waiting_item_by_id

    with the_office() as office:
        with office.register.reading() as session:
            row = waiting_item_by_id(session, id)
            item, mailbox = row.id, row.mailbox
            person = person_called(session, row.group_id, by, office.clock.now().date())
        with unit_of_work(office, str(person)) as work:
            in_mailbox = put_aside(work, item, reason=reason)
        _mark(office, mailbox, in_mailbox)
    typer.echo(f"Put aside: item {str(item)[:8]}.")


def _mark(office: Office, mailbox: str, item: str) -> None:
    """Mark an item in its mailbox as put aside; where that can't be reached, the register alone has it."""
    from contextlib import closing, suppress

    from config.settings import load_settings
    from config.wiring import mailboxes
    from forum.inbox.mailbox_items import Outcome, category
    from tasks.mail.protocol.mailer import MailError

    every = mailboxes(load_settings(), office, office.clock)
    of_item = next((each for each in every if each.address == mailbox), every[0])
    with suppress(MailError), closing(of_item):
        of_item.mailer.mark(item, category(Outcome.PUT_ASIDE))


def _table(waiting: Sequence[WaitingItem]) -> Table:
    from forum.text.wording import clock_time, count, short_day_month
    from mase.terminal import table_of

    title = f"{count(len(waiting), 'item')} waiting in the mailbox"
    table = table_of("Id", "Received", "What", "From", "Why", narrow=("Id",), title=title)
    for item in waiting:
        row = item.row
        received = f"{short_day_month(row.received_at.date())}, {clock_time(row.received_at.time())}"
        first_cell = f"{row.kind}\n{item.group}" + ("\nquarantined" if row.outcome == "quarantined" else "")
        cells = (str(row.id)[:8], received, first_cell, item.sender, row.reason)
        table.add_row(*cells)
    return table
