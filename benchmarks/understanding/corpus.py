"""A corpus of replies: each with what is right, what would do as well, and what must never be recorded."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from benchmarks.understanding.letters import DEPUTIES, LETTERS, PROPOSED, WRITERS
from benchmarks.understanding.outcomes import (
    ASK,
    IN_WORDS,
    KINDS_BY_NAME,
    NOTHING,
    NOTHING_RECORDED,
    UNIT,
    of_sayings,
    outcomes_of,
)
from forum.inbox.answered_letter import AnsweredLetter, FileReceived, ReceivedReply
from forum.inbox.choices import choices_of
from forum.inbox.likely.propose import read_with_likely
from forum.inbox.likely.word_weights import Weights
from forum.inbox.mail_text.subjects import own_subject
from forum.inbox.reading.reply import read, read_fresh
from forum.inbox.sayings import Reading, Undo
from tasks.duties.inbox.answered_letter import likely_words
from tasks.mail.incoming.plain_text import text_of_html

FRESH = "fresh"


@dataclass(frozen=True)
class WrittenReply:
    """A reply of a corpus, and what is right.

    ``right`` are the outcomes that are right, each a set; the first is the one expected. ``never`` are those
    that would do harm. ``button`` is the subject of an answer given with a button of the calendar.
    ``proposed`` is what our letter asked back whether the writer means it, and ``is_fresh`` is true of a mail
    that answers no letter.
    """

    id: str
    letter: AnsweredLetter
    reply: ReceivedReply
    own: str
    right: tuple[frozenset[str], ...]
    never: tuple[str, ...]
    button: str
    proposed: frozenset[str] = frozenset()
    is_fresh: bool = False

    @property
    def is_plain(self) -> bool:
        """True where something is to be recorded, and asking back would not do as well."""
        return not self.right[0] <= NOTHING_RECORDED and frozenset({ASK}) not in self.right


@dataclass(frozen=True)
class Verdict:
    """A reply as it was read: what is recorded, and what is proposed.

    ``offered`` is what each word comes to that the letter which asks back offers as a link.
    """

    written: WrittenReply
    recorded: frozenset[str]
    proposed: frozenset[str]
    offered: tuple[frozenset[str], ...] = ()

    @property
    def is_harmful(self) -> bool:
        """True where something is recorded that must never be. Details in words change nothing themselves."""
        recorded = self.recorded - {IN_WORDS}
        never = {*self.written.never} - NOTHING_RECORDED
        return any(_is(outcome, each) for outcome in recorded for each in never)

    @property
    def is_unexpected(self) -> bool:
        """True where something is recorded that is in no right outcome."""
        right = {outcome for outcomes in self.written.right for outcome in outcomes}
        recorded = self.recorded - NOTHING_RECORDED
        return any(not any(_is(outcome, each) for each in right) for outcome in recorded)

    @property
    def is_right(self) -> bool:
        """True where just what is right is recorded."""
        return any(_are(self.recorded, right) for right in self.written.right)

    @property
    def is_understood(self) -> bool:
        """True where what was meant is recorded at once; nobody is asked back. Other words of the reply may
        go to the unit beside it."""
        meant = [right for right in self.written.right if not right <= NOTHING_RECORDED]
        return any(_are(self.recorded, right) or _are(self.recorded - {UNIT}, right) for right in meant)

    @property
    def is_proposal_right(self) -> bool:
        """True where what is proposed completes what is recorded."""
        return self._is_right_with(self.proposed)

    @property
    def is_proposed(self) -> bool:
        """True where what was meant is recorded, or is after one YES."""
        return self.is_understood or (bool(self.proposed) and self.is_proposal_right)

    @property
    def is_one_tap_away(self) -> bool:
        """True where what was meant is recorded, or is after one YES or one tap on a word."""
        return self.is_proposed or any(map(self._is_right_with, (frozenset(), *self.offered)))

    def _is_right_with(self, outcomes: frozenset[str]) -> bool:
        """Say whether these outcomes complete what is recorded; that a person reads the words as well does no
        harm."""
        together = self.recorded | outcomes
        return any(_are(together - ({ASK, UNIT} - right), right) for right in self.written.right)


def replies_of(path: Path) -> list[WrittenReply]:
    """Return the replies of a corpus, a JSON object a line."""
    return [written_reply(json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines() if line]


def written_reply(row: Mapping[str, Any]) -> WrittenReply:
    """Return one reply of a corpus; a row may leave out the setting, and have its own words alone."""
    row = {"text": "", "html": "", "subject": "", "sent": "2027-02-03", "attachments": [], **row}
    row = {"also_right": [], "never": [], **row}
    letter = LETTERS[row["letter"]]
    if row["letter"] in ("invitation", "papers", "supplement", "moved", FRESH):
        letter = replace(letter, deputies=DEPUTIES.get(row["by"], ()))
    files = tuple(FileReceived(str(number), _name(each)) for number, each in enumerate(row["attachments"]))
    subject = row["subject"]
    calendar = subject.startswith(("Accepted:", "Declined:", "Tentative:"))
    reply = ReceivedReply(
        on=dt.date.fromisoformat(row["sent"]),
        text=row["text"] or text_of_html(row["html"]) or row["own"],
        subject=own_subject(subject, "MASE", _our_subject(subject), is_reply=row["letter"] != FRESH),
        files=files,
        writer=WRITERS[row["by"]],
        asked=WRITERS[row["by"]],
    )
    right = [_by_number(_outcomes(each), letter) for each in (row["expected"], *row["also_right"])]
    return WrittenReply(
        id=row["id"],
        letter=letter,
        reply=reply,
        own=row["own"],
        right=_with_both_concerns(right),
        never=tuple(row["never"]),
        button=subject if calendar else "",
        proposed=PROPOSED.get(row["letter"], frozenset()),
        is_fresh=row["letter"] == FRESH,
    )


def verdict(written: WrittenReply, weights: Weights | None = None) -> Verdict:
    """Read a reply, and return what is recorded and what is proposed, by the ``weights`` of the service or by
    others."""
    letter, reply = written.letter, written.reply
    if written.is_fresh:
        reading = read_fresh(letter, reply)
    else:
        reading = read_with_likely(letter, reply, likely_words() if weights is None else weights)
    recorded = outcomes_of(reading, written.letter)
    for undo in (saying for saying in reading.sayings if isinstance(saying, Undo) and saying.instead):
        instead = read(written.letter, ReceivedReply(written.reply.on, text=undo.instead))
        recorded |= outcomes_of(instead, written.letter)
    if reading.is_yes and written.proposed:
        return Verdict(written, written.proposed, frozenset())
    if written.reply.files and recorded != {UNIT}:
        recorded -= {UNIT}  # who has the file beside what is recorded
    if len(recorded) > 1:
        recorded -= {NOTHING}  # "no corrections" beside what is recorded
    if written.button:
        recorded = _with_button(written.button, recorded)
    proposed = of_sayings(reading.proposed, written.letter)
    return Verdict(written, recorded, proposed, _offered(written, reading))


def _offered(written: WrittenReply, reading: Reading) -> tuple[frozenset[str], ...]:
    """Return what each word comes to that is offered as a link where a reply was not understood."""
    letter, on = written.letter, written.reply.on
    choices = reading.choices
    if reading.sayings and not (choices or reading.not_understood or written.is_fresh):
        choices = choices_of(letter, reading.sayings, reading.words, on, is_plain=True)
    return tuple(
        _tapped(letter.narrowed_to(choice.about), ReceivedReply(on, text=word), letter)
        for choice in choices
        for word in choice.words
    )


def _tapped(narrowed: AnsweredLetter, reply: ReceivedReply, letter: AnsweredLetter) -> frozenset[str]:
    """Return what a tapped word comes to, and what WRONG puts in the place of what it takes back."""
    sayings = read(narrowed, reply).sayings
    instead = next((saying.instead for saying in sayings if isinstance(saying, Undo)), "")
    more = read(narrowed, replace(reply, text=instead)).sayings if instead else ()
    return of_sayings((*sayings, *more), letter)


def _our_subject(subject: str) -> str:
    """Return the subject of our letter in that of a reply; people write before it, or behind a dash."""
    found = re.search(r"(?:OFFICIAL-SENSITIVE: )?MASE.*?(?= - |$)", subject)
    return found[0] if found else ""


def _with_button(subject: str, recorded: frozenset[str]) -> frozenset[str]:
    """Return what a button of the calendar comes to; of the words beside it only a deputy counts."""
    deputies = frozenset(outcome for outcome in recorded if outcome.startswith("deputy:"))
    if subject.startswith("Declined:"):
        return deputies or frozenset({"not coming"})
    return frozenset({"coming" if subject.startswith("Accepted:") else NOTHING})


def _name(attachment: str | Mapping[str, str]) -> str:
    return attachment if isinstance(attachment, str) else attachment["name"]


def _with_both_concerns(right: Sequence[frozenset[str]]) -> tuple[frozenset[str], ...]:
    """Return what is right, and two kinds of concern together where each of them is."""
    kinds = frozenset(kind for each in right for kind in each if kind in KINDS_BY_NAME)
    return (*right, kinds) if len(kinds) > 1 else tuple(right)


def _outcomes(outcome: str | list[str]) -> frozenset[str]:
    outcomes = frozenset([outcome] if isinstance(outcome, str) else outcome)
    if any(each.startswith("deputy:") for each in outcomes):
        outcomes -= {"not coming"}  # whoever names a deputy does not come
    return outcomes


def _by_number(outcomes: frozenset[str], letter: AnsweredLetter) -> frozenset[str]:
    """Return outcomes with the number of its question for that of an action: "06:accept" is "2:accept"."""
    numbers = {
        question.reference.rpartition("/")[2]: str(number)
        for number, question in enumerate(letter.questions, 1)
    }
    parts = (each.partition(":") for each in outcomes)
    return frozenset(
        f"{numbers[what]}:{answer}"
        if what.isdigit() and what[0] == "0" and what in numbers
        else what + mark + answer
        for what, mark, answer in parts
    )


def _are(recorded: frozenset[str], right: frozenset[str]) -> bool:
    """Say whether all that is recorded is right, and all that is right is recorded."""
    return all(any(_is(outcome, each) for each in right) for outcome in recorded) and all(
        any(_is(outcome, each) for outcome in recorded) or (each == "received" and "answer" in recorded)
        for each in right
    )


def _is(outcome: str, right: str) -> bool:
    """Say whether an outcome is the one described: "date:04:2027-02-28|2027-02-26" is either day, "item" any
    item, and of an item's facts only those described count."""
    if right.startswith("item:"):
        title, *facts = right.removeprefix("item:").split(";")
        found, *all_facts = outcome.split(";")
        has_title = all(word in found for word in title.casefold().split())
        return found.startswith("item:") and has_title and set(facts) <= set(all_facts)
    if right.startswith("detail:"):
        return outcome in (right, IN_WORDS)
    if right.startswith("date:") and right.count(":") == 2:
        what, number, days = right.split(":")
        return any(outcome == f"{what}:{number}:{day}" for day in days.split("|"))
    if outcome.startswith("update:"):  # the action stays open, and the owner is told how to close it
        return right in NOTHING_RECORDED
    return outcome == right or outcome.startswith(f"{right}:")
