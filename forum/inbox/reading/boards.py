"""The answers of a board's secretary: that a report has come, and what the board decided.

A contact's reply to a briefing: RECEIVED, or an answer, which comes before the group.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from forum.inbox.answered_letter import AskedQuestion
from forum.inbox.phrases.courtesies import is_harmless, is_signature, is_thanks
from forum.inbox.phrases.lexicon import Turn, is_asking, is_doubtful, turns
from forum.inbox.sayings import Answered, ForTheUnit, Reading, asked_back
from forum.partnerships import REFERENCE
from forum.questions.kinds import QuestionKind
from forum.questions.words import Reply, Word
from forum.text.patterns import any_of, words

_MATTER = r"(?:it|this|that|them|these|both|(?:the|your|this) (?:report|briefings?|e-?mail|letter|papers?))"
_HAS_COME = any_of(
    r"(?:(?:(?:i|we)(?:['’]ve| have)?|have) )?(?:now |safely )*(?:rec(?:ei|ie)ved"
    r"|rec['’]?d|rcvd|got|had|have|read)"
    rf"(?: {_MATTER}| safely|(?: with)?(?: many)? (?:thanks|thank you)(?: (?-i:[A-Z][a-z]+)(?=$))?"
    r"| ok| fine)*+",
    rf"(?:{_MATTER} )?(?:(?:has|have|all|now) )*(?:arrived|come|landed|received)"
    r"(?: (?:safely|ok|fine|here|today|yesterday|in one piece|(?:with|by) (?:us|me)))*+",
    rf"safely received|(?:(?:i|we|to|can) )*(?:acknowledge|confirm) (?:safe )?receipt(?: of {_MATTER})?",
    r"receipt (?:acknowledged|confirmed)",
)
"""That something has come, in the whole of a sentence."""
_PIECES = re.compile(
    r"(?<![.,;:!()–—-])[.,;:!()–—-]++(?:\s|$)"
    r"|(?<!\s)\s++and\s++(?=(?:it|is|will|have|i|we|on|added|shared|forwarded|passed|put|circulated|logged|filed)\b)"
)
_IN_PASSING = (Turn.LATER, Turn.DAY, Turn.OTHERS, Turn.WISH)
"""Ways in which news of what becomes of a report may turn, and it has come all the same."""
_SENTENCES = re.compile(r"(?<=[.!;?])\s++|\n")
_PAST = (
    "(?:agreed|approved|accepted|noted|endorsed|supported|adopted|refused|rejected|declined|deferred|asked"
    r"|requested|resolved|decided(?! on (?:its|their)\b)|welcomed)"
)
_THEM = (
    "(?:(?:the|our|your) )?(?:(?:business|executive) )?(?:board|group|executive|meeting|committee|members"
    "|report|they|both|all|all of (?:it|them)|it|this|(?-i:[A-Z]{2,8}(?:-[A-Z]{1,4})?))"
)
_DECISION = any_of(
    rf"(?:at (?:the|its) meeting,? )?{_THEM}"
    r"(?: (?:has|have|had|was|were|also|formally|fully|unanimously|both|all|then|not))*"
    rf" (?:(?:received and |discussed [^.,;]{{1,40}} and )?{_PAST}|asks|requests|wishes"
    r"|no (?:comments?|questions|asks|decision))\b.*",
    f"{_PAST}(?:(?:,| and| &) {_PAST})*(?: (?:by (?:the |our )?(?:board|group|executive|all|members)|both"
    "|in full|unanimously|with thanks|as (?:drafted|asked|written)|the report|at the meeting"
    rf"|without comment|on [^,]{{4,20}}\d{{4}}))*(?:, .*)?",
    rf"(?:(?:ask|no|number)\.? ?)?[1-9](?:(?:,| and| &) ?[1-9])*[\s:.)–-]*(?:was |were |is )?(?:not"
    rf" )?{_PAST}\b.*",
    r"ask\s*:.*",
    r"(?:it was |this was )?not (?:discussed|reached)(?:,.*)?|no (?:asks|comments?|decision|questions)"
    r"(?: (?:from|by|of) the (?:board|group))?",
)
"""A sentence that says what was decided or asked, in its own words."""
_IN_DOUBT = any_of(
    words(
        "hopefully, i hope, let me, i think, i believe, i guess, i gather, probably, maybe, perhaps, might"
    ),
    words("not sure, unsure, apparently"),
    words(
        "on my list, check with, to be confirmed, tbc, can['’]t recall, from memory, if, or not, isn['’]t it"
    ),
)


def says_it_has_come(line: str) -> bool:
    """Say whether a line says that something has come, and no more."""
    pieces = [piece.strip() for piece in _PIECES.split(line) if piece.strip()]
    come = [piece for piece in pieces if _HAS_COME.fullmatch(piece)]
    return bool(come) and all(piece in come or is_harmless([piece]) for piece in pieces)


def receipt_in(lines: Sequence[str]) -> tuple[bool, str]:
    """Return whether a reply says that something has come, and all else that it says."""
    sentences = [
        part.strip()
        for line in lines
        for part in re.split(r"(?<=[.!;])\s+|,?\s+(?=but\b)", line)
        if part.strip()
    ]
    come = [
        sentence for sentence in sentences if says_it_has_come(sentence) or _begins_with_receipt(sentence)
    ]
    beside = [
        sentence
        for number, sentence in enumerate(sentences)
        if not (says_it_has_come(sentence) or is_harmless([sentence]) or (number and is_signature(sentence)))
    ]
    return bool(come), "\n".join(beside)


def _begins_with_receipt(sentence: str) -> bool:
    """Say whether a sentence begins by saying that something has come, and goes on with news: "Got it, will
    reply by the 26th"."""
    pieces = (piece.strip() for piece in _PIECES.split(sentence))
    first = next((p for p in pieces if p and (_HAS_COME.fullmatch(p) or not is_harmless([p]))), "")
    return _HAS_COME.fullmatch(first) is not None and not turns(sentence, _IN_PASSING)


