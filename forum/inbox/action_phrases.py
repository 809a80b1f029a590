"""Phrases in which owners speak of an action: done, late, stuck, in hand, or somebody else's."""

from __future__ import annotations

import re

from forum.text.dates import MONTH, WEEKDAY
from forum.text.patterns import any_of, words

_WHOLE = (
    r"(?:(?:this|that|it|its|everything|all|both|these|they|mine)"
    r"(?: (?:action|task|one|work|actions|tasks|two|three|four|of (?:it|this|them|these)))?"
    r"|(?:the|my|our|this|that) (?:action|task|one|actions|tasks)|actions?|i|we)(?:['’](?:s|ve|re))?"
)
_IT = r"(?:it|this|that|them|mine|(?:the |my |our |this )?(?:action|task|one|date|deadline|work))"
_AGO = (
    r"(?:earlier )?(?:today|yesterday)|this (?:morning|afternoon|week|month)|(?:since )?last (?:week|month"
    r"|night)"
    rf"|(?:on |last ){WEEKDAY}|(?:a|two|three|\d) (?:days?|weeks?|months?) ago|ages ago"
    r"|(?:at|in) (?:the|our) (?:last |\w+ )?meeting|(?:by|via|over) (?:e-?mail|phone|teams|letter)"
)
_EVIDENCE = (
    r"(?:please )?see (?:attached|below|link|e-?mail)|as (?:attached|agreed|requested|planned)|attached"
    r"|(?:with )?(?:the )?(?:evidence|report|note|copy|link|paper|leaflet|document)(?: is)?"
    r" (?:attached|below|enclosed)(?: for the record)?"
)
_OUT = (
    r"(?:dusted|circulated|sent(?: out| round| off)?|shared|published|issued|uploaded|filed|closed|completed?"
    r"|delivered|distributed|attached|signed off|gone(?: out)?|live|e-?mailed(?: out| round)?|done)"
    r"(?: to (?:all|everyone|members|partners|the group))?"
)

