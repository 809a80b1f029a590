"""The letter that a reply answers, and the reply as it came.

A writer's own words as a person gets to read them.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from uuid import UUID

from forum.letters.actions import ActionDigest
from forum.letters.parts import Quote
from forum.letters.taps import WHOLE, short_code
from forum.questions.kind import KindOfQuestion
from forum.questions.kinds import QuestionKind, facts_for
from forum.text.patterns import any_of
from forum.text.wording import day_month


@dataclass(frozen=True)
class AskedQuestion:
    """A question as a letter asked it.

    ``reference`` is the action's reference, the number of the item that a paper is for, the code of a board,
    or the name of the person concerned; ``title`` is the title of that item. ``meeting`` is the date of its
    meeting, ``is_open`` is false once it is answered, and ``of`` is the name of the person asked.
    ``written_up_as`` is what a meeting of the group leaves, "minutes" or "action note".
    """

    id: UUID
    kind: QuestionKind
    reference: str = ""
    meeting: dt.date | None = None
    is_open: bool = True
    of: str = ""
    title: str = ""
    written_up_as: str = "minutes"

    @property
    def facts(self) -> KindOfQuestion:
        """The facts of its kind, in the words of its group."""
        return facts_for(self.kind, self.written_up_as)

    @property
    def matter(self) -> str:
        """The matter of the question in a few words: "the agenda for 9 February"."""
        day = day_month(self.meeting) if self.meeting else ""
        for_day = f" for {day}" if day else ""
        return self.facts.matter.format(
            for_day=for_day,
            of_day=f" of {day}" if day else "",
            for_item=f" for item {self.reference}" if self.reference else for_day,
            reference=self.reference,
        )

    @property
    def are(self) -> str:
        """The verb of what the meeting leaves: minutes are agreed, and an action note is."""
        return "is" if self.written_up_as == "action note" else "are"

    @property
    def how(self) -> str:
        """The reply that answers it: "AGREE REPORT KSCB"."""
        return self.facts.how_of(self.reference)


@dataclass(frozen=True)
class AnsweredLetter:
    """The letter that a reply answers; in place of a confirmation, the letter that led to it.

    ``name`` is the kind of letter ("chair"). ``questions`` are its questions in the order in which it numbers
    them, answered ones too; for the desk letter all open questions of the unit's groups, the Chair's
    included. ``actions`` are the references of the actions that it lists, ``titles`` their titles in the same
    order, and ``reported`` those that it says are reported done; ``lines`` are the
    references of the reader's lines of the action plan. ``meeting`` is the date of its meeting, or
    of the next one for the letter after a meeting; ``items_for`` that of the meeting for which the letter
    asked for items. ``deputies`` are the names of the deputies of the reader's
    seat. ``written_up_as`` is what a meeting of the letter's group leaves. ``notes`` are the numbers under
    which a letter to the Chair says what was recorded in their name. It ``is_answered_before`` where an
    answer of its reader is on record, which the reply may take back.
    """

    name: str
    questions: tuple[AskedQuestion, ...] = ()
    actions: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    reported: tuple[str, ...] = ()
    meeting: dt.date | None = None
    items_for: dt.date | None = None
    deputies: tuple[str, ...] = ()
    written_up_as: str = "minutes"
    notes: tuple[int, ...] = ()
    is_answered_before: bool = False

    def asked_question(self, question: UUID) -> AskedQuestion:
        """Return the question of the letter with this id."""
        return next(asked_question for asked_question in self.questions if asked_question.id == question)

    def narrowed_to(self, about: str) -> AnsweredLetter:
        """Return the letter with the question or the action alone that the code of a reply is about; with
        neither, where the letter no longer has it.

        Words on an action are no item and no correction, whatever else the letter asked: they are read as in
        the digest of actions.
        """
        if about == WHOLE:
            return self
        questions = tuple(
            asked_question
            for number, asked_question in enumerate(self.questions, start=1)
            if about in (str(number), short_code(str(asked_question.id)))
            or _is_action(asked_question.reference, about)
        )
        actions = tuple(reference for reference in self.actions if _is_action(reference, about))
        lines = tuple(reference for reference in self.lines if reference == about)
        titles = dict(zip(self.actions, self.titles, strict=False))
        titles_of_them = tuple(titles[reference] for reference in actions if reference in titles)
        is_of_digest = ("/" in about and not questions) or bool(lines)
        return replace(
            self,
            name=ActionDigest.NAME if is_of_digest else self.name,
            questions=questions,
            actions=actions,
            titles=titles_of_them,
            lines=lines,
        )

    def named_action(self, reference: str) -> str:
        """Return an action with its title, where the letter has it: "action P/2027-01/03 (Train)"."""
        titles = dict(zip(self.actions, self.titles, strict=False))
        return f"action {reference} ({titles[reference]})" if reference in titles else f"action {reference}"

    def still_open(self, *, with_titles: bool) -> tuple[str, ...]:
        """Return what the letter asked and nobody has answered, each once, in a few words; an action has its
        title only where the letter bore no marking (own rule: what was not taken is said)."""
        return tuple(
            dict.fromkeys(
                self.named_action(question.reference)
                if with_titles and question.kind is QuestionKind.UPDATE_ACTION
                else question.matter
                for question in self.questions
                if question.is_open
            )
        )

    def with_day(self, word: str) -> str:
        """Return the day of the meeting after a word, " on 9 February"; empty where the letter speaks of
        none."""
        return f" {word} {day_month(self.meeting)}" if self.meeting else ""

    def for_items(self) -> str:
        """Return the day of the meeting that takes the items, " for 9 February"; empty where the letter
        speaks of none."""
        return replace(self, meeting=self.items_for or self.meeting).with_day("for")


def _is_action(reference: str, about: str) -> bool:
    return reference.casefold().endswith(f"/{about}".casefold())


@dataclass(frozen=True)
class FileReceived:
    """A file that came with a reply. ``name`` is the sender's and only read, never used."""

    id: str
    name: str


