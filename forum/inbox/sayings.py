"""The sayings that a reply can have, a class each, and the parts of a reply that were not understood.

A class has the saying's facts, the act that settles who may say it, and the words that confirm it. The
consequences of each stand in ``tasks.duties.inbox.carry_out.handlers``.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from forum.agenda import Purpose
from forum.concerns.kinds import ConcernKind
from forum.inbox.answered_letter import AnsweredLetter
from forum.inbox.mailbox_items import FILE_KINDS, FileKind
from forum.inbox.orders import ORDERS, Order
from forum.letters.parts import Choice
from forum.papers.pack import Change
from forum.plan.lines import is_line_reference
from forum.questions.kinds import KINDS, TO_THE_CHAIR, QuestionKind
from forum.questions.words import Act, Reply
from forum.research import ResearchQuestion
from forum.text.wording import capital, clock_time, count, full_date, listed, long_date


@dataclass(frozen=True)
class Saying:
    """A saying of a reply.

    ``CODE`` is the name of the class, by which the register has the saying, so that it must not change.
    ``IS_RECORDED`` is false where there is nothing to put on record. ``NEEDS_A_HAND`` is true where a person
    has to act on the saying: it leaves something open, which stands in the desk letter until the unit closes
    it. ``IS_UNDONE_BY_WRONG`` is false where the reader corrects the saying by repeating it.
    """

    CODE: ClassVar[str] = ""
    ACT: ClassVar[Act]
    WORDS: ClassVar[str]
    IS_RECORDED: ClassVar[bool] = True
    NEEDS_A_HAND: ClassVar[bool] = False
    IS_UNDONE_BY_WRONG: ClassVar[bool] = True

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        cls.CODE = cls.__name__

    @property
    def act(self) -> Act:
        """The act of the saying, which settles who may say it."""
        return self.ACT

    @property
    def is_undone_by_wrong(self) -> bool:
        """True where WRONG takes the saying back."""
        return self.IS_UNDONE_BY_WRONG

    @property
    def needs_a_hand(self) -> bool:
        """True where a person has to act on the saying."""
        return self.NEEDS_A_HAND

    @property
    def own_words(self) -> str:
        """The writer's own words that go on a register; empty where none do, or only a Chair's to a draft."""
        return ""

    def in_words(self, letter: AnsweredLetter) -> str:
        """Return the sentence that confirms the saying. It repeats none of the reader's own words but a name
        and the title of an item, so that a slip in them is seen.
        """
        return self.WORDS.format(on_day=letter.with_day("on"), written_up_as=letter.written_up_as)


@dataclass(frozen=True)
class ByPhone:
    """A call on the day ``on``, of which the unit tells. ``chair`` is true where the Chair spoke, and false
    where the person asked did.
    """

    on: dt.date
    chair: bool

    @property
    def words(self) -> str:
        """The note of the call that follows the confirmed answer."""
        speaker = "the Chair" if self.chair else "whoever was asked"
        return f" (Said by {speaker} by phone on {long_date(self.on)}.)"


@dataclass(frozen=True)
class Answered(Saying):
    """An answer to a question of the letter. ``by_phone`` is the call that the unit passes on."""

    question: UUID
    kind: QuestionKind
    reply: Reply
    by_phone: ByPhone | None = None

    @property
    def act(self) -> Act:
        return Act.PASS_ON if self.by_phone else KINDS[self.kind].act

    @property
    def needs_a_hand(self) -> bool:
        return self.reply.word in KINDS[self.kind].for_a_hand

    @property
    def own_words(self) -> str:
        return "" if self.kind in TO_THE_CHAIR else self.reply.text

    def in_words(self, letter: AnsweredLetter) -> str:
        question, on_day = letter.asked_question(self.question), letter.with_day("on")
        return _answer_in_words(
            self.kind, self.reply, question.matter, on_day, self.by_phone, are=question.are
        )


@dataclass(frozen=True)
class ActionReported(Saying):
    """A line on an action: DONE, NEW_DATE, HELP or, as a plain update, OTHER."""

    reference: str
    reply: Reply
    by_phone: ByPhone | None = None

    @property
    def act(self) -> Act:
        if self.by_phone:
            return Act.PASS_ON
        return Act.REPORT_IN_WORDS if self.reply.text.strip() else Act.REPORT

    @property
    def needs_a_hand(self) -> bool:
        return self.reply.word in KINDS[QuestionKind.UPDATE_ACTION].for_a_hand

    @property
    def own_words(self) -> str:
        return self.reply.text

    def in_words(self, letter: AnsweredLetter) -> str:
        matter = letter.named_action(self.reference)
        return _answer_in_words(
            QuestionKind.UPDATE_ACTION, self.reply, matter, letter.with_day("on"), self.by_phone
        )


@dataclass(frozen=True)
class LineReported(Saying):
    """A lead's word on a line of the action plan: GREEN, AMBER, RED or DONE, with how it stands; or on the
    work of a task group, whose code is the ``reference``."""

    reference: str
    reply: Reply

    @property
    def act(self) -> Act:
        return Act.REPORT_IN_WORDS if self.reply.text.strip() else Act.REPORT

    @property
    def own_words(self) -> str:
        return self.reply.text

    def in_words(self, letter: AnsweredLetter) -> str:
        kind = QuestionKind.UPDATE_LINE if is_line_reference(self.reference) else QuestionKind.REPORT_WORK
        matter = KINDS[kind].matter.format(reference=self.reference)
        return _answer_in_words(kind, self.reply, matter, letter.with_day("on"), None)


@dataclass(frozen=True)
class LinesSent(Saying):
    """A lead's workbook with how their lines of the action plan stand. ``file`` is the id of the file."""

    ACT = Act.REPORT_IN_WORDS
    WORDS = "The workbook of your lines has come."

    file: str


