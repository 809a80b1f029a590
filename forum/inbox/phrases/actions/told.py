"""What an owner tells of an action in sentences: that it is done, by which day, or that help is needed.

Each sentence is one of these in closed phrases, or speaks of something else. What is told is sure where one
thing is told and no other sentence may take it back.
"""

from __future__ import annotations

import datetime as dt
import re

from forum.inbox.phrases.actions.action_words import NOT_ALL, NOT_MINE, TAKES_BACK, days_given
from forum.inbox.phrases.lexicon import Turn, is_asking, turns_in, without_days_gone_by
from forum.questions.words import Reply, Word
from forum.text.dates import MONTH
from forum.text.day_phrases import leading_day
from forum.text.patterns import any_of, words

_SENTENCE = re.compile(r"(?<=[.!?;])\s+|\n")
_THANKS = re.compile(r"\bthank(?:s| you) for (?:waiting|your patience|asking|the \w+)\b", re.IGNORECASE)
_LEAD = (
    r"\W*+(?:(?:and|so|yes|hello|hi|ok|sorry|good news|well|now|also|action|i gather(?: that)?"
    r"|i(?:['’]m| am) (?:delighted|pleased|glad|happy) to (?:say|report)(?: that)?)[,:]? )*"
)
_ARE = (
    r"(?:(?:is|are|has|have|been|was|were|got|now|all|both|just|finally|already|fully|since|also|being)\b ?"
    r"|['’](?:s|ve|re) )*"
)
_SUBJECT = (
    r"(?:(?:the|my|our|this|that|your|all(?: \w+)?(?: of)?) )?(?!i\b|we\b|not\b|nothing\b|half\b|most\b"
    r"|some\b|draft\b|first\b|other\b|the \w+ one\b|\w+['’]s \w+ing\b)(?:[\w’'-]{1,30} ){0,4}?"
    r"\w[\w-]{0,30}(?= |['’])"
)
_FINISHED = (
    "(?:done(?: and dusted)?|over and done with|finished|completed?|closed|sorted|wrapped up|published"
    "|printed|shared|circulated"
    "|issued|delivered|adopted|live|out|launched|rolled out|uploaded|in (?:use|place)|up and running"
    "|(?:sent|gone) (?:out|round|to all"
    r"|to every\w+)|signed off|over the line|off my list)"
)
_DONE = re.compile(
    rf"{_LEAD}(?!the (?:first|second|other|last)\b|[\w ]{{0,20}}['’]s \w+ing\b)(?:(?:{_SUBJECT} "
    rf"?)?{_ARE}{_FINISHED}"
    rf"|{_SUBJECT} (?:now |finally |just )*went (?:out|round|live|off|to (?:all|every\w+|members|schools))"
    r"|(?:i|we)?(?: ?['’]ve)?(?: ?(?:have|now|just|finally|did))* (?:finished|completed|done|did do"
    r"|shared|circulated|published|issued|delivered)"
    r"|(?:that['’]s |that is )?(?:all )?(?:done|finished|completed?)(?: and dusted)?)(?![\w’'-])(?P<tail>.*)",
    re.IGNORECASE,
)
_BEHIND = re.compile(r"(?! (?:is|was|by|in part|with th\w+ job|then)\b)", re.IGNORECASE)
_TICK = any_of(
    r"\b(?:you can|please|can be|be|to be|i['’]d|i would) (?:now )?(?:tick|take|cross|close|sign|mark"
    r"|call)(?:ed|en)? ?(?:it|that|this|mine|them)?"
    r" ?(?:off|done|closed|complete|finished|as (?:done|complete))\b",
    r"\bthat['’]s (?:my|the|our) (?:action|bit|one) (?:done|finished|complete)\b|\bcan be (?:ticked"
    r"|closed)\b",
)
"""Words by which an owner says that an action may be closed."""
_STAGE = any_of(
    words(
        r"printers?, designers?, comms, legal, lawyers?, translat\w+, proofs?, comments?, approval, "
        r"consult\w*, panel, draft\w*, "
        r"version, pilot, internally, my (?:bit|part|side|end), as far as"
    )
)
"""Words of a stage on the way."""
_WANTS_HELP = any_of(
    r"(?:^|[.!?,;] )(?:please )?(?:could|can|would|is there) (?:you|the (?:unit|business unit|group"
    r"|chair)|some(?:one|body)|any(?:one|body)"
    r"|another \w+|margaret) (?:\w+ )?(?:please |possibly )?(?:who (?:could|can) )?(?:help(?! (?:me|us) "
    r"(?:understand|see|with a question))|ring|chase|find|lend|have a (?:word|go)|nudge|push"
    r"|step in|raise|take (?:it|this|the lead)|lend|put|lean on|unblock|speak)\b",
    r"\b(?:i|we|it|this|that)(?:['’](?:m|re|s)| am| are| is) (?:really |still |a bit |completely "
    r")?(?:stuck|blocked)\b(?! in)|\bneeds? help\b"
    r"|\bstuck[!.,]|\bis (?:stuck|blocked) (?:because|until|as|with|on)\b",
    r"\b(?:some|any|a bit of|your|more) help (?:with|on|from|please|would|getting|to)\b|\bhelp with "
    r"(?:0\d|the|this|that|it)\b",
    r"\b(?:would|could|can) (?:really )?(?:do with|use) (?:some |a )?(?:help|hand|support)\b|\bwhat "
    r"(?:would|could) help\b",
    r"\b(?:can['’]t|cannot|not able to|unable to) (?:[\w’']+ ){1,6}(?:on my own|by myself|alone|without "
    r"(?:help|the|some))\b",
    r"\bif (?:some(?:one|body)|another|margaret|the \w+|you) [^.]{0,60}\b(?:could|would|took|lent"
    r"|had)\b[^.]{0,60}\b(?:help|obliged|grateful|shift"
    r"|unblock|word)\b|\bwould help is\b",
)
_BY_THE_DAY = any_of(
    words("done, ready, closed, out, live, in place, agreed, signed off, over, printed, sen[dt], with you"),
    words(
        r"finish\w*, complet\w*, deliver\w*, publish\w*, circulat\w*, issue\w*, share\w*, extend\w*, mov\w*"
    ),
    words(r"slip\w*, push\w*, have (?:it|this|that|the), until, till?, extension, more time, new date, say"),
    words("earliest, realistically, another, longer, weeks?, give me, due, ask for"),
    r"\b(?:i|we)(?:['’](?:ll|d))? (?:\w+ )?(?:need|want)\b",
)
"""Words of the day by which an action is done, or of a wish for more time."""
_DATE = re.compile(
    rf"(?<![\d/.])(?:\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {MONTH}|{MONTH} \d{{1,2}}(?:st|nd|rd|th)?"
    rf"|\d{{1,2}}/\d{{1,2}})(?![\w/])",
    re.IGNORECASE,
)
_OF_ELSE = any_of(
    words(r"return, leave, office, off, away, back (?:on|from|in|to), writ(?:e|ing), repl(?:y|ies), rings?"),
    words(r"ringing, call\w*, e-?mail\w*, bring, meet\w*, look\w*, updat\w*, let you, know\w*, hear\w*"),
    words(r"report, tell\w*, ask(?! for), answer\w*, speak\w*, spoke, talk\w*, discuss\w*, chas\w*, try"),
    words(r"trying, start\w*, begin\w*, see (?:them|him|her|you), in touch, pick\w*, visit\w*, check\w*"),
    words("my draft, raise, come back"),
)
"""Words of another day than the one by which an action is done, such as that of a call or of leave."""
_OF_A_PART = any_of(words("draft, plan, first, away, off, outline, version, part, job"))
_FIGURE = re.compile(r"(?<![\d/])(?!0\d)\d+")
_FEWEST = 5  # words: in fewer nobody tells a story
_HALF = any_of(
    words(
        r"hop(?:e|es|ing), should, might, may, maybe, perhaps, probably, promise\w*, thinks?, depends?, "
        r"as good as, hear, apparently"
    )
)


