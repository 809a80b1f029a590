"""Records past their time: mase disposal list, decide, carry-out, hold, lift, holds."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from uuid import UUID

import typer

from mase.options import (
    GroupOption,
    content_of,
    decided_by,
    group_code,
    new_folder,
    refuse_name,
    the_office,
    write_new,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forum.retention import DisposalLine, RecordKind
    from tasks.duties.retention.carry_out import HandOver

app = typer.Typer(
    help="Records past their time: list them, decide, carry it out; holds.", no_args_is_help=True
)

ListReference = Annotated[str, typer.Argument(metavar="LIST", help="Its reference, such as D/2027/01.")]
Person = "chair, deputy chair, unit, a seat, a name as in the register, or an address"


@app.command()
def disposal_list(
    file: Annotated[Path, typer.Argument(help="The workbook to write (.xlsx).")],
    reviewer: Annotated[str, typer.Option("--reviewer", help=f"Who is to decide: {Person}.")],
    group: GroupOption = None,
) -> None:
    """List the records of a group that were kept for long enough, as a workbook for a reviewer."""
    from forum.text.wording import count
    from tasks.duties.base.office import unit_of_work
    from tasks.duties.retention.disposal_list import make_list

    with the_office() as office:
        by = UUID(decided_by(office, group, reviewer))
        with unit_of_work(office, "command: mase disposal list") as work:
            made = make_list(work, group_code(office, group), by)
            if made.reference:
                write_new(file, made.workbook, ".xlsx")
    for why, lines in _by_reason(made.kept).items():
        typer.echo(f"{count(lines, 'record')} past their time may not go. {why}.")
    if not made.reference:
        typer.echo("There is nothing to decide on, so no list was made.")
        return
    typer.echo(f"{made.reference}: {count(len(made.to_decide), 'record')} to decide on, in {file}.")
    typer.echo(f"Once it is filled in: mase disposal decide {made.reference} FILE --by REVIEWER")


@app.command()
def disposal_decide(
    reference: ListReference,
    file: Annotated[Path, typer.Argument(help="The workbook with the reviewer’s decisions.")],
    by: Annotated[str, typer.Option("--by", help="The reviewer.")],
    group: GroupOption = None,
) -> None:
    """Record what the reviewer decided on each record: KEEP, DESTROY or TRANSFER."""
    from forum.text.wording import listed
    from tasks.duties.base.office import unit_of_work
    from tasks.duties.retention.disposal_list import decide as duty

    content = content_of(file)
    with the_office() as office:
        person = UUID(decided_by(office, group, by))
        with unit_of_work(office, "command: mase disposal decide") as work:
            decisions = duty(work, reference, content, file.name, person)
    counts = listed(f"{decision} {number}" for decision, number in sorted(decisions.items()))
    typer.echo(f"{reference.upper()}: {counts}. Nothing has gone yet.")
    typer.echo(f"A second person has it carried out: mase disposal carry-out {reference.upper()}")


@app.command()
def disposal_carry_out(
    reference: ListReference,
    by: Annotated[str, typer.Option("--by", help="The second person: chair, deputy chair or unit.")],
    certificate: Annotated[
        Path, typer.Option("--certificate", metavar="FILE", help="The certificate to write, a workbook.")
    ],
    transfer_to: Annotated[
        Path | None,
        typer.Option("--transfer-to", metavar="FOLDER", help="Where the files for an archive are written."),
    ] = None,
    group: GroupOption = None,
    yes: Annotated[bool, typer.Option("--yes", help="Carry it out without asking.")] = False,
) -> None:
    """Destroy and transfer what the reviewer decided, after looking for holds again, and certify it."""
    from forum.text.wording import listed
    from tasks.duties.base.office import read_only, unit_of_work
    from tasks.duties.retention.carry_out import carry_out as duty
    from tasks.duties.retention.carry_out import refuse_to_carry_out
    from tasks.register.retention.lists import clear_freed_space

    refuse_name(certificate, ".xlsx")
    with the_office() as office:
        person = UUID(decided_by(office, group, by))
        with read_only(office, "command: mase disposal carry-out") as work:
            refuse_to_carry_out(work, reference, person, is_handed_over=transfer_to is not None)
        if not yes:
            typer.confirm("What is destroyed can’t be brought back. Carry it out?", abort=True)
        with unit_of_work(office, "command: mase disposal carry-out") as work:
            done = duty(work, reference, person, _writer(transfer_to))
            write_new(certificate, done.certificate)
        left_behind = clear_freed_space(office.register, done.tables)
    counts = listed(f"{outcome} {number}" for outcome, number in sorted(done.outcomes.items()))
    typer.echo(f"{reference.upper()}: {counts}. The certificate is {certificate}.")
    if left_behind:
        typer.echo(left_behind)


@app.command()
def disposal_hold(
    ground: Annotated[str, typer.Option("--ground", help="Why records are held.")],
    authority: Annotated[str, typer.Option("--authority", help="Who ordered it.")],
    group: GroupOption = None,
    every_group: Annotated[bool, typer.Option("--every-group", help="Hold those of all groups.")] = False,
    kind: Annotated[str | None, typer.Option("--kind", help="One kind alone, such as letters.")] = None,
    person: Annotated[str | None, typer.Option("--person", help="What names this person alone.")] = None,
) -> None:
    """Hold records against disposal, until somebody with the authority lifts that."""
    from forum.text.problem import Problem
    from tasks.duties.base.office import unit_of_work
    from tasks.duties.retention.disposal_list import place_hold
    from tasks.register.groups import chosen_group

    if group and every_group:
        raise Problem("Say --group for the records of one group, or --every-group, and not both.")
    with the_office() as office:
        person_id = UUID(decided_by(office, group, person)) if person else None
        with unit_of_work(office, "command: mase disposal hold") as work:
            group_id = None if every_group else chosen_group(work.session, group).id
            id = place_hold(work, ground, authority, group_id, _kind(kind), person_id)
    typer.echo(f"Held. To lift it: mase disposal lift {str(id)[:8]} --authority …")


@app.command()
def disposal_lift(
    hold: Annotated[str, typer.Argument(metavar="HOLD", help="Its id, from mase disposal holds.")],
    authority: Annotated[str, typer.Option("--authority", help="Who says so, and by which decision.")],
) -> None:
    """Lift a hold, on the word of somebody who may."""
    from tasks.duties.base.office import unit_of_work
    from tasks.duties.retention.disposal_list import hold_called, lift_hold

    with the_office() as office, unit_of_work(office, "command: mase disposal lift") as work:
        ground = lift_hold(work, hold_called(work, hold), authority)
    typer.echo(f"Lifted: {ground}.")


@app.command()
def disposal_holds(group: GroupOption = None) -> None:
    """List the holds on records of each group."""
    from tasks.duties.base.office import read_only
    from tasks.duties.retention.disposal_list import all_holds

    with the_office() as office, read_only(office, "command: mase disposal holds") as work:
        rows = all_holds(work, group)
    for code, hold, id in rows:
        typer.echo(f"{code}  {id or 'policy':8}  {hold.scope}: {hold.in_words}.")
    if not rows:
        typer.echo("No record is held.")


def _kind(text: str | None) -> RecordKind | None:
    from forum.retention import RecordKind
    from forum.text.problem import Problem

    kinds = {kind.in_words: kind for kind in RecordKind}
    if text is not None and text.lower() not in kinds:
        raise Problem(f"--kind: “{text}” is none of these: {', '.join(kinds)}.")
    return kinds[text.lower()] if text else None


def _by_reason(lines: Sequence[DisposalLine]) -> dict[str, int]:
    """Count the records that may not go by what keeps them."""
    from collections import Counter

    return dict(Counter(reason for line in lines for reason in line.kept_by))


def _writer(folder: Path | None) -> HandOver | None:
    """Return what writes a file into the folder, which its owner alone can read; None without one."""
    if folder is None:
        return None
    new_folder(folder)
    return lambda name, content: write_new(folder / name, content)
