"""An office in which a year is played in seconds: of what it prints, what the bookkeeper reads is real."""

from __future__ import annotations

import datetime as dt
import io
import os
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from PIL import Image

from config.settings import ROOT
from config.wiring import open_office
from forum.documents.base import Document
from forum.letters.base import Letter
from mase.environment import environment
from rehearsals.stage import LIBREOFFICE, SAMPLE_MEMBERS, allow_members, import_members, policy_of, stage
from tasks.documents.letters.print_letter import LetterPrinter
from tasks.documents.word import print_document
from tasks.documents.word.print_document import DocumentPrinter
from tasks.duties.base import write_letter
from tasks.duties.base.office import Office
from tasks.limited.runner import DirectRunner
from tasks.register.database.clock import SetClock
from tasks.register.database.register import Register
from tests.tasks.duties.plain_office import IN_MEMORY, PlainDocuments

TERMS = ROOT / "config" / "mase.toml"
READ = frozenset(
    {"action_log", "attendance_report", "attendance_table", "board_report", "compliance_page"}
)  # the documents that the bookkeeper reads


class TextLetters(LetterPrinter):
    """Prints the text of letters alone: their HTML has the same words."""

    def _render(self, letter: Letter, part: str, values: dict[str, Any]) -> str:
        return "" if part == "body.html" else super()._render(letter, part, values)


class ReadDocuments(DocumentPrinter):
    """Prints the documents that the bookkeeper reads; of others no more than what is looked for in them."""

    def print(self, document: Document) -> bytes:
        return super().print(document) if document.NAME in READ else PlainDocuments().print(document)


@contextmanager
def _plain_charts() -> Iterator[None]:
    """Have every chart be the same small picture: drawing one takes as long as a day."""
    picture = io.BytesIO()
    Image.new("1", (8, 8)).save(picture, "PNG", dpi=(200, 200))
    places: tuple[Any, ...] = (print_document, write_letter)
    drawn = [(place, place.draw) for place in places]
    for place, _ in drawn:
        place.draw = lambda *_given: picture.getvalue()
    try:
        yield
    finally:
        for place, draw in drawn:
            place.draw = draw


@contextmanager
def lean_office(start: dt.date) -> Iterator[tuple[Office, SetClock]]:
    """The sample's group on the morning of a day, in a register of its own that is thrown away."""
    clock = SetClock(dt.datetime.combine(start, dt.time(9)))
    policy = policy_of(TERMS)
    with ExitStack() as around:
        folder = TemporaryDirectory(dir=IN_MEMORY if IN_MEMORY.is_dir() else None)
        out = Path(around.enter_context(folder))
        around.enter_context(stage(out, TERMS))
        around.enter_context(environment({LIBREOFFICE: ""}))
        around.enter_context(_plain_charts())
        opened = open_office(clock=clock)
        opened.register.close()
        register = Register(os.environ["MASE_DATABASE_URL"], clock, durable=False)
        office = replace(
            opened,
            register=around.enter_context(closing(register)),
            limited=DirectRunner(),
            letters=TextLetters(ROOT / "templates" / "email"),
            documents=ReadDocuments(ROOT / "templates" / "documents"),
        )
        import_members(office, policy.group.code, SAMPLE_MEMBERS, policy.group.go_live)
        allow_members(office)
        yield office, clock
