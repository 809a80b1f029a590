"""Phrases in which owners speak of an action: done, by which day, stuck, or somebody else's."""

from __future__ import annotations

import re

from forum.text.dates import MONTH, WEEKDAY
from forum.text.patterns import any_of, words


def _one_of(*phrases: str) -> str:
    return f"(?:{'|'.join(phrases)})"


def _in_order(*slots: str) -> str:
    """Return a pattern of phrases each of which may be left out, in their order."""
    return "".join(f"(?:(?:{slot}){_END}[:,]? *+)" + "{0,2}+" for slot in slots)


_END = r"(?![\w'’])"
_MARK = r"(?=\s*+(?:$|[–—:,.;!?(]|-(?:\s|$)))"
_NAME = r"(?-i:[A-Z][a-z]+(?: [A-Z][a-z]+)?)"
_ALL = r"all(?! (?:two|three|four|five|of|my|the|are|done|is)\b)"
_IT = _one_of(
    "(?:(?:the|my|our|this|that) )?(?:action|task|one|date|deadline|work)", "it|this|that|them|mine"
)
_THE_WHOLE = _one_of(
    r"(?:this|that|it|its|everything|all|both|these|they|mine)(?: (?:actions?|tasks?|one|work|of (?:it"
    r"|them)))?",
    "(?:the |my |our )?(?:actions?|tasks?|one|job)|i|we",
)

