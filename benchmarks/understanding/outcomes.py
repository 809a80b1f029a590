"""What a reading comes to, in the words of the corpora: "agree agenda", "date:04:2027-02-26", "ask"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from forum.concerns.kinds import ConcernKind
from forum.inbox.answered_letter import AnsweredLetter
from forum.inbox.sayings import (
    ActionReported,
    AgreementReturned,
    Answered,
    Apologies,
    Coming,
    ConcernRaised,
    Correction,
    CorrectionsFile,
    DeputyNamed,
    DetailsCorrected,
    DetailsRight,
    FileSent,
    ItemProposed,
    LineReported,
    LinesSent,
    NoCorrections,
    NoItems,
    PackArranged,
    PaperSent,
    Reading,
    Saying,
    Undo,
)
from forum.papers.pack import Change, Drop, Keep, PackOrder
from forum.questions.kinds import QuestionKind
from forum.questions.words import CONSENTS, Word

ASK, UNIT, NOTHING = "ask", "unit", "none"
IN_WORDS = "detail:in words"  # of details: for the unit, which reads them
NOTHING_RECORDED = frozenset({ASK, UNIT, NOTHING})

_PLAIN = {
    AgreementReturned: "agreement",
    Coming: "coming",
    Correction: "correction",
    CorrectionsFile: "correction",
    DetailsRight: "details ok",
    Undo: "wrong",
}
_DRAFTS = {
    QuestionKind.AGREE_AGENDA: "agenda",
    QuestionKind.AGREE_MINUTES: "minutes",
    QuestionKind.AGREE_REPORT: "report",
    QuestionKind.AGREE_BRIEFINGS: "briefings",
}
_OF_AN_ITEM = {Word.VERBAL: "verbal", Word.WITHDRAW: "withdraw"}
_OF_AN_ACTION = {Word.DONE: "done", Word.HELP: "help", Word.NEW_DATE: "date"}

KINDS_BY_NAME = {
    "worry": ConcernKind.WORRY,
    "allegation": ConcernKind.ALLEGATION,
    "threat": ConcernKind.THREAT,
    "complaint": ConcernKind.COMPLAINT,
    "interest": ConcernKind.INTEREST,
    "rights": ConcernKind.RIGHTS,
    "access": ConcernKind.ACCESS,
    "foi": ConcernKind.INFORMATION,
    "press": ConcernKind.PRESS,
    "leaver": ConcernKind.LEAVER,
}
"""The kinds by the names that the corpora of replies give them."""
_NAMES = {kind: name for name, kind in KINDS_BY_NAME.items()}


def outcomes_of(reading: Reading, letter: AnsweredLetter) -> frozenset[str]:
    """Return all that a reading comes to."""
    if reading.is_courtesy:
        return frozenset({NOTHING})
    asked_back = [ASK] if reading.not_understood else []
    return frozenset([*asked_back, *of_sayings(reading.sayings, letter)])


def of_sayings(sayings: Sequence[Saying], letter: AnsweredLetter) -> frozenset[str]:
    """Return what sayings come to, those recorded and those proposed alike."""
    return frozenset(outcome for saying in sayings for outcome in _of(saying, letter))


def _of(saying: Saying, letter: AnsweredLetter) -> Iterator[str]:
    match saying:
        case Answered():
            yield _answer(saying, letter)
        case ActionReported(reference=reference, reply=reply):
            number = reference.rpartition("/")[2]
            what = _OF_AN_ACTION.get(reply.word, "update")
            yield f"{what}:{number}:{reply.date}" if reply.date else f"{what}:{number}"
        case LineReported(reference=reference, reply=reply):
            yield f"{reply.word.lower()}:{reference}"
        case LinesSent():
            yield "lines"
        case DeputyNamed(name=name, address=address):
            yield f"deputy:{name or address}"
        case ItemProposed():
            yield ";".join(
                [
                    f"item:{saying.title.casefold()}",
                    f"purpose={saying.purpose}",
                    f"minutes={saying.minutes}",
                    f"paper={'yes' if saying.with_paper else 'no'}",
                ]
            )
        case PackArranged(changes=changes):
            yield from map(_change, changes)
        case PaperSent(question=question):
            yield f"paper:{letter.asked_question(question).reference}"
        case FileSent(kind=kind):
            yield f"file:{kind}"
        case ConcernRaised(kinds=kinds):
            yield from (_NAMES[kind] for kind in kinds)
        case DetailsCorrected():
            yield from _details(saying)
        case Apologies(nobody=nobody):
            yield from ("not coming", "no deputy") if nobody else ("not coming",)
        case NoItems() | NoCorrections():
            yield NOTHING
        case _:
            yield _PLAIN.get(type(saying), UNIT)


def _answer(saying: Answered, letter: AnsweredLetter) -> str:
    word, question = saying.reply.word, letter.asked_question(saying.question)
    if draft := _DRAFTS.get(saying.kind):
        if word in CONSENTS and saying.by_phone:
            return f"{draft} agreed by chair"
        return f"{'agree' if word in CONSENTS else 'change'} {draft}"
    match saying.kind:
        case QuestionKind.PROVIDE_PAPER:
            return f"{_OF_AN_ITEM.get(word, word)}:{question.reference}"
        case QuestionKind.RELEASE_PACK | QuestionKind.RELEASE_UNAGREED_MINUTES:
            return word.lower()
        case QuestionKind.NAME_DEPUTY:
            return "no deputy"
        case QuestionKind.ACKNOWLEDGE_REPORT:
            return "received"
        case QuestionKind.ACKNOWLEDGE_BRIEFING:
            return "received" if word is Word.RECEIVED else "answer"
        case QuestionKind.TELL_OUTCOME:
            return "outcome"
        case QuestionKind.RECORD_AGREEMENT:
            return f"signed:{question.reference}"
    said = Word.ALLOW if saying.kind is QuestionKind.ALLOW_LATE_PAPER and word is Word.AGREE else word
    return f"{letter.questions.index(question) + 1}:{said.lower()}"


def _change(change: Change) -> str:
    match change:
        case PackOrder(numbers=numbers):
            return f"order:{','.join(numbers)}"
        case Drop(number=number):
            return f"drop:{number}"
        case Keep(number=number):
            return f"keep:{number}"
    return f"readers:{change.number}={change.readers}"


def _details(saying: DetailsCorrected) -> Iterator[str]:
    for field, _ in saying.fields:
        yield f"detail:{field.removesuffix('_needed')}"
    if saying.address:
        yield "detail:address"
    if saying.phone is not None:
        yield "detail:phone"
    if saying.text:
        yield IN_WORDS
