"""The folder a rehearsal leaves behind, with ``index.html`` to look at first."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from tasks.duties.office import Office


def write_output(office: Office, out: Path, mail_folder: Path, first: dt.date, last: dt.date) -> None:
    """Write what was rehearsed from ``first`` to ``last`` into the folder ``out``.

    It gets ``index.html``, ``steps.csv``, ``dispatches.csv``, ``documents/``, ``calendar/`` (items that go
    with invitations), ``letters/`` (a page for each) and ``mail/`` (the letters sent from ``mail_folder``, as
    ``.eml``). What an earlier rehearsal left there is replaced. Problem where the folder can't be written.
    """
    raise NotImplementedError
