"""The versions of a meeting's minutes, and the changes between two: mase minutes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mase.options import MeetingArgument, the_office, write_new

if TYPE_CHECKING:
    from rich.table import Table
    from rich.text import Text

    from forum.text.comparison import ChangedParagraph
    from tasks.duties.minutes.versions import MinutesVersion


def minutes(
    meeting: MeetingArgument,
    compare: Annotated[
        tuple[int, int] | None,
        typer.Option(metavar="ONE OTHER", help="The numbers of two versions, to show what changed."),
    ] = None,
    part: Annotated[int, typer.Option(min=1, max=2, help="1, or 2 for the restricted part.")] = 1,
    save: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="A new Word file for what changed, instead of the terminal."),
    ] = None,
) -> None:
    """List every version of a meeting's minutes, or show what changed from one to another."""
    from mase.terminal import terminal
    from tasks.duties.minutes.versions import compare_versions, versions_of
    from tasks.register.meetings import meeting_by_reference
    from tasks.register.tables import GroupRow

    console = terminal()
    with the_office() as office:
        if compare is None:
            console.print(_table(meeting, versions_of(office, meeting)))
            return
        changes = compare_versions(office, meeting, part, *compare)
        if save is not None:
            with office.register.reading() as session:
                group = session.get_one(GroupRow, meeting_by_reference(session, meeting).group_id)
            write_new(save, office.documents_of(group).print(changes), ".docx")
            typer.echo(f"What changed is in {save}.")
            return
    console.print(f"{changes.title}, from {changes.before} to {changes.after}:", soft_wrap=True)
    for change in changes.changes:
        console.print(_line(change), soft_wrap=True)
    if not changes.changes:
        console.print("Nothing is different.")


def _table(meeting: str, versions: tuple[MinutesVersion, ...]) -> Table:
    from forum.text.wording import long_date
    from mase.terminal import table_of

    table = table_of("Part", "Version", "Made on", "By", "State", title=f"Minutes of {meeting}")
    for version in versions:
        table.add_row(
            str(version.part), str(version.number), long_date(version.made_on), version.by, version.state
        )
    return table


def _line(change: ChangedParagraph) -> Text:
    """The place of a change and its words; signs show what was taken out and put in, also without colours."""
    from rich.text import Text

    from forum.text.wording import capital

    line = Text(f"\n{capital(change.place)}\n", style="dim")
    for piece in change.pieces:
        words = piece.text.strip()
        line.append(" " if piece.text != piece.text.lstrip() else "")
        if piece.out:
            line.append(f"[-{words}-]", style="not dim red strike")
        elif piece.new:
            line.append(f"{{+{words}+}}", style="not dim green underline")
        else:
            line.append(words, style="not dim")
    return line
