"""What the Chair wants changed in a draft, told in free text."""

from __future__ import annotations

from forum.inbox.phrases.lexicon import Turn, turns_in
from forum.text.patterns import any_of, words

_PLACE = r"(?:(?:agenda )?(?:items?|number|no|paper|page|paragraph|para|section|line)\.? ?\d{1,2}|\d\.\d)"
_DO = (
    "(?:change|amend|move|remove|delete|correct(?! me)|replace|swap|include|add|reword|rephrase|clarify"
    "|re-?order|defer|drop|strike|merge|split|shorten|insert|cut|rename|fix|switch|shift|push|bring|fit"
    "|take(?! (?:it|that|this|these|them|both) as )|put(?! me)|lose|hold back"
    rf"|(?:make|give|have|hear|leave)(?= (?:the )?{_PLACE}))"
)
_ASKED = any_of(
    rf"(?:^|[.!;:,\n–—-]|\b(?:but|and|then|please|pls|also|just|otherwise|meant)\b)[ \t]*+{_DO}\b(?=\s+\w)"
    "(?! (?:some(?:one|body)|any(?:one|body)|(?-i:[A-Z][a-z]+)) (?:ring|call|phone|contact)\b| it "
    "(?:with|to) (?:me|us|you)| an? (?:good|great|nice|lovely|restful))",
    rf"\b(?:please|pls) (?:{_DO}|make|give|have(?! some(?:one|body))|leave|say|be (?:more|less|(?:clear"
    rf"|brief|short|firm"
    rf"|soft)er))\b(?=\s+\S)",
    r"\b(?:please|pls) (?:amend|correct|change|fix|put right)\b|^change\b|\b(?:change|fix|correct) (?:it|that"
    r"|those|these)\b",
    rf"\b(?:can|could|would|will) (?:you|we|somebody|someone)(?: please| kindly)? {_DO}\b",
    r"\b(?:i|we)(?:['’]d| would)? (?:want|like|prefer|need) [^.?!]{1,60}\b(?:moved|changed|added|removed"
    r"|taken (?:out|off)|put|dropped|swapped|reworded|corrected|amended)\b",
    r"\b(?:can|could) (?:you|we) (?:please )?(?:have|hear|take) [^.?!]{1,40} (?:first|last|earlier|later"
    r"|at the (?:start|end|top))\b|\bmake it \d|\bplease (?:expand|rewrite|redo|shorten)\b"
    r"|\bneeds an? (?:later|earlier|longer|shorter) [a-z]+",
    r"\b(?:can|could|should) (?:you|we) (?:please )?(?:say|put) [^.?!]{1,60}\b(?:rather than|instead of)\b",
)
_IS_AT_FAULT = any_of(
    r"(?<!\bi )(?<!\bwe )\b(?:should|must|ought to|needs? to|has to|have to) (?:read|say|show|state|mention"
    "|record|include|not|move"
    r"|come|go|have(?! (?:been|said|put|made|written))|be (?=(?:\d+|more|less|(?:clear|brief|short|firm"
    rf"|soft)er|changed|moved|before|after|first|last|{_PLACE})\b))\b",
    r"\b(?:is|are|was|were|got|gone|looks?|in) (?:\w+ ){0,2}(?:wrong|missing|inaccurate|incorrect|left out"
    r"|mis-?spel\w+)\b"
    r"|^wrong (?:\w+ )?(?:in|on|at)\b|\btypo\b|\btracked changes\b",
    r"\b(?:not|n['’]t) (?:an? )?(?:accurate|correct|right|true|happy|content)\b",
    r"(?<!\bor )\b(?:not|n['’]t|cannot) (?:\w{1,9} )?agree\b(?![^.?!\n]{0,60}\byet\b)"
    r"|(?<!have )\bnot agreed\b(?! (?:yet|by)\b)|(?:^|\b(?:i"
    r"|we) )disagree\b",
    r"\byou(?:['’]ve| have) (?:got )?(?:me|us|him|her|them|(?-i:[A-Z][a-z]+)) (?:down )?(?:as |at |in )?"
    r"(?:absent|present|listed|shown|missing|late|speaking|saying)\b",
    rf"(?:^|\n)(?:on |in |at |under )?(?:the )?{_PLACE}[^.\n:–—-]{{0,20}}(?:[:–—]|\s-)\s*\w+ \w+",
    rf"{_PLACE}\b[^.?!\n]{{0,60}}\b(?:not|needs \w+ing|rather than|instead of"
    r"|(?:before|after)(?! (?:i|we|you)\b)|\d+ min(?:ute)?s)\b",
)
_NONE = any_of(
    r"\b(?:no|nothing|n['’]t|not)(?: \w{1,9}){0,2} (?:chang|amend|correct(?:ion|ed)|add\b|wrong|missing|amiss"
    r"|incorrect|inaccurate)\w{0,6}|\bn['’]t (?:disagree|object)\b"
)


_IS_OPEN = any_of(
    r"\beither\b.+\bor\b", r"\b(?:have not|haven['’]?t)(?: \w{1,9})? (?:opened|read|looked|seen|got)\b"
)
"""Words of somebody who has not made up their mind, or not read it."""
_FINE_EXCEPT = any_of(
    r"^\W*(?:all |both )?(?:fine|good|ok|okay|agreed?|right|correct|happy)\b[^.?!]{0,30}"
    r"\b(?:except|apart from)\b.{8}"
)
"""Agreement but for something, which is what to change."""
_BIDS = any_of(words("please, pls, needs?, want, wants, like, prefer, not, rather"))
_OF_A_PLACE = any_of(
    _PLACE,
    words("first one, second one, third one, last one, title, date, names?, figures?, order, wording, line"),
    words("sentence, paragraph, heading, agenda, minutes, report, briefings?"),
)
_NOT_MADE_UP = {Turn.QUESTION, Turn.CONDITION, Turn.DOUBT, Turn.LATER, Turn.PART, Turn.OTHERS}


def wants_change(text: str) -> bool:
    """Say whether a text plainly wants something in a draft changed; a question about it does not."""
    text = _NONE.sub("", text)
    is_at_fault = _IS_AT_FAULT.search(text) and not ("?" in text or _IS_OPEN.search(text))
    return _ASKED.search(text) is not None or bool(is_at_fault)


def may_want_change(text: str) -> bool:
    """Say whether a text likely wants something in a draft changed: it wishes for something or bids it, of a
    place in the draft, and neither asks nor puts it off."""
    turned = turns_in(_NONE.sub("", text))
    is_open = turned & _NOT_MADE_UP or _IS_OPEN.search(text)
    if _FINE_EXCEPT.match(text) and not turned & {Turn.QUESTION, Turn.CONDITION, Turn.DOUBT}:
        return True
    return bool((Turn.WISH in turned or _BIDS.search(text)) and _OF_A_PLACE.search(text)) and not is_open
