"""The kinds of question, a row each: who is asked, which words answer, when to chase, how letters put it.

The consequences of an answer stand in ``tasks.duties.answers.handlers``; the words of the Chair's letter
stand in ``templates/email/chair/words.txt``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cache
from typing import Literal

from forum.calendar.steps import StepKind
from forum.questions.acts import Act
from forum.questions.said import Said
from forum.questions.words import Word


class QuestionKind(StrEnum):
    """The kinds of question."""

    AGREE_AGENDA = "agree agenda"
    AMEND_AGENDA = "amend agenda"
    AGREE_MINUTES = "agree minutes"
    ALLOW_LATE_PAPER = "allow late paper"
    ALLOW_LATE_ITEM = "allow late item"
    WAIVE_NOTICE = "waive notice"
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
    ``buttons`` are the answers that letters offer as links, and Outlook as buttons.
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
    ``in_list`` is the list of the Chair's letter in which the question is a line.
    ``escalates`` is the lead time before the deadline at which the deputy chair is asked as well; empty where
    the deputy chair is not asked.
    ``chased_near_due``: the reader has long to answer, so that the chase waits until the day is near.
    ``chased_when_due``: nobody can answer before the meeting, so that the chase waits for the deadline.
    ``chase`` follows where nobody answers.

    As replies are read:
    ``said`` is the word that each closed phrase comes to. ``if_ok`` is the word that OK or a thumb likely
    stands for, which is put to its writer. ``takes_remark`` are the words behind which a reason may stand.
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
    escalates: Literal["", "agenda_deputy_chair_before_deadline", "chase_after"] = ""
    chased_near_due: bool = False
    chased_when_due: bool = False
    chase: Chase = Chase.LETTER
    said: Mapping[Said, Word] = field(default_factory=dict)
    if_ok: Word | None = None
    takes_remark: tuple[Word, ...] = ()

    @property
    def words(self) -> frozenset[Word]:
        """The words that answer, as a letter gives them, without the reader's own words."""
        return frozenset(self.answers) - {Word.OTHER}

    @property
    def how_by_command(self) -> str:
        """The answer that ``mase answer`` takes, in words."""
        return self.by_command or self.how

    def how_of(self, reference: str) -> str:
        """Return the reply that a letter asks for about one matter: "AGREE REPORT KSCB"."""
        return self.how.format(reference=reference).strip()