@dataclass(frozen=True)
class Coming(Saying):
    """The person comes to the meeting of the letter."""

    ACT = Act.COME
    WORDS = "You come to the meeting{on_day}."


@dataclass(frozen=True)
class Apologies(Saying):
    """The person can't come to the meeting of the letter, and has ``nobody`` to send where they say so. The
    reason is nobody's business, and not kept."""

    ACT = Act.COME

    nobody: bool = False

    def in_words(self, letter: AnsweredLetter) -> str:
        nobody = ", and nobody comes in your place" if self.nobody else ""
        return f"You send apologies for the meeting{letter.with_day('on')}{nobody}."


@dataclass(frozen=True)
class DeputyNamed(Saying):
    """A deputy comes in the person's place. Either ``name`` or ``address`` is given, or both."""

    ACT = Act.NAME_DEPUTY

    name: str
    job_title: str = ""
    address: str = ""

    def in_words(self, letter: AnsweredLetter) -> str:
        return f"{self.name or self.address} comes in your place{letter.with_day('on')}."


@dataclass(frozen=True)
class ItemProposed(Saying):
    """An item for the next meeting. A purpose or a length not given is None."""

    ACT = Act.PROPOSE

    title: str
    purpose: Purpose | None = None
    minutes: int | None = None
    with_paper: bool = False

    @property
    def own_words(self) -> str:
        return self.title

    def in_words(self, letter: AnsweredLetter) -> str:
        purpose = f"for {self.purpose}" if self.purpose else "with no purpose given"
        minutes = f", {count(self.minutes, 'minute')}" if self.minutes else ""
        paper = "with a paper" if self.with_paper else "without a paper"
        title = f"“{self.title}”, " if self.title else ""
        return f"You propose an item{letter.for_items()}: {title}{purpose}{minutes}, {paper}."


@dataclass(frozen=True, kw_only=True)
class ResearchAsked(ResearchQuestion, Saying):
    """A request for research. ``group`` and ``asked_by``
    are the code and the name that the unit gives, each empty for none, and so is ``purpose``.
    """

    NEEDS_A_HAND = True
    ACT = Act.ASK_RESEARCH

    purpose: str = ""
    group: str = ""
    asked_by: str = ""

    @property
    def own_words(self) -> str:
        return f"{self.question}\n{self.decision}"

    def in_words(self, _letter: AnsweredLetter) -> str:
        kind = f", {self.kind}" if self.kind else ""
        return (
            f"Research is asked for: “{self.question}”, for {self.decision}, by {full_date(self.by)}{kind}. "
            "The Business Unit accepts it, or says why not."
        )


@dataclass(frozen=True)
class NoItems(Saying):
    """The person has no item to propose."""

    ACT = Act.THANK
    WORDS = "You have no item to propose."
    IS_RECORDED = False


@dataclass(frozen=True)
class PaperSent(Saying):
    """The paper that answers a question: ``file`` is the id of the file received."""

    ACT = Act.FILE

    question: UUID
    file: str

    def in_words(self, letter: AnsweredLetter) -> str:
        return f"{capital(letter.asked_question(self.question).matter)} has come."


@dataclass(frozen=True)
class PackArranged(Saying):
    """The unit's changes to the pack that was put to it."""

    ACT = Act.RELEASE
    WORDS = "The pack is as you want it."
    IS_UNDONE_BY_WRONG = False

    changes: tuple[Change, ...]


