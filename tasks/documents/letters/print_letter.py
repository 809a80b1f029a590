"""Printing letters from the templates under ``templates/email/``: subject, plain text and page."""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from types import CodeType
from typing import Any

from jinja2 import (
    BaseLoader,
    BytecodeCache,
    Environment,
    TemplateNotFound,
    TemplateSyntaxError,
    UndefinedError,
    meta,
    nodes,
)
from jinja2.bccache import Bucket
from jinja2.exceptions import SecurityError
from markupsafe import Markup

from forum.letters.base import Letter
from forum.letters.taps import taps
from forum.text import wording
from forum.text.problem import Problem
from tasks.documents.letters.page import as_html, as_typed, page_of, parse, text_of, without_marks
from tasks.documents.templates.sandbox import (
    EVALUATION_ERRORS,
    ForbiddenError,
    Sandbox,
    forbidden_action,
    rendering,
)

FRAME = "_base/letter.md"
_HEAD = re.compile(r"Subject:(?P<subject>.*?)(?P<close>\nLook: close)?", re.DOTALL)
FILTERS = (
    wording.long_date,
    wording.full_date,
    wording.short_date,
    wording.day_month,
    wording.weekday_day_month,
    wording.short_day_month,
    wording.month,
    wording.clock_time,
    wording.plural,
    wording.count,
    wording.number_word,
    wording.counted,
    wording.listed,
    wording.capital,
)
LONGEST_TEMPLATE = 20_000  # characters
SAMPLE_ADDRESS = "mase@forum.example"
LONGEST_LETTER = 2_000_000  # characters, with all that the template works through
LONGEST_MARKDOWN = 500_000  # characters
MARKS, MOST_MARKS = "\n*[|", 40_000  # what takes longest to read


def template_of(kind: type[Letter]) -> str:
    """Return the template of a kind of letter, in the folder of its subject ("papers/pack_check.md")."""
    return f"{kind.__module__.rpartition('.')[2]}/{kind.NAME}.md"


@dataclass(frozen=True)
class Printed:
    """A letter as it goes out: ``subject`` is one line, ``text`` and ``html`` the two forms of the body."""

    subject: str
    text: str
    html: str


