"""A kind of question: its facts, those that all questions to the Chair, the unit or a person have, and the
names of the kinds.

Their rows stand in ``rows``, the consequences of an answer in ``tasks.duties.answers.handlers``, and the
words of the Chair's letter in ``templates/email/_base/questions.md``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Literal

from forum.calendar.steps import StepKind
from forum.questions.words import Act, Said, Word


class QuestionKind(StrEnum):
    """The kinds of question."""

    AGREE_AGENDA = "agree agenda"
    AMEND_AGENDA = "amend agenda"
    AGREE_MINUTES = "agree minutes"
    ALLOW_LATE_PAPER = "allow late paper"
    ALLOW_LATE_ITEM = "allow late item"
    WAIVE_NOTICE = "waive notice"
    CHOOSE_DAY = "choose another day"
    ALLOW_PART_TWO = "allow part 2 for inspectors"
    LET_READ_PART_TWO = "let somebody read part 2"
    MEET_ON_DAY_OFF = "meet on a day off"
    SETTLE_BETWEEN_CHAIRS = "settle between the Chairs"
    RELEASE_PACK = "release pack"
    RELEASE_UNAGREED_AGENDA = "release agenda not yet agreed"
    RELEASE_UNAGREED_MINUTES = "release minutes not yet agreed"
    DISCHARGE_ACTION = "discharge action"
    SEND_ATTENDANCE_NOTICE = "send attendance notice"
    TELL_ORGANISATION_OF_ATTENDANCE = "tell organisation of attendance"
    ESCALATE_ACTION = "escalate action"
    HELP_WITH_ACTION = "help with action"
    HEAR_OF_HELP_WANTED = "hear of help wanted"
    RULE_ON_QUORUM = "rule on quorum"
    PROVIDE_PAPER = "provide paper"
    AGREE_BY_MAIL = "agree to a decision by mail"
    NAME_DEPUTY = "name deputy"
    UPDATE_ACTION = "update action"
    UPDATE_LINE = "update line of the plan"
    FILL_PART_TWO = "fill part 2"
    FILE_RECORD = "file record"
    DRAFT_MINUTES = "draft minutes"
    RECORD_AGREEMENT = "record agreement"
    TAKE_ON_ACTION = "take on action"
    HAND_OVER_ACTION = "hand over action"
    APPLY_MEMBERS = "apply members' workbook"
    APPLY_PLAN = "apply the plan's workbook"
    CHANGE_ADDRESS = "change address"
    ANSWER_RESEARCH = "answer research request"
    ALLOW_RESEARCH = "allow large research"
    REPORT_RESEARCH = "report on research"
    TELL_PROGRESS = "tell progress of research"
    SEE_RESEARCH = "see research"
    USE_RESEARCH = "say how research was used"
    DRAFT_REPORT = "draft report"
    AGREE_REPORT = "agree report"
    RELEASE_UNAGREED_REPORT = "release report not yet agreed"
    ACKNOWLEDGE_REPORT = "acknowledge report"
    TELL_OUTCOME = "tell outcome"
    WRITE_BRIEFING = "write briefing"
    AGREE_BRIEFINGS = "agree briefings"
    ACKNOWLEDGE_BRIEFING = "acknowledge briefing"
    ALLOW_TASK_GROUP = "allow task group"
    AGREE_SCOPE = "agree scope"
    REPORT_WORK = "report on the work of a task group"
    ANSWER_CHALLENGE = "have challenge answered"
    SETTLE_MATTER = "settle matter"


class AskedOf(StrEnum):
    """The addressee of a question: an office, as held on the day, or one person."""

    CHAIR = "the Chair"
    UNIT = "the Business Unit"
    PERSON = "the person asked"


class Reference(StrEnum):
    """The reference by which a reply tells the questions of a kind apart."""

    NONE = "nothing"
    ITEM = "the number of an agenda item"
    ACTION = "the reference of an action"
    LINE = "the reference of a line of the action plan"
    PERSON = "the name of a person"
    RESEARCH = "the reference of a request for research"
    BOARD = "the code of a board"
    BRIEFING = "the reference of a briefing"
    TASK_GROUP = "the code of a task and finish group"
    MATTER = "the name of what goes on"


class Chase(StrEnum):
    """The chase of a question that is not answered."""

    LETTER = "one more letter, then the unit rings"
    ONCE = "one more letter, and the unit's desk has all who are to be rung in one line"
    RING = "the unit rings"
    NONE = "nothing"


class ChairList(StrEnum):
    """A list in the Chair's letter: its lines are answered together, by their numbers."""

    DISCHARGES = "actions recommended for discharge"
    LETTERS = "letters in the Chair's name"