def read_acknowledgement(lines: Sequence[str], questions: Sequence[AskedQuestion]) -> Reading:
    """Read that the report has come; whatever else is said is for the unit."""
    has_come, beside = receipt_in(lines)
    answered = _answered(questions, QuestionKind.ACKNOWLEDGE_REPORT, Reply(Word.RECEIVED)) if has_come else ()
    return Reading((*answered, *([ForTheUnit(beside)] if beside else [])))


def read_outcome(lines: Sequence[str], questions: Sequence[AskedQuestion]) -> Reading:
    """Read what a board decided or asks, as it stands (own rule: only its own words are a decision).

    Anything else is for the unit, and the question stays.
    """
    text = "\n".join(_without_courtesies(lines))
    if text and says_decision(text):
        return Reading(_answered(questions, QuestionKind.TELL_OUTCOME, Reply(Word.OTHER, text)))
    if text:
        return Reading((ForTheUnit(text),))
    why = "Your reply does not say what the board decided."
    return asked_back(why, "Reply in a line, such as: noted.")


def says_decision(text: str) -> bool:
    """Say whether a sentence of a text says what was decided, and no word of it doubts that."""
    decided = [each for each in _SENTENCES.split(text) if _DECISION.fullmatch(each.strip(" -–*•.!;"))]
    return bool(decided) and not _IN_DOUBT.search(text) and not any(map(is_asking, decided))


def _answered(questions: Sequence[AskedQuestion], kind: QuestionKind, reply: Reply) -> tuple[Answered, ...]:
    return tuple(Answered(q.id, q.kind, reply) for q in questions if q.kind is kind)


def _without_courtesies(lines: Sequence[str]) -> list[str]:
    """Return the lines without thanks and a signature; "Noted" says what was decided."""
    return [
        line
        for line in lines
        if line.strip(" .!").casefold() == "noted" or not (is_thanks(line) or is_signature(line))
    ]


_ANSWER = any_of(rf"^\W*(?:(?:our )?answer\s*:\s*|(?={REFERENCE.pattern}\s*[:,.–-]))")
_LIKELY_ANSWER = any_of(
    r"(?:^|[.!;,]\s)\W{0,3}(?:please )?(?:begin|start) with\b",
    r"(?:^|[.!;,]\s)\W{0,3}(?:we|our [a-z]+|the [a-z]+)"
    r"(?:['’](?:d|ll)| would| will| can| could| suggest| are (?:able|happy)| have agreed)\b",
)
_PUT_OFF = any_of(
    r"\b(?:come|get) back to you|\blet you know|\b(?:will|['’]ll|have to|need to) (?:ask|put it to|check"
    r"|discuss|read)\b"
)
_IS_NOT_THE_CONTACT = any_of(
    r"\b(?:remove|delete|unsubscribe) (?:me|us)\b|\btake (?:me|us) off\b|\btaken over from me\b",
    r"\bi(?:['’]ve| have|['’]m| am) (?:now |since )?"
    r"(?:left|leaving|retir\w+|moved on|no longer (?:the|in|with|at|work)\w*)",
    r"\bi no longer (?:am|work|represent|sit)\b|\b(?:wrong|not the right) person\b",
)


def read_briefing_reply(lines: Sequence[str], questions: Sequence[AskedQuestion]) -> Reading:
    """Read that a briefing has come, and an answer that begins as one: "ANSWER:", or a briefing's reference.

    What is likely an answer is proposed as one; all else is for the unit.
    """
    asked = [question for question in questions if question.kind is QuestionKind.ACKNOWLEDGE_BRIEFING]
    has_come, beside = receipt_in(lines)
    if not asked or is_contact_no_more(beside):
        return Reading((ForTheUnit("\n".join(lines)),))
    answer = Answered(asked[0].id, asked[0].kind, Reply(Word.OTHER, _ANSWER.sub("", beside)))
    is_open = is_asking(beside) or is_doubtful(beside) or _PUT_OFF.search(beside)
    if _ANSWER.search(beside) and not is_asking(beside):
        return Reading((answer,))
    if _LIKELY_ANSWER.search(beside) and not is_open:
        if has_come:
            return Reading((answer,))
        why = "It is not plain whether this is your answer, which comes before the group."
        return asked_back(why, "Begin your answer with ANSWER:, or reply RECEIVED.", beside)
    received = [Answered(asked[0].id, asked[0].kind, Reply(Word.RECEIVED))] if has_come else []
    return Reading((*received, *([ForTheUnit(beside)] if beside else [])))


def is_contact_no_more(text: str) -> bool:
    """Say whether somebody writes that they are not, or no longer, the one to be written to."""
    return _IS_NOT_THE_CONTACT.search(text) is not None