LEADS_IN = re.compile(
    r"(?:(?:hi|hello|sorry|apologies|(?:many )?thanks|thank you|cheers|yes|yep|ok|okay|sure|fine|great"
    r"|all good"
    r"|good news|fyi|and|also|(?:quick )?update|(?:apologies|sorry) for (?:the )?delay|(?:i )?meant?"
    r"|just (?:to )?(?:confirm|say|let you know)|(?:i )?(?:can )?confirm|(?:happy|pleased) to (?:say|report"
    r"|confirm)"
    r"|the right (?:answer|date|day) is)\b(?: that\b)?(?:[\s,:.!–-]++|$))*+",
    re.IGNORECASE,
)
"""Words before a report that are no part of it."""
DONE = re.compile(
    r"(?:please (?:mark|record|close|note) (?:(?:this|it|that|the action|mine) )?(?:as )?"
    rf"|(?:{_WHOLE} )?(?:(?:is|are|was|were|has|have|been|got|now|all|both|already|fully|just"
    rf"|finally) ){{0,4}})"
    r"(?:done|completed?|closed|finished|actioned|sorted(?: out)?|dealt with|concluded|ticked off"
    r"|carried out)"
    r"(?: (?:(?:the|my|our|this) actions?|(?:this|it|that|them|these)(?! (?:morning|afternoon|week"
    r"|month))))?(?![\w'’])",
    re.IGNORECASE,
)
"""That the whole of an action is done."""
BEHIND_DONE = re.compile(
    rf"(?<!\s)\s*+(?:(?:and|&|,|\+|/) ?(?:now |all )?{_OUT}"
    rf"|(?:and )?(?:as well|now|already|too|off|in full|on time|{_AGO}|{_EVIDENCE}))(?![\w'’])",
    re.IGNORECASE,
)
"""When and how it was done, right behind."""
BEFORE_DAY = re.compile(
    r"(?:(?:(?:(?:a|the|my|our) )?(?:(?:new|revised|target|due|completion|expected|finish) ){0,3}(?:date"
    r"|deadline"
    r"|eta)"
    r"(?: (?:is|will be|would be|now|to|should be))*"
    rf"|(?:{_IT} )?(?:will|should|shall|is to|is going to|is|needs to)? ?(?:now )?be(?: all| fully)?"
    r"(?: (?:done|completed?|finished|ready|sorted|closed|out|sent(?: out)?|circulated|with you|there|due))?"
    r"|(?:i|we|(?-i:[A-Z][a-z]+(?: [A-Z][a-z]+)?(?= will )))(?:['’]ll| will| can| should| expect to| aim to"
    r"| plan to| intend to)?"
    rf" (?:have|get|finish|complete|do|send|circulate|close)(?: {_IT})?"
    r"(?: (?:done|completed?|finished|ready|sorted|out|over|to you))?"
    rf"|(?:(?:i|we|{_IT}) )?(?:will )?needs? (?:until|till?|more time|an extension|longer)"
    r"|(?:please )?(?:can|could|may) (?:i|we) (?:please )?(?:have(?: an extension| more time)?|say"
    rf"|(?:extend|move|push|change|put|make|delay)(?: {_IT})?(?: back)?)"
    rf"|(?:please )?(?:extend|move|push|change|put|make)(?: {_IT})?(?: back)?"
    r"|(?:extended|moved|pushed|changed|put|delayed|slipped|deferred)(?: back)?|extension|more time|call it"
    r"|say"
    r"|aim(?:ing)?(?: to (?:finish|complete)(?: it| this)?)?|expect(?:ed|ing)?(?: (?:to (?:finish|complete)"
    r"|completion))?"
    r"|on (?:track|course|target)(?: to (?:finish|complete)(?: it| this)?)?|in hand|to be (?:done|completed"
    r"|finished)"
    rf"|now|please|due|it|that|this(?! (?:coming |week|month|{WEEKDAY}))"
    r"|by|until|til|till|to|on|for|before|is)(?![\w'’])[:\s,]*+)*+",
    re.IGNORECASE,
)
"""Words that lead to the day by which an action will be done."""
CORRECTS_ITSELF = re.compile(
    r"(?<![\s,;:.–—-])[\s,;:.–—-]*+(?:(?:no|wait|sorry|actually|correction|oops|i meant?|or rather|rather"
    r"|scrap that"
    r"|make (?:that|it)|should be)[\s,;:.–—-]++)++",
    re.IGNORECASE,
)
HELP = re.compile(
    r"(?:(?:please |(?:i |we )?(?:really |still )?needs? (?:some )?)?help(?: (?:needed|required|wanted|please"
    r"|me|us))*"
    r"(?=\s*+(?:$|[-–—:,.;!?(])|\s++(?:we|i|i['’]m|with|as|because|to|no|there|on|by|until|since)\b)"
    r"|(?:(?:i am|i['’]m|we are|we['’]re|it is|it['’]s|this is) )?(?:(?:completely|totally|still|a bit"
    r"|really) )?"
    r"(?:stuck|blocked)(?: (?:with|on) (?:this|it|that))?"
    r"(?=\s*+(?:$|[-–—:,.;!?(])|\s++(?:with|as|because|until|waiting|by|at)\b)"
    r"|(?:i|we) (?:can['’]?t|cannot|am unable to|are unable to) (?:do|complete|finish|progress|move|take"
    r"|start|get)\b"
    r"(?: \w{1,12}){0,5} without\b)",
    re.IGNORECASE,
)
"""That somebody can't go on with an action."""
NO_HELP = re.compile(
    r"(?<!\W)\W*+(?:no longer|not|isn['’]t|no (?:need|thank)|is|was|came|arrived|received|sorted"
    r"|any ?more)\b",
    re.IGNORECASE,
)

PARTLY = any_of(
    words(
        "but, except, excepting, apart from, other than, nearly, almost, partly, partially, half, mostly, "
        "most,"
        "some, majority, only, still, wait, waiting, awaiting, yet, until, till, once, subject to, bar, "
        "outstanding,"
        "to follow, pending, remain, remains, remaining, remainder, rest, not, no, never, hope, hopefully, "
        "should,"
        "soon, shortly, will, would, could, going to, about to, due, to do, to be, to go, if, unless, or, "
        "probably,"
        "perhaps, maybe, might, may, when, while, draft, first, initial, interim, phase, part, stage, so far,"
        "for now, need, needs, needed, think, thought, believe, guess, suppose, assume, understand, as far "
        "as,"
        "my end, our end, our side, our part, my side, my part, later, tomorrow, next, more, left, missing,"
        "without, delayed, ongoing, under way, underway, in progress, working, continue, continues, "
        "continuing,"
        "chase, chasing, others, other, another, help, stuck, also, instead, than, too early, ready to"
    ),
    r"n['’]t\b|['’]ll\b|\d ?%|\b\d+ (?:out )?of (?:the )?\d|^\W*(?:for|in|by|to)\b",
)
"""Words that make it doubtful whether all of an action is done."""
NO_REASON = any_of(
    words(
        "if, unless, once, subject to, provided, providing, depending, depends, assuming, as long as, maybe, "
        "perhaps,"
        "hopefully, possibly, probably, or, not sure, unsure, help, done, complete, completed, but"
    )
)
"""Words that make a day doubtful, or answer otherwise."""
NOT_THAT_DAY = re.compile(
    r"(?<!\W)\W*+(?:is|was|are|will|would|can|not|no|too|never|can['’]t|cannot|won['’]t|isn['’]t)\b",
    re.IGNORECASE,
)
NOT_DONE = any_of(r"\bnot (?:yet |quite )?(?:all )?(?:done|completed?|finished|ready)(?: yet)?\b")