@dataclass(frozen=True)
class FileSent(Saying):
    """A workbook or the minutes, sent back. ``file`` is the id of the file received, ``part`` the part of the
    minutes that it holds."""

    IS_UNDONE_BY_WRONG = False

    kind: FileKind
    file: str
    part: int = 1

    @property
    def act(self) -> Act:
        return FILE_KINDS[self.kind].act

    def in_words(self, letter: AnsweredLetter) -> str:
        part = f", part {self.part}," if self.part > 1 else ""
        return FILE_KINDS[self.kind].words.format(
            part=part, for_day=letter.with_day("for"), written_up_as=letter.written_up_as
        )


BringsFile = PaperSent | FileSent | LinesSent
"""The sayings whose file is read, by its id."""


@dataclass(frozen=True)
class Correction(Saying):
    """A correction of the minutes, for the unit and the meeting that confirms them."""

    NEEDS_A_HAND = True
    ACT = Act.CORRECT
    WORDS = "Your corrections to the {written_up_as} are with the Business Unit, for a meeting to confirm."

    text: str


@dataclass(frozen=True)
class CorrectionsFile(Saying):
    """A file with corrections of the minutes, for the unit to open and read."""

    NEEDS_A_HAND = True
    ACT = Act.CORRECT
    WORDS = "Your file is with the Business Unit, which opens it and reads your corrections there."


@dataclass(frozen=True)
class NoCorrections(Saying):
    """The person has read the minutes and has nothing to correct."""

    ACT = Act.THANK
    WORDS = "You have no corrections to the {written_up_as}."
    IS_RECORDED = False


@dataclass(frozen=True)
class DetailsRight(Saying):
    """The person's details on the register are right."""

    ACT = Act.CONFIRM_DETAILS
    WORDS = "Your details on the register are right."


@dataclass(frozen=True)
class DetailsCorrected(Saying):
    """The person's details are not right.

    ``fields`` has the corrections that are entered at once, a field of the register and its value each.
    ``address`` is another address to write to and ``phone`` another number, empty for none any more; the unit
    confirms both. ``text`` is for the unit to enter.
    """

    ACT = Act.CORRECT_DETAILS

    text: str = ""
    fields: tuple[tuple[str, str], ...] = ()
    address: str = ""
    phone: str | None = None

    @property
    def needs_a_hand(self) -> bool:
        return bool(self.text or self.address) or self.phone is not None

    def in_words(self, _letter: AnsweredLetter) -> str:
        fields = [field.removesuffix("_needed").replace("_", " ") for field, _ in self.fields]
        at_once = f"Your {listed(fields)} {'is' if len(fields) == 1 else 'are'} changed. " if fields else ""
        new = {"address": bool(self.address), "number": self.phone is not None}
        to_confirm = [change for change, is_new in new.items() if is_new]
        are_taken, pronoun = ("is taken", "it") if len(to_confirm) == 1 else ("are taken", "them")
        once = f"once the Business Unit has confirmed {pronoun} with you. "
        new_ones = f"Your new {listed(to_confirm)} {are_taken} {once}"
        text = "What else is to change in your details is with the Business Unit. "
        if not (at_once or to_confirm):
            return "What is to change in your details is with the Business Unit."
        return f"{at_once}{new_ones if to_confirm else ''}{text if self.text else ''}".strip()


@dataclass(frozen=True)
class AgreementReturned(Saying):
    """A signed agreement, or the words that the person agrees: for the unit to look at and record."""

    NEEDS_A_HAND = True
    ACT = Act.WRITE
    WORDS = "Your agreement has come: the Business Unit records it, and your papers follow."


@dataclass(frozen=True)
class Undo(Saying):
    """WRONG: the person's last recorded reply to this letter is to be taken back.

    ``instead`` is the rest of the reply, to be read again as a reply to the same letter.
    """

    ACT = Act.UNDO
    WORDS = "What was recorded last is undone."

    instead: str = ""


@dataclass(frozen=True)
class NotesDenied(Saying):
    """What a letter to the Chair says, under these ``numbers``, was recorded in their name is not so."""

    NEEDS_A_HAND = True
    ACT = Act.UNDO
    WORDS = "You say that this is not so; the Business Unit hears of it."
    IS_UNDONE_BY_WRONG = False

    numbers: tuple[int, ...]


@dataclass(frozen=True)
class ForTheUnit(Saying):
    """Free text where the letter invites it and no word answers it: the unit reads it, and nothing
    follows. ``about`` is the reference of the action that it speaks of.
    """

    NEEDS_A_HAND = True
    ACT = Act.WRITE
    WORDS = "Your message is with the Business Unit."

    text: str
    about: str = ""

    def in_words(self, letter: AnsweredLetter) -> str:
        if not self.about:
            return self.WORDS
        return (
            f"Your message about {letter.named_action(self.about)} is with the Business Unit, which answers "
            "you; until then the action stays with you."
        )


