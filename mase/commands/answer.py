"""The questions that wait for an answer, and answers to them: mase answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from mase.options import PERSON, DateSaid, GroupOption, How, HowOption, date_gone_by, the_office

if TYPE_CHECKING:
    import datetime as dt

    from rich.table import Table
    from sqlalchemy.orm import Session

    from tasks.duties.base.office import Office
    from tasks.duties.questions.open_questions import OpenQuestion
    from tasks.register.tables import QuestionRow

REFERENCE, WIDE = (
    len("MASE/2027-01/03"),
    110,
)  # columns: of what is not to be broken, and where nothing need be


def answer(
    id: Annotated[
        str | None, typer.Argument(help="The question’s id; without one, what waits is listed.")
    ] = None,
    words: Annotated[
        list[str] | None, typer.Argument(metavar="[WORDS]...", help="What was said: AGREE, RELEASE, DONE …")
    ] = None,
    by: Annotated[str | None, typer.Option(help=f"Who said it: {PERSON}.")] = None,
    how: HowOption = How.COMMAND,
    date: DateSaid = None,
    group: GroupOption = None,
) -> None:
    """List the questions that wait for an answer; with an id and words, put an answer on record."""
    from tasks.duties.questions.open_questions import waiting_for_answers

    with the_office() as office:
        if id is None:
            _show(waiting_for_answers(office, group))
        else:
            typer.echo(_answer(office, id, " ".join(words or []), by, how, date))


def _answer(office: Office, id: str, words: str, by: str | None, how: How, date: str | None) -> str:
    from forum.inbox.phrases.closed_answers import closed_answer
    from forum.inbox.phrases.typed_words import read_typed_reply
    from forum.questions.lifecycle import Channel
    from forum.questions.words import Reply
    from forum.text.problem import Problem
    from tasks.duties.answers import record_answer as answering
    from tasks.duties.base.names import person_called
    from tasks.duties.base.office import unit_of_work
    from tasks.duties.questions.open_questions import facts_of
    from tasks.register.questions import open_question_by_id

    today = office.clock.now().date()
    said_on = date_gone_by(date, office, "--date")
    with office.register.reading() as session:
        question = open_question_by_id(session, id)
        if not words.strip() or by is None:
            raise Problem(_what_is_missing(office, session, question, words.strip(), by, today))
        kind, person = question.kind, person_called(session, question.group_id, by, said_on)
        phrase = facts_of(office, session, question).phrase
    word, channel = closed_answer(kind, [words]), Channel[how.name]
    reply = Reply(word) if word else read_typed_reply(words, today)
    with unit_of_work(office, "command: mase answer") as work:
        answering.answer(work, question.id, reply, by=person, channel=channel, on=said_on)
    return f"On record: {reply.word}, the answer to “{phrase}” ({by}, {how})."


def _what_is_missing(
    office: Office, session: Session, question: QuestionRow, words: str, by: str | None, today: dt.date
) -> str:
    """A sentence on what was left out of an answer, with how to answer this question."""
    from shlex import quote

    from tasks.duties.base.names import called_in_commands, place_in_words
    from tasks.duties.questions.open_questions import facts_of
    from tasks.register.members.membership import membership

    members = membership(session, question.group_id, today)
    place = place_in_words(members, question.of_id, today)
    person = called_in_commands(members, question.of_id, today)
    missing = (*(() if words else ("what was answered",)), *(() if by else ("by whom, with --by",)))
    facts = facts_of(office, session, question)
    return (
        f"Say {' and '.join(missing)}. “{facts.phrase}” is asked of: {place}. It is answered with: "
        f"{facts.how_by_command}. So: mase answer {str(question.id)[:8]} {words or 'WORDS'} "
        f"--by {quote(by or person or 'WHO')} --how phone"
    )


def _show(questions: tuple[OpenQuestion, ...]) -> None:
    from mase.terminal import terminal

    console = terminal()
    if not questions:
        console.print("No question waits for an answer.")
        return
    console.print(table_of(questions, console.width))
    console.print("Answer one: mase answer ID WORDS --by WHO --how phone", soft_wrap=True)


def table_of(questions: Sequence[OpenQuestion], columns: int) -> Table:
    """The questions as a table for a screen of so many columns."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    from forum.text.wording import count, short_day_month

    title = f"{count(len(questions), 'question')} waiting for an answer"
    table = Table(title=title, title_justify="left", box=SIMPLE_HEAD, padding=(0, 1, 0, 0))
    for heading in ("Id", "What", "About", "Of", "Asked", "Due", "Answer"):
        narrow = heading in ("Id", "Asked", "Due")
        whole = REFERENCE if heading == "About" and columns < WIDE else None
        table.add_column(heading, no_wrap=narrow, width=whole, overflow="fold")
    for question in questions:
        asked_on = short_day_month(question.asked) if question.asked else "not yet"
        cells = (
            str(question.id)[:8],
            question.phrase,
            question.about or question.group,
            question.of,
            asked_on,
            short_day_month(question.due),
            question.words,
        )
        table.add_row(*cells)
    return table