def told(text: str, today: dt.date) -> Reply | None:
    """Return the one thing that sentences tell of an action; None where they tell none, or two."""
    whole, text = text, _THANKS.sub(" ", text)
    parts = sentences(text)
    days = _days(text, today)
    if len(text.split()) < _FEWEST or NOT_MINE.search(text) or any(TAKES_BACK.match(each) for each in parts):
        return None
    helps = _WANTS_HELP.search(text) is not None
    done = [each for each in parts if _is_done(each)]
    ticked = _TICK.search(text) is not None
    if helps and not (days or ticked):
        return None if done or _FIGURE.search(text) else Reply(Word.HELP, whole)
    if days and not (done or ticked):
        day = next(iter(days))
        said = [each for each in parts if _days(each, today)]
        is_given = len(days) == len(said) == 1 and _BY_THE_DAY.search(said[0]) and not is_of_else(said[0])
        if not is_given or _OF_A_PART.search(said[0]):
            return None
        turned = turns_in(said[0]) & {Turn.DENIAL} | turns_in(text) & {Turn.CONDITION}
        is_open = bool(_HALF.search(said[0]) or helps or turned)
        asks_for_it = re.search(r"\b(?:can|could|may) (?:i|we)\b", said[0], re.IGNORECASE)
        is_asked = is_asking(text) and not asks_for_it
        return None if is_open or is_asked else Reply(Word.NEW_DATE, whole, day)
    if (done or ticked) and not days:
        turned = turns_in(without_days_gone_by(text)) & {
            Turn.DENIAL,
            Turn.CONDITION,
            Turn.DOUBT,
            Turn.PART,
            Turn.LIMIT,
            Turn.UNTIL,
        }
        is_unsure = turned or is_asking(text) or NOT_ALL.search(without_days_gone_by(text)) or helps
        is_unsure = bool(is_unsure or _HALF.search(text))
        is_stage = _STAGE.search(text) and not ticked
        return None if is_unsure or is_stage else Reply(Word.DONE, whole)
    return None


def sentences(text: str) -> list[str]:
    """Return the sentences of a text."""
    return [each for each in _SENTENCE.split(text) if each.strip()]


def is_of_else(sentence: str) -> bool:
    """Say whether the day that a sentence has is one on which somebody writes, rings, asks or begins, and not
    the one by which an action will be done."""
    return _OF_ELSE.search(sentence) is not None


def _days(text: str, today: dt.date) -> set[dt.date]:
    """Return the days to come that a text gives, whatever words follow them."""
    text = without_days_gone_by(text)
    alone = (leading_day(match[0], today) for match in _DATE.finditer(text))
    return days_given(text, today) | {day[0].date for day in alone if day and day[0].is_to_come}


def _is_done(sentence: str) -> bool:
    match = _DONE.match(sentence)
    if match is None:
        return False
    tail = without_days_gone_by(f"done{match['tail']}").removeprefix("done")
    return (
        _BEHIND.match(tail) is not None
        and NOT_ALL.search(tail) is None
        and not turns_in(sentence) & {Turn.DENIAL, Turn.CONDITION, Turn.DOUBT, Turn.QUESTION}
    )
