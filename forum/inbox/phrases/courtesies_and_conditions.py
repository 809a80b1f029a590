"""Remarks beside a word: courtesies, which change nothing, and conditions, which change everything."""

from __future__ import annotations

import re
from collections.abc import Sequence

from forum.text.wording import MONTHS


def _words(phrases: str, *more: str) -> re.Pattern[str]:
    """Return a pattern that finds any of the phrases, divided by commas, as whole words."""
    pattern = "|".join(phrase.strip() for phrase in phrases.split(","))
    return re.compile("|".join([rf"\b(?:{pattern})\b", *more]), re.IGNORECASE)


CONDITIONS = _words(
    "but, except, excepting, exception, subject to, provided, providing, however, though, although, if,"
    "unless, once, when, whenever, until, till, after, before, apart from, aside from, other than, only, not,"
    r"without, instead, chang\w*, amend\w*, add, remov\w*, delet\w*, correct\w*, mov\w*, swap\w*, put, take,"
    r"includ\w*, replac\w*, reorder, defer\w*, should, could, would, must, need\w*, what, why, pending,"
    "assuming, as long as, so long as, conditional, conditionally, condition, provisional, provisionally,"
    "in principle, on the basis, bar, minus, save for, awaiting, mostly, partly, nearly, almost, probably,"
    "perhaps, maybe, might, unsure, or",
    r"n['’]t\b",
    r"\?",
)
"""Words that may make an agreement a conditional one."""
DOUBTS = _words(
    "but, if, unless, until, or, maybe, perhaps, might, may, probably, possibly, however, instead, not sure,"
    "unsure",
    r"\?",
)
"""Words that make it doubtful whether the writer means an answer."""
_PROVISOS = _words(
    r"subject to, provided, providing, once, as long as, so long as, assuming, depend\w*, pending, hope\w*,"
    r"condition\w*, in principle, provisional\w*, except\w*, apart from, other than, almost, nearly, mostly,"
    "partly"
)
_NEGATIONS = _words(
    "no, not, never, none, nor, neither, nobody, nothing, cannot, without,"
    "(?:ca|do|wo|is|are|did|has|have|would|could|should|does|was|were)nt",
    r"n['’]t\b",
)
_NO_MATTER = _words(
    "(?:no|not an?|nothing) (?:further |other |more )?(?:problems?|worries|bother|trouble|issues?|concerns?|"
    "comments?|queries|questions|changes|amendments|corrections|objections|tweaks)"
)
"""Negations that deny nothing that was asked."""
_THEY = "(?:i|we|you|s?he|it|they|th(?:is|at|ese|ose|ere|e)|an?|any(?:one|body)?|some(?:one|body)|all)"
_AUXILIARY = (
    "(?:can|could|may|might|shall|should|would|will|must|is|are|was|were|am|do|does|did|has|have|had)"
)
_ASKS = re.compile(
    rf"\?|(?:^|[.!;:,–—-]|\b(?:and|so|but|or)\b)[ \t]*+(?:please )?"
    rf"(?:{_AUXILIARY} {_THEY}|who|whose|what|when|where|which|why|how)\b",
    re.IGNORECASE | re.MULTILINE,
)
"""A sentence that asks, with its mark or without: "can we agree the agenda"."""