class _Templates(BaseLoader):
    """The templates of a folder, or ``contents`` in place of its files."""

    def __init__(self, folder: Path, contents: Mapping[str, bytes] | None) -> None:
        self.folder, self.contents = folder, contents

    def get_source(self, _environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """Read a template. Problem when its file can't be read as text, or lies outside the folder."""
        file = self.folder / template
        try:
            content = self._on_disk(template) if self.contents is None else self.contents.get(template)
            if content is None:
                raise TemplateNotFound(template)
            text = content.decode("utf-8").replace("\r\n", "\n")
            return text, str(file), lambda: True
        except UnicodeDecodeError:
            raise Problem(
                f"The letter template {template} is not saved as UTF-8; save it again as UTF-8."
            ) from None
        except PermissionError:
            raise Problem(
                f"The letter template {template} can’t be read: permission denied. Let the service read it."
            ) from None

    def _on_disk(self, template: str) -> bytes | None:
        file = self.folder / template
        if not file.is_file():
            return None
        if not file.resolve().is_relative_to(self.folder.resolve()):
            raise Problem(f"The letter template {template} leads out of its folder; put it there itself.")
        return file.read_bytes()


class _CompiledTemplates(BytecodeCache):
    """The code of the templates that this process has compiled, by their names and texts."""

    def __init__(self) -> None:
        self._codes: dict[tuple[str, str], CodeType] = {}

    def get_cache_key(self, name: str, filename: str | None = None) -> str:  # noqa: ARG002
        """Return the name alone: the same text in another folder is the same code."""
        return name

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._codes.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        assert bucket.code
        self._codes[bucket.key, bucket.checksum] = bucket.code


_COMPILED = _CompiledTemplates()


class LetterPrinter:
    """Prints letters from the templates in ``folder``, one for each letter.

    Their links write to ``reply_to``, the address of the service; in letters that are only looked at, to a
    sample. ``contents`` take the place of the files, where given.
    """

    def __init__(
        self, folder: Path, reply_to: str = SAMPLE_ADDRESS, contents: Mapping[str, bytes] | None = None
    ) -> None:
        self.reply_to = reply_to
        self.environment = Sandbox(
            {function.__name__: function for function in (*FILTERS, beside)},
            longest=LONGEST_TEMPLATE,
            escape=without_marks,
            loader=_Templates(folder, contents),
            bytecode_cache=_COMPILED,
            trim_blocks=True,
            lstrip_blocks=True,
        )

    def print(self, letter: Letter) -> Printed:
        """Print a letter; Problem names the template and a placeholder without a value."""
        name = template_of(type(letter))
        values = {name: getattr(letter, name) for name in _names(type(letter))}
        values["taps"] = taps(letter.offers, letter.reply_code, self.reply_to) if letter.reply_code else {}
        head, _, body = self._render(name, values).strip().partition("\n\n")
        if not (written := _HEAD.fullmatch(head)):
            raise Problem(f"The letter template {name} does not begin with “Subject:”; correct it there.")
        frame = {"chair": "", **values, "letter": Markup(body), "is_close": bool(written["close"])}
        markdown = _close_gaps(self._render(FRAME, frame))
        if len(markdown) > LONGEST_MARKDOWN or sum(map(markdown.count, MARKS)) > MOST_MARKS:
            raise _not_allowed(name, SecurityError("it prints too much, or never ends"))
        marking = f"{letter.marking}: " if letter.marking else ""
        subject = (
            f"{marking}{'Reminder: ' if letter.reminder else ''}{_one_line(as_typed(written['subject']))}"
        )
        blocks = parse(markdown)
        text = as_typed(text_of(markdown, blocks)).strip()
        page = page_of(blocks, title=subject, marking=letter.marking, is_close=bool(written["close"]))
        return Printed(
            subject=subject,
            text="\n\n".join(filter(None, (letter.marking, text, letter.marking))) + "\n",
            html=as_html(page),
        )

    def _render(self, name: str, values: dict[str, Any]) -> str:
        try:
            with rendering(LONGEST_LETTER):
                return self.environment.get_template(name).render(values)
        except ForbiddenError as error:
            raise _not_allowed(f"{error.name}, line {error.lineno}", error) from error
        except SecurityError as error:
            raise _not_allowed(_place_in_template(error, name), error) from error
        except TemplateNotFound as error:
            raise Problem(f"The letter template {error.name} is missing; put it back.") from error
        except TemplateSyntaxError as error:
            raise Problem(
                f"The letter template {error.name}, line {error.lineno}: {str(error.message).rstrip('.')}. "
                "Correct it there."
            ) from error
        except UndefinedError as error:
            *_, placeholder = re.findall("'([^']*)'", error.message or "") or [str(error)]
            raise Problem(
                f"The letter template {_place_in_template(error, name)} asks for “{placeholder}”, "
                "which is not there. Correct the placeholder."
            ) from error
        except EVALUATION_ERRORS as error:
            raise Problem(
                f"The letter template {_place_in_template(error, name)} can’t be worked out "
                f"({type(error).__name__}). Correct it there."
            ) from error


def _not_allowed(place: str, error: ForbiddenError | SecurityError) -> Problem:
    return Problem(
        f"The letter template {place}, does what no template may: {forbidden_action(error)}. Take it out "
        "there, and find out who wrote it."
    )


def letter_faults(printer: LetterPrinter, letters: Iterable[Letter]) -> list[str]:
    """Return a sentence for each fault of a printer's templates; empty when all is well.

    Each of ``letters`` is printed, and each placeholder of its templates, also where this letter does not
    lead, must be one of its fields.
    """
    faults: list[str] = []
    for letter in letters:
        try:
            printer.print(letter)
        except Problem as problem:
            faults.append(problem.sentence)
            continue
        environment, name = printer.environment, template_of(type(letter))
        assert environment.loader
        tree = environment.parse(environment.loader.get_source(environment, name)[0])
        imported = {node.target for node in tree.find_all(nodes.Import)}
        unknown = meta.find_undeclared_variables(tree) - _names(type(letter)) - {"taps"} - imported
        faults += [
            f"The letter template {name} asks for “{placeholder}”, which is not there."
            for placeholder in sorted(unknown)
        ]
    return list(dict.fromkeys(faults))  # a template that several letters use is named once


def _names(kind: type[Letter]) -> frozenset[str]:
    """Return the names of a letter's fields and properties."""
    properties = (name for name in dir(kind) if isinstance(getattr(kind, name), property))
    return frozenset([field.name for field in fields(kind)]).union(properties)


def beside(left: Sequence[Any], right: Sequence[Any]) -> list[tuple[Any, Any]]:
    """Pair the values of two lists of the same length."""
    return list(zip(left, right, strict=True))


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _close_gaps(text: str) -> str:
    """Keep one of the empty lines that parts left out leave behind."""
    return re.sub(r"\n(?:[ \t]*\n){2,}", "\n\n", text).strip() + "\n"


def _place_in_template(error: BaseException, name: str) -> str:
    """Return the template and line of an error: the innermost one, since a template may use another."""
    frames = [
        frame for frame in traceback.extract_tb(error.__traceback__) if Path(frame.filename).suffix == ".md"
    ]
    if not frames:
        return name
    file = Path(frames[-1].filename)
    return f"{file.parent.name}/{file.name}, line {frames[-1].lineno}"
