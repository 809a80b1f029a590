"""Courtesies: thanks, wishes and asides, which change nothing beside an answer and need none themselves."""

from __future__ import annotations

import re
from collections.abc import Sequence

from forum.inbox.phrases.lexicon import (
    GOOD,
    PHRASE_ENDS,
    THANK,
    TURNS,
    YES,
    Turn,
    turns,
    without_idle_denials,
)
from forum.text.dates import MONTH, WEEKDAY
from forum.text.patterns import any_of, words
from forum.text.wording import MONTHS

_DRAFTS = r"(?:the|both|your|these) (?:draft )?(?:agenda|minutes|papers?|pack|drafts?|letters?)"
_THEM = rf"(?:it|them|this|these|that|both|all|{_DRAFTS}(?: and (?:the )?(?:agenda|minutes))?)"
_DAY = "(?:mon|tues|wednes|thurs|fri)day"
_WARMLY = (
    r"(?: you)?(?: (?:so|very) much| a lot| again| indeed| kindly)?(?: (?:to )?(?:all|both|everyone"
    r"|team|you))?"
)
_WISHES = (
    "(?:with )?(?:(?:very |my )?(?:kind(?:est)?|best|warm(?:est)?|good) )?(?:regards|wishes)"
    "(?: for the (?:day|week|weekend|evening|month|new year|summer|break|holidays?)(?: ahead)?)?"
)
_THANKS = (
    rf"{THANK}{_WARMLY}(?: in advance)?(?: (?:for|on) (?:{_THEM}|(?:all )?your (?:hard )?(?:work|help)))?",
    rf"{THANK} and {_WISHES}",
    "much appreciated|appreciated",
    rf"(?:it(?:['’]s| is) |all )?(?:noted|received|rcvd|recd|acknowledged)(?: (?:with |and )?{THANK})?(?:"
    rf" {_THEM})?",
    rf"(?:i(?:['’]ve| have) )?(?:noted|received|got) {_THEM}(?: all)?",
)
_GOOD = f"(?:{GOOD}|clear|helpful)"
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
_REST = f"(?:day|{_DAY}|weekend|week|evening|break|holidays?|leave|christmas|new year|easter|summer)"
_GOODBYE = (
    "see you (?:all |both )?(?:soon|there|then|later|tomorrow|next week|at the meeting|on the"
    " [0-9]{1,2}[a-z]{2}"
    rf"|(?:on |next )?{_DAY}(?: morning| afternoon)?|in (?:the new year|{MONTH}))",
    rf"(?:(?:do |please )?enjoy|have a (?:good|nice|lovely)) (?:(?:your|the|a) )?{_REST}(?: off| ahead)?",
    rf"(?:i )?hope (?:you(?:['’]re| are)|all(?:['’]s| is)|this finds you|you had a (?:good|nice) {_REST})"
    r"(?: (?:keeping )?(?:well|ok|okay|good))?",
    "safe (?:journey|travels|trip)|take care|(?:keep|stay) (?:well|warm|safe)|happy new year",
    "(?:(?:good )?(?:morning|afternoon|evening)|hi|hiya|hello|hey|dear)"
    "(?: (?:all|both|there|everyone|(?-i:[A-Z][a-z]+)))?",
    f"speak (?:soon|later)|all the best|{_WISHES}|(?:i )?hope (?:it|the meeting) (?:all )?goes well|"
    "looking forward to (?:it|(?:seeing|meeting) (?:you|everyone)(?: all)?)|(?:as|for|on behalf of|from)"
    " the (?:deputy )?chair",
    "(?:so |very )?(?:sorry|apologies) (?:(?:that )?(?:this|it)(?:['’]s| is) |for (?:being |the ))?(?:so "
    "|very |a bit |rather )*(?:late|slow)(?: (?:in the day|reply|answer|coming back))?",
    "(?:so |very )?sorry (?:i (?:missed|overlooked) (?:this|it)|(?:to be|i['’]m|it['’]s|this is) (?:so"
    " )?(?:late|slow)|about (?:that|this))"
    "|(?:sorry|apologies) (?:for|about) (?:the|my) (?:delay|(?:late|slow) reply|muddle|confusion|silence)"
    "|sorry for not being (?:very )?clear",
)
_CHANGES = any_of(
    *(TURNS[turn].pattern for turn in Turn if turn not in (Turn.OTHERS, Turn.LATER, Turn.DAY, Turn.QUESTION)),
    r"\?",
)
"""Words by which what looks like a courtesy may be more."""
_ANSWERS = (
    "agreed?|allow(?:ed)?|released?|done|completed?|closed|help|verbal|withdraw|withdrawn|wrong|discharged?"
    "|returned?|send|sent|quorate|no|none|nobody|nothing|apologies|coming|attending|accepted|accept|declined?"
    "|right|correct|accurate|yes|ok|okay|fine|approved?|apply"
)
"""Words that answer a letter, which are no part of a name."""
_SAYS = any_of(
    words(
        f"{_ANSWERS}, deputy:, items?, papers?, agenda, minutes, page, paragraph, first, last, top, later,"
        f" earlier"
    )
)
_NAMES = rf"(?:(?:,| to)? (?!(?i:(?:{_ANSWERS})\b|{_CHANGES.pattern}))[A-Z][a-z]['’\w-]*){{0,2}}"
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
    r"\b(?:well|mend|better soon|recover\w*|weekend|holidays?|trip|break|leave|warm|safe|dry|smoothly|quiet"
    r"|enjoy\w*|having (?:a )?(?:good|great|nice|lovely)|had (?:a )?(?:good|great|nice|lovely))\b"
)
_WISHED = tuple(
    re.compile(opener + _FREE_WORDS, re.IGNORECASE)
    for opener in (
        rf"{THANK}{_WARMLY}(?: in advance)? (?:for|to) ",
        rf"(?:i )?(?:really |do )?hope (?=[^.,;:!?\d()]{{0,100}}{_WELL})(?=(?:the|your|all|everyone|everybody"
        r"|things|you(?:['’]re| are| had| have)|(?-i:[A-Z]\w+))\b)",
        "(?:i['’]?ve |i have )?(?:been|gone) (?:over|through) (?:it|them|both|all of (?:it|them)) ",
        "(?:please )?(?:thank|my thanks to) (?:(?-i:[A-Z][a-z]+)|the (?:team|unit)|everyone) for ",
    )
)
"""Courtesies and news that end in free words, which set no condition and answer nothing."""
_PARTING = re.compile(f"(?:{'|'.join(_GOODBYE)})", re.IGNORECASE)
_VERY = "(?:(?:very|quite|really|more than|all|just) ){0,2}"
_FINE = (
    "(?:good|great|lovely|sensible|nice|busy|full|clear|useful|helpful|thorough|strong|interesting|long|short"
    "|solid|excellent|super|tidy|fair|balanced|sound)"
)
_ASIDES = (
    "on (?:her|his|their|the chair['’]s|(?-i:[A-Z][a-z]+)['’]s) behalf|please|pls|plz"
    r"|(?:oh,? )?(?:(?:i['’]m|i am) )?(?:so |very )?sorry|oh|just|now|today|too|then|also"
    "|indeed|all"
    "|here|with pleasure|in full|for now|of course|this once|in haste|as (?:ever|always)|as requested",
    "well done(?: all| everyone)?|(?:from|on|at) (?:my|our|this) (?:end|side|part|perspective|point of"
    " view)|for my part"
    "|as far as i(?:['’]m| am) concerned|(?:from|by|with|for) (?:me|us)|in my (?:view|judgement|opinion)",
    "(?:with no|without) (?:any )?(?:changes?|amendments?)|(?:with )?my thanks|to be clear"
    "|(?:just )?to confirm|for the record|i (?:can )?confirm(?: that)?|(?:sent )?from my (?:phone|ipad)",
    f"(?:(?:it|that|this|they)(?:['’](?:s|re)| is| are)? )?(?:an? )?{_VERY}{_FINE}(?:(?:,"
    f"| and)? (?:an? )?{_FINE})? (?:job|work|balance|(?:running )?order|mix|spread|set|agenda|paper|record"
    "|list|summary|read|stuff|effort|one|report|piece of work|meeting|programme)(?: of (?:items|topics"
    "|papers|minutes|subjects|work))?",
    "(?:just )?as (?:it (?:is|stands)|they (?:are|stand)|is|drafted|attached|circulated|proposed|presented"
    "|sent|set out|written|shown|listed)",
    r"(?:(?:i['’]m|i am) )?(?:in (?:\w+ )?(?:meetings?|court|training|interviews)|out(?: of (?:the )?office)?"
    "|away|on leave|travelling) (?:all (?:day|week|morning|afternoon)|today|this (?:morning|afternoon|week))",
    "as (?:the )?(?:deputy )?chair|in (?-i:[A-Z][a-z]+)['’]s absence|(?:let me )?(?:try|trying) (?:that "
    "|this )?again|third time lucky",
    "(?:(?:that is |that['’]s )?what )?i (?:meant|mean|said)(?: (?:is|was)(?: that)?)?",
)
"""What people say beside an answer, and it changes nothing."""
_ASIDE = re.compile("|".join(_ASIDES), re.IGNORECASE)
_COURTESIES = tuple(
    re.compile(f"(?:{phrase.pattern}){PHRASE_ENDS}", phrase.flags) for phrase in (_THANKED, _PARTING, _ASIDE)
)
_SPOKEN_TO = re.compile(
    r"(?<=[a-z,] )(?<!(?i:\bno) )(?<!(?i:\bnot) )(?<!(?i:\band) )(?<!(?i:send) )(?<!(?i:release) )"
    r"(?<!(?i:discharge) )(?<!(?i:allow) )(?<!(?i:return) )"
    rf"{_ONE_NAME}(?=[\s.,;!…–—-]*$|[.,!])"
)
_INITIAL = re.compile(r"(?<=[a-z][.!,] )[A-Z]x?\.?$")
_PLEASED = re.compile(f"(?:{'|'.join(_CONTENT)})", re.IGNORECASE)
_BY_A_DAY = re.compile(rf"\bby (?:the )?(?:\d|{WEEKDAY}|{MONTH})", re.IGNORECASE)
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


