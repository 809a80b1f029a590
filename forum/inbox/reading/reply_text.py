"""The text of a reply: the writer's own words among those that they quote.

Which of somebody's own words are for a person to read, whatever else comes of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from forum.inbox.answered_letter import ReceivedReply
from forum.inbox.mail_text.own_words import lines_of
from forum.inbox.orders import begins_order
from forum.inbox.phrases.courtesies import is_harmless, is_signature
from forum.inbox.phrases.plain_lines import in_first_person, without_signature_of_pa
from forum.inbox.reading.files import of_use, speaks_of_file
from forum.text.patterns import any_of, words
from forum.text.problem import Problem

_SENTENCE = 4  # words, be they answers alone
_NEWS = 2  # words that are no answers: "Ring me"
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_BARE = any_of(
    words(
        "yes, yep, yeah, no, nope, ok, okay, sure, fine, maybe, perhaps, agree, agreed, approve, approved,"
        "done, right, correct, good, great, not, both, all, none, and, but, please, the, agenda, minutes, i,"
        "it, that, this, is, am"
    )
)


def says_something(lines: Sequence[str], *, with_files: bool = False) -> bool:
    """Say whether somebody's own lines say something: more than a courtesy, a bare answer, or that a file
    comes (own rule: what answers nothing is in front of a person, and "OK" alone is asked back)."""
    left = " ".join(
        line
        for number, line in enumerate(lines)
        if not (
            is_harmless([line])
            or (number > 0 and is_signature(line))
            or begins_order(line)
            or (with_files and speaks_of_file(line))
        )
    )
    said = _WORD.findall(left)
    return len(said) >= _SENTENCE or len([word for word in said if not _BARE.fullmatch(word)]) >= _NEWS


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
