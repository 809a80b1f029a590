"""Which of the letter's questions a word answers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from forum.inbox.asked import Asked
from forum.questions.kinds import QuestionKind
from forum.questions.words import Word
from forum.text.wording import day_month, listed

DRAFTS = frozenset({QuestionKind.AGREE_AGENDA, QuestionKind.AGREE_MINUTES})
_AGREE = frozenset({Word.AGREE, Word.AGREE_BOTH})
WORDS: Mapping[QuestionKind, frozenset[Word]] = {
    QuestionKind.AGREE_AGENDA: _AGREE | {Word.AGREE_AGENDA},
    QuestionKind.AGREE_MINUTES: _AGREE | {Word.AGREE_MINUTES},
    QuestionKind.ALLOW_LATE_PAPER: frozenset({Word.ALLOW, Word.AGREE, Word.NO}),
    QuestionKind.WAIVE_NOTICE: frozenset({Word.ALLOW, Word.AGREE, Word.NO}),
    QuestionKind.DISCHARGE_ACTION: frozenset({Word.DISCHARGE, Word.RETURN}),
    QuestionKind.SEND_ATTENDANCE_NOTICE: frozenset({Word.SEND, Word.NO}),
    QuestionKind.ESCALATE_ACTION: frozenset({Word.SEND, Word.NO}),
    QuestionKind.RULE_ON_QUORUM: frozenset({Word.QUORATE, Word.NOT_QUORATE}),
    QuestionKind.AMEND_AGENDA: frozenset({Word.DONE}),
    QuestionKind.SETTLE_BETWEEN_CHAIRS: frozenset(
        {
            *(Word.AGREE, Word.AGREE_AGENDA, Word.AGREE_MINUTES, Word.ALLOW, Word.NO, Word.DISCHARGE),
            *(Word.RETURN, Word.SEND, Word.QUORATE, Word.NOT_QUORATE),
        }
    ),
    QuestionKind.RELEASE_PACK: frozenset({Word.RELEASE}),
    QuestionKind.RELEASE_UNAGREED_MINUTES: frozenset({Word.RELEASE}),
    QuestionKind.PROVIDE_PAPER: frozenset({Word.VERBAL, Word.WITHDRAW}),
    QuestionKind.UPDATE_ACTION: frozenset({Word.DONE, Word.NEW_DATE, Word.HELP}),
    QuestionKind.NAME_DEPUTY: frozenset({Word.NONE}),
    QuestionKind.RECORD_AGREEMENT: frozenset({Word.SIGNED}),
    QuestionKind.TAKE_ON_ACTION: frozenset({Word.ACCEPT, Word.HAND_TO}),
    QuestionKind.HAND_OVER_ACTION: frozenset({Word.HAND_TO}),
    QuestionKind.APPLY_MEMBERS: frozenset({Word.APPLY, Word.NO}),
    QuestionKind.CHANGE_ADDRESS: frozenset({Word.APPLY, Word.NO}),
}
"""The words that answer each kind of question, as its letter gives them."""
_TYPED = {
    QuestionKind.AGREE_AGENDA: "AGREE AGENDA",
    QuestionKind.AGREE_MINUTES: "AGREE MINUTES",
    QuestionKind.ALLOW_LATE_PAPER: "ALLOW or NO",
    QuestionKind.WAIVE_NOTICE: "ALLOW or NO",
    QuestionKind.DISCHARGE_ACTION: "DISCHARGE or RETURN",
    QuestionKind.SEND_ATTENDANCE_NOTICE: "SEND or NO",
    QuestionKind.ESCALATE_ACTION: "SEND or NO",
    QuestionKind.RULE_ON_QUORUM: "QUORATE or NOT QUORATE",
    QuestionKind.AMEND_AGENDA: "DONE",
    QuestionKind.SETTLE_BETWEEN_CHAIRS: "with the word they settled on",
    QuestionKind.RELEASE_PACK: "RELEASE",
    QuestionKind.RELEASE_UNAGREED_MINUTES: "RELEASE",
    QuestionKind.PROVIDE_PAPER: "with your paper, or with VERBAL or WITHDRAW",
    QuestionKind.UPDATE_ACTION: "DONE, or a new date such as 12 February and why, or HELP",
    QuestionKind.NAME_DEPUTY: "with your deputy’s name, or NONE",
    QuestionKind.RECORD_AGREEMENT: "SIGNED and the name",
    QuestionKind.TAKE_ON_ACTION: "ACCEPT, or TO and the name of whoever should have it",
    QuestionKind.HAND_OVER_ACTION: "with the action’s reference, TO and the name of whoever takes it on",
    QuestionKind.APPLY_MEMBERS: "APPLY or NO",
    QuestionKind.CHANGE_ADDRESS: "APPLY and the name, or NO and the name",
}
OF_A_PERSON = frozenset({QuestionKind.RECORD_AGREEMENT, QuestionKind.CHANGE_ADDRESS})
"""What these are about is a person: their ``reference`` is the name as it stands in the register."""
_ABOUT: Mapping[QuestionKind, re.Pattern[str]] = {
    QuestionKind.AGREE_AGENDA: re.compile(r"\bagenda\b", re.IGNORECASE),
    QuestionKind.AGREE_MINUTES: re.compile(r"\bminutes\b", re.IGNORECASE),
    QuestionKind.AMEND_AGENDA: re.compile(r"\bagenda\b", re.IGNORECASE),
    QuestionKind.RELEASE_PACK: re.compile(r"\b(?:pack|papers)\b", re.IGNORECASE),
    QuestionKind.RELEASE_UNAGREED_MINUTES: re.compile(r"\bminutes\b", re.IGNORECASE),
    QuestionKind.ALLOW_LATE_PAPER: re.compile(r"\b(?:late )?paper\b", re.IGNORECASE),
    QuestionKind.WAIVE_NOTICE: re.compile(r"\bshort notice\b", re.IGNORECASE),
    QuestionKind.SEND_ATTENDANCE_NOTICE: re.compile(r"\b(?:attendance|letter|notice)\b", re.IGNORECASE),
    QuestionKind.RULE_ON_QUORUM: re.compile(r"\bquor\w+\b", re.IGNORECASE),
}


def fitting(word: Word, asked: Iterable[Asked]) -> tuple[Asked, ...]:
    """Return the questions that a word answers; the open ones, if there are any."""
    found = tuple(one for one in asked if word in WORDS.get(one.kind, frozenset()))
    return tuple(one for one in found if one.is_open) or found


def mentioned(line: str, asked: Sequence[Asked]) -> tuple[Asked, ...]:
    """Return the questions whose matter a line names, such as the agenda or an action's reference."""
    referred = tuple(one for one in asked if one.reference and _names(line, one))
    if any(
        one.kind in OF_A_PERSON for one in referred
    ):  # of two names of which one is in the other: the longer
        longest = max(referred, key=lambda one: len(one.reference)).reference
        referred = tuple(one for one in referred if one.reference == longest or one.reference not in longest)
    return referred or tuple(one for one in asked if one.kind in _ABOUT and _ABOUT[one.kind].search(line))


