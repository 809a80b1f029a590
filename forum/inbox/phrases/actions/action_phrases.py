"""Phrases in which owners speak of an action: done, late, stuck, in hand, or somebody else's."""

from __future__ import annotations

import re

from forum.text.dates import MONTH, WEEKDAY
from forum.text.patterns import any_of, words


def _one_of(*phrases: str) -> str:
    return f"(?:{'|'.join(phrases)})"


_END = r"(?![\w'’])"
_MARK = r"(?=\s*+(?:$|[-–—:,.;!?(]))"
_NAME = r"(?-i:[A-Z][a-z]+(?: [A-Z][a-z]+)?)"
_IT = _one_of(
    "(?:the |my |our |this |that )?(?:action|task|one|date|deadline|work)",
    "it|this|that|them|mine",
)
_THE_WHOLE = _one_of(
    r"(?:this|that|it|its|everything|all|both|these|they|mine)"
    r"(?: (?:actions?|tasks?|one|work|two|three|four|of (?:it|this|them|these)))?",
    "(?:the|my|our|this|that) (?:actions?|tasks?|one)",
    "actions?|job|i|we",
)
_WHEN = _one_of(
    "(?:earlier )?(?:today|yesterday)",
    "this (?:morning|afternoon|week|month)",
    "(?:since )?last (?:week|month|night)",
    f"(?:at the (?:end|start|beginning) of|in|during) (?:last month|{MONTH})",
    f"(?:on |last )(?:{WEEKDAY})(?<![.])",
    r"(?:a|two|three|\d) (?:days?|weeks?|months?) ago|ages ago",
    r"(?:at|in) (?:the|our) (?:last |\w+ )?meeting",
    "(?:by|via|over) (?:e-?mail|phone|teams|letter)",
)
_EVIDENCE = _one_of(
    "(?:please )?see (?:attached|below|link|e-?mail)",
    "as (?:attached|agreed|requested|planned)",
    "attached",
    "(?:with )?(?:the )?(?:evidence|report|note|copy|link|paper|leaflet|document)(?: is)?"
    " (?:attached|below|enclosed)(?: for the record)?",
)
_SENT = _one_of(
    "circulated|shared|published|issued|uploaded|delivered|distributed|printed|posted|launched|signed off"
    "|live",
    "(?:up |live )?on (?:the|our) (?:website|intranet|portal|site)",
    "(?:sent|e-?mailed)(?: (?:it|them|this|these))?(?: (?:out|round|off|over))?",
    "gone(?: out)?",
)