PHRASE_ENDS = r"(?=$|[\s.,;:!()…]|[–—-](?:\s|$))"
"""What may follow a phrase that stands by itself: no question mark, and no apostrophe."""
_DRAFTS = r"(?:the|both|your|these) (?:draft )?(?:agenda|minutes|papers?|pack|drafts?|letters?)"
_THEM = rf"(?:it|them|this|these|that|both|all|{_DRAFTS}(?: and (?:the )?(?:agenda|minutes))?)"
_DAY = "(?:mon|tues|wednes|thurs|fri)day"
_THANK = r"(?:(?:very )?many |with |and ){0,5}(?:thanks?|thank ?you|thx|ta|cheers)"
_WARMLY = (
    r"(?: you)?(?: (?:so|very) much| a lot| again| indeed| kindly)?(?: (?:to )?(?:all|both|everyone"
    r"|team|you))?"
)
_WISHES = (
    "(?:with )?(?:(?:very |my )?(?:kind(?:est)?|best|warm(?:est)?|good) )?(?:regards|wishes)"
    "(?: for the (?:day|week|weekend|evening|month|new year|summer|break|holidays?)(?: ahead)?)?"
)
_FOR = (
    "(?:all )?your (?:hard )?(?:work|help|time|e-?mail|letter|note|update)"
    "(?: (?:on|with) (?:it|them|this|that|these|those))?",
    "(?:the|a|your|such a) (?:very )?(?:speedy|quick|prompt|fast) (?:turnaround|reply|response|work)",
    "letting me know|checking|asking|chasing|your patience|all (?:this|that|you do)",
    "(?:putting|pulling|getting) (?:it|them|this|these|that|everything) (?:together|round)(?: so quickly)?",
    rf"(?:doing|drafting|writing|preparing|turning) {_THEM}(?: round| up)?(?: so (?:promptly|quickly|fast))?",
    f"sending {_THEM}(?: through| over| on| round)?",
    "(?:the|this) (?:reminder|update|e-?mail|letter|note|invitation)",
    _THEM,
)
_THANKS = (
    rf"{_THANK}{_WARMLY}(?: in advance)?(?: (?:for|on) (?:{'|'.join(_FOR)}))?",
    rf"{_THANK} and {_WISHES}",
    "much appreciated|appreciated",
    rf"(?:it(?:['’]s| is) |all )?(?:noted|received|rcvd|recd|acknowledged)(?: (?:with |and )?{_THANK})?(?:"
    rf" {_THEM})?",
    rf"(?:i(?:['’]ve| have) )?(?:noted|received|got) {_THEM}(?: all)?",
)
_GOOD = "(?:good|great|fine|ok|okay|excellent|lovely|super|perfect|brilliant|clear|helpful)"
_TO_ME = "(?: (?:to|from|by|with) me)?"
_CONTENT = (
    rf"(?:i(?:['’]m| am) |we(?:['’]re| are) )?(?:very |quite )?(?:happy|content|fine|pleased) with {_THEM}",
    rf"(?:{_THEM} )?(?:all )?(?:looks?|is|are|reads?) (?:very |all |really )?{_GOOD}{_TO_ME}",
    rf"(?:very |all )?{_GOOD}(?: (?:work|job|stuff))?{_TO_ME}",
    "well done(?: all| both| everyone| team)?",
    "no (?:further |other )?(?:comments?|changes|amendments|corrections|issues|concerns|queries)"
    "(?: from (?:me|us)| needed| to (?:make|add))?",
    "nothing (?:further |else |more )?(?:to add|from me)",
    rf"i(?:['’]ve| have) (?:now )?read {_THEM}(?: through)?",
    "from me|will do|yes|approved|agreed|confirmed",
    "(?:please )?(?:do )?(?:go ahead|proceed|carry on)(?: please| now)?",
    rf"(?:please )?(?:send|circulate|release|issue)(?: {_THEM})?(?: out| round)?(?: please)?(?: now| today)?",
)
_REST = (
    f"(?:day|{_DAY}|weekend|week|evening|break|holidays?|leave|trip|christmas|new year|easter|half[ -]term"
    "|summer|bank holiday|rest of (?:the|your) (?:day|week))"
)
_GOODBYE = (
    "see you (?:all |both )?(?:soon|there|then|later|tomorrow|next week|at the meeting)",
    rf"see you (?:all |both )?(?:on |next )?{_DAY}(?: morning| afternoon)?",
    f"see you (?:all |both )?in (?:the new year|(?:{'|'.join(month[:3] for month in MONTHS)})[a-z]{{0,6}})",
    "see you (?:all |both )?on the [0-9]{1,2}(?:st|nd|rd|th)",
    "see you (?:all |both )?(?:in|at) (?:room [0-9a-z]{1,2}|the (?:room|office|meeting|town hall|council))",
    rf"(?:do |please )?enjoy (?:your|the|a) {_REST}(?: off| away| ahead)?",
    rf"have a (?:good|great|nice|lovely|restful) {_REST}(?: off| away| ahead)?",
    r"(?:i )?hope (?:you(?:['’]re| are)|all(?:['’]s| is)|this finds you) (?:keeping )?(?:well|ok|okay|good)",
    rf"(?:i )?hope you(?: all| both)? (?:had|have|are having|enjoyed) (?:a|the|your)"
    rf" (?:(?:good|great|nice|lovely|decent|relaxing|restful|quiet|peaceful|happy|merry) )?{_REST}",
    "safe (?:journey|travels|trip|drive)s?(?: home| back| all| both| everyone| everybody){0,2}"
    "(?: in (?:the|this|all this) (?:snow|cold|rain|heat|ice|weather|storm))?",
    "(?:good )?(?:morning|afternoon|evening)(?: all| both)?",
    "happy (?:new year|(?:mon|tues|wednes|thurs|fri)day)",
    "(?:it|they|this|that|these|those) must have (?:taken|been) (?:you )?"
    "(?:ages|hours|days|weeks|forever|an age|(?:so |very |a )?long(?: time)?|(?:a lot of |hard )work)",
    "take care|look after yourself|(?:keep|stay) (?:well|warm|safe|dry)"
    "(?: in (?:the|this) (?:snow|cold|rain|heat|ice|weather|storm))?",
    f"speak (?:soon|later)|all the best|{_WISHES}",
    "(?:sorry|apologies) (?:for|about) (?:the|my) (?:delay|late reply|slow reply|delayed reply|muddle|mix-up"
    "|confusion|silence|short notice)(?: in (?:replying|coming back to you|getting back to you))?",
    "sorry i (?:missed|overlooked|did(?: not|n['’]t) (?:see|get to)) (?:this|it|your (?:mail|letter|note))"
    "(?: (?:yesterday|last week|earlier|before|until now))?",
    "sorry (?:it|this|that) (?:took (?:me )?so long|is (?:so )?late)|(?:so |very )?sorry about (?:that|this)",
    "(?:i )?hope (?:that|this|it)(?:['’]?s| is)? (?:all )?(?:now )?(?:clear(?:er)?|plain(?:er)?"
    "|helps|does (?:it|the trick|for you)|will do|is (?:enough|fine|ok|okay))(?: now)?",
    "sorry (?:to be (?:so )?|i['’]m )(?:late|slow)|sorry,? should have been (?:clearer|quicker)",
    "(?:as|for|on behalf of|from) the (?:deputy )?chair",
)
_ANSWERS = (
    "agreed?|allow(?:ed)?|released?|done|completed?|closed|help|verbal|withdraw|withdrawn|wrong|discharged?"
    "|returned?|send|sent|quorate|no|none|nobody|nothing|apologies|coming|attending|accepted|accept|declined?"
    "|right|correct|accurate|yes|ok|okay|fine|approved?|apply"
)
"""Words that answer a letter, which are no part of a name."""
_SAYS = _words(
    f"{_ANSWERS}, deputy:, items?, papers?, agenda, minutes, page, paragraph, first, last, top, later,earlier"
)
_NAMES = rf"(?:(?:,| to)? (?!(?i:(?:{_ANSWERS})\b|{CONDITIONS.pattern}))[A-Z][a-z]['’\w-]*){{0,2}}"
_NO_NAMES = re.compile(
    "|".join(
        (
            _ANSWERS,
            "(?:mon|tues?|wed(?:nes)?|thurs?|thu|fri|sat(?:ur)?|sun)(?:day)?",
            *(f"{month}|{month[:3]}" for month in MONTHS),
            "[a-z]+ly|tomorrow|tonight|later|soon|easter|christmas|xmas|draft|version|option|part|stage",
        )
    ),
    re.IGNORECASE,
)
"""Words that stand with a capital letter where a name may, and are none."""
_ONE_NAME = r"[A-Z][a-z]['’\w-]*"
_FOR_THEIRS = (
    "(?i: for (?:(?:all )?(?:her|his|their|the|your) (?:hard )?(?:item|work|help|paper|report|efforts?|time"
    "|note|update|input)|(?:doing|sorting|sending|writing) (?:this|that|it|them)))?"
)
_THANKED = re.compile(rf"(?i:(?:{_GOOD},? )?(?:{'|'.join(_THANKS)})){_NAMES}{_FOR_THEIRS}")
_FREE_WORD = (
    r"(?!(?:i|we|i'm|i'll|can|will|and (?:it|they|that|all|so))\b)[^.,;:!?\d()\s]+(?: |$|(?=[.,;!)]))"
)
_FREE_WORDS = f"(?P<what>(?:{_FREE_WORD}){{1,16}})"
_WELL = (
    r"\b(?:well|mend|better soon|recover\w*|weekend|holidays?|trip|break|leave|warm|safe|dry|smoothly"
    r"|quiet|enjoy\w*"
    r"|having (?:a )?(?:good|great|nice|lovely)|had (?:a )?(?:good|great|nice|lovely))\b"
)
_WISHED = tuple(
    re.compile(opener + _FREE_WORDS, re.IGNORECASE)
    for opener in (
        rf"{_THANK}{_WARMLY}(?: in advance)? (?:for|to) ",
        rf"(?:i )?(?:really |do )?hope (?=[^.,;:!?\d()]{{0,100}}{_WELL})(?=(?:the|your|all|everyone|everybody"
        rf"|things|you(?:['’]re| are| had|"
        r" have)|(?-i:[A-Z]\w+))\b)",
        "(?:i['’]?ve |i have )?(?:been|gone) (?:over|through) (?:it|them|both|all of (?:it|them)) ",
        "(?:i['’]?ve |i have )?(?:looked|read) (?:(?:over|through|at) )?(?:it|them|both|all of (?:it|them)) "
        r"(?=(?:in|on|over|at|during|between|this|last|yesterday|twice)\b(?![^.,;:!?]*\band\b))",
        "(?:sorry|apologies) (?:for|about) (?=(?:the|my|any|being|taking|not)\b)",
        "(?:(?:i['’]m|i am) )?(?:just )?(?:off to|on my way to|about to go into) (?=(?:an?|the|my|court)\\b)",
    )
)
"""Courtesies and news that end in free words, which set no condition and answer nothing."""
_PRAISED = re.compile(
    r"(?i:(?:really |very )?(?:great|good|excellent|fantastic|super|nice|fine) (?:piece of )?(?:work"
    r"|job|stuff|effort)"
    rf"|well done),?(?i: by| from| to)? (?:(?i:whoever (?:took|wrote|did) (?:them|it|this|that))|{_ONE_NAME})"
    rf"|(?i:i )?(?i:hope) {_ONE_NAME}(?i: (?:is|feels|gets)(?: feeling)? (?:on the mend|better|well)(?:"
    rf" soon)?)"
)
_PARTING = re.compile(f"(?:{'|'.join(_GOODBYE)})", re.IGNORECASE)
_COURTESIES = tuple(
    re.compile(phrase.pattern + PHRASE_ENDS, phrase.flags) for phrase in (_THANKED, _PRAISED, _PARTING)
)
_SPOKEN_TO = re.compile(
    r"(?<=[a-z,] )(?<!(?i:\bno) )(?<!(?i:\bnot) )(?<!(?i:\band) )(?<!(?i:send) )(?<!(?i:release) )"
    r"(?<!(?i:discharge) )(?<!(?i:allow) )(?<!(?i:return) )"
    rf"{_ONE_NAME}(?=[\s.,;!…–—-]*$|[.,!])"
)
_INITIAL = re.compile(r"(?<=[a-z][.!,] )[A-Z]x?\.?$")
_PLEASED = re.compile(f"(?:{'|'.join(_CONTENT)})", re.IGNORECASE)
_ADDRESS = r"(?=\S[^\s@]*+@\S)\S++"
_SIGNED = re.compile(
    r"[A-Z][\w'’.-]*(?:,? (?:of|for|and|the|to|&|on|in|[A-Z][\w'’.()-]*)){0,9}|[\d\s+()/-]{7,20}"
    rf"|{_ADDRESS}"
    rf"|(?i:(?:tel|telephone|mob|mobile|phone|direct|t|m|e)[:. ]*+(?:[\d\s+()/-]{{7,20}}|{_ADDRESS}))"
)
_THUMB = "\U0001f44d\U0001f44c\U0001f64f\U0001f600-\U0001f60a\U0001f3fb-\U0001f3ff\u263a\ufe0f"
_SENTENCE_ENDS = re.compile(r"[.!;…]+|\s[-–—]+\s|(?:(?<!\s)\s++)?[:–—]\s")
_SMILES = re.compile(f"[{_THUMB}]|[:;]-?[)]")
SMILES = "\U0001f64f\U0001f600-\U0001f60a\U0001f642\u263a\ufe0f\U0001f389\u2728\u2764"
"""Signs that say no more than a courtesy does; a thumb may be an answer."""


