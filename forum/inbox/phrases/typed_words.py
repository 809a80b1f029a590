"""Typed words: quoted text is never the answer, and a text with none of our words goes to a person."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from forum.inbox.mail_text.own_words import own_lines
from forum.inbox.phrases.actions.action_words import EDGES, read_reports
from forum.inbox.phrases.closed_answers import any_answer
from forum.questions.words import Reply, Word
from forum.text.dates import leading_date
from forum.text.day_phrases import JUST_GONE_BY

_SIGNED = re.compile(
    r"\W*(?:(?:it|this|has|was|is|now) )*signed(?: on)?\b[\s,;:–—-]*(?P<when>.*)", re.IGNORECASE
)
_TYPED = re.compile(
    rf"\W*+(?:(?P<word>{'|'.join(sorted(filter(str.isupper, Word), key=len, reverse=True))})[^\w?]*+"
    r"|(?P<colour>green|amber|red)\s*+[,.;:–—-]++\s*+(?P<text>\w.*))",
    re.IGNORECASE | re.DOTALL,
)


def read_typed_reply(body: str, today: dt.date) -> Reply:
    """Read the plain text of a reply (own rule: nothing is agreed by silence, nor with a condition).

    Dates without a year are the next to come after ``today``; a date gone by is no new date.
    """
    return read_lines(own_lines(body), today)


def read_lines(lines: Sequence[str], today: dt.date) -> Reply:
    """Read what a person wrote: a report on an action, a signature, or one of our words."""
    other = Reply(Word.OTHER, "\n".join(lines))
    if signed := _SIGNED.fullmatch(other.text):
        return _signed(signed["when"].strip(EDGES), today) or other
    if typed := _TYPED.fullmatch(other.text):
        return Reply(Word((typed["word"] or typed["colour"]).upper()), (typed["text"] or "").strip(EDGES))
    if report := read_reports(lines, today):
        return report
    answer = any_answer(lines)
    return Reply(answer.word, answer.beside) if answer else other


def _signed(when: str, today: dt.date) -> Reply | None:
    """Read the text after SIGNED: nothing or the day. None for any other text, or a day to come."""
    if not when:
        return Reply(Word.SIGNED)
    dated = leading_date(when, today, gone_by=True)
    if dated is None or dated[1].strip(EDGES):
        return None
    date, without_year = dated[0], leading_date(when, today) != dated
    long_ago = without_year and (today - date).days > JUST_GONE_BY
    return None if date > today or long_ago else Reply(Word.SIGNED, date=date)