_TO_A_DRAFT = dict.fromkeys((Said.YES, Said.ASSENT, Said.NO_CHANGE, Said.GO_AHEAD, Said.AGREE), Word.AGREE)
_LEAVE = {
    **dict.fromkeys((Said.YES, Said.ASSENT, Said.GO_AHEAD, Said.AGREE, Said.ALLOW), Word.ALLOW),
    **dict.fromkeys((Said.NO, Said.REFUSE), Word.NO),
}
_LETTER_OR_NOT = {
    **dict.fromkeys((Said.YES, Said.SEND, Said.SEND_ALL), Word.SEND),
    **dict.fromkeys((Said.NO, Said.REFUSE, Said.NO_LETTER, Said.NOT_WRITE), Word.NO),
}
_APPLIED = {Said.APPLY: Word.APPLY, **dict.fromkeys((Said.NO, Said.REFUSE), Word.NO)}
_OF_THE_CHAIR = {
    QuestionKind.AGREE_AGENDA: KindOfQuestion(
        asked_of=AskedOf.CHAIR,
        letter="chair",
        act=Act.DECIDE,
        phrase="agree the agenda",
        matter="the agenda{for_day}",
        matter_pattern=r"\bagenda\b",
        how="AGREE AGENDA",
        by_command="AGREE, FIT, or what to change",
        answers={
            Word.AGREE: "{what} is agreed.",
            Word.AGREE_AGENDA: "{what} is agreed.",
            Word.AGREE_BOTH: "{what} is agreed.",
            Word.FIT: "{what} is agreed; what it has no time for waits for the next meeting.",
            Word.OTHER: "{what} is not agreed yet: what to change is with the Business Unit.",
        },
        buttons=(Word.AGREE_AGENDA,),  # no button can say what to change
        by_phone="AGENDA AGREED",
        for_a_hand=(Word.OTHER,),
        is_draft=True,
        before_meeting=True,
        serves=StepKind.AGENDA_AGREED,
        escalates="agenda_deputy_chair_before_deadline",
        said={**_TO_A_DRAFT, Said.AGREE_AGENDA: Word.AGREE_AGENDA, Said.FIT: Word.FIT},
        if_ok=Word.AGREE,
    ),
    QuestionKind.AGREE_MINUTES: KindOfQuestion(
        asked_of=AskedOf.CHAIR,
        letter="chair",
        act=Act.DECIDE,
        phrase="agree the {minutes}",
        matter="the {minutes}{of_day}",
        matter_pattern=r"\b(?:minutes|action note)\b",
        how="AGREE {MINUTES}",
        by_command="AGREE, or what to change",
        answers={
            Word.AGREE: "{what} {are} agreed.",
            Word.AGREE_MINUTES: "{what} {are} agreed.",
            Word.AGREE_BOTH: "{what} {are} agreed.",
            Word.OTHER: "{what} {are} not agreed yet: what to change is with the Business Unit.",
        },
        buttons=("AGREE {MINUTES}",),
        by_phone="{MINUTES} AGREED",
        for_a_hand=(Word.OTHER,),
        is_draft=True,
        serves=StepKind.MINUTES_OUT,
        said={**_TO_A_DRAFT, Said.AGREE_MINUTES: Word.AGREE_MINUTES},
        if_ok=Word.AGREE,
    ),
    QuestionKind.AGREE_REPORT: KindOfQuestion(
        asked_of=AskedOf.CHAIR,
        letter="chair",
        act=Act.DECIDE,
        phrase="agree the report to a board",
        matter="the report to {reference}",
        matter_pattern=r"\breport\b",
        how="AGREE REPORT {reference}",
        by_command="AGREE, or what to change",
        answers={
            Word.AGREE: "{what} is agreed.",
            Word.AGREE_REPORT: "{what} is agreed.",
            Word.OTHER: "{what} is not agreed yet: what to change is with the Business Unit.",
        },
        buttons=(Word.AGREE_REPORT,),
        reference=Reference.BOARD,
        by_phone="REPORT AGREED",
        for_a_hand=(Word.OTHER,),
        is_draft=True,
        rides_along=True,
        alone_from=-5,  # two before the deputy chair is asked
        escalates="chase_after",
        said={**_TO_A_DRAFT, Said.AGREE_REPORT: Word.AGREE_REPORT},
        if_ok=Word.AGREE,
    ),
    QuestionKind.ALLOW_LATE_PAPER: KindOfQuestion(
        asked_of=AskedOf.CHAIR,
        letter="chair",
        act=Act.DECIDE,
        phrase="allow a late paper",
        matter="the late paper for item {reference}",
        matter_pattern=r"\b(?:late )?paper\b",
        how="ALLOW or NO",
        answers={
            Word.ALLOW: "{what} goes out as a supplement.",
            Word.AGREE: "{what} goes out as a supplement.",
            Word.NO: "{what} is not circulated.",
        },
        buttons=(Word.ALLOW, Word.NO),
        reference=Reference.ITEM,
        by_phone="ALLOWED",
        before_meeting=True,
        said=_LEAVE,
        if_ok=Word.ALLOW,
        takes_remark=(Word.NO,),
    ),
    QuestionKind.ALLOW_LATE_ITEM: KindOfQuestion(
        asked_of=AskedOf.CHAIR,
        letter="chair",
        act=Act.DECIDE,
        phrase="allow a late item",
        matter="the late item{for_day}",
        matter_pattern=r"\blate item\b",
        how="ALLOW or NO",
        answers={
            Word.ALLOW: "{what} is taken as other business.",
            Word.AGREE: "{what} is taken as other business.",
            Word.NO: "{what} is kept for the next meeting.",
        },
        buttons=(Word.ALLOW, Word.NO),
        by_phone="LATE ITEM ALLOWED",
        before_meeting=True,
        serves=StepKind.PAPERS_OUT,
        said=_LEAVE,
        if_ok=Word.ALLOW,
        takes_remark=(Word.NO,),
    ),
    QuestionKind.WAIVE_NOTICE: KindOfQuestion(
        asked_of=AskedOf.CHAIR,
        letter="chair",
        act=Act.DECIDE,
        phrase="allow the short notice",
        matter="the short notice{for_day}",
        matter_pattern=r"\bshort notice\b",
        how="ALLOW or NO",
        answers={
            Word.ALLOW: "{what} is allowed: agenda and papers go out as soon as can be.",
            Word.AGREE: "{what} is allowed: agenda and papers go out as soon as can be.",
            Word.NO: "{what} is not allowed.",
        },
        buttons=(Word.ALLOW, Word.NO),
        by_phone="SHORT NOTICE ALLOWED",
        before_meeting=True,
        said=_LEAVE,
        if_ok=Word.ALLOW,
        takes_remark=(Word.NO,),
    ),
    QuestionKind.ALLOW_PART_TWO: KindOfQuestion(
        asked_of=AskedOf.CHAIR,
        letter="chair",
        act=Act.DECIDE,
        phrase="allow part 2 to go to inspectors",
        matter="part 2 for inspectors",
        matter_pattern=r"\bpart (?:2|two)\b",
        how="ALLOW or NO",
        answers={
            Word.ALLOW: "{what} may go in a sealed file, for the next four weeks.",
            Word.NO: "{what} stays here.",
        },
        buttons=(Word.ALLOW, Word.NO),
        by_phone="PART 2 ALLOWED",
        said={Said.ALLOW: Word.ALLOW, Said.NO: Word.NO, Said.REFUSE: Word.NO},
        takes_remark=(Word.NO,),
    ),
    QuestionKind.LET_READ_PART_TWO: KindOfQuestion(
        asked_of=AskedOf.CHAIR,
        letter="chair",
        act=Act.DECIDE,
        phrase="let somebody read part 2",
        matter="part 2 for {reference}",
        matter_pattern=r"\bpart (?:2|two)\b",
        how="ALLOW or NO",
        answers={
            Word.ALLOW: "{what} is allowed, from today on.",
            Word.NO: "{what} is not allowed.",
        },
        buttons=(Word.ALLOW, Word.NO),
        reference=Reference.PERSON,
        by_phone="PART 2 ALLOWED",
        said={Said.ALLOW: Word.ALLOW, Said.NO: Word.NO, Said.REFUSE: Word.NO},
        takes_remark=(Word.NO,),
        rides_along=True,
        alone_from=0,  # the letter after a meeting comes in time
    ),
    QuestionKind.DISCHARGE_ACTION: KindOfQuestion(
        asked_of=AskedOf.CHAIR,
        letter="chair",
        act=Act.DECIDE,
        phrase="discharge an action",
        matter="action {reference}",
        how="DISCHARGE or RETURN",
        answers={
            Word.DISCHARGE: "{what} is discharged.",
            Word.RETURN: "{what} stays open and goes back to its owner.",
        },
        buttons=(Word.DISCHARGE, Word.RETURN),
        reference=Reference.ACTION,
        by_phone="DISCHARGED",
        rides_along=True,
        alone_from=8,  # the meeting, on whose day it is due, discharges as well; then the minutes go
        in_list=ChairList.DISCHARGES,
        said={
            **dict.fromkeys(
                (Said.YES, Said.ASSENT, Said.AGREE, Said.DISCHARGE, Said.DISCHARGE_ALL), Word.DISCHARGE
            ),
            Said.RETURN: Word.RETURN,
        },
        if_ok=Word.DISCHARGE,
        takes_remark=(Word.RETURN,),
    ),
    QuestionKind.SEND_ATTENDANCE_NOTICE: KindOfQuestion(
        asked_of=AskedOf.CHAIR,
        letter="chair",
        act=Act.DECIDE,
        phrase="allow a private word about attendance",
        matter="the private letter to {reference} about attendance",
        matter_pattern=r"\b(?:attendance|letter|notice)\b",
        how="SEND or NO",
        answers={Word.SEND: "{what} goes out in the Chair’s name.", Word.NO: "{what} is not sent."},
        buttons=(Word.SEND, Word.NO),
        reference=Reference.PERSON,
        by_phone="SEND ATTENDANCE LETTER",
        rides_along=True,
        in_list=ChairList.LETTERS,
        said=_LETTER_OR_NOT,
        takes_remark=(Word.NO,),
    ),
    QuestionKind.TELL_ORGANISATION_OF_ATTENDANCE: KindOfQuestion(
        asked_of=AskedOf.CHAIR,
        letter="chair",
        act=Act.DECIDE,
        phrase="allow a letter to an organisation about attendance",
        matter="the letter to the organisation of {reference} about attendance",
        matter_pattern=r"\borganisation\b",
        how="SEND or NO",
        answers={Word.SEND: "{what} goes out in the Chair’s name.", Word.NO: "{what} is not sent."},
        buttons=(Word.SEND, Word.NO),
        reference=Reference.PERSON,
        by_phone="SEND ORGANISATION LETTER",
        rides_along=True,
        in_list=ChairList.LETTERS,
        said=_LETTER_OR_NOT,
        takes_remark=(Word.NO,),
    ),
    QuestionKind.ESCALATE_ACTION: KindOfQuestion(
        asked_of=AskedOf.CHAIR,
        letter="chair",
        act=Act.DECIDE,
        phrase="allow a letter to an organisation about an action",
        matter="action {reference}",
        how="SEND or NO",
        answers={
            Word.SEND: "{what}: the owner’s organisation is written to.",
            Word.NO: "{what}: the owner’s organisation is not written to.",
        },
        buttons=(Word.SEND, Word.NO),
        reference=Reference.ACTION,
        by_phone="SEND",
        rides_along=True,
        in_list=ChairList.LETTERS,
        said={**_LETTER_OR_NOT, Said.WRITE: Word.SEND},
        takes_remark=(Word.NO,),
    ),
    QuestionKind.HEAR_OF_HELP_WANTED: KindOfQuestion(
        asked_of=AskedOf.CHAIR,
        letter="chair",
        act=Act.DECIDE,
        phrase="hear of the help wanted on an action",
        matter="the help wanted on action {reference}",
        how="SEEN",
        answers={
            Word.SEEN: "{what} is known to you; the Business Unit goes on looking for it.",
            Word.OTHER: "{what}: what you say is with the Business Unit, which acts on it.",
        },
        buttons=(Word.SEEN,),
        reference=Reference.ACTION,
        by_phone="SEEN",
        for_a_hand=(Word.SEEN, Word.OTHER),
        invites_words=True,
        rides_along=True,
        chase=Chase.NONE,
        said={Said.SEEN: Word.SEEN},
    ),
    QuestionKind.ALLOW_RESEARCH: KindOfQuestion(
        asked_of=AskedOf.CHAIR,
        letter="chair",
        act=Act.DECIDE,
        phrase="allow large research",
        matter="research {reference}",
        matter_pattern=r"\bresearch\b",
        how="ALLOW or NO",
        answers={
            Word.ALLOW: "{what} is begun.",
            Word.AGREE: "{what} is begun.",
            Word.NO: "{what} is not begun: it is declined on your word.",
        },
        buttons=(Word.ALLOW, Word.NO),
        reference=Reference.RESEARCH,
        by_phone="ALLOWED",
        rides_along=True,
        said=_LEAVE,
        if_ok=Word.ALLOW,
        takes_remark=(Word.NO,),
    ),
    QuestionKind.ALLOW_TASK_GROUP: KindOfQuestion(
        asked_of=AskedOf.CHAIR,
        letter="chair",
        act=Act.DECIDE,
        phrase="allow one more task and finish group at once",
        matter="the task and finish group {reference}",
        matter_pattern=r"\btask (?:and finish )?group\b",
        how="ALLOW or NO",
        answers={
            Word.ALLOW: "{what} begins its work.",
            Word.AGREE: "{what} begins its work.",
            Word.NO: "{what} does not begin: it is declined on your word.",
        },
        buttons=(Word.ALLOW, Word.NO),
        reference=Reference.TASK_GROUP,
        by_phone="ALLOWED",
        said=_LEAVE,
        if_ok=Word.ALLOW,
        takes_remark=(Word.NO,),
    ),
    QuestionKind.AGREE_SCOPE: KindOfQuestion(
        asked_of=AskedOf.CHAIR,
        letter="chair",
        act=Act.DECIDE,
        phrase="agree the scope of the work",
        matter="the scope of {reference}",
        matter_pattern=r"\bscope\b",
        how="AGREE",
        by_command="AGREE, or what to change",
        answers={
            Word.AGREE: "{what} is agreed.",
            Word.OTHER: "{what} is not agreed yet: what to change is with the Business Unit.",
        },
        buttons=(Word.AGREE,),
        reference=Reference.TASK_GROUP,
        by_phone="AGREED",
        for_a_hand=(Word.OTHER,),
        is_draft=True,
        escalates="chase_after",
        said=dict.fromkeys((Said.YES, Said.ASSENT, Said.AGREE), Word.AGREE),
        if_ok=Word.AGREE,
    ),
    QuestionKind.SETTLE_MATTER: KindOfQuestion(
        asked_of=AskedOf.CHAIR,
        letter="chair",
        act=Act.DECIDE,
        phrase="say what is to be done about what goes on",
        matter="what goes on with {reference}",
        how="SEEN",
        answers={
            Word.SEEN: "{what} is known to you; we ask again while it does.",
            Word.OTHER: "{what}: what you say is with the Business Unit, which acts on it.",
        },
        buttons=(Word.SEEN,),
        reference=Reference.MATTER,
        by_phone="SEEN",
        for_a_hand=(Word.OTHER,),
        invites_words=True,
        rides_along=True,
        alone_from=-5,
        escalates="chase_after",
        said={Said.SEEN: Word.SEEN},
    ),
    QuestionKind.SEE_RESEARCH: KindOfQuestion(
        asked_of=AskedOf.CHAIR,
        letter="chair",
        act=Act.DECIDE,
        phrase="see what research found",
        matter="the research for item {reference}",
        matter_pattern=r"\bresearch\b",
        how="SEEN",
        answers={
            Word.SEEN: "{what} is known to you, and goes out with the papers.",
            Word.OTHER: "{what}: what you say is with the Business Unit, which acts on it.",
        },
        buttons=(Word.SEEN,),
        reference=Reference.ITEM,
        by_phone="SEEN",
        for_a_hand=(Word.OTHER,),
        invites_words=True,
        before_meeting=True,
        serves=StepKind.PAPERS_OUT,
        rides_along=True,
        chase=Chase.NONE,
        said={Said.SEEN: Word.SEEN},
    ),
    QuestionKind.AGREE_BRIEFINGS: KindOfQuestion(
        asked_of=AskedOf.CHAIR,
        letter="chair",
        act=Act.DECIDE,
        phrase="agree the briefings",
        matter="the briefings{of_day}",
        matter_pattern=r"\bbriefings?\b",
        how="AGREE BRIEFINGS",
        by_command="AGREE, or what to change",
        answers={
            Word.AGREE: "{what} are agreed, and go out.",
            Word.AGREE_BRIEFINGS: "{what} are agreed, and go out.",
            Word.OTHER: "{what} are not agreed: what to change is with the Business Unit.",
        },
        buttons=(Word.AGREE_BRIEFINGS,),
        by_phone="BRIEFINGS AGREED",
        for_a_hand=(Word.OTHER,),
        is_draft=True,
        rides_along=True,
        alone_from=-2,  # they are out the working day after
        said={
            **_TO_A_DRAFT,
            **dict.fromkeys((Said.AGREE_BRIEFINGS, Said.AGREE_BOTH), Word.AGREE_BRIEFINGS),
        },
        if_ok=Word.AGREE,
    ),
    QuestionKind.RULE_ON_QUORUM: KindOfQuestion(
        asked_of=AskedOf.CHAIR,
        letter="chair",
        act=Act.DECIDE,
        phrase="rule on the quorum",
        matter="the quorum{of_day}",
        matter_pattern=r"\bquor\w+\b",
        how="QUORATE or NOT QUORATE",
        answers={
            Word.QUORATE: "{what} is ruled to have been there.",
            Word.NOT_QUORATE: "{what} is ruled not to have been there.",
        },
        buttons=(Word.QUORATE, Word.NOT_QUORATE),
        by_phone="QUORATE",
        serves=StepKind.MINUTES_OUT,
        said={Said.QUORATE: Word.QUORATE, Said.NOT_QUORATE: Word.NOT_QUORATE},
        takes_remark=(Word.NOT_QUORATE,),
    ),
}

