"""The pages that commands write, printed from ``templates/pages`` in a sandbox: no template runs anything.

The letters to come on one page: the day, the reader, the reason and the text of each. A shadow month as a
page: letters of both, of the register alone and of the unit alone.
"""

from __future__ import annotations

import datetime as dt
import inspect
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from jinja2 import FileSystemLoader, StrictUndefined, TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from forum.letters import ALL_LETTERS
from forum.outbox.shadow import NEAR
from forum.outbox.states import Mode
from forum.text import wording
from forum.text.problem import Problem
from mase.terminal import make_private, write_private
from tasks.documents.templates.sandbox import EVALUATION_ERRORS
from tasks.duties.calendar.foretell import ComingLetter
from tasks.duties.outbox.shadow_month import Shadow
from tasks.mail.incoming.sent_folder import SentFolder


def page_in_print(templates: Path, name: str, filters: Mapping[str, Any], /, **values: Any) -> str:
    """A page as HTML. Problem where its template does what none may, or has a fault."""
    environment = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(templates / "pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= filters
    try:
        return environment.get_template(name).render(values)
    except (TemplateError, *EVALUATION_ERRORS) as error:
        raise Problem(
            f"The page {templates / 'pages' / name} can’t be printed ({type(error).__name__}). Put the "
            "file back that came with the service, and find out who changed it."
        ) from error


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


def in_words(letter: str) -> str:
    """A letter's name as people read it."""
    return wording.capital(letter.replace("_", " "))


FILTERS = {
    "full_date": wording.full_date,
    "short_date": wording.short_date,
    "count": wording.count,
    "in_words": in_words,
}


def write_shadow(
    file: Path, templates: Path, shadow: Shadow, folder: SentFolder, first: dt.date, last: dt.date
) -> None:
    """Write the page. Problem where the file cannot be written."""
    not_read: dict[str, list[str]] = defaultdict(list)
    for name, reason in folder.not_read:
        not_read[reason].append(name)
    html = page_in_print(
        templates,
        "shadow.html",
        FILTERS,
        shadow=shadow,
        folder=folder,
        not_read=not_read.items(),
        first=first,
        last=last,
        near=NEAR,
    )
    try:
        write_private(file, html)
    except OSError as error:
        raise Problem(f"{file} can’t be written: {error.strerror}. Give another place.") from error
