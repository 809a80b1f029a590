"""The letters to come on one page: the day, the reader, the reason and the text of each."""

from __future__ import annotations

import datetime as dt
import inspect
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from forum.letters import ALL_LETTERS
from forum.outbox.modes import Mode
from forum.text import wording
from forum.text.problem import Problem
from mase.pages import page_in_print
from mase.private_files import make_private, write_private
from tasks.duties.calendar.foretell import ComingLetter

ABOUT = {kind.NAME: inspect.getdoc(inspect.getmodule(kind)) or "" for kind in ALL_LETTERS}
MODES = {
    Mode.LIVE: "",
    Mode.HOLD: "Delivery is on hold (MASE_MODE=hold): none of them goes before that is changed.",
    Mode.REDIRECT: "All of them go to one address (MASE_MODE=redirect), and finish no step.",
}


def write_coming_letters(
    out: Path, templates: Path, letters: Sequence[ComingLetter], first: dt.date, last: dt.date, mode: Mode
) -> Path:
    """Write the page into ``out`` and return it. Problem where the folder cannot be written into."""
    html = page_in_print(
        templates,
        "coming_letters.html",
        {"full_date": wording.full_date, "count": wording.count},
        days=[(day, list(group)) for day, group in groupby(letters, lambda letter: letter.day)],
        letters=letters,
        held=sum(bool(letter.held) for letter in letters),
        about=ABOUT,
        first=first,
        last=last,
        mode=MODES[mode],
    )
    page = out / "coming-letters.html"
    try:
        make_private(out)
        write_private(page, html)
    except OSError as error:
        raise Problem(
            f"{error.filename} cannot be written ({error.strerror}). Choose another folder with --out."
        ) from error
    return page