_YES_ALONE = re.compile(
    rf"[^\w?]*+(?:{YES}(?:,? (?:it is|(?:i )?agreed?|(?:it|that) does|i (?:do|did)))?|confirmed|correct"
    r"|(?:that|it)(?:['’]?s| is) (?:it|right|correct|(?:just |exactly )?what i mean[ts]?))\b"
    r"(?:[^\w?]*+(?:please|thank you|thanks|yes|exactly|(?:that(?:['’]?s| is) )?(?:right|correct|(?:just "
    r"|exactly )?what i mean[ts]?)))*+[^\w?]*+",
    re.IGNORECASE,
)
_LONGEST_REMARK = 160  # characters
_IS_PLEASED = any_of(
    words(
        "thanks, thank you, thankyou, ta, cheers, thx, received, recd, rec['’]d, got, noted, seen, read, ack"
    ),
    words("ok, okay, fine, good, great, lovely, super, brilliant, pleasure, helpful, see you, best wishes"),
)
_WANTS = any_of(
    words(
        "please, can, want, wrong, missing, error, resend, link, open, problem, sorry, room, parking, phone"
    ),
    words("come, coming, attend, attending, there, join, joining, leave, away, absent, absence, apologies"),
    words("item, page, action, spelt, name, agree, agreed, deputy, cover"),
    r"\d",
)
"""Words by which a remark may be more than one."""
_RECEIPT = re.compile(
    r"\W*(?:your message\b.{0,600}?\b(?:was read|was deleted|is deleted|has been (?:read|delivered"
    r"|displayed))\b"
    r"|delivery (?:has been|to these) .{0,80}\bcomplete|this is a (?:read|delivery|return) receipt)",
    re.IGNORECASE,
)
_AWAY = re.compile(
    r"(?!.*\b(?:attend\w*|com(?:e|ing)|apolog\w*|deput\w*|agree\w*|done|date|correct\w*|items?)\b)\W*(?:"
    r"(?:many )?thank(?:s| you) for your (?:message|e-?mail|mail)\b.{0,300}?\b(?:will|shall) (?:reply|respond"
    r"|answer|get back to you|deal with|read)\b.{0,60}\b(?:on my return|when i(?: am|['’]m)? (?:return"
    r"|back))\b"
    r"|(?:auto(?:matic)?[ -]?reply\b\W*)?(?:i(?: am|['’]m) )?(?:currently |now )?(?:away|out of (?:the"
    r" )?office"
    r"|on (?:annual )?leave|on rest days|on holiday)\b[^.]{0,60}\b(?:until|back|returning)\b[^.,]{0,90}\.\s+"
    r"(?:for|if) [^.,;:!?]{1,60} (?:ring|call|phone|contact) [^.,;:!?]{1,60}\.?\W*$)",
    re.IGNORECASE,
)
"""What people have sent while they are away."""