IN_HAND = re.compile(
    r"(?:(?:thanks?|thank you|cheers|ok|okay|yes|yep|noted|all|this|it|it['’]s|its|this is|is|still|action"
    r"|work"
    r"|in progress|in hand|in train|on ?going|under ?way|progressing(?: well)?|on track|on target|on course"
    r"|on it"
    r"|will do|working on (?:it|this)|am on it|i['’]m on it|on my list|no (?:change|update|news"
    r"|progress)(?: yet)?"
    r"|nothing (?:new |further )?to (?:report|add)|not (?:yet )?(?:done|started|finished|complete)(?: yet)?"
    r"|not yet"
    r"|chasing|as before|same as (?:before|last time)|amber|green|red|fine|sure|great|consider it done"
    r"|continues"
    r"|for (?:this|the reminder)|so far|now|nearly (?:there|done)|almost (?:there|done)|soon"
    r"|asap)\b[\s,.!–-]*+)++",
    re.IGNORECASE,
)
"""That an action goes on, which answers nothing."""
NOT_MINE = any_of(
    r"\b(?:not|isn['’]t|never) (?:really )?(?:mine|for me)\b",
    r"\b(?:not|isn['’]t|never) (?:really )?(?:my|our) (?:action|area|remit|job|responsibility)\b",
    r"\bre-?(?:assign|allocat)\w*",
    r"\b(?:transfer|hand|pass)(?:ed|ing)? (?:(?:this|it|the action) )?(?:over |on )?to\b",
    r"\b(?:should|needs? to) (?:be with|go to|sit with)\b",
    r"\b(?:sits|rests) with\b",
    r"\bbelongs? to\b",
    r"\b(?:wrong person|someone else|somebody else|took no action)\b",
    r"\btak(?:es?|en) (?:this|it) (?:on|over)\b",
    r"^\W*(?:please )?(?:give (?:it|this) )?to (?-i:[A-Z][a-z]+ [A-Z][a-z]+)",
    r"\bthis is (?!today|it)\w+['’]s\b",
    r"\bi (?:have |['’]ve )?(?:moved|left|changed) (?:on|post|role|job|team)s?\b",
)
"""That an action is not the writer's, or should go to somebody else."""
MAY_BE_NEWS = any_of(
    words(
        "done, complete, completed, finished, closed, sorted, help, stuck, blocked, sent, circulated, "
        "published, out,"
        "live, tomorrow, week, fortnight, month, term, spring, summer, autumn, winter, easter, christmas, "
        "early, mid,"
        "late, end, new year"
    ),
    rf"\b(?:{WEEKDAY}|{MONTH})|\b\d{{1,2}}[/.]\d{{1,2}}\b|\b\d{{1,2}}(?:st|nd|rd|th)\b",
)
"""Words that may report, in a text that reports nothing plainly."""
PROMISES = any_of(
    words("by, until, till, til, ready, finish, complete, done, expect, expecting, aim, aiming, due, need")
)
"""Words beside the day by which something will be done."""
SENT_OUT = re.compile(
    r"(?<![\w'’-])(?:[\w'’-]{1,30} ){0,6}?(?:(?:has|have|was|were|is|are|been|all|now|both|already|i|we|they"
    r"|it) ){0,4}"
    r"(?:sent|circulated|issued|published|shared|delivered|uploaded|launched|live|implemented|signed off"
    r"|gone(?: out)?"
    r"|went(?: out)?|e-?mailed|distributed|posted|submitted|updated|finalised|resolved|in place|printed|done"
    r"|completed?|finished|written to|set up|handed over)\b(?![^.!]*\bto be\b).*",
    re.IGNORECASE,
)
"""That something came of an action, which is likely all of it."""
