"""The action log: mase action list, report, discharge, hand-over."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Annotated

import typer

from mase.options import PERSON, DateSaid, GroupOption, How, HowOption, date_gone_by, the_office

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.table import Table

    from forum.actions.action_log import Action

app = typer.Typer(
    help="The action log: list, report on, discharge or hand over an action.", no_args_is_help=True
)

Reference = Annotated[str, typer.Argument(metavar="ACTION", help="Its reference, such as MASE/2027-01/03.")]


@app.command()
def action_list(group: GroupOption = None) -> None:
    """List the actions that are not discharged, overdue ones first."""
    from forum.actions.action_log import in_order
    from mase.terminal import terminal
    from tasks.duties.base.names import place_in_words
    from tasks.register.actions import action_value, open_actions
    from tasks.register.groups import groups
    from tasks.register.members.membership import membership

    all_actions: list[Action] = []
    owners: dict[object, str] = {}
    with the_office() as office, office.register.reading() as session:
        today = office.clock.now().date()
        for row in groups(session, group):
            members = membership(session, row.id, today)
            actions = [action_value(action) for action in open_actions(session, row.id)]
            owners |= {action.id: place_in_words(members, action.owner_id, today) for action in actions}
            all_actions += actions
    ordered = in_order(all_actions, today)
    terminal().print(_table(ordered, owners, today) if ordered else "No action is open.")


@app.command()
def action_report(
    action: Reference,
    words: Annotated[list[str], typer.Argument(help="DONE, a new date and why, HELP, or how it is going.")],
    by: Annotated[str | None, typer.Option(help=f"Who said it, if not its owner: {PERSON}.")] = None,
) -> None:
    """Report on an action in its owner's words."""
    from forum.inbox.phrases.typed_words import read_typed_reply
    from forum.questions.words import Word
    from tasks.duties.actions.action_log import report_action
    from tasks.duties.base.names import person_called
    from tasks.duties.base.office import unit_of_work
    from tasks.register.actions import action_by_reference

    with the_office() as office:
        today = office.clock.now().date()
        with office.register.reading() as session:
            group = action_by_reference(session, action).group_id
            person = person_called(session, group, by, today) if by else None
        reply = read_typed_reply(" ".join(words), today)
        with unit_of_work(office, "command: mase action report") as work:
            report_action(work, action, reply, person)
    word = "what they wrote" if reply.word is Word.OTHER else reply.word
    typer.echo(f"{action}: {word} is on record.")


@app.command()
def action_discharge(
    action: Reference,
    by: Annotated[str, typer.Option(help=f"Whose word it is: {PERSON}.")],
    how: HowOption = How.COMMAND,
    date: DateSaid = None,
) -> None:
    """Discharge an action on the Chair's word, which is put on record."""
    from forum.questions.lifecycle import Channel
    from tasks.duties.answers.record_answer import discharge_action
    from tasks.duties.base.names import person_called
    from tasks.duties.base.office import unit_of_work
    from tasks.register.actions import action_by_reference

    with the_office() as office:
        said_on = date_gone_by(date, office, "--date")
        with office.register.reading() as session:
            person = person_called(session, action_by_reference(session, action).group_id, by, said_on)
        with unit_of_work(office, "command: mase action discharge") as work:
            is_discharged = discharge_action(work, action, by=person, channel=Channel[how.name], on=said_on)
    outcome = "is discharged" if is_discharged else "is discharged once the other Chair says so too"
    typer.echo(f"{action} {outcome}; that word is on record ({by}, {how}).")


@app.command()
def action_hand_over(
    action: Reference,
    to: Annotated[str, typer.Option("--to", help=f"Whose it is from now on: {PERSON}.")],
) -> None:
    """Hand an action over to another owner; whose it was stays on record."""
    from tasks.duties.actions.owners import hand_over_action
    from tasks.duties.base.office import unit_of_work

    with the_office() as office, unit_of_work(office, "command: mase action hand-over") as work:
        hand_over_action(work, action, to)
    typer.echo(f"{action} is now with {to}.")


def _table(actions: Sequence[Action], owners: dict[object, str], today: dt.date) -> Table:
    from forum.actions.action_log import days_overdue, standing
    from forum.text.wording import short_date
    from mase.terminal import table_of

    table = table_of("Action", "Title", "Owner", "Due", "Status", narrow=("Action", "Due"))
    for action in actions:
        cells = (
            action.reference,
            action.title,
            owners[action.id],
            short_date(action.due),
            standing(action, today),
        )
        table.add_row(*cells, style="red" if days_overdue(action, today) else "")
    return table
