"""Words of the unit on its own tasks: DONE, RELEASE, HELPED, ACCEPT, BRIEFING, SIGNED, or a new owner."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from forum.inbox.answered_letter import AskedQuestion
from forum.inbox.phrases.closed_answers import closed_answers
from forum.inbox.phrases.courtesies import is_harmless
from forum.inbox.phrases.typed_words import read_lines
from forum.inbox.reading.actions.hand_overs import read_hand_over, speaks_of_hand_over
from forum.inbox.reading.desk.matters import unclear, without_matter
from forum.inbox.reading.questions import fitting, how_to_answer, mentioned
from forum.inbox.sayings import Answered, ForTheUnit, Reading, asked_back
from forum.partnerships.briefings import REFERENCE as OF_BRIEFING
from forum.questions.kinds import KINDS, TO_THE_CHAIR, UPDATES, QuestionKind
from forum.questions.words import CONSENTS, Reply, Word
from forum.research.requests import REFERENCE
from forum.text.wording import capital

HOW_HELPED = "Write what was done: HELPED MASE/2027-01/03 Police lends an analyst."
HOW_SIGNED = "Write the name as our letter has it: SIGNED Jo Field, 12 January."
_ACTION = re.compile(r"\W*[A-Z][A-Z0-9]{1,15}/\d{4}-\d\d[a-z]?/\d+\b", re.IGNORECASE)
_HELPED = re.compile(
    r"\W*helped\b(?:[\s:,.–—-]|\b(?:with|on|action)\b)*+(?P<reference>[A-Z0-9]+/\d{4}-\d\d[a-z]?/\d+)?(?P<done>.*)",
    re.IGNORECASE,
)
_OF_RESEARCH = re.compile(
    rf"\W*(?P<word>accept|decline|progress|used)\b[\s:,]*(?P<reference>{REFERENCE.pattern})[\s:,.–—-]*(?P<text>.*)",
    re.IGNORECASE,
)
HOW_OF_RESEARCH = (
    "Begin with the word and the reference: ACCEPT R/2027/01 M, DECLINE R/2027/01 and why, PROGRESS "
    "R/2027/01 and how it stands, or USED R/2027/01 and what the group did with it."
)
BRIEFING = re.compile(
    rf"(?<!\W)\W*+(?P<word>briefing|no)\b[\s:,]*+(?P<reference>{OF_BRIEFING.pattern})\b[\s:,.–—-]*+(?P<text>.*)",
    re.IGNORECASE | re.DOTALL,
)
_NOT_YET = re.compile(r"no (?:yet|until|till|before|but)\b", re.IGNORECASE)
HOW_OF_BRIEFINGS = (
    "Begin with the word and the reference: BRIEFING B/2027/01 FOR ACTION and its parts in the lines "
    "below, or NO B/2027/01 and why."
)
_SIGNED = re.compile(r"\W*signed\b", re.IGNORECASE)


def read_own(line: str, questions: Sequence[AskedQuestion], today: dt.date) -> Reading:
    """Read what the unit did or releases itself: DONE once the agenda is amended, RELEASE, or a new owner."""
    if helped := _HELPED.fullmatch(line):
        return _helped(helped, questions)
    if match := _OF_RESEARCH.fullmatch(line):
        return _of_reference(match, questions, HOW_OF_RESEARCH)
    if match := BRIEFING.fullmatch(line):
        if _NOT_YET.match(f"{match['word']} {match['text']}"):
            why = "It is not plain whether no briefing goes at all, or only not yet."
            return asked_back(why, HOW_OF_BRIEFINGS, line)
        return _of_reference(match, questions, HOW_OF_BRIEFINGS)
    orphans = [question for question in questions if question.kind is QuestionKind.HAND_OVER_ACTION]
    if mentioned(line, orphans) and speaks_of_hand_over(line, orphans):
        return read_hand_over(line, orphans)
    own = [
        question
        for question in questions
        if question.kind not in TO_THE_CHAIR and question.kind not in UPDATES
    ]
    of = mentioned(line, own)
    for words in (line, without_matter(line, of or own)):
        if answers := closed_answers([words], of or own):
            return Reading(tuple(Answered(q.id, q.kind, Reply(word)) for q, word in answers.items()))
    reply = read_lines([without_matter(line, of or own)], today)
    answers_nothing = reply.word in CONSENTS or reply.word is Word.NEW_DATE
    if answers_nothing or (reply.text and not is_harmless([reply.text])):
        reply = Reply(Word.OTHER, line)  # no day and no looser words answer what the unit is asked
    fits = fitting(reply.word, of or own)
    if len(fits) == 1:
        return Reading((Answered(fits[0].id, fits[0].kind, reply),))
    if fits:
        why = f"“{reply.word}” can answer more than one of your tasks."
        return asked_back(why, how_to_answer(own, numbered=False), line)
    if _SIGNED.match(line):
        why = "No agreement is waited for of whoever that names, or its day is to come."
        return asked_back(why, HOW_SIGNED, line)
    if _ACTION.match(line):
        return unclear("It is not plain what you say of that action, or it does not wait for it.", line)
    if reply.word is Word.OTHER:
        return Reading((ForTheUnit(line),))
    return unclear("That answers nothing that waits.", line)


def _helped(helped: re.Match[str], questions: Sequence[AskedQuestion]) -> Reading:
    """Read what was done for an owner who wants help; of several, the one whose action is named."""
    waiting = [q for q in questions if q.kind is QuestionKind.HELP_WITH_ACTION and q.is_open]
    reference = (helped["reference"] or "").upper()
    of = [q for q in waiting if not reference or q.reference == reference]
    done = helped["done"].strip(" :,.–—-")
    if len(of) != 1:
        why = "It is not plain with which action you helped, or no help waits there."
        return asked_back(why, HOW_HELPED, helped[0])
    if not done:
        why = "You say that you helped, and not how."
        return asked_back(why, HOW_HELPED, helped[0])
    return Reading((Answered(of[0].id, of[0].kind, Reply(Word.HELPED, capital(done))),))


def _of_reference(match: re.Match[str], questions: Sequence[AskedQuestion], how: str) -> Reading:
    """Read what the unit says of a request for research or a briefing, where that is what it is asked."""
    word, reference = Word(match["word"].upper()), match["reference"].upper()
    of = [q for q in questions if q.reference == reference and q.is_open and word in KINDS[q.kind].answers]
    if len(of) != 1:
        why = f"{reference} is not waiting for this word, or there is none of that reference."
        return asked_back(why, how, match[0])
    return Reading((Answered(of[0].id, of[0].kind, Reply(word, match["text"].strip())),))
