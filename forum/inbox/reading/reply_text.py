"""The text of a reply: the writer's own words among those that they quote."""

from __future__ import annotations

import re
from dataclasses import dataclass

from forum.inbox.answered_letter import ReceivedReply
from forum.inbox.mail_text.own_words import lines_of
from forum.inbox.phrases.first_person import in_first_person, without_signature_of_pa
from forum.inbox.reading.files import of_use
from forum.text.problem import Problem

LONGEST = 50_000  # characters of somebody's own words and of what they quote among them
OF_AN_OFFICE = frozenset(
    {
        "chair",
        "desk",
        "said",
        "pack_check",
        "members_check",
        "record_workbook",
        "minutes_draft",
        "minutes_again",
        "concern_notice",
    }
)  # whose holder speaks for themselves


class TooLong(Problem):
    """A reply is longer than what is read, or says more: a part of it may not mean what the whole does."""


@dataclass(frozen=True)
class ReplyText:
    """The text of a reply: the writer's own lines, and all lines with whether each is quoted.

    ``typed`` are the own lines of the mail alone, without the subject and the button pressed.
    """

    lines: tuple[str, ...]
    quoted: tuple[tuple[str, bool], ...]
    typed: tuple[str, ...] = ()


def in_own_person(text: ReplyText, received: ReceivedReply) -> ReplyText:
    """Return the text of a reply in the first person of whoever was asked."""
    own = iter(without_signature_of_pa(text.lines, received.asked))
    quoted = tuple(
        (line if is_quoted else in_first_person(next(own), received.asked), is_quoted)
        for line, is_quoted in text.quoted
    )
    quoted = tuple((line, is_quoted) for line, is_quoted in quoted if line or is_quoted)
    return ReplyText(tuple(line for line, is_quoted in quoted if not is_quoted), quoted)


_OPENING = re.compile(
    r"\A\W*(?:(?:dear|hi|hiya|hello|hey|(?:good )?(?:morning|afternoon|evening))(?: (?:there|all|both"
    r"|everyone|team|colleagues?|secretariat"
    r"|sir or madam|(?-i:(?:Mr|Mrs|Ms|Dr) )?(?-i:[A-Z][a-z]+)))*)[,.!–-]\s+(?=\S)",
    re.IGNORECASE,
)
_CLOSING = (
    r"(?<=[.!?,;)])\s(?:(?i:(?:with )?(?:(?:kind|best|warm|many) )?(?:regards|wishes|thanks|best|cheers"
    r"|yours(?: sincerely| truly| ever)?))[,.]?\s+)?"
    r"(?:{names})(?:[,.]?(?: [A-Z][\w&]++){{1,4}})?[\s.!]*+$"
)


def plainly(text: ReplyText, received: ReceivedReply) -> ReplyText:
    """Return the text of a reply without the greeting before its first sentence and the writer's name
    behind its last."""
    lines = [*text.lines]
    if not lines:
        return text
    lines[0] = _OPENING.sub("", lines[0], count=1)
    if received.writer:
        first, *_, last = (re.escape(part) for part in (*received.writer.split(), *received.writer.split()))
        titled, initial = rf"(?:(?:Dr|Mr|Mrs|Ms) )?{first}(?: {last})?", rf"{first[0]}\.?"
        names = rf"(?:{titled}|{initial} {last}|{initial}(?:{last[0]}\.?)?)"
        lines[-1] = re.sub(_CLOSING.format(names=names), "", lines[-1]) or lines[-1]
    own = iter(lines)
    quoted = tuple((line if is_quoted else next(own), is_quoted) for line, is_quoted in text.quoted)
    return ReplyText(tuple(lines), quoted, text.typed)


def text_of(received: ReceivedReply) -> ReplyText:
    """Return the text of a reply, with the button pressed as its first line; the subject alone is read where
    nothing is written below it."""
    quoted = tuple(lines_of(received.text, received.writer))
    typed = tuple(line for line, is_quoted in quoted if not is_quoted)
    above = [received.vote] if received.vote else []
    if received.subject and not (typed or received.vote or of_use(received.files)):
        above.append(received.subject)  # people write a word there, and no more
    return ReplyText((*above, *typed), (*((line, False) for line in above), *quoted), typed)


def refuse_too_long(text: ReplyText) -> None:
    """Raise TooLong for a text that is longer than any reply."""
    if sum(len(line) for line, _ in text.quoted) > LONGEST:
        raise TooLong(
            "It is longer than any reply that we read, so nothing of it is recorded: open it in the mailbox."
        )
