"""What is kept on one person, for whoever asks for it: mase subject-access collect, answered, list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from uuid import UUID

import typer

from mase.options import (
    PERSON,
    GroupOption,
    day_up_to_today,
    decided_by,
    filled_whole,
    the_office,
    write_new,
)

if TYPE_CHECKING:
    from tasks.duties.base.office import Office
    from tasks.duties.subject_access import MailOnRecord

app = typer.Typer(
    help="What is kept on a person who asks for it: their month, and a folder with all of it.",
    no_args_is_help=True,
)

Person = Annotated[str, typer.Argument(help=f"Who asks: {PERSON}.")]


@app.command()
def subject_access_collect(
    person: Person,
    out: Annotated[Path, typer.Option("--out", metavar="FOLDER", help="A new folder for what is kept.")],
    asked: Annotated[
        str | None, typer.Option("--asked", help="On which day they asked; today when not given.")
    ] = None,
    group: GroupOption = None,
) -> None:
    """Write all that the register and the mailbox have on a person, and hold it against disposal."""
    from forum.text.wording import count, long_date
    from tasks.duties.base.office import read_only, unit_of_work
    from tasks.duties.subject_access import INDEX, kept_on_person, take_request
    from tasks.register.groups import chosen_group

    command = "command: mase subject-access collect"
    with the_office() as office:
        id = UUID(decided_by(office, group, person))
        asked_on = day_up_to_today(asked, office, "--asked") if asked else None
        with filled_whole(out):
            with unit_of_work(office, command) as work:
                last_day = take_request(work, chosen_group(work.session, group).id, id, asked_on)
            with read_only(office, command) as work:
                marking = office.policy(chosen_group(work.session, group)).marking
                on_person = kept_on_person(work, id, marking, last_day)
            missing = 0
            for name, content in (*on_person.files.items(), *_originals(office, on_person.mail)):
                (out / name).parent.mkdir(exist_ok=True)
                if content:
                    write_new(out / name, content)
                else:
                    missing += 1
    written = len(on_person.files) + len(on_person.mail) - missing
    typer.echo(f"{count(written, 'file')} in {out}: begin with “{INDEX}”.")
    if missing:
        typer.echo(f"{count(missing, 'mail', 'mails')} not in the mailbox any more.")
    if on_person.unread:
        typer.echo(f"{count(len(on_person.unread), 'document')} could not be looked through: see “{INDEX}”.")
    typer.echo(f"Answer by {long_date(last_day)}. Read all of it first: it names other people too.")
    typer.echo("Once they have it: mase subject-access answered.")
    typer.echo("What names them is held against disposal: mase disposal holds")


@app.command()
def subject_access_answered(
    person: Person,
    on: Annotated[str | None, typer.Option("--on", help="On which day; today when not given.")] = None,
    group: GroupOption = None,
) -> None:
    """Record that a person has been answered. What names them is held until you lift that."""
    from tasks.duties.base.office import unit_of_work
    from tasks.duties.subject_access import note_answer

    with the_office() as office:
        id = UUID(decided_by(office, group, person))
        day = day_up_to_today(on, office, "--on")
        with unit_of_work(office, "command: mase subject-access answered") as work:
            note_answer(work, id, day)
    typer.echo("Recorded. To lift the hold on what names them: mase disposal holds")


@app.command()
def subject_access_list() -> None:
    """List the requests that wait for an answer, with the last day for it."""
    from forum.subject_access import answer_by
    from forum.text.wording import long_date
    from tasks.duties.base.office import read_only
    from tasks.register.retention.lists import requests_to_answer
    from tasks.register.tables import GroupRow, PersonRow

    with the_office() as office, read_only(office, "command: mase subject-access list") as work:
        lines = [
            f"{work.session.get_one(GroupRow, row.group_id).code}  "
            f"{work.session.get_one(PersonRow, row.person_id).name}: asked on {long_date(row.asked_on)}, "
            f"answer by {long_date(answer_by(row.asked_on))}."
            for row in requests_to_answer(work.session)
        ]
    typer.echo("\n".join(lines) or "No request waits for an answer.")


def _originals(office: Office, mail: Sequence[MailOnRecord]) -> Iterator[tuple[str, bytes]]:
    """Yield each mail as the mailbox has it, under its file's name; without content where it is gone."""
    from config.settings import load_settings
    from config.wiring import mailboxes

    boxes = {box.address: box for box in mailboxes(load_settings(), office)} if mail else {}
    try:
        for item in mail:
            box = boxes.get(item.mailbox)
            yield item.file, box.mailer.original(item.item) if box else b""
    finally:
        for box in boxes.values():
            box.close()