@dataclass(frozen=True)
class ConcernRaised(Saying):
    """Something that must reach a person at once, of these kinds, the most urgent first. Nothing else of the
    mail is read, unless its writer leaves and says no more. ``words`` are the writer's own, for the unit
    alone; of what is urgent there are none."""

    ACT = Act.RAISE
    WORDS = "What you wrote is with the people who have to hear of it."
    IS_UNDONE_BY_WRONG = False

    kinds: tuple[ConcernKind, ...]
    words: str = ""

    @property
    def is_beside_answers(self) -> bool:
        """True where all that must be heard is that somebody leaves: what they answer beside it counts."""
        return self.kinds == (ConcernKind.LEAVER,)


@dataclass(frozen=True)
class Ordered(Saying):
    """An order of the unit's, as its row in ``forum.inbox.orders`` says.

    ``about`` is the reference of a meeting, the code of a letter or an item, a person's name, or the number
    of a guest's item; ``meeting`` the meeting that a person is spoken of for, empty for their next one.
    ``text`` is the rest: a reason, numbers of items, a deputy. ``outcome`` is what the record says of items
    ("Noted."). ``on`` and ``at`` are the new day and time of a meeting, or ``on`` is the day of a call.
    ``item`` is a new item, ``part`` its part; ``since`` the first day of an absence.
    """

    ACT = Act.ORDER

    order: Order
    about: str = ""
    text: str = ""
    meeting: str = ""
    since: dt.date | None = None
    on: dt.date | None = None
    at: dt.time | None = None
    item: ItemProposed | None = None
    part: int = 1
    outcome: str = ""

    @property
    def is_undone_by_wrong(self) -> bool:
        return not ORDERS[self.order].is_final

    def in_words(self, letter: AnsweredLetter) -> str:
        return ORDERS[self.order].words.format(
            about=self.about or "them",
            text=self.item.title if self.item else self.text,
            why=self.text.rstrip("."),
            to_meeting=f" to {self.meeting}" if self.meeting else "",
            meeting=self.meeting,
            day=full_date(self.on) if self.on else "",
            since=f" from {full_date(self.since)}" if self.since else "",
            at=f", {clock_time(self.at)}" if self.at else "",
            outcome=self.outcome,
            of_meeting=f" of {self.about}" if self.about else letter.with_day("of"),
        )


@dataclass(frozen=True)
class NotUnderstood:
    """A part of a reply that was not understood. ``why`` gives the reason and ``how`` the words that would
    answer the letter, both in whole sentences that repeat nothing the person wrote; ``text`` is the
    person's own. ``likely`` is what it may mean, which the writer confirms first.
    """

    why: str
    how: str
    text: str = ""
    likely: tuple[Saying, ...] = ()


@dataclass(frozen=True)
class Reading:
    """All the sayings of a reply, and the parts that were not understood. With neither the reply is a
    courtesy ("Thank you"), which needs no answer.

    The writer confirms what is ``proposed`` by a reply that ``is_yes``, YES and no more. ``choices`` are the
    words that still answer the letter. ``words`` are the writer's own, and it ``says_something`` where they
    are more than a courtesy or a bare answer.
    """

    sayings: tuple[Saying, ...] = ()
    not_understood: tuple[NotUnderstood, ...] = ()
    is_yes: bool = False
    choices: tuple[Choice, ...] = ()
    words: str = ""
    says_something: bool = False

    @property
    def is_courtesy(self) -> bool:
        """True for a reply that needs no answer."""
        return not self.sayings and not self.not_understood

    @property
    def proposed(self) -> tuple[Saying, ...]:
        """What the parts not understood likely mean, each once."""
        return tuple(dict.fromkeys(each for part in self.not_understood for each in part.likely))


def asked_back(why: str, how: str, text: str = "") -> Reading:
    """Return the reading of words that were not understood."""
    return Reading(not_understood=(NotUnderstood(why, how, text),))


def joined(*readings: Reading) -> Reading:
    """Return all that parts of a reply say, and all of them that was not understood."""
    return Reading(
        tuple(saying for reading in readings for saying in reading.sayings),
        tuple(unclear for reading in readings for unclear in reading.not_understood),
    )


def _answer_in_words(
    kind: QuestionKind, reply: Reply, matter: str, on_day: str, by_phone: ByPhone | None, *, are: str = ""
) -> str:
    sentence = (
        KINDS[kind]
        .answers[reply.word]
        .format(
            what=capital(matter),
            text=reply.text,
            day=full_date(reply.date) if reply.date else "",
            on_day=on_day,
            yours="taken on" if by_phone else "yours",
            are=are,
        )
    )
    return f"{sentence}{by_phone.words if by_phone else ''}"
