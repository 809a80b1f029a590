"""An answer is a word, and the text given with it has a column of its own."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.add_column("question", sa.Column("answer_text", sa.Text(), nullable=True))
    _split_answers(op.get_bind())
    _split_answers_that_can_be_taken_back(op.get_bind())
    with op.batch_alter_table("question") as question:
        question.alter_column("answer", existing_type=sa.Text(), type_=sa.String(40), existing_nullable=True)


def _split_answers(connection: sa.Connection) -> None:
    texts = sa.column("answer", sa.Text()), sa.column("answer_text", sa.Text())
    question = sa.table("question", sa.column("id", sa.Uuid()), *texts)
    answered = sa.select(question.c.id, question.c.answer).where(question.c.answer.contains(": "))
    for id, answer in connection.execute(answered).all():
        change = sa.update(question).where(question.c.id == id)
        connection.execute(change.values(_split(answer)))


def _split_answers_that_can_be_taken_back(connection: sa.Connection) -> None:
    received = sa.table("received", sa.column("id", sa.Uuid()), sa.column("made_of", sa.JSON()))
    for id, made_of in connection.execute(sa.select(received.c.id, received.c.made_of)).all():
        entries = [entry for made in made_of for entry in made["entries"] or () if _is_of_a_text(entry)]
        for values in (values for entry in entries for values in (entry["before"], entry["after"])):
            if values and "answer" in values:
                values |= _split(values["answer"])
        if entries:
            change = sa.update(received).where(received.c.id == id)
            connection.execute(change.values(made_of=made_of))


def _is_of_a_text(entry: dict[str, Any]) -> bool:
    """Say whether what is kept of a row tells of an answer with a text."""
    kept = (entry["before"] or {}, entry["after"] or {})
    return entry["table"] == "question" and any(": " in (one.get("answer") or "") for one in kept)


def _split(answer: str | None) -> dict[str, str | None]:
    """The columns of an answer, as in "AGREE: with thanks"."""
    word, _, text = (answer or "").partition(": ")
    return {"answer": word or None, "answer_text": text or None}
