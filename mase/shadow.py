"""A shadow month as a page: letters of both, of the register alone and of the unit alone."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from pathlib import Path

from forum.outbox.shadow import NEAR
from forum.text import wording
from forum.text.problem import Problem
from mase.pages import page_in_print
from mase.private_files import write_private
from tasks.duties.outbox.shadow_month import Shadow
from tasks.mail.incoming.sent_folder import SentFolder


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