def is_thanks(line: str) -> bool:
    """Say whether a line says thank you or goodbye, or that something was noted or has come, and no more."""
    return _is_made_of((_THANKED, _PARTING), line, _WISHED[:1])


def is_signature(line: str) -> bool:
    """Say whether a line is a name, a title or a number, and none of the words that answer a letter."""
    return _SIGNED.fullmatch(line) is not None and not answers_a_letter(line)


def may_change(text: str) -> bool:
    """Say whether a text denies, limits, asks or wants something, and so may change an answer."""
    return _CHANGES.search(text) is not None


def answers_a_letter(text: str) -> bool:
    """Say whether a text has one of the words that answer a letter or change an answer."""
    return _SAYS.search(text) is not None


def is_plain_signature(line: str) -> bool:
    """Say whether a line is a signature that can't be read as a condition."""
    return not line or (is_signature(line) and not _CHANGES.search(line))


def end_of_courtesy(text: str, start: int) -> int:
    """Return where a thank-you or a goodbye ends that begins here, or 0.

    The name of the person written to is one, "Send it please, Wendy", as is the writer's own initial.
    """
    if name := _SPOKEN_TO.match(text, start):
        return 0 if _NO_NAMES.fullmatch(name[0]) or _CHANGES.search(name[0]) else name.end()
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
        or _is_made_of((_THANKED, _PARTING, _PLEASED), line)
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
    return not (
        turns(wish["what"], (Turn.LATER, Turn.DAY))
        or _BY_A_DAY.search(wish["what"])
        or answers_a_letter(wish["what"])
    )