LEADS_IN = re.compile(
    "(?:"
    + _one_of(
        "(?:(?:good )?(?:morning|afternoon|evening)|hi|hello|hiya|hey|dear)"
        f"(?: (?:both|{_ALL}|there|{_NAME}))?",
        "(?:(?:i['’]m |so |very )*sorry|apologies) for (?:the |my )?(?:delay|late reply|slow reply|silence)",
        "sorry|apologies|cheers|yes|yep|ok|okay|sure|fine|great|all good|good news|fyi|and|also|(?:quick"
        " )?update",
        "(?:many )?thanks|thank you|just (?:to )?(?:confirm|say|let you know)|(?:i )?(?:can )?confirm|(?:i"
        " )?meant?",
        "(?:(?:i['’]m|i am|we['’]re|we are) )?(?:happy|pleased|delighted|glad) to (?:say|report|confirm)",
    )
    + r"\b(?: that\b)?(?:[\s,:.!–-]++|$))*+",
    re.IGNORECASE,
)
"""Words before a report that are no part of it."""
DONE = re.compile(
    _one_of(
        "(?:please (?:mark|record|note) (?:(?:this|it|that|the action|mine) )?(?:as )?"
        rf"|(?:{_THE_WHOLE}(?:['’](?:s|ve|re))? )?"
        "(?:(?:is|are|was|were|has|have|been|got|now|all|both|already|fully|just|finally) ){0,4})"
        "(?:done|completed?|closed|finished|actioned|sorted(?: out)?|dealt with|concluded|carried out)"
        "(?: (?:(?:the|my|our|this) actions?|(?:this|it|that|them)(?! (?:morning|afternoon|week|month))))?",
        "(?:i|we) (?:have )?(?:did|done) (?:this|it)",
    )
    + _END,
    re.IGNORECASE,
)
"""That the whole of an action is done."""
BEFORE_DAY = re.compile(
    _in_order(
        "please",
        "(?:can|could|may|would) (?:i|we|you|this|it)(?: please)?",
        f"(?:(?:a|the|my|our) )?(?:(?:new|revised|target|due|completion|expected|finish) )*(?:date|deadline"
        f"|eta)"
        rf"|(?:{_IT}|(?:my|our|the) [a-z]+(?= will\b)|i|we|you|{_NAME}(?= will\b))(?:['’](?:ll|s|d|m|re))?",
        r"will|(?:would )?like to|should|shall|can|is|are|(?:won['’]?t|will not|isn['’]t going to)"
        r"(?= (?:now )?be [\w ]{1,20}(?:until|till?)\b)|to|needs? to|(?:expect|aim|plan|going)(?:ing|ed)?(?:"
        r" to)?|now",
        "have|get|expect|finish|complete|do|send|share|publish|issue|deliver|submit|circulate|close|be|go|give|allow|extend(?:ed)?|move[ds]?"
        "|push(?:ed)?"
        "|change[ds]?|put|make|say|needs?|extension|due|moved|slipped|slipping|slip|delayed|deferred"
        "|aim(?:ing)?",
        f"{_IT}|me|us",
        "(?:all |fully )?(?:done|completed?|finished|ready|sorted|closed|out|sent(?: out)?|with you|due|back"
        "|over|down)"
        "|an extension|more time|longer|on (?:track|course|target)|in hand|completion",
        "please|by|until|til|till|to|of|on|for|before|is|now",
    ),
    re.IGNORECASE,
)
"""Words that lead to the day by which an action will be done."""
HELP = re.compile(
    _one_of(
        "(?:please )?(?:(?:(?:i|we)(?:['’](?:m|re|ll|d)| am| are| will)? )?(?:(?:do|really|still|going to) )*"
        "(?:needs?|want|could do with|could use) (?:some |a bit of )?"
        "|(?:can|could) (?:you|someone|somebody) (?:please )?)?help(?: (?:needed|required|wanted"
        "|please|pls|me|us))*"
        rf"(?:(?!\s*+!\s*+\w){_MARK}|(?=\s++(?:we|i|i['’]m|with|as|because|to|no|there|on|by|until|since|from|finding|getting|reaching|chasing|making|agreeing)\b))",
        r"(?-i:HELP)(?=\s)",
        "(?:(?:i am|i['’]m|we are|we['’]re|it is|it['’]s|this is) )?(?:(?:still|a bit|really|rather) )?"
        "(?:stuck|blocked)(?: (?:with|on) (?:this|it|that)(?: one)?)?"
        rf"(?:{_MARK}|(?=\s++(?:with|as|because|until|waiting|by|at)\b))",
        r"(?:i|we) (?:can['’]?t|cannot|am unable to|are unable to)"
        r" (?:do|complete|finish|progress|move|take|start|get)\b(?: \w{1,12}){0,5} without\b",
    )
    + r"(?!\W*(?:no longer|not|isn['’]t|no (?:need|thank)|is|was|came|arrived|received|sorted|any ?more)\b)",
    re.IGNORECASE,
)
"""That somebody can't go on with an action."""
NOT_ALL = any_of(
    words("should(?! have said), must, will, would, could, needs?, needed, help, stuck, said, says, told"),
    words(
        "soon, shortly, later, tomorrow, next, still, yet, to follow, to do, to be, to go, about to, ready to"
    ),
    words(r"remain\w*, rest, left, missing, outstanding, others?, another, more, also, well done"),
    words(
        "waiting, ongoing, under way, underway, in progress, working, continue, continues, continuing, due"
    ),
    words("draft, first, initial, interim, phase, stage, bit, much, some, undone, as far as, too early"),
    words("think, thought, believe, understand, my end, our end, our side, our part, my side, nearly there"),
    rf"(?<!\bfor )\bchas(?:e|ing)\b|['’]ll\b|\d ?%|\b\d+ (?:out )?of (?:the )?\d|\bby (?:the )?(?:\d|end\b"
    rf"|{WEEKDAY}|{MONTH})|^\W*(?:for|in(?! (?:use|place|post|full|time)\b)|by|to)\b",
)
"""Words that make it doubtful whether all of an action is done."""
NO_REASON = any_of(
    rf"\b(?:(?:early|mid|late|beginning of|start of)[ -]|(?:by|until|till) (?:the end of )?){MONTH}",
    r"\bin part\b|\bfor \w+ only\b",
    words(
        "if, unless, once, subject to, provided, providing, depending, depends, assuming, as long as, or, but"
    ),
    words("hopefully, not sure, unsure, help, mostly, partly, said, says, except"),
    r"(?<!not )(?<!not yet )\b(?:done|completed?)\b",
)
"""Words that make a day doubtful, or answer otherwise."""
NOT_THAT_DAY = re.compile(
    r"\W*(?:is|was|are|will|would|can|not|no|too|never|can['’]t|cannot|won['’]t|isn['’]t|at the earliest)\b",
    re.IGNORECASE,
)
TAKES_BACK = re.compile(
    r"\W*(?:but|not|no\W*$|in part|partly|only|for [\w ]{1,20} only|said|says|by|except|apart|if|unless"
    r"|once|until)\b",
    re.IGNORECASE,
)
"""How a sentence begins that belongs to the one before, and takes a part of it back."""
NOT_MINE = any_of(
    r"(?:\b(?:not|isn['’]t|never)|n['’]t think (?:this|it) is) (?:really )?(?:mine|for me|(?:my|our)"
    r" (?:action|area|remit|job|responsibility))\b",
    r"\b(?:wrong|not the (?:right|best)) (?:person|one)\b|\bre-?(?:assign|allocat)\w*|\b(?:someone|somebody)"
    r" else\b",
    r"\b(?:transfer|hand|pass)(?:ed|ing)? (?:(?:this|it|the action) )?(?:over |on )?to\b|\b(?:sits|rests)"
    r" with\b",
    rf"{_NAME} has (?:this|it) now\b|\bthis is (?:for|with) {_NAME}|{_NAME}['’]s (?:action|one)\b|\bbelongs?"
    rf" to\b",
    r"\bi (?:have |['’]ve )?(?:moved|left|changed) (?:on|to|post|role|job|team)s?\b|\b(?:call|ring|phone)"
    r" me\b",
    r"\b(?:should|needs? to) (?:be with|be owned|go to(?! (?:the )?\d)|sit with)\b|\btak(?:es?|en) (?:this"
    r"|it) (?:on|over)\b",
)
"""That an action is not the writer's, or should go to somebody else."""
MAY_BE_NEWS = any_of(
    words("done, completed?, finished, closed?, discharged, sorted, sent, circulated, published, out, live"),
    words("no longer needed, superseded, signed off, right, wrong, mistake, help, stuck, blocked, unable"),
    words("progress, delayed, sos, in hand, on track, underway, soon, asap, no change"),
    words("tomorrow, days?, weeks?, fortnight, months?, term, spring, summer, autumn, easter, late, end"),
    rf"\b(?:{WEEKDAY}|{MONTH})|\b\d{{1,2}}[/.]\d{{1,2}}\b|\b\d{{1,2}}(?:st|nd|rd|th)\b",
)
"""Words that may report, in a text that reports nothing plainly."""
