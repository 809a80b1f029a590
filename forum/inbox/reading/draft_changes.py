"""What the Chair wants changed in a draft, told in free text."""

from __future__ import annotations

from forum.text.patterns import any_of

_DO = (
    "(?:change|amend|move|remove|delete|correct|replace|swap|include|add|reword|rephrase|clarify|re-?order"
    "|defer|drop|strike|merge|split|shorten|insert|cut|rename|fix|take(?! (?:it|that|this|these|them|both)"
    " as )|put|hear|leave|bring"
    r"|make(?= (?:agenda )?(?:item|number|paper) \d)"
    r"|give(?= (?:agenda )?(?:item|number|paper) \d)"
    r"|have(?! (?:they|you|we|i|he|she|it|been|to|seen|read|had|(?-i:[A-Z])))|push|switch|shift"
    "|be(?= (?:more|less|(?:clear|brief|short|plain|firm|soft)er)\\b))"
)
_ASKED = any_of(
    rf"(?:^|[.!;:,\n–—-]|\b(?:but|and|then|please|pls|also|just|otherwise|first|yes"
    rf"|no)\b)[ \t]*+{_DO}\b(?=\s+\w)"
    "(?! it (?:with|to) (?:me|us|you)| an? (?:good|great|nice|lovely|restful))",
    rf"\b(?:can|could|would|will) (?:you|we|somebody|someone)(?: please| kindly)? {_DO}\b",
    r"\b(?:i|we)(?:['’]d| would)? (?:want|like|prefer|need) [^.?!]{1,60}\b(?:moved|changed|added|removed"
    r"|taken|put|dropped|swapped"
    r"|first|last|earlier|later|reworded|corrected|amended)\b",
    r"\b(?:can|could|may) (?:agenda )?(?:item|number|paper|paragraph|para) \d{1,2}\w? (?:go|come|be"
    r"|move|have|get)\b",
)
_IS_AT_FAULT = any_of(
    r"\b(?:should|must|ought to|needs? to|has to|have to) (?:read|say|go|come|have(?! (?:been|said|put"
    r"|made|written))|show|state|not|move"
    r"|be(?! (?:fine|ok|okay|good|able)))\b",
    r"\b(?:wrong|missing|inaccurate|incorrect|left out|typo|tracked changes|mis-?spel(?:t|led|ling))\b",
    r"\b(?:not|n['’]t) (?:an? )?(?:accurate|correct|right|true|happy|content)\b",
    r"\b(?:not|n['’]t|cannot) (?:\w{1,9} )?agree\b|(?<!have )\bnot agreed\b(?! yet)",
    r"(?:^|\b(?:i|we) )disagree\b",
    r"\byou(?:['’]ve| have) (?:got )?(?:me|us|him|her|them|(?-i:[A-Z][a-z]+)) (?:down )?(?:as |at |in )?"
    r"(?:absent|present|listed|shown|missing|late|speaking|saying)\b",
    r"(?:^|[.!;\n] ?)(?:on |in |at |under )?(?:the )?(?:item|page|paragraph|para|section|line|point) \d",
)
_NONE = any_of(
    r"\b(?:no|nothing|n['’]t|not)(?: \w{1,9}){0,2} (?:chang|amend|correct(?:ion|ed)|add\b|wrong|missing|amiss"
    r"|incorrect|inaccurate)\w{0,6}"
    r"|\bn['’]t (?:disagree|object)\b"
)


def wants_change(text: str) -> bool:
    """Say whether a text plainly wants something in a draft changed; a question about it does not."""
    text = _NONE.sub("", text)
    return _ASKED.search(text) is not None or ("?" not in text and _IS_AT_FAULT.search(text) is not None)