LEADS_IN = re.compile(
    "(?:"
    + _one_of(
        "(?:(?:i['’]m |so |very )*sorry|apologies) for (?:the |my )?(?:delay|late reply|slow reply|silence)",
        "hi|hello|hiya|hey|sorry|apologies|cheers|yes|yep|ok|okay|sure|fine|great|all good|good news|fyi",
        "and|also",
        "(?:many )?thanks|thank you",
        "(?:quick )?update",
        "(?:i )?meant?",
        "just (?:to )?(?:confirm|say|let you know)|(?:i )?(?:can )?confirm",
        "(?:(?:i['’]m|i am|we['’]re|we are) )?(?:happy|pleased|delighted|glad) to (?:say|report|confirm)",
        "(?:good )?(?:morning|afternoon|evening)(?: all| both)?",
        "(?:(?:i|we|this|it) )?(?:won['’]?t|can['’]?t|cannot|will not) (?:make|meet|hit|manage)"
        " (?:it|this|that"
        r"|(?:the|that|this) (?:date|deadline|day))(?: in time)?(?=\s*[.,;:!–-])",
        "the right (?:answer|date|day) is",
        "you(?:['’]ll| will) be (?:pleased|glad|happy|delighted|relieved) to (?:hear|know)",
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
        "(?:done|completed?|closed|finished|actioned|sorted(?: out)?|dealt with|concluded|ticked off"
        "|carried out)"
        "(?: (?:(?:the|my|our|this) actions?|(?:this|it|that|them"
        "|these)(?! (?:morning|afternoon|week|month))))?",
        "(?:i|we) (?:have )?(?:did|done) (?:this|it)|job done",
        f"(?:please|you can|happy to) (?:now )?close(?: {_IT})?(?: off)?{_MARK}",
        f"(?:{_IT} )?can (?:now )?be closed(?: off)?{_MARK}",
    )
    + _END,
    re.IGNORECASE,
)
"""That the whole of an action is done."""
BEHIND_DONE = re.compile(
    r"(?<!\s)\s*+"
    + _one_of(
        r"(?:and|&|,|\+|/) ?(?:now |all )?"
        rf"(?:{_SENT}|dusted|filed|closed|completed?|done"
        r"|attached)(?: to (?:all|everyone|members|partners|all [a-z]+|(?:the |our )?(?!(?:half"
        r"|some|most|part"
        r"|one|two|be|a|an)\b)[a-z]+))?",
        f"(?:and )?(?:please|(?:many )?(?:thanks|thank you|ta)|as well|now|already|too|off|in full|on time"
        f"|{_WHEN}|{_EVIDENCE})",
    )
    + _END,
    re.IGNORECASE,
)
"""When and how it was done, right behind."""
BEFORE_DAY = re.compile(
    "(?:"
    + _one_of(
        "(?:(?:a|the|my|our) )?(?:(?:new|revised|target|due|completion|expected|finish) ){0,3}(?:date"
        "|deadline|eta)"
        "(?: (?:is|will be|would be|now|to|of|should be))*",
        r"(?:(?:i|we)(?:['’]d| would) (?:like|prefer) to )(?:extend|move|push|change|put|make)"
        rf"(?: (?:{_IT}|my date|our date))?(?: back)?",
        rf"(?:{_IT}(?:['’]ll)? )?(?:will|should|shall|is to|is going to|is|needs to)? ?(?:now )?be(?: all"
        rf"| fully)?"
        "(?: (?:done|completed?|finished|ready|sorted|closed|out|sent(?: out)?|circulated|with you|there"
        "|due))?",
        rf"(?:(?:(?:i|we)(?:['’]ll| can| should| expect to| aim to| plan to| intend to)"
        rf"|(?:(?:i|we|{_IT}|(?:my|our|the) team|{_NAME}) )?will|i|we|to) )"
        rf"(?:have|get|finish|complete|do|send|circulate|close)(?: {_IT})?"
        "(?: (?:done|completed?|finished|ready|sorted|out|over|to you))?",
        rf"(?:(?:i|we|{_IT}) )?(?:will )?needs? (?:until|till?|more time|an extension|longer|to (?:go|move"
        rf"|slip|be moved|be put back) to)",
        "(?:please )?(?:give|allow) (?:me|us)",
        "(?:please )?(?:can|could|may) (?:i|we) (?:please )?(?:have(?: an extension| more time)?|say"
        f"|(?:extend|move|push|change|put|make|delay)(?: {_IT})?(?: back)?)",
        f"(?:please )?(?:can|could) {_IT} be (?:extended|moved|pushed|changed|put)(?: back)?",
        f"(?:please )?(?:(?:can|could|would) you (?:please )?)?(?:extend|move|push|change|put|make|mark|note)"
        f"(?: (?:{_IT}|me|us))?(?: back| down)?",
        rf"{_IT} (?:won['’]?t|will not|can['’]?t|cannot|isn['’]t going to|is not going to) (?:now )?be"
        r" (?:done|completed?|finished|ready|sorted|out)(?= (?:until|till?)\b)",
        "(?:extended|moved|pushed|changed|put|delayed|slipped|slipping|deferred)(?: back)?",
        "extension|more time|call it|say",
        "you(?:['’]ll| will) (?:have|get) (?:it|this|them|mine)|you can expect (?:it|this|them)",
        "aim(?:ing)?(?: to (?:finish|complete)(?: it| this)?)?",
        "expect(?:ed|ing)?(?: (?:to (?:finish|complete)|completion))?",
        "on (?:track|course|target)(?: to (?:finish|complete)(?: it| this)?)?|in hand|ready",
        "to be (?:done|completed|finished)",
        f"now|please|due|it|that|this(?! (?:coming |week|month|{WEEKDAY}))",
        "by|until|til|till|to|on|for|before|is",
    )
    + rf"{_END}[:\s,]*+)*+",
    re.IGNORECASE,
)
"""Words that lead to the day by which an action will be done."""
CORRECTS_ITSELF = re.compile(
    r"(?<![\s,;:.–—-])[\s,;:.–—-]*+(?:(?:no|wait|sorry|actually|correction|oops|i meant?|or rather|rather"
    r"|scrap that|make (?:that|it)|should be)[\s,;:.–—-]++)++",
    re.IGNORECASE,
)
HELP = re.compile(
    _one_of(
        "(?:please )?(?:can|could) (?:you|someone|somebody|anyone) (?:please )?give (?:me|us) a hand\\b",
        "(?:i|we) could use (?:some|a bit of) help\\b|it['’]?s help (?:i|we) need\\b",
        "(?:please |(?:(?:i|we|i['’]m|we['’]re|i['’]ll|we['’]ll) )?(?:(?:am |are )?(?:going to|will)"
        " )?(?:really |still )?needs?"
        " (?:some |a bit of )?|(?:i |we )?could do with (?:some )?"
        "|(?:please )?(?:can|could) (?:you|someone|somebody|anyone) (?:please )?)?"
        "help(?: (?:needed|required|wanted|please|me|us))*"
        rf"(?:{_MARK}|(?=\s++(?:we|i|i['’]m|with|as|because|to|no|there|on|by|until|since)\b))",
        r"(?-i:HELP)(?=\s)",
        "(?:(?:i am|i['’]m|we are|we['’]re|it is|it['’]s|this is) )?(?:(?:completely|totally|still|a bit"
        "|really) )?"
        "(?:stuck|blocked)(?: (?:with|on) (?:this|it|that))?"
        rf"(?:{_MARK}|(?=\s++(?:with|as|because|until|waiting|by|at)\b))",
        "(?:i|we) (?:can['’]?t|cannot|am unable to|are unable to)"
        r" (?:do|complete|finish|progress|move|take|start|get)\b(?: \w{1,12}){0,5} without\b",
    ),
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
        "but, except, excepting, apart from, other than, than, bar, without, "
        "instead, only, if, unless, or, subject to"
    ),
    words(
        "hardly, barely, scarcely, none, bit, well done, nearly, almost, partly, partially, half, mostly,"
        " most, some, majority, "
        "so far, as far as, for now, too early"
    ),
    words(
        "still, yet, until, till, once, when, while, wait, waiting, awaiting, "
        "pending, outstanding, to follow, due"
    ),
    words(
        "remain, remains, remaining, remainder, rest, left, missing, "
        "delayed, others, other, another, more, also"
    ),
    words(
        "not, no, never, probably, perhaps, maybe, might, may, hope, hopefully, should, will, would, could"
    ),
    words("soon, shortly, later, tomorrow, next, going to, about to, ready to, to do, to be, to go"),
    words("draft, first, initial, interim, phase, part, stage, need, needs, needed, help, stuck"),
    words(
        "think, thought, believe, guess, suppose, assume, understand, my end, "
        "our end, our side, our part, my side"
    ),
    words("ongoing, under way, underway, in progress, working, continue, continues, continuing"),
    r"(?<!\bfor )\bchas(?:e|ing)\b",
    r"n['’]t\b|['’]ll\b",
    r"\d ?%|\b\d+ (?:out )?of (?:the )?\d",
    rf"\bby (?:the )?(?:\d|end\b|next\b|{WEEKDAY}|{MONTH})",
    r"^\W*(?:for|in|by|to)\b",
)
"""Words that make it doubtful whether all of an action is done."""
NO_REASON = any_of(
    rf"\b(?:early|mid|late|beginning of|start of)[ -]{MONTH}",
    words(
        "if, unless, once, subject to, provided, providing, depending, depends, assuming, as long as, or, but"
    ),
    words("maybe, perhaps, hopefully, possibly, probably, not sure, unsure, help, done, complete, completed"),
)
"""Words that make a day doubtful, or answer otherwise."""
NOT_THAT_DAY = re.compile(
    r"(?<!\W)\W*+(?:is|was|are|will|would|can|not|no|too|never|can['’]t|cannot|won['’]t|isn['’]t"
    r"|at the earliest)\b",
    re.IGNORECASE,
)
NOT_DONE = any_of(r"\bnot (?:yet |quite )?(?:all )?(?:done|completed?|finished|ready)(?: yet)?\b")