@dataclass(frozen=True, kw_only=True)
class KindOfQuestion:
    """The facts of a kind of question.

    In words, where ``facts_for`` puts what the group leaves, minutes or an action note, for {minutes}:
    ``phrase`` is the request, as lists have it, and sentences after "ask them to".
    ``matter`` is the subject of the question; {for_day} and {of_day} are the meeting's, {for_item} is
    the item's, or the meeting's while items have no numbers, {reference} the question's.
    ``matter_pattern`` is the pattern of the words that name the matter in a reply.
    ``how`` is the reply that a letter asks for, after "Reply"; ``by_command`` the answer that ``mase answer``
    takes, where that is not the same.
    ``answers`` has each word that answers, with the sentence that confirms it; OTHER is the reader's own
    words. {what} is the matter, {text} the reader's own words, {day} a new date, {on_day} the day of the
    meeting, {yours} "yours", or "taken on" where the unit passes the answer on, {are} "are" for minutes and
    "is" for an action note.
    ``for_a_hand`` are the answers on which a person has to act: what they leave open the unit closes.
    ``buttons`` are the answers that letters offer as links, and Outlook as buttons; ``beside_matter`` those
    that a letter offers beside what the question is about.
    ``by_phone`` is an example of the unit's reply after it has rung somebody.
    ``unit_does`` are the desk letter's instructions to the unit; {about} is the reference of the meeting or
    the action.

    By rule:
    ``letter`` is the letter that puts the question.
    ``act`` is the act of answering, which settles who may answer.
    ``reference`` tells one question of the kind from another.
    ``is_draft``: the Chair agrees a draft, or says what to change in it.
    ``invites_words``: whatever the reader writes is an answer, for the unit to act on.
    ``before_meeting``: the answer is of no use once the meeting has been held.
    ``rides_along``: the question waits for another letter to the same reader, and is not put on the morning
    of a meeting. It goes alone ``alone_from`` working days after it is due; before, where that is negative.
    ``serves`` is the step with a day of the terms that waits for the answer; empty for the meeting itself,
    or where the terms set no day.
    ``in_list`` is the list of the Chair's letter in which the question is a line. Among the questions of that
    letter it ``counts_for`` so many.
    ``escalates`` is the lead time before the deadline at which the deputy chair is asked as well; empty where
    the deputy chair is not asked.
    ``chased_near_due``: the reader has long to answer, so that the chase waits until the day is near.
    ``chased_when_due``: nobody can answer before the meeting, or the unit writes it until a day of ours, so
    that the chase waits for the deadline.
    ``chase`` follows where nobody answers.

    As replies are read:
    ``said`` is the word that each closed phrase comes to. ``takes_remark`` are the words behind which a
    reason may stand.
    """

    asked_of: AskedOf
    letter: str
    act: Act
    phrase: str
    matter: str
    how: str = ""
    by_command: str = ""
    answers: Mapping[Word, str] = field(default_factory=dict)
    for_a_hand: tuple[Word, ...] = ()
    buttons: tuple[str, ...] = ()
    beside_matter: tuple[Word, ...] = ()
    reference: Reference = Reference.NONE
    matter_pattern: str = ""
    by_phone: str = ""
    unit_does: str = ""
    is_draft: bool = False
    invites_words: bool = False
    before_meeting: bool = False
    rides_along: bool = False
    alone_from: int = -1
    serves: StepKind | None = None
    in_list: ChairList | None = None
    counts_for: int = 1
    escalates: Literal["", "agenda_deputy_chair_before_deadline", "chase_after"] = ""
    chased_near_due: bool = False
    chased_when_due: bool = False
    chase: Chase = Chase.LETTER
    said: Mapping[Said, Word] = field(default_factory=dict)
    takes_remark: tuple[Word, ...] = ()

    @cached_property
    def words(self) -> frozenset[Word]:
        """The words that answer, as a letter gives them, without the reader's own words."""
        return frozenset(self.answers) - {Word.OTHER}

    @property
    def buttons_again(self) -> tuple[str, ...]:
        """The buttons offered beside what was not understood: none that lets something leave the house, since
        its writer may have wanted something else."""
        return tuple(word for word in self.buttons if word not in (Word.RELEASE, Word.APPLY))

    @property
    def how_by_command(self) -> str:
        """The answer that ``mase answer`` takes, in words."""
        return self.by_command or self.how

    def how_of(self, reference: str) -> str:
        """Return the reply that a letter asks for about one matter: "AGREE REPORT KSCB"."""
        return self.how.format(reference=reference).strip()