@dataclass(frozen=True)
class ReceivedReply:
    """A reply that came on the day ``on``: its plain text, the button pressed and the files.

    ``subject`` is the reply's subject where that is not our letter's. ``writer`` is the name of whoever
    writes, as the register has it, and ``asked`` that of the person asked, where they or their PA write.
    ``is_tapped`` is true where the subject has the code of a link in our letter, and ``has_link`` where a
    file came as a link to a cloud.
    """

    on: dt.date
    text: str = ""
    subject: str = ""
    vote: str = ""
    files: tuple[FileReceived, ...] = ()
    writer: str = ""
    asked: str = ""
    is_tapped: bool = False
    has_link: bool = False


LONGEST = 600  # characters of a quote; the rest is in the mailbox
_LINK = any_of(r"\b(?:https?|ftp|file)://\S+", r"\bwww\.\S+")
"""What a mail program makes a link of: it may be a trap, and the unit gets none from us."""
_NUMBER = re.compile(r"(?<![\d+])\+?\d(?:[ ()-]{0,2}\d){6,14}(?!\d)")
_ADDRESS = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w.-]{1,255}")
"""Ways to reach somebody, which may not be those of whom a mail seems to come from."""


def quote_of(text: str) -> Quote:
    """Return somebody's own words as a letter quotes them, without links and cut at a word where they are
    long (own rule)."""
    plain = _LINK.sub("(a link)", text)
    if len(plain) <= LONGEST:
        return Quote(lines=tuple(plain.splitlines()), is_cut=False)
    cut = plain[:LONGEST].rsplit(None, 1)[0]
    return Quote(lines=tuple(f"{cut} …".splitlines()), is_cut=True)


def without_ways_to_reach(text: str) -> str:
    """Return words that nothing proves to be their writer's without numbers to ring and addresses to write to
    (own rule): the unit uses those in the register."""
    return _ADDRESS.sub("(an address)", _NUMBER.sub("(a number)", text))
