"""The folder that a rehearsal fills, with ``index.html`` to look at first."""

from __future__ import annotations

from pathlib import Path

from forum.text.problem import Problem
from mase.private_files import make_private, write_private
from rehearsals.output.facts import PlayFacts
from rehearsals.output.files import copy_calendar, write_documents, write_letters
from rehearsals.output.page import page
from rehearsals.output.tables import write_dispatches, write_steps
from tasks.duties.base.office import Office


def write_output(office: Office, facts: PlayFacts, out: Path, mail_folder: Path) -> None:
    """Write what was rehearsed into the folder ``out``.

    It gets ``index.html``, ``steps.csv``, ``dispatches.csv``, ``documents/``, ``calendar/`` with the meetings
    of ``mail_folder/calendar``, and ``mail/``: the letters and invitations in ``mail_folder/sent`` as
    ``.eml``, and a page for each letter. Files of the same names are replaced.
    Problem where the folder can't be written.
    """
    try:
        make_private(out)
        write_steps(out / "steps.csv", facts.meetings)
        write_dispatches(out / "dispatches.csv", facts.letters)
        files = write_documents(office, out)
        emls = write_letters(facts.letters, mail_folder / "sent", out)
        items = copy_calendar(mail_folder / "calendar", out)
        write_private(out / "index.html", page(facts, files, emls, items))
    except OSError as error:
        raise Problem(
            f"{error.filename} cannot be written ({error.strerror}). Choose another folder with --out."
        ) from error