TO_A_DRAFT = dict.fromkeys((Said.YES, Said.ASSENT, Said.NO_CHANGE, Said.GO_AHEAD, Said.AGREE), Word.AGREE)
"""The phrases that agree a draft."""
_LEAVE = {
    **dict.fromkeys((Said.YES, Said.ASSENT, Said.GO_AHEAD, Said.AGREE, Said.ALLOW), Word.ALLOW),
    **dict.fromkeys((Said.NO, Said.REFUSE), Word.NO),
}
LETTER_OR_NOT = {
    **dict.fromkeys((Said.YES, Said.SEND, Said.SEND_ALL), Word.SEND),
    **dict.fromkeys((Said.NO, Said.REFUSE, Said.NO_LETTER, Said.NOT_WRITE), Word.NO),
}


@dataclass(frozen=True, kw_only=True)
class AskedOfChair(KindOfQuestion):
    """A question that the Chair decides."""

    asked_of: AskedOf = AskedOf.CHAIR
    letter: str = "chair"
    act: Act = Act.DECIDE


@dataclass(frozen=True, kw_only=True)
class AskedForLeave(AskedOfChair):
    """A question whether the Chair allows something."""

    how: str = "ALLOW or NO"
    buttons: tuple[str, ...] = (Word.ALLOW, Word.NO)
    said: Mapping[Said, Word] = field(default_factory=_LEAVE.copy)
    takes_remark: tuple[Word, ...] = (Word.NO,)


def allowed_or_not(allowed: str, refused: str) -> dict[Word, str]:
    """Return the answers to a question for leave, with what confirms that it is given, and that it is not."""
    return {Word.ALLOW: allowed, Word.AGREE: allowed, Word.NO: refused}


@dataclass(frozen=True, kw_only=True)
class LetterForChair(AskedOfChair):
    """A question whether a letter goes in the Chair's name."""

    how: str = "SEND or NO"
    buttons: tuple[str, ...] = (Word.SEND, Word.NO)
    rides_along: bool = True
    in_list: ChairList | None = ChairList.LETTERS
    said: Mapping[Said, Word] = field(default_factory=LETTER_OR_NOT.copy)
    takes_remark: tuple[Word, ...] = (Word.NO,)


@dataclass(frozen=True, kw_only=True)
class DraftForChair(AskedOfChair):
    """A draft that the Chair agrees, or says what to change in."""

    by_command: str = "AGREE, or what to change"
    for_a_hand: tuple[Word, ...] = (Word.OTHER,)
    is_draft: bool = True


@dataclass(frozen=True, kw_only=True)
class AskedOfUnit(KindOfQuestion):
    """A question that the unit settles, in its desk letter where the row names no other."""

    asked_of: AskedOf = AskedOf.UNIT
    letter: str = "desk"
    act: Act = Act.RELEASE


@dataclass(frozen=True, kw_only=True)
class AskedOfPerson(KindOfQuestion):
    """A question to one person."""

    asked_of: AskedOf = AskedOf.PERSON