def _is_one_of(phrases: Sequence[re.Pattern[str]], sentence: str, wishes: Sequence[re.Pattern[str]]) -> bool:
    wished = (match for opener in wishes if (match := opener.fullmatch(sentence)))
    if any(phrase.fullmatch(sentence) for phrase in phrases) or any(map(_changes_nothing, wished)):
        return True
    pieces = [piece.strip() for piece in re.split(r",| and ", sentence)]
    return len(pieces) > 1 and all(any(p.fullmatch(piece) for p in phrases) for piece in pieces if piece)


def is_courtesy(lines: Sequence[str]) -> bool:
    """Say whether a reply is a courtesy and no more; an empty one is (own rule: nothing is agreed by it).

    "OK" is none: where the letter asks to agree to something, it may be meant as an agreement.
    """
    first, *signature = lines or ("Thanks",)
    return is_thanks(first) and all(is_thanks(line) or is_signature(line) for line in signature)


def is_remark(lines: Sequence[str]) -> bool:
    """Say whether a reply to a letter that asks nothing wants nothing: thanks, or that it was read."""
    text = without_idle_denials(" ".join(lines))
    wants = turns(text, (Turn.LATER, Turn.DAY, Turn.UNTIL)) or _WANTS.search(text)
    return (
        len(text) <= _LONGEST_REMARK
        and not wants
        and (_IS_PLEASED.search(text) is not None or not text.strip())
    )


def is_receipt(lines: Sequence[str]) -> bool:
    """Say whether a mail program says that our letter was delivered, read or deleted, or that its reader is
    away."""
    text = " ".join(lines)
    return _RECEIPT.match(text) is not None or _AWAY.match(text) is not None


def says_yes(line: str) -> bool:
    """Say whether a line is YES and no more, thanks apart; an answer only where the letter asks for it."""
    return _YES_ALONE.fullmatch(line) is not None
