"""The next question to the Chair: what it takes, and that all else follows from its row."""

from __future__ import annotations

import datetime as dt
import importlib
import sys
from dataclasses import replace
from pathlib import Path
from shutil import copytree
from typing import Any
from uuid import uuid4

import pytest

from forum.inbox.answered_letter import AnsweredLetter, AskedQuestion, ReceivedReply
from forum.inbox.choices import choices_of
from forum.inbox.reading.reply import read
from forum.inbox.sayings import Answered
from forum.letters.parts import Ask
from forum.letters.questions import ChairLetter
from forum.questions import kinds
from forum.questions.kinds import QuestionKind
from forum.questions.words import Reply, Word
from samples import sample_of
from tasks.documents.letters.print_letter import LetterPrinter
from tasks.duties.answers.handlers import HANDLERS
from tests.conftest import ROOT

TODAY = dt.date(2027, 1, 18)
SOURCES = {
    "visitors.py": '''
"""The kind of question about visitors."""

from forum.questions.kind import AskedForLeave, QuestionKind, Reference, allowed_or_not

ROWS = {
    QuestionKind.LET_VISITOR_SIT_IN: AskedForLeave(
        phrase="let a visitor sit in",
        matter="the visit of {reference}",
        matter_pattern=r"\\bvisit(?:or)?\\b",
        answers=allowed_or_not("{what} is allowed.", "{what} is not allowed."),
        reference=Reference.PERSON,
        by_phone="VISIT ALLOWED",
        rides_along=True,
    ),
}
''',
    "let_visitors.py": '''
"""Visitors whom the Chair lets sit in at a meeting."""

from dataclasses import replace

from forum.questions.words import Word
from tasks.duties.base.subject import Handler

LET_IN = []


def put_visitor(forum, question, ask, reader):
    return replace(ask, person="Jo Field", facts="Jo Field learns how boards work."), ()


def let_in_or_not(work, question, reply):
    """Keep the visitor for the list of who comes."""
    if reply.word is not Word.NO:
        LET_IN.append(question.reference)


HANDLER = Handler(let_in_or_not, put_visitor)
''',
    "questions.md": """
{% macro let_visitor_sit_in(ask, heading) -%}
{% if heading -%}
A visitor: {{ ask.person }}
{%- else -%}
{{ ask.facts }} With your leave they sit in; without it, they are told so.
{%- endif %}
{%- endmacro %}
""",
}
MORE_ROWS = ("forum/questions/kind.py", "tasks/duties/attendance/subject.py")  # its name; its function
FILES, LINES = 5, 100  # the most that a question to the Chair takes, besides what asks it


@pytest.fixture
def kind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The name of the kind, with its row and its function, beside those that there are."""
    kind: Any = str.__new__(QuestionKind, "let a visitor sit in")
    kind._name_ = "LET_VISITOR_SIT_IN"
    type.__setattr__(QuestionKind, kind.name, kind)
    monkeypatch.setattr(QuestionKind, "_member_map_", QuestionKind._member_map_ | {kind.name: kind})
    for name in ("visitors.py", "let_visitors.py"):
        (tmp_path / name).write_text(SOURCES[name])
    monkeypatch.syspath_prepend(tmp_path)
    row = importlib.import_module("visitors").ROWS[kind]
    monkeypatch.setitem(kinds._ROWS, kind, row)
    monkeypatch.setitem(kinds.KINDS, kind, row)
    monkeypatch.setitem(HANDLERS, kind, importlib.import_module("let_visitors").HANDLER)
    yield kind
    type.__delattr__(QuestionKind, kind.name)
    kinds.facts_for.cache_clear()
    for name in ("visitors", "let_visitors"):
        del sys.modules[name]


def test_a_question_to_the_chair_takes_five_files_and_a_hundred_lines() -> None:
    assert len(SOURCES) + len(MORE_ROWS) <= FILES
    assert sum(len(source.strip().splitlines()) for source in SOURCES.values()) + len(MORE_ROWS) <= LINES


def test_its_letter_its_reading_and_its_outcome_follow_from_its_row(kind: Any, tmp_path: Path) -> None:
    nothing: Any = None
    asked = AskedQuestion(uuid4(), kind, "Jo Field", meeting=dt.date(2027, 2, 9))
    letter = AnsweredLetter(ChairLetter.NAME, (asked,), meeting=asked.meeting)

    templates = copytree(ROOT / "templates" / "email", tmp_path / "email")
    with (templates / "_base" / "questions.md").open("a", encoding="utf-8") as macros:
        macros.write(SOURCES["questions.md"])
    ask, _enclosed = HANDLERS[kind].put(nothing, nothing, Ask(kind=kind, due=dt.date(2027, 1, 25)), nothing)
    printed = LetterPrinter(templates).print(replace(sample_of(ChairLetter), asks=(ask,)))
    assert "A visitor: Jo Field" in printed.text
    assert "Reply ALLOW or NO" in " ".join(printed.text.split())

    for words, word in (("Allow", Word.ALLOW), ("yes please", Word.ALLOW), ("No - too early", Word.NO)):
        (said,) = read(letter, ReceivedReply(TODAY, words)).sayings
        assert isinstance(said, Answered)
        assert said.reply.word is word, words
    assert Answered(asked.id, kind, Reply(Word.ALLOW)).in_words(letter) == "The visit of Jo Field is allowed."
    unclear = read(letter, ReceivedReply(TODAY, "Ok"))
    assert (unclear.sayings, unclear.proposed) == ((), ())
    assert [choice.words for choice in choices_of(letter)] == [("ALLOW", "NO")]

    for reply in (Reply(Word.ALLOW), Reply(Word.NO)):
        carry_out: Any = HANDLERS[kind].carry_out
        carry_out(nothing, asked, reply)
    assert sys.modules["let_visitors"].LET_IN == ["Jo Field"]
