"""Requests for research, in one exact form ("RESEARCH: What works …? FOR whether to … BY 13 April"), and how
research stands."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from forum.inbox.answered_letter import AnsweredLetter, AskedQuestion
from forum.inbox.phrases.courtesies import is_harmless
from forum.inbox.phrases.lexicon import is_asking
from forum.inbox.sayings import Answered, ForTheUnit, Reading, ResearchAsked, asked_back
from forum.questions.kinds import QuestionKind
from forum.questions.words import Reply, Word
from forum.research import REFERENCE, ResearchKind
from forum.text.checks import folded
from forum.text.dates import leading_date
from forum.text.look_at import may_name_a_child
from forum.text.patterns import any_of
from forum.text.wording import listed

Lines = Sequence[tuple[str, bool]]

HOW = (
    "Write it on one line: RESEARCH: What works to train hotel staff? FOR whether to fund it BY 13 April. "
    f"You may add, after commas, the kind ({listed(ResearchKind, 'or')}) and a purpose such as 1b."
)
LONGEST = 300  # characters of the question, and of the decision
_BEGINS = re.compile(
    r"\W*(?:please )?research\b(?:\s+(?P<group>[A-Z][A-Z0-9]{1,15}))?\s*:\s*(?P<said>.*)", re.I
)
_FORM = re.compile(
    r"(?P<question>[^?]*\?)\s*for\b[\s:]*(?P<decision>.*?)[\s,;]*\bby\b[\s:]+(?P<day>[^,;]*)(?P<more>.*)",
    re.I,
)
_PURPOSE = re.compile(r"(?:purpose )?(?P<code>\d[a-z])", re.I)
_ASKED_BY = re.compile(r"asked by (?P<name>\S.{1,79})", re.I)
_PROGRESS = re.compile(
    rf"\W*(?:progress\b[\s:,]*)?(?P<reference>{REFERENCE.pattern})[\s:,.–—-]*(?P<text>\S.*)", re.IGNORECASE
)
_DOES_NOT_GO_ON = any_of(
    r"\b(?:i|we)(?:['’]m| am|['’]re| are)? (?:\w+ )?(?:can(?:no|['’])?t|(?:un|not )able to|won['’]t|will not)"
    r"(?: be able to)?(?: \w+)?"
    r" (?:(?:do|finish|complete|manage) (?:it|this|the|any)|go on|carry on|continue)\b",
    r"\b(?:ask|give|pass|hand)\b[^.;\n]{0,60}\b(?:instead|over to|on to)\b",
    r"\A\W*(?:(?:it|this|that)(?:['’]s| is) (?:now )?)?(?:done|finished|completed?|ready|delivered)\W*\Z",
)
"""Words of somebody who gives the research up, or says that it is done: its paper is wanted then."""
_KINDS = {folded(kind): kind for kind in ResearchKind}


def asks_for_research(line: str) -> bool:
    """Say whether a line begins as a request for research does."""
    return _BEGINS.match(line) is not None


def read_research(line: str, today: dt.date) -> Reading:
    """Read a request (own rule: without a decision that it informs, and a day, nothing is looked into).

    A question that may name a child or a family is for the unit: no list repeats it.
    """
    begun = _BEGINS.match(line)
    if begun and may_name_a_child(begun["said"]):
        return Reading((ForTheUnit(line),))
    form = _FORM.fullmatch(begun["said"].strip()) if begun else None
    if begun is None or form is None:
        return asked_back(
            "The question, the decision that it is for, or the day of that decision is missing.", HOW, line
        )
    question, decision = (" ".join(form[part].split()).strip(" ,;:") for part in ("question", "decision"))
    if len(question) < len("Who?") or not decision:
        return asked_back("The question, or the decision that it is for, is missing.", HOW, line)
    if max(len(question), len(decision)) > LONGEST:
        return asked_back("The question or the decision is very long.", HOW, line)
    by = leading_date(form["day"].strip(), today)
    if by is None or by[1].strip(" ."):
        return asked_back(
            "What stands after BY is no day: “ongoing” and “as soon as possible” are none.", HOW, line
        )
    request = ResearchAsked(
        question=question, decision=decision, by=by[0], group=(begun["group"] or "").upper()
    )
    return _with_more(request, form["more"], line)


def read_progress(lines: Lines, letter: AnsweredLetter) -> tuple[Reading, Lines]:
    """Read how the research stands that the letter's reader took on, each from its reference on; return all
    other lines too. Where the letter asks nothing else, the whole reply is on it. A question, that
    somebody else has to do it, and that it is done are for the unit."""
    questions = {
        question.reference: question
        for question in letter.questions
        if question.kind is QuestionKind.TELL_PROGRESS and question.is_open
    }
    answers: list[Answered | ForTheUnit] = []
    rest: list[tuple[str, bool]] = []
    for line, quoted in lines:
        match = _PROGRESS.fullmatch(line)
        question = questions.get(match["reference"].upper()) if match and not quoted else None
        if match is None or question is None:
            rest.append((line, quoted))
        else:
            answers.append(_progress(question, match["text"].strip(), line))
    own = [line for line, quoted in rest if not quoted and not is_harmless([line])]
    if len(questions) == 1 and own and not (answers or letter.actions or letter.lines):
        (question,) = questions.values()
        text = "\n".join(own)
        answers = [_progress(question, text, text)]
        rest = [(line, quoted) for line, quoted in rest if line not in own]
    return Reading(tuple(answers)), rest


def _progress(question: AskedQuestion, text: str, whole: str) -> Answered | ForTheUnit:
    if is_asking(text) or _DOES_NOT_GO_ON.search(text):
        return ForTheUnit(whole)
    return Answered(question.id, question.kind, Reply(Word.PROGRESS, text))


def _with_more(request: ResearchAsked, more: str, line: str) -> Reading:
    """Read the kind, the purpose and who asks, each at most once."""
    facts: dict[str, object] = {}
    for part in filter(None, (part.strip(" .") for part in re.split("[,;]", more))):
        fact = _fact(part)
        if not fact or facts.keys() & fact.keys():
            return asked_back(
                "What stands after the day is neither a kind of research nor a purpose.", HOW, line
            )
        facts |= fact
    return Reading((ResearchAsked(**{**vars(request), **facts}),))


def _fact(part: str) -> dict[str, object]:
    """Return the field of a request that a part gives, with its value; nothing for a part that is none."""
    if kind := _KINDS.get(folded(part)):
        return {"kind": kind}
    if match := _PURPOSE.fullmatch(part):
        return {"purpose": match["code"].lower()}
    match = _ASKED_BY.fullmatch(part)
    return {"asked_by": match["name"]} if match else {}