IN_HAND = re.compile(
    "(?:"
    + _one_of(
        "thanks?|thank you|cheers|ok|okay|yes|yep|noted|all|this|it|it['’]s|its|this is|is|still|action"
        "|work|fine",
        "in progress|in hand|in train|on ?going|under ?way|progressing(?: well)?|on track|on target"
        "|on course",
        "on it|will do|working on (?:it|this)|am on it|i['’]m on it|on my list|sure|great|consider it done",
        "no (?:change|update|news|progress|date)(?: yet)?|nothing (?:new |further )?to (?:report|add)",
        "not (?:yet )?(?:done|started|finished|complete)(?: yet)?|not yet|chasing|continues",
        "as before|same as (?:before|last time)|amber|green|red|for (?:this|the reminder)|so far|now",
        "nearly (?:there|done)|almost (?:there|done)|soon|asap",
    )
    + r"\b[\s,.!–-]*+)++",
    re.IGNORECASE,
)
"""That an action goes on, which answers nothing."""
IN_CASE = re.compile(
    r"\bif (?:you|anyone|anybody)(?: (?:want|wants|need|needs|would like)|['’]d like)"
    r"(?: to see| sight of)?"
    r" (?:it|them|one|a copy|copies|more|more details?|the details?)\b"
    r"|\b(?:it )?took (?:a while|ages|some time|some doing)(?: but (?:we|i) (?:got there|did it|made it)"
    r"(?: in the end)?)?|\bbut (?:we|i) (?:got there|did it|made it) in the end\b",
    re.IGNORECASE,
)
"""Words of a condition or of a doubt that are none of a report: "Gareth has it if you want to see it"."""
OFFERS = re.compile(
    r"(?<![\s,.;–—-])[\s,.;–—-]*+(?:please |do |just ){0,2}+"
    r"(?:let me know|say|shout|ask|ring me|give me a shout|drop"
    r" me a line)"
    r" if (?:(?:you|anyone|anybody) (?:needs?|wants?|would like|['’]d like|can['’]?t (?:open|read|see))"
    r"|(?:(?:anything|something)(?:['’]s| is)|there(?:['’]s| is) anything) (?:missing|unclear|not"
    r" clear|wrong|amiss))"
    r"\b(?![^.?!]*\b(?:other|rest|half|remaining|more|till|until)\b)"
    r"[^.?!\d]{0,40}[.!]*+$",
    re.IGNORECASE,
)
"""What its writer offers beside a report, which is no condition of it: "do say if you need the link"."""
NOT_MINE = any_of(
    r"\b(?:not|isn['’]t|never) (?:really )?(?:mine|for me)\b",
    r"\b(?:not|isn['’]t|never) (?:really )?(?:my|our) (?:action|area|remit|job|responsibility)\b",
    r"n['’]t think (?:this|it) is (?:mine|my|for me)\b",
    r"\bnot the (?:right|best) (?:person|one)\b",
    r"\bre-?(?:assign|allocat)\w*",
    r"\b(?:transfer|hand|pass)(?:ed|ing)? (?:(?:this|it|the action) )?(?:over |on )?to\b",
    r"\b(?:should|needs? to) (?:be with|be owned|go to(?! (?:the )?\d)|sit with)\b",
    r"\b(?:sits|rests) with\b|\bbelongs? to\b",
    r"\b(?:wrong person|someone else|somebody else|took no action)\b",
    r"\btak(?:es?|en) (?:this|it) (?:on|over)\b",
    r"\b(?:is leading|will lead|leads) on (?:this|it)\b",
    rf"{_NAME} has (?:this|it) now\b|\bthis is (?:for|with) {_NAME}|{_NAME}['’]s (?:action|one)\b",
    rf"^\W*(?:please )?(?:give (?:it|this) )?to {_NAME}$",
    r"\bthis is (?!today|it)\w+['’]s\b",
    r"\bi (?:have |['’]ve )?(?:moved|left|changed) (?:on|to|post|role|job|team)s?\b"
    r"|\bin a new (?:role|post|job)\b",
    r"\b(?:call|ring|phone) me\b",
)
"""That an action is not the writer's, or should go to somebody else."""
MAY_BE_NEWS = any_of(
    words(
        "done, complete, completed, finished, close, closed, discharged, sorted, "
        "sent, circulated, published, out, live"
    ),
    words("no longer needed, superseded, overtaken, signed off, right, wrong, mistake"),
    words("help, stuck, blocked, struggling, unable, no progress, delayed, sos"),
    words(
        "tomorrow, days?, weeks?, fortnight, months?, term, spring, summer, "
        "autumn, winter, easter, christmas, q[1-4]"
    ),
    words("early, mid, late, end, new year, no date"),
    rf"\b(?:{WEEKDAY}|{MONTH})|\b\d{{1,2}}[/.]\d{{1,2}}\b|\b\d{{1,2}}(?:st|nd|rd|th)\b",
)
"""Words that may report, in a text that reports nothing plainly."""
PROMISES = any_of(
    words(
        "by, until, till, til, ready, finish, complete, done, expect, "
        "expecting, aim, aiming, due, need, needs, more"
    )
)
"""Words beside the day by which something will be done."""
OF_A_MESSAGE = any_of(
    words("let you know, get back, update you, send you, reply, draft, ask, chase, speak, see you")
)
"""Words by which a day is that of a message or a step, and not of the action."""
SENT_OUT = re.compile(
    r"(?<![\w'’-])(?:[\w'’-]{1,30} ){0,6}?"
    "(?:(?:has|have|was|were|is|are|been|all|now|both|already|i|we|they|it) ){0,4}"
    + _one_of(
        _SENT,
        "went(?: out)?|launched|implemented|posted|submitted|updated|finalised|resolved|in place|printed",
        "done|completed?|finished|written to|set up|handed over",
    )
    + r"\b(?![^.!]*\bto be\b).*",
    re.IGNORECASE,
)
"""That something came of an action, which is likely all of it."""
