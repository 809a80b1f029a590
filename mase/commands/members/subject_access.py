"""All that is kept on one person: mase subject-access."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from uuid import UUID

import typer

from mase.options import PERSON, GroupOption, decided_by, new_folder, the_office, write_new

if TYPE_CHECKING:
    from tasks.duties.base.office import Office
    from tasks.duties.subject_access.answer_person import MailOnRecord


def subject_access(
    person: Annotated[str, typer.Argument(help=f"Who asks: {PERSON}.")],
    out: Annotated[Path, typer.Option("--out", metavar="FOLDER", help="A new folder for what is kept.")],
    group: GroupOption = None,
) -> None:
    """Write all that the register and the mailbox have on a person, and hold it against disposal."""
    from forum.text.wording import count, long_date
    from tasks.duties.base.unit_of_work import read_only, unit_of_work
    from tasks.duties.subject_access.answer_person import INDEX, keep_for_person, kept_on_person
    from tasks.register.groups import chosen_group

    with the_office() as office:
        id = UUID(decided_by(office, group, person))
        new_folder(out)
        with unit_of_work(office, "command: mase subject-access") as work:
            answer_by = keep_for_person(work, id)
        with read_only(office, "command: mase subject-access") as work:
            marking = office.policy(chosen_group(work.session, group)).marking
            on_person = kept_on_person(work, id, marking, answer_by)
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
    typer.echo(f"Answer by {long_date(answer_by)}. Read all of it first: it names other people too.")
    typer.echo("What names them is held against disposal: mase disposal holds")


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
