"""What must reach a person at once: mase concern open, settle, list."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

import typer

from forum.concerns.kinds import ConcernKind
from mase.options import GroupOption, date_gone_by, the_office, time_typed

app = typer.Typer(
    help="Worries about a child, complaints, requests of right: until somebody has said what was done.",
    no_args_is_help=True,
)

_KINDS = "|".join(kind.name.lower() for kind in ConcernKind)


def _kind(text: str) -> ConcernKind:
    from forum.text.problem import Problem

    try:
        return ConcernKind[text.strip().upper()]
    except KeyError:
        raise Problem(f"“{text}” is not one of these: {_KINDS.replace('|', ', ')}.") from None


@app.command()
def concern_open(
    kind: Annotated[ConcernKind, typer.Argument(parser=_kind, metavar=f"<{_KINDS}>", help="What it is.")],
    at: Annotated[str, typer.Option("--at", help="At what time you were told, such as 10:30am.")],
    on: Annotated[str | None, typer.Option("--on", help="On which day; today when not given.")] = None,
    group: GroupOption = None,
) -> None:
    """Put on record what somebody told you by telephone: the unit and the safeguarding lead hear of it."""
    from tasks.duties.base.group_context import group_context
    from tasks.duties.base.office import unit_of_work
    from tasks.duties.concerns.follow_concern import raise_concerns
    from tasks.register.groups import chosen_group

    with the_office() as office:
        told_at = dt.datetime.combine(date_gone_by(on, office, "--on"), time_typed(at))
        with unit_of_work(office, "command: mase concern open") as work:
            forum = group_context(work, chosen_group(work.session, group).id)
            (row,) = raise_concerns(forum, [kind], told_at)
            reference = row.reference
    typer.echo(f"{reference} is on record.")


@app.command()
def concern_settle(
    reference: Annotated[str, typer.Argument(metavar="CONCERN", help="Its reference, such as W/2027/01.")],
    done: Annotated[str, typer.Option("--done", help="What was done, in words that name nobody.")],
) -> None:
    """Record what was done: it is not told of any more."""
    from tasks.duties.base.office import unit_of_work
    from tasks.duties.concerns.follow_concern import settle_concern as settle_concern

    with the_office() as office, unit_of_work(office, "command: mase concern settle") as work:
        settled = settle_concern(work, reference, done)
    typer.echo(f"{settled} is settled.")


@app.command()
def concern_list(group: GroupOption = None) -> None:
    """List what nobody has settled yet, with the days by which it is answered, and no words of theirs."""
    from tasks.duties.base.office import read_only
    from tasks.duties.concerns.follow_concern import concerns_open

    with the_office() as office, read_only(office, "command: mase concern list") as work:
        for line in concerns_open(work, group) or ["Nothing waits to be settled."]:
            typer.echo(line)