def how_to_answer(asked: Sequence[Asked], *, numbered: bool = True) -> str:
    """The words that answer the letter, in a sentence or two."""
    waiting = [one for one in asked if one.is_open] or list(asked)
    kinds = {one.kind for one in waiting}
    if kinds == DRAFTS and len(waiting) == 2:
        return "Reply AGREE BOTH, AGREE MINUTES or AGREE AGENDA, or tell us what to change."
    if len(waiting) == 1:
        change = ", or tell us what to change" if kinds <= DRAFTS else ""
        return f"Reply {_TYPED.get(waiting[0].kind, 'in a line')}{change}."
    if not numbered:
        return f"Reply with the word and what it is about: {listed(_examples(waiting), 'or')}."
    each = "; ".join(
        f"{number} {_TYPED.get(one.kind, '')}" for number, one in enumerate(asked, start=1) if one in waiting
    )
    return f"Answer each question in a line of its own, its number first: {each}."


def matter(one: Asked) -> str:
    """What a question is about, in a few words: "the agenda for 9 February"."""
    on = f" for {day_month(one.meeting)}" if one.meeting else ""
    of = f" of {day_month(one.meeting)}" if one.meeting else ""
    match one.kind:
        case QuestionKind.AGREE_AGENDA | QuestionKind.AMEND_AGENDA:
            return f"the agenda{on}"
        case QuestionKind.AGREE_MINUTES | QuestionKind.RELEASE_UNAGREED_MINUTES:
            return f"the minutes{of}"
        case QuestionKind.ALLOW_LATE_PAPER:
            return f"the late paper for item {one.reference}"
        case QuestionKind.WAIVE_NOTICE:
            return f"the short notice{on}"
        case QuestionKind.PROVIDE_PAPER:
            return f"the paper for item {one.reference}"
        case QuestionKind.RELEASE_PACK:
            return f"the papers{on}"
        case QuestionKind.RULE_ON_QUORUM:
            return f"the quorum{of}"
        case QuestionKind.SEND_ATTENDANCE_NOTICE:
            return "the private letter about attendance"
        case QuestionKind.NAME_DEPUTY:
            return f"your deputy{on}"
        case QuestionKind.FILE_RECORD:
            return f"the record{of}"
        case QuestionKind.DRAFT_MINUTES:
            return f"the draft minutes{of}"
        case QuestionKind.SETTLE_BETWEEN_CHAIRS:
            return "what the Chairs settled on"
        case QuestionKind.RECORD_AGREEMENT:
            return f"the agreement of {one.reference}"
        case QuestionKind.CHANGE_ADDRESS:
            return f"the new contact details of {one.reference}"
        case QuestionKind.APPLY_MEMBERS:
            return "the members’ workbook"
        case _:
            return f"action {one.reference}"


def _examples(waiting: Sequence[Asked]) -> list[str]:
    return list(
        dict.fromkeys(f"{_TYPED[one.kind].split(' or ')[0]}" for one in waiting if one.kind in _TYPED)
    )


def _names(line: str, one: Asked) -> bool:
    if one.kind in OF_A_PERSON:
        return re.search(rf"(?<!\w){re.escape(one.reference)}(?!\w)", line, re.IGNORECASE) is not None
    if "/" in one.reference:
        return re.search(rf"(?<!\w){re.escape(one.reference)}(?!\d)", line, re.IGNORECASE) is not None
    return re.search(rf"\bitem {re.escape(one.reference)}(?!\w)", line, re.IGNORECASE) is not None
