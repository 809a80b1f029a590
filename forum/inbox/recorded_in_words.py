"""What was recorded, in words for whoever said it."""

from __future__ import annotations

from collections.abc import Mapping

from forum.inbox.asked import Asked, LetterAnswered
from forum.inbox.reading.questions import matter
from forum.inbox.sayings import (
    ActionReported,
    AgreementReturned,
    Answered,
    Apologies,
    ByPhone,
    Coming,
    Correction,
    CorrectionsFile,
    DeputyNamed,
    DetailsCorrected,
    DetailsRight,
    FileKind,
    FileSent,
    ForTheUnit,
    ItemProposed,
    NoCorrections,
    NoItems,
    PackArranged,
    PaperSent,
    Saying,
    Undo,
)
from forum.questions.kinds import KINDS, QuestionKind
from forum.questions.words import Reply
from forum.text.wording import capital, count, day_month, listed, long_date

_FIXED: Mapping[type[Saying], str] = {
    NoItems: "You have no item to propose.",
    Correction: "Your corrections to the minutes are with the Business Unit, for a meeting to confirm.",
    CorrectionsFile: "Your file is with the Business Unit, which opens it and reads your corrections there.",
    NoCorrections: "You have no corrections to the minutes.",
    DetailsRight: "Your details on the register are right.",
    AgreementReturned: "Your agreement has come: the Business Unit records it, and your papers follow.",
    Undo: "What was recorded last is taken back.",
    PackArranged: "The pack is as you want it.",
    ForTheUnit: "Your message is with the Business Unit.",
}
_FILES = {
    FileKind.RECORD: "record",
    FileKind.MINUTES: "draft of the minutes",
    FileKind.PACK: "workbook of the papers",
}


def in_words(saying: Saying, letter: LetterAnswered) -> str:
    """Say in a sentence what was recorded, without repeating what the person wrote in free text.

    Only the name of a deputy comes back, so that a slip in it is seen.
    """
    on = f" on {day_month(letter.meeting)}" if letter.meeting else ""
    match saying:
        case Answered():
            return _answered(saying, letter, on) + _told(saying.by_phone)
        case ActionReported():
            return _reported(saying) + _told(saying.by_phone)
        case Coming():
            return f"You come to the meeting{on}."
        case Apologies():
            return f"You send apologies for the meeting{on}."
        case DeputyNamed():
            return f"{saying.name or saying.address} comes in your place{on}."
        case ItemProposed():
            return _proposed(saying, letter)
        case PaperSent():
            return f"{capital(matter(_asked(letter, saying.question)))} has come."
        case FileSent(kind=FileKind.MEMBERS):
            return "Your members’ workbook has come: our next letter says what it would change."
        case FileSent():
            of = f" for {day_month(letter.meeting)}" if letter.meeting else ""
            part = ", part 2," if saying.part > 1 else ""
            return f"The {_FILES[saying.kind]}{part} has come{of}."
        case DetailsCorrected():
            return _corrected(saying)
        case _:
            return _FIXED[type(saying)]


def _answered(saying: Answered, letter: LetterAnswered, on_day: str) -> str:
    what = capital(matter(_asked(letter, saying.question, saying.kind)))
    return _answer_in_words(saying.kind, saying.reply, what, on_day, passed_on=saying.by_phone is not None)


def _reported(saying: ActionReported) -> str:
    return _answer_in_words(QuestionKind.UPDATE_ACTION, saying.reply, f"Action {saying.reference}")


def _answer_in_words(
    kind: QuestionKind, reply: Reply, what: str, on_day: str = "", *, passed_on: bool = False
) -> str:
    sentence = KINDS[kind].answers[reply.word]
    day = long_date(reply.date) if reply.date else ""
    yours = "taken on" if passed_on else "yours"
    return sentence.format(what=what, on_day=on_day, text=reply.text, day=day, yours=yours)


def _corrected(saying: DetailsCorrected) -> str:
    fields = [field.removesuffix("_needed").replace("_", " ") for field, _ in saying.taken]
    taken = f"Your {listed(fields)} {'is' if len(fields) == 1 else 'are'} changed. " if fields else ""
    new = {"address": bool(saying.address), "number": saying.phone is not None}
    to_confirm = [what for what, is_given in new.items() if is_given]
    are_taken, them = ("is taken", "it") if len(to_confirm) == 1 else ("are taken", "them")
    once = f"once the Business Unit has confirmed {them} with you. "
    new_ones = f"Your new {listed(to_confirm)} {are_taken} {once}"
    text = "What else is to change in your details is with the Business Unit. "
    if not (taken or to_confirm):
        return "What is to change in your details is with the Business Unit."
    return f"{taken}{new_ones if to_confirm else ''}{text if saying.text else ''}".strip()


def _proposed(saying: ItemProposed, letter: LetterAnswered) -> str:
    meeting = f" for {day_month(letter.meeting)}" if letter.meeting else ""
    purpose = f"for {saying.purpose}" if saying.purpose else "with no purpose given"
    minutes = f", {count(saying.minutes, 'minute')}" if saying.minutes else ""
    paper = "with a paper" if saying.with_paper else "without a paper"
    return f"You propose an item{meeting}: {purpose}{minutes}, {paper}."


def _told(by_phone: ByPhone | None) -> str:
    if by_phone is None:
        return ""
    who = "the Chair" if by_phone.chair else "whoever was asked"
    return f" (Said by {who} by phone on {long_date(by_phone.on)}.)"


def _asked(
    letter: LetterAnswered, question: object, kind: QuestionKind = QuestionKind.PROVIDE_PAPER
) -> Asked:
    return next(one for one in letter.asked if one.question == question and one.kind is kind)