def is_qualified(lines: Sequence[str]) -> bool:
    """Say whether a reply asks, doubts or denies, so that it may not mean what its words say."""
    text = _NO_MATTER.sub("", "\n".join(lines))
    return any(pattern.search(text) for pattern in (_ASKS, DOUBTS, _PROVISOS, _NEGATIONS))


def is_denying(text: str) -> bool:
    """Say whether a text denies something that may have been asked."""
    return _NEGATIONS.search(_NO_MATTER.sub("", text)) is not None


def is_asking(text: str) -> bool:
    """Say whether a sentence of a text asks, with its mark or without."""
    return _ASKS.search(text) is not None


def is_thanks(line: str) -> bool:
    """Say whether a line says thank you or goodbye, or that something was noted or has come, and no more."""
    return _is_made_of((_THANKED, _PARTING), line, _WISHED[:1])


def is_signature(line: str) -> bool:
    """Say whether a line is a name, a title or a number, and none of the words that answer a letter."""
    return _SIGNED.fullmatch(line) is not None and not answers_a_letter(line)


def answers_a_letter(text: str) -> bool:
    """Say whether a text has one of the words that answer a letter or change an answer."""
    return _SAYS.search(text) is not None


def is_plain_signature(line: str) -> bool:
    """Say whether a line is a signature that can't be read as a condition."""
    return not line or (is_signature(line) and not CONDITIONS.search(line))


