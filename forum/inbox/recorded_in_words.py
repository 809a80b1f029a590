"""What was recorded, in words for whoever said it."""

from __future__ import annotations

from collections.abc import Mapping

from forum.inbox.asked import Asked, LetterAnswered
from forum.inbox.reading.questions import WORDS, matter
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
from forum.questions.kinds import QuestionKind
from forum.questions.words import Word
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
_SAID: dict[tuple[QuestionKind, Word], str] = {
    (QuestionKind.ALLOW_LATE_PAPER, Word.ALLOW): "{what} goes out as a supplement.",
    (QuestionKind.ALLOW_LATE_PAPER, Word.AGREE): "{what} goes out as a supplement.",
    (QuestionKind.ALLOW_LATE_PAPER, Word.NO): "{what} is not circulated.",
    (QuestionKind.WAIVE_NOTICE, Word.ALLOW): "{what} is allowed: agenda and papers go out as soon as can be.",
    (QuestionKind.WAIVE_NOTICE, Word.AGREE): "{what} is allowed: agenda and papers go out as soon as can be.",
    (QuestionKind.WAIVE_NOTICE, Word.NO): "{what} is not allowed.",
    (QuestionKind.DISCHARGE_ACTION, Word.DISCHARGE): "{what} is discharged.",
    (QuestionKind.DISCHARGE_ACTION, Word.RETURN): "{what} stays open and goes back to its owner.",
    (QuestionKind.SEND_ATTENDANCE_NOTICE, Word.SEND): "{what} goes out in the Chair’s name.",
    (QuestionKind.SEND_ATTENDANCE_NOTICE, Word.NO): "{what} is not sent.",
    (QuestionKind.ESCALATE_ACTION, Word.SEND): "{what}: the owner’s organisation is written to.",
    (QuestionKind.ESCALATE_ACTION, Word.NO): "{what}: the owner’s organisation is not written to.",
    (QuestionKind.RULE_ON_QUORUM, Word.QUORATE): "{what} is ruled to have been there.",
    (QuestionKind.RULE_ON_QUORUM, Word.NOT_QUORATE): "{what} is ruled not to have been there.",
    (QuestionKind.AMEND_AGENDA, Word.DONE): "{what} is changed and goes to the Chair again.",
    (QuestionKind.RELEASE_PACK, Word.RELEASE): "{what} are released.",
    (QuestionKind.RELEASE_UNAGREED_MINUTES, Word.RELEASE): "{what} are released as a draft not yet agreed.",
    (QuestionKind.PROVIDE_PAPER, Word.VERBAL): "{what} will not come: the item is spoken to.",
    (QuestionKind.PROVIDE_PAPER, Word.WITHDRAW): "{what} is withdrawn.",
    (QuestionKind.NAME_DEPUTY, Word.NONE): "Nobody comes in your place{on}.",
    (QuestionKind.RECORD_AGREEMENT, Word.SIGNED): "{what} is signed: what waited for it goes out.",
    (QuestionKind.TAKE_ON_ACTION, Word.ACCEPT): "{what} is yours from today.",
    (QuestionKind.TAKE_ON_ACTION, Word.HAND_TO): "{what} goes to {text}.",
    (QuestionKind.HAND_OVER_ACTION, Word.HAND_TO): "{what} goes to {text}.",
    (QuestionKind.APPLY_MEMBERS, Word.APPLY): "{what} is in the register.",
    (QuestionKind.APPLY_MEMBERS, Word.NO): "{what} is not taken; the register stays as it was.",
    (QuestionKind.CHANGE_ADDRESS, Word.APPLY): "{what} are in the register from today.",
    (QuestionKind.CHANGE_ADDRESS, Word.NO): "{what} are not taken; the register stays as it was.",
}
_FILES = {
    FileKind.RECORD: "record",
    FileKind.MINUTES: "draft of the minutes",
    FileKind.PACK: "workbook of the papers",
}
_SAID |= {
    (QuestionKind.SETTLE_BETWEEN_CHAIRS, word): f"{{what}} is on record: {word}."
    for word in WORDS[QuestionKind.SETTLE_BETWEEN_CHAIRS]
}
_ARE = frozenset({QuestionKind.AGREE_MINUTES})


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


def _answered(saying: Answered, letter: LetterAnswered, on: str) -> str:
    one = _asked(letter, saying.question, saying.kind)
    what, are = capital(matter(one)), "are" if saying.kind in _ARE else "is"
    if saying.kind in (QuestionKind.AGREE_AGENDA, QuestionKind.AGREE_MINUTES):
        if saying.reply.word is Word.OTHER:
            return f"{what} {are} not agreed yet: what to change is with the Business Unit."
        return f"{what} {are} agreed."
    if saying.by_phone and (saying.kind, saying.reply.word) == (QuestionKind.TAKE_ON_ACTION, Word.ACCEPT):
        return f"{what} is taken on from today."
    return _SAID[saying.kind, saying.reply.word].format(what=what, on=on, text=saying.reply.text)


def _reported(saying: ActionReported) -> str:
    action, reply = f"Action {saying.reference}", saying.reply
    if reply.word is Word.NEW_DATE and reply.date:
        return f"{action} is now due on {long_date(reply.date)}."
    return {
        Word.DONE: f"{action} is reported done.",
        Word.HELP: f"{action} needs help: the Business Unit takes it up.",
    }.get(reply.word, f"{action} has your update and stays open.")


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