_ROWS: Mapping[QuestionKind, KindOfQuestion] = {
    **_OF_THE_CHAIR,
    QuestionKind.AMEND_AGENDA: KindOfQuestion(
        asked_of=AskedOf.UNIT,
        letter="desk",
        act=Act.RELEASE,
        phrase="amend the agenda",
        matter="the agenda{for_day}",
        matter_pattern=r"\bagenda\b",
        how="DONE",
        answers={Word.DONE: "{what} is changed and goes to the Chair again."},
        buttons=(Word.DONE,),
        unit_does="Reply with a line for each change: ITEM {about}: and its title, DROP {about} item 7, or "
        "ORDER {about} items 7 5. Then reply DONE; the agenda goes to the Chair again.",
        before_meeting=True,
    ),
    QuestionKind.MEET_ON_DAY_OFF: KindOfQuestion(
        asked_of=AskedOf.UNIT,
        letter="desk",
        act=Act.RELEASE,
        phrase="say whether the group meets on a day off",
        matter="the meeting{of_day}",
        matter_pattern=r"\bmeeting\b",
        how="ALLOW",
        answers={Word.ALLOW: "{what} stays on its day."},
        buttons=(Word.ALLOW,),
        unit_does="Its day has become a bank holiday or a closure. Reply ALLOW to meet all the same, MOVE "
        "{about} to 11 February: and why, or CANCEL {about}: and why; the members hear of it.",
        before_meeting=True,
        said={Said.ALLOW: Word.ALLOW},
    ),
    QuestionKind.SETTLE_BETWEEN_CHAIRS: KindOfQuestion(
        asked_of=AskedOf.UNIT,
        letter="desk",
        act=Act.RELEASE,
        phrase="settle what the Chairs answered differently",
        matter="what the Chairs settled on",
        how="with the word they settled on",
        by_command="what they settled on: AGREE, ALLOW, NO …",
        answers={
            word: f"{{what}} is on record: {word}."
            for kind in _OF_THE_CHAIR.values()
            for word in kind.answers
            if word not in (Word.AGREE_BOTH, Word.OTHER)
        },
        unit_does="Speak to both, and reply with the word they settle on.",
        said={
            Said[word.name]: word
            for kind in _OF_THE_CHAIR.values()
            for word in kind.answers
            if word.name in Said.__members__ and word is not Word.AGREE_BOTH
        },
    ),
    QuestionKind.RELEASE_PACK: KindOfQuestion(
        asked_of=AskedOf.UNIT,
        letter="pack_check",
        act=Act.RELEASE,
        phrase="release the pack",
        matter="the papers{for_day}",
        matter_pattern=r"\b(?:pack|papers)\b",
        how="RELEASE",
        answers={Word.RELEASE: "{what} are released."},
        buttons=(Word.RELEASE,),
        unit_does="Look at who gets what in our letter, and reply RELEASE; nothing leaves before.",
        before_meeting=True,
        said=dict.fromkeys((Said.RELEASE, Said.RELEASE_PACK), Word.RELEASE),
    ),
    QuestionKind.RELEASE_UNAGREED_AGENDA: KindOfQuestion(
        asked_of=AskedOf.UNIT,
        letter="desk",
        act=Act.RELEASE,
        phrase="release the agenda",
        matter="the agenda{for_day}",
        matter_pattern=r"\bagenda\b",
        how="RELEASE AGENDA",
        by_command="RELEASE",
        answers={Word.RELEASE: "{what} goes with the papers as not yet agreed by the Chair."},
        buttons=(Word.RELEASE,),
        unit_does="Nobody has agreed it, and the papers must leave today. Reply RELEASE AGENDA, and it goes "
        "with them as “not yet agreed by the Chair”; we then ask you to release the papers.",
        before_meeting=True,
        said={Said.RELEASE: Word.RELEASE},
    ),
    QuestionKind.RELEASE_UNAGREED_MINUTES: KindOfQuestion(
        asked_of=AskedOf.UNIT,
        letter="desk",
        act=Act.RELEASE,
        phrase="release the {minutes}",
        matter="the {minutes}{of_day}",
        matter_pattern=r"\b(?:minutes|action note)\b",
        how="RELEASE",
        answers={Word.RELEASE: "{what} {are} released as a draft not yet agreed."},
        buttons=(Word.RELEASE,),
        unit_does="The action log has gone. Reply RELEASE to send the {minutes} as “draft, not yet agreed by "
        "the Chair”.",
        said=dict.fromkeys((Said.RELEASE, Said.RELEASE_MINUTES), Word.RELEASE),
    ),
    QuestionKind.DRAFT_REPORT: KindOfQuestion(
        asked_of=AskedOf.UNIT,
        letter="report_draft",
        act=Act.RECORD,
        phrase="write the report to a board",
        matter="the draft report to {reference}",
        by_command="mase boards file",
        reference=Reference.BOARD,
        unit_does="Write in the boxes of the draft report to {about}, and send it back.",
    ),
    QuestionKind.RELEASE_UNAGREED_REPORT: KindOfQuestion(
        asked_of=AskedOf.UNIT,
        letter="desk",
        act=Act.RELEASE,
        phrase="release the report to a board",
        matter="the report to {reference}",
        matter_pattern=r"\breport\b",
        how="RELEASE",
        answers={Word.RELEASE: "{what} goes as a draft not yet agreed."},
        buttons=(Word.RELEASE,),
        reference=Reference.BOARD,
        unit_does="The Chair has not answered, and the manager of {about} wants the draft all the same. "
        "Reply RELEASE to send it as “draft, not yet agreed by the Chair”.",
        said={Said.RELEASE: Word.RELEASE},
    ),
    QuestionKind.FILL_PART_TWO: KindOfQuestion(
        asked_of=AskedOf.UNIT,
        letter="desk",
        act=Act.RELEASE,
        phrase="see who stays for part 2",
        matter="part 2{for_day}",
        matter_pattern=r"\bpart (?:2|two)\b",
        how="DONE",
        answers={Word.DONE: "{what} is seen to."},
        buttons=(Word.DONE,),
        unit_does="Ask for somebody who may see part 2; or, if the Chair agrees, give a deputy that right in "
        "the members’ workbook. Then reply DONE.",
        before_meeting=True,
    ),
    QuestionKind.FILE_RECORD: KindOfQuestion(
        asked_of=AskedOf.UNIT,
        letter="record_workbook",
        act=Act.RECORD,
        phrase="send back the record",
        matter="the record{of_day}",
        by_command="mase file record",
        unit_does="Send the record workbook back as it was filled in at the meeting.",
        chased_when_due=True,
    ),
    QuestionKind.DRAFT_MINUTES: KindOfQuestion(
        asked_of=AskedOf.UNIT,
        letter="minutes_draft",
        act=Act.RECORD,
        phrase="write the {minutes}",
        matter="the draft {minutes}{of_day}",
        by_command="mase file minutes",
        unit_does="Send the draft back once you have written the {minutes}. For an item without a note a "
        "line in reply will do: {about}: 7 NOT DISCUSSED, DEFERRED or NOTED.",
    ),
    QuestionKind.RECORD_AGREEMENT: KindOfQuestion(
        asked_of=AskedOf.UNIT,
        letter="desk",
        act=Act.RELEASE,
        phrase="get a signed agreement",
        matter="the agreement of {reference}",
        how="SIGNED and the name",
        by_command="SIGNED, or mase member signed",
        answers={Word.SIGNED: "{what} is signed: what waited for it goes out."},
        reference=Reference.PERSON,
    ),
    QuestionKind.HAND_OVER_ACTION: KindOfQuestion(
        asked_of=AskedOf.UNIT,
        letter="desk",
        act=Act.RELEASE,
        phrase="find a new owner for an action",
        matter="action {reference}",
        how="with the action’s reference, TO and the name of whoever takes it on",
        by_command="TO and whose it is from now on",
        answers={Word.HAND_TO: "{what} goes to {text}.", Word.OTHER: "{what} goes to {text}."},
        reference=Reference.ACTION,
        unit_does="Its owner has left. Reply with its reference, TO and the name of whoever takes it on. A "
        "successor in the seat is offered it by their first letter.",
    ),
    QuestionKind.HELP_WITH_ACTION: KindOfQuestion(
        asked_of=AskedOf.UNIT,
        letter="desk",
        act=Act.RELEASE,
        phrase="help with an action",
        matter="the help with action {reference}",
        how="HELPED, the action’s reference and what was done",
        by_command="HELPED and what was done",
        answers={Word.HELPED: "{what} is on record: {text}."},
        reference=Reference.ACTION,
        unit_does="Reply HELPED {about} and what was done; until then it waits here.",
    ),
    QuestionKind.APPLY_MEMBERS: KindOfQuestion(
        asked_of=AskedOf.UNIT,
        letter="members_check",
        act=Act.RELEASE,
        phrase="say whether the members’ workbook is to be taken",
        matter="the members’ workbook",
        how="APPLY or NO",
        answers={
            Word.APPLY: "{what} is in the register.",
            Word.NO: "{what} is not taken; the register stays as it was.",
        },
        buttons=(Word.APPLY, Word.NO),
        unit_does="Look at what would change in our letter, and reply APPLY or NO.",
        said={**_APPLIED, Said.YES: Word.APPLY},
        takes_remark=(Word.NO,),
    ),
    QuestionKind.APPLY_PLAN: KindOfQuestion(
        asked_of=AskedOf.UNIT,
        letter="members_check",
        act=Act.RELEASE,
        phrase="say whether the workbook of the action plan is to be taken",
        matter="the workbook of the action plan",
        how="APPLY or NO",
        answers={
            Word.APPLY: "{what} is in the plan.",
            Word.NO: "{what} is not taken; the plan stays as it was.",
        },
        buttons=(Word.APPLY, Word.NO),
        unit_does="Look at what would change in our letter, and reply APPLY or NO.",
        said={**_APPLIED, Said.YES: Word.APPLY},
        takes_remark=(Word.NO,),
    ),
    QuestionKind.CHANGE_ADDRESS: KindOfQuestion(
        asked_of=AskedOf.UNIT,
        letter="desk",
        act=Act.RELEASE,
        phrase="say whether a new address or number is to be taken",
        matter="the new contact details of {reference}",
        how="APPLY and the name, or NO and the name",
        by_command="APPLY or NO",
        answers={
            Word.APPLY: "{what} are agreed, and in the register once each unit that was asked has agreed.",
            Word.NO: "{what} are not taken; the register stays as it was.",
        },
        buttons=(Word.APPLY, Word.NO),
        reference=Reference.PERSON,
        said=_APPLIED,
    ),
    QuestionKind.ANSWER_RESEARCH: KindOfQuestion(
        asked_of=AskedOf.UNIT,
        letter="desk",
        act=Act.RELEASE,
        phrase="accept or decline a request for research",
        matter="research {reference}",
        how="ACCEPT, the reference and its size, or DECLINE, the reference and why",
        by_command="ACCEPT and its size, or DECLINE and why",
        answers={
            Word.ACCEPT: "{what} is accepted: {text}.",
            Word.DECLINE: "{what} is declined: {text}.",
        },
        reference=Reference.RESEARCH,
        unit_does="Reply ACCEPT {about} with its size (S, M or L), who does it if not you, the check it "
        "needs (sharing agreement or DPIA) and a day: ACCEPT {about} M, Sam Hill, DPIA, by 12 March. Or "
        "reply DECLINE {about} and why, and tell who asked.",
    ),
    QuestionKind.REPORT_RESEARCH: KindOfQuestion(
        asked_of=AskedOf.UNIT,
        letter="desk",
        act=Act.RELEASE,
        phrase="say how research stands",
        matter="research {reference}",
        how="PROGRESS, the reference and how it stands",
        by_command="PROGRESS and how it stands",
        answers={Word.PROGRESS: "{what} is under way: {text}."},
        reference=Reference.RESEARCH,
        unit_does="Ask who does it, and reply PROGRESS {about} and how it stands.",
    ),
    QuestionKind.USE_RESEARCH: KindOfQuestion(
        asked_of=AskedOf.UNIT,
        letter="desk",
        act=Act.RELEASE,
        phrase="say what the group did with research",
        matter="research {reference}",
        how="USED, the reference and what the group did with it",
        by_command="USED and what the group did with it",
        answers={Word.USED: "{what} is on record as used: {text}."},
        reference=Reference.RESEARCH,
        unit_does="Reply USED {about} and what the group did with it, such as the decision it led to.",
    ),
    QuestionKind.WRITE_BRIEFING: KindOfQuestion(
        asked_of=AskedOf.UNIT,
        letter="desk",
        act=Act.RELEASE,
        phrase="write a briefing",
        matter="briefing {reference}",
        how="BRIEFING, the reference and its parts, or NO, the reference and why",
        by_command="BRIEFING and its parts, or NO and why",
        answers={
            Word.BRIEFING: "{what} is written. The Chair is asked once all of the meeting are.",
            Word.NO: "{what} is not sent: {text}.",
        },
        reference=Reference.BRIEFING,
        unit_does="Reply BRIEFING {about} FOR ACTION (or FOR INFORMATION, FOR COMMENT, IN RESPONSE) in a "
        "line, and below it lines that begin with WHY: it matters to them, ASK: what we ask, BY: a day, and "
        "PASS ON: what they may pass on. Or reply NO {about} and why none goes.",
    ),
    QuestionKind.ANSWER_CHALLENGE: KindOfQuestion(
        asked_of=AskedOf.UNIT,
        letter="desk",
        act=Act.RECORD,
        phrase="have a challenge answered",
        matter="a challenge",
        by_command="the sheet Challenge of the record workbook",
        unit_does="Ask them. Then reply CHALLENGE {about}: and what they answered; without an answer by that "
        "day it goes a stage up.",
    ),
    QuestionKind.ACKNOWLEDGE_BRIEFING: KindOfQuestion(
        asked_of=AskedOf.PERSON,
        letter="briefing",
        act=Act.ACKNOWLEDGE,
        phrase="acknowledge the briefing",
        matter="the briefing{of_day} to {reference}",
        how="RECEIVED",
        by_command="RECEIVED, or their answer",
        answers={
            Word.RECEIVED: "{what} has come.",
            Word.OTHER: "{what} has come. Your answer is with the Business Unit, and comes before the group.",
        },
        buttons=(Word.RECEIVED,),
        for_a_hand=(Word.OTHER,),
        reference=Reference.PERSON,
        by_phone="RECEIVED",
        chased_when_due=True,
        chase=Chase.RING,
    ),
    QuestionKind.AGREE_BY_MAIL: KindOfQuestion(
        asked_of=AskedOf.PERSON,
        letter="by_mail",
        act=Act.AGREE_BY_MAIL,
        phrase="say whether their seat agrees to the decision by mail",
        matter="the decision put to you by mail",
        how="AGREE or NO",
        answers={
            Word.AGREE: "Your seat agrees to the decision put to you by mail.",
            Word.NO: "Your seat does not agree to the decision put to you by mail.",
        },
        buttons=(Word.AGREE, Word.NO),
        chase=Chase.NONE,
        said={
            **dict.fromkeys((Said.YES, Said.ASSENT, Said.GO_AHEAD, Said.AGREE), Word.AGREE),
            **dict.fromkeys((Said.NO, Said.REFUSE), Word.NO),
        },
        takes_remark=(Word.NO,),
    ),
    QuestionKind.PROVIDE_PAPER: KindOfQuestion(
        asked_of=AskedOf.PERSON,
        letter="paper_author",
        act=Act.FILE,
        phrase="send a paper",
        matter="the paper{for_item}",
        how="with your paper, or with VERBAL or WITHDRAW",
        by_command="VERBAL or WITHDRAW, or mase file paper",
        answers={
            Word.VERBAL: "{what} will not come: the item is spoken to.",
            Word.WITHDRAW: "{what} is withdrawn.",
        },
        buttons=(Word.VERBAL, Word.WITHDRAW),
        reference=Reference.ITEM,
        by_phone="VERBAL",
        before_meeting=True,
        chased_near_due=True,
        said={Said.VERBAL: Word.VERBAL, Said.WITHDRAW: Word.WITHDRAW},
        takes_remark=(Word.VERBAL, Word.WITHDRAW),
    ),
    QuestionKind.NAME_DEPUTY: KindOfQuestion(
        asked_of=AskedOf.PERSON,
        letter="deputy_wanted",
        act=Act.COME,  # the word NONE says that nobody comes; a name is a saying of its own
        phrase="name a deputy",
        matter="your deputy{for_day}",
        how="with your deputy’s name, or NONE",
        by_command="the deputy’s name or address, or NONE",
        answers={
            Word.NONE: "Nobody comes in your place{on_day}.",
            Word.OTHER: "{text} comes in your place{on_day}.",
        },
        buttons=(Word.NONE,),
        before_meeting=True,
        chase=Chase.NONE,
    ),
    QuestionKind.UPDATE_ACTION: KindOfQuestion(
        asked_of=AskedOf.PERSON,
        letter="actions",
        act=Act.REPORT,
        phrase="report on an action",
        matter="action {reference}",
        how="DONE, or a new date such as 12 February and why, or HELP",
        by_command="DONE, a new date and why, HELP, or how it is going",
        answers={
            Word.DONE: "{what} is reported done.",
            Word.NEW_DATE: "{what} is now due on {day}.",
            Word.HELP: "{what} needs help: the Business Unit takes it up.",
            Word.OTHER: "{what} has your update and stays open: reply DONE once it is done.",
        },
        for_a_hand=(Word.HELP,),
        buttons=(Word.DONE, Word.HELP),
        reference=Reference.ACTION,
        by_phone="DONE",
    ),
    QuestionKind.UPDATE_LINE: KindOfQuestion(
        asked_of=AskedOf.PERSON,
        letter="actions",
        act=Act.REPORT,
        phrase="say how a line of the action plan stands",
        matter="line {reference} of the action plan",
        how="GREEN, AMBER or RED and how it stands, or DONE and what shows it",
        answers={
            Word.GREEN: "{what} has your update: green.",
            Word.AMBER: "{what} has your update: amber.",
            Word.RED: "{what} has your update: red.",
            Word.DONE: "{what} is put to the group to be discharged.",
        },
        buttons=(Word.GREEN, Word.AMBER, Word.RED),
        reference=Reference.LINE,
        by_phone="AMBER",
        before_meeting=True,
    ),
    QuestionKind.REPORT_WORK: KindOfQuestion(
        asked_of=AskedOf.PERSON,
        letter="actions",
        act=Act.REPORT,
        phrase="say how the work of a task and finish group stands",
        matter="the work of {reference}",
        how="GREEN, AMBER or RED and how it stands",
        answers={
            Word.GREEN: "{what} has your update: green.",
            Word.AMBER: "{what} has your update: amber.",
            Word.RED: "{what} has your update: red.",
        },
        buttons=(Word.GREEN, Word.AMBER, Word.RED),
        reference=Reference.TASK_GROUP,
        by_phone="AMBER",
    ),
    QuestionKind.TELL_PROGRESS: KindOfQuestion(
        asked_of=AskedOf.PERSON,
        letter="actions",
        act=Act.REPORT_IN_WORDS,
        phrase="say how their research stands",
        matter="research {reference}",
        how="{reference} and how it stands",
        by_command="PROGRESS and how it stands",
        answers={Word.PROGRESS: "{what} is under way: {text}."},
        reference=Reference.RESEARCH,
    ),
    QuestionKind.TAKE_ON_ACTION: KindOfQuestion(
        asked_of=AskedOf.PERSON,
        letter="induction",
        act=Act.TAKE_ON,
        phrase="take on an action",
        matter="action {reference}",
        how="ACCEPT, or TO and the name of whoever should have it",
        by_command="ACCEPT, or TO and whose it is from now on",
        answers={
            Word.ACCEPT: "{what} is {yours} from today.",
            Word.HAND_TO: "{what} goes to {text}.",
            Word.OTHER: "{what} goes to {text}.",
        },
        reference=Reference.ACTION,
        by_phone="ACCEPT",
        chase=Chase.RING,
    ),
    QuestionKind.ACKNOWLEDGE_REPORT: KindOfQuestion(
        asked_of=AskedOf.PERSON,
        letter="board_report",
        act=Act.ACKNOWLEDGE,
        phrase="say that a report has come",
        matter="the report to {reference}",
        how="RECEIVED",
        answers={Word.RECEIVED: "{what} has come."},
        buttons=(Word.RECEIVED,),
        reference=Reference.BOARD,
        by_phone="RECEIVED",
        chase=Chase.RING,
    ),
    QuestionKind.TELL_OUTCOME: KindOfQuestion(
        asked_of=AskedOf.PERSON,
        letter="board_outcome",
        act=Act.SPEAK_FOR_BOARD,
        phrase="say what the board decided",
        matter="the report to {reference}",
        how="with what the board decided, or asks of the group",
        answers={Word.OTHER: "{what}: what the board said of it is on record, and goes to the group."},
        reference=Reference.BOARD,
        invites_words=True,
        chase=Chase.RING,
    ),
}