def end_of_courtesy(text: str, start: int) -> int:
    """Return where a thank-you or a goodbye ends that begins here, or 0.

    The name of the person written to is one, "Send it please, Wendy", as is the writer's own initial.
    """
    if name := _SPOKEN_TO.match(text, start):
        return 0 if _NO_NAMES.fullmatch(name[0]) or CONDITIONS.search(name[0]) else name.end()
    if initial := _INITIAL.match(text, start):
        return initial.end()
    ends = [match.end() for phrase in _COURTESIES if (match := phrase.match(text, start))]
    ends += [
        match.end() for opener in _WISHED if (match := opener.match(text, start)) and _changes_nothing(match)
    ]
    return max(ends, default=0)


def is_harmless(lines: Sequence[str]) -> bool:
    """Say whether what stands beside a word changes nothing (own rule: nothing is agreed with a condition).

    Only what is known to be a courtesy is; below the first line also a name, a title or a number.
    """
    return all(
        not line
        or _is_made_of((_THANKED, _PRAISED, _PARTING, _PLEASED), line)
        or (number > 0 and is_plain_signature(line))
        for number, line in enumerate(lines)
    )


def _is_made_of(
    phrases: Sequence[re.Pattern[str]], line: str, wishes: Sequence[re.Pattern[str]] = _WISHED
) -> bool:
    """Say whether a line is made of such phrases alone, divided by marks, and of such wishes."""
    plain = _SMILES.sub(" ", line)
    sentences = [part.strip(" \t\"'“”‘’()*_") for part in _SENTENCE_ENDS.split(plain)]
    return bool(plain.strip()) and all(
        _is_one_of(phrases, sentence, wishes) for sentence in sentences if sentence
    )


def _changes_nothing(wish: re.Match[str]) -> bool:
    """Say whether the free words of a courtesy set no condition and answer nothing."""
    return not (CONDITIONS.search(wish["what"]) or answers_a_letter(wish["what"]))


def _is_one_of(phrases: Sequence[re.Pattern[str]], sentence: str, wishes: Sequence[re.Pattern[str]]) -> bool:
    wished = (match for opener in wishes if (match := opener.fullmatch(sentence)))
    if any(phrase.fullmatch(sentence) for phrase in phrases) or any(map(_changes_nothing, wished)):
        return True
    pieces = [piece.strip() for piece in re.split(r",| and ", sentence)]
    return len(pieces) > 1 and all(any(p.fullmatch(piece) for p in phrases) for piece in pieces if piece)