@cache
def facts_for(kind: QuestionKind, written_up_as: str) -> KindOfQuestion:
    """Return the facts of a kind in the words of a group, whose meetings leave "minutes" or an "action
    note"."""

    def in_its_words(text: str) -> str:
        return text.replace("{minutes}", written_up_as).replace("{MINUTES}", written_up_as.upper())

    row = _ROWS[kind]
    return replace(
        row,
        phrase=in_its_words(row.phrase),
        matter=in_its_words(row.matter),
        how=in_its_words(row.how),
        buttons=tuple(in_its_words(word) for word in row.buttons),
        by_phone=in_its_words(row.by_phone),
        unit_does=in_its_words(row.unit_does),
    )


KINDS: Mapping[QuestionKind, KindOfQuestion] = {kind: facts_for(kind, "minutes") for kind in _ROWS}


def _kinds(matches: Callable[[KindOfQuestion], bool]) -> frozenset[QuestionKind]:
    return frozenset(kind for kind, facts in KINDS.items() if matches(facts))


TO_THE_CHAIR = _kinds(lambda kind: kind.asked_of is AskedOf.CHAIR)
"""Questions that only the Chair decides, or the person acting for the Chair."""
OF_THE_UNIT = _kinds(lambda kind: kind.asked_of is AskedOf.UNIT)
"""Questions that ask the Business Unit to do something."""
DRAFTS = _kinds(lambda kind: kind.is_draft)
BOTH = frozenset({QuestionKind.AGREE_AGENDA, QuestionKind.AGREE_MINUTES})
"""The drafts of a month, which AGREE BOTH agrees."""
BEFORE_MEETING = _kinds(lambda kind: kind.before_meeting)
ABOUT_A_WORKBOOK = (QuestionKind.APPLY_MEMBERS, QuestionKind.APPLY_PLAN)
"""Questions whether a workbook is taken that the unit sent."""
ABOUT_PAPERS = _kinds(lambda kind: kind.reference is Reference.ITEM)
ABOUT_AN_ACTION = _kinds(lambda kind: kind.reference is Reference.ACTION)
ABOUT_RESEARCH = _kinds(lambda kind: kind.reference is Reference.RESEARCH)
UPDATES = (QuestionKind.UPDATE_ACTION, QuestionKind.UPDATE_LINE, QuestionKind.REPORT_WORK)
"""Questions that the digest puts to the owner of an action, and to the lead of a line or a task group."""
ABOUT_A_TASK_GROUP = _kinds(lambda kind: kind.reference is Reference.TASK_GROUP)
ABOUT_A_REPORT = _kinds(lambda kind: kind.reference is Reference.BOARD)
ABOUT_HELP = (QuestionKind.HELP_WITH_ACTION, QuestionKind.HEAR_OF_HELP_WANTED)
"""Questions that are open while an owner's wish for help is."""
OFFERS = (QuestionKind.TAKE_ON_ACTION, QuestionKind.HAND_OVER_ACTION)
"""Questions about the next owner of an action whose owner has left."""
