"""Banners, greetings, sign-offs, disclaimers and markings: the text around a person's own words.

The writer's name below an answer: it closes the reply, and is no part of the answer.
"""

from __future__ import annotations

import re
from functools import lru_cache

from forum.inbox.mail_text.subjects import SENT_FROM_MY
from forum.inbox.phrases.courtesies import answers_a_letter, may_change

_INVISIBLE = re.compile("[\u200b-\u200f\u2028\u2029\u2060\ufeff\u00ad]")
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")  # no document can hold them
_MAIL = r"(?:e-?mail|message|communication|transmission)"
_DRAWN = re.compile(r"([^\w\s>])\1{79,}")  # 80 times the same mark says what 2,000 do, and is read at once
_LEFT_OVER = re.compile(
    r"\[(?:cid:|image|logo|inline)[^\]]*\]$|cid:\S+$|<?https?://\S+>?$|<mailto:[^>]*>$|[*•·|\s]{1,4}$",
    re.IGNORECASE,
)
_MARKING = re.compile(
    r"\W*(?:(?:protective )?(?:marking|classification)\W*)?(?:official(?:[- ]{1,3}sensitive)?"
    r"(?:\s*[:/\[(-].{0,30})?|restricted|not protectively marked)\W*$"
    r"|\W*(?:sensitivity|classification|data class\w*)\s*:.{1,40}$",
    re.IGNORECASE,
)
_BANNER = re.compile(
    r"\W*+(?:external|secure|encrypt\w*+|ext)(?=\W*+$)[^\]]*+\]"
    rf"|\W*(?:this is an )?external {_MAIL}\b.*|\W*external sender(?:\W*$|\. )"
    r"|\W*(?:caution|warning|attention|be careful|notice|alert)\W"
    rf".*(?:{_MAIL}|link|attachment|sender|organi[sz]ation)"
    rf"|\W*this {_MAIL} (?:(?:has )?(?:originated|come|came)|was sent|is|has been received)"
    r" (?:from )?(?:outside|an? (?:external|untrusted|sender outside))"
    r"|.*\b(?:do not|don['’]t|before you) click\b|.*\bunless you (?:recogni[sz]e|trust|know)\b"
    r"|\W*you (?:don['’]t often get|have not previously corresponded|do not often)"
    r"|learn why this is important"
    r"|([*=#-])\1{2}.*\1{3}$"
    r"|zjqcmqryfpfptbanner|report suspicious",
    re.IGNORECASE,
)
_NAME = r"(?: (?:(?i:all|both|there|team|everyone|colleagues)|[A-Z][a-z]['’\w-]*)){0,3}"
_GREETING = re.compile(
    rf"\W*(?i:hi|hello|hey|dear|(?:good )?(?:morning|afternoon|evening)){_NAME}(?:\s*[,!.–-]+\s*|$)"
)
_SIGNED = r"[,.!]*(?: *(?-i:[A-Z][\w'’.-]*(?: [A-Z][\w'’.-]*){0,2}))?\s*$"
_CLOSING = re.compile(
    r"(?:(?:kind(?:est)?|best|warm(?:est)?|many|with|all|very|thanks and|and|my|b|k) *)*"
    rf"(?:(?:regards|rgds|wishes|bw|kr){_SIGNED}|(?:thanks|thank you|best)[,.!]*$)|cheers[,.!]*$"
    rf"|(?:yours(?: sincerely| faithfully| truly| ever)?|kindest|warmest|warmly|sincerely){_SIGNED}"
    rf"|diolch(?: yn fawr)?(?: ?/ ?(?:thanks|thank you))?{_SIGNED}"
    rf"|cofion(?: cynnes| gorau)?{_SIGNED}",
    re.IGNORECASE,
)
_THANKS = re.compile(r"thank|cheers|diolch", re.IGNORECASE)
_BELOW = re.compile(
    r"--+$|_{5,}|\*{5,}|={5,}|#{5,}|[-–—]{5,}$"
    r"|sent (?:from|via|using|with|by) (?:my|outlook|mail|samsung|yahoo|gmail|proton|egress|mimecast"
    r"|blackberry|workspace|(?:a|the) )"
    r"|(?:(?:this|your) \w+ (?:was|has been) )?(?:sent securely|secured|encrypted|protected)"
    r" (?:by|with|via|using) "
    rf"|(?:{SENT_FROM_MY})\b.{{0,30}}\b(?:iphone|ipad|android|galaxy|handy|outlook|mobil\w*)\b"
    r"|get outlook for|(?:e-?mail )?disclaimer\b|confidential(?:ity)?(?: notice|:)|privacy notice|notice:"
    rf"|(?:the )?(?:information|contents?)(?: contained)? (?:in|of) this {_MAIL}"
    rf"|this {_MAIL} (?:and any|may contain|contains|is (?:confidential|intended|private|only|for)|has been"
    r"|(?:is|was) (?:scanned|sent on behalf))|if you (?:are not the|(?:have )?received? this)"
    r"|any (?:views|opinions)|(?:please )?(?:consider|think of) the environment"
    r"|(?:please )?think before (?:you )?print"
    r"|save paper|my working (?:hours|days|pattern)|i work (?:flexibl|part|full|monday|tuesday|wednesday)"
    r"|registered (?:charity|office|company|in )|.*\bcompany limited by guarantee\b|sent via \w+$"
    rf"|this {_MAIL} \((?:and|including)"
    r"|working (?:days|hours|pattern)|(?:follow|like|find) us on|visit (?:our website|us at)|privileged",
    re.IGNORECASE,
)
_POSTSCRIPT = re.compile(r"p\.? ?p?\.?s\b|n\.?b\b|one (?:more|other) thing|also\b|actually\b", re.IGNORECASE)
_GOES_ON = re.compile(r"[a-z]")


def cleaned(line: str) -> str:
    """Return a line without invisible signs, controls, outer spaces and the leftovers of HTML, and with a
    mark at most 80 times in a row."""
    line = _CONTROLS.sub(" ", _INVISIBLE.sub("", line)).replace("\u00a0", " ")
    line = line.replace("&nbsp;", " ").replace("&amp;", "&").replace("&gt;", ">").strip()
    line = _DRAWN.sub(lambda run: run[1] * 80, line)
    return "" if _LEFT_OVER.match(line) else line


def is_rule(line: str) -> bool:
    """Say whether a line is drawn with dashes or the like, and has no word."""
    return len(line) > 2 and not line.strip("-–—_=*#~")


def is_marking(line: str) -> bool:
    """Say whether a line is a protective marking and nothing else."""
    return _MARKING.match(line) is not None


def without_opening(line: str) -> str:
    """Return a line above the first words of a message without banner or greeting; empty if only that."""
    if _BANNER.match(line):
        return ""
    line = re.sub(r"^\[(?:external|ext|secure|encrypt)[^\]]*\]:?\s*", "", line, flags=re.IGNORECASE)
    greeting = _GREETING.match(line)
    return line[greeting.end() :] if greeting else line


def is_thanks_alone(line: str) -> bool:
    """Say whether a line is "Thanks" or the like, which may open a message as well as close it."""
    return _CLOSING.match(line) is not None and _THANKS.search(line) is not None


def is_farewell(line: str) -> bool:
    """Say whether a line is "Kind regards" or the like, or the mark of a signature: nothing follows it."""
    return line.rstrip("-") == "" or (_CLOSING.match(line) is not None and not is_thanks_alone(line))


def begins_the_end(line: str) -> bool:
    """Say whether a line closes a message: from here on come signature and disclaimers."""
    return _CLOSING.match(line) is not None or _BELOW.match(line) is not None


def goes_on_after(closing: str, line: str) -> bool:
    """Say whether the line after a closing is the writer's own after all: a postscript, or the sentence that
    "Thanks" was only the middle of.
    """
    may_go_on = closing == "--" or (bool(closing) and _CLOSING.match(closing) is not None)
    return _POSTSCRIPT.match(line) is not None or (may_go_on and _GOES_ON.match(line) is not None)


_BEFORE = r"[\W_]*"
_RANKS = "(?:det(?:ective)?|chief|supt|superintendent|insp(?:ector)?|sgt|d[ics]|dc[is]|pc|dr|mrs?|ms|cllr)"
_KISSES = r"(?:[\s,]+x{1,3})?[\W_]*"
_LETTERS = r"(?:,?\s+(?:[A-Z][A-Za-z.]{1,5}|\([A-Za-z]{2,5}\))){1,6}"  # MBE, BA (Hons) MSc
_THANKS_ABOVE_NAME = r"thanks|thank you|thx|ta|cheers|regards|rgds|wishes|best|kr|bw"
_SIGNATURE_GOES_ON = re.compile(
    r"[\W_]*(?:but|not|no|don['’]t|do not|please(?! (?:note|consider|think|be aware|forgive))|sorry|wait|hold"
    r"|scrap|ignore|forgot|except|subject to|provided|if|on (?:second|reflection)|having said|item|agenda"
    r"|minutes|action|paper)\b",
    re.IGNORECASE,
)


def is_signed_by(writer: str, line: str) -> bool:
    """Say whether a line is the name of the writer as people sign, with what may follow on the same line:
    "Karen", "K Whitlock", "KW", "Whitlock, Karen", "Karen Whitlock | Superintendent"."""
    if not writer or not (match := _signed(writer).fullmatch(line)):
        return False
    rest = match["rest"] or ""
    return not may_change(rest) and not answers_a_letter(rest)


def without_name(writer: str, line: str) -> str:
    """Return a line without the name that closes it: "Done, thanks Colin", "Yes. Karen"."""
    match = _closing(writer).fullmatch(line) if writer else None
    return match["own"] if match else line


def goes_on_below_name(line: str) -> bool:
    """Say whether the line right below the name may take back or change what stands above it."""
    return _SIGNATURE_GOES_ON.match(line) is not None


@lru_cache(maxsize=256)
def _signed(writer: str) -> re.Pattern[str]:
    first, last = _first_and_last(writer)
    initial = re.escape(writer[0])
    whole = (
        re.escape(writer),
        f"{first} {last}",
        f"{last}, {first}",
        rf"{initial}\.? {last}",
        rf"(?:{_RANKS}\.? ){{1,3}}(?:{first} |{initial}\.? )?{last}",
    )
    rest = rf"(?:{_LETTERS})?(?:\s*[,|/(–—•·-]\s*(?P<rest>.*))?"
    shortened = (re.escape(writer.split()[0][:length]) for length in range(3, len(writer.split()[0])))
    short = "|".join((first, rf"{first} {last[0]}\.?", *shortened))
    initials = r"\.?\s?".join(re.escape(name[0]) for name in writer.split())
    named = rf"(?i:{'|'.join(whole)}){rest}|(?i:{short})|{initials}\.?|{initial}\.?"
    return re.compile(rf"{_BEFORE}(?:{named}){_KISSES}")


@lru_cache(maxsize=256)
def _closing(writer: str) -> re.Pattern[str]:
    first, last = _first_and_last(writer)
    name = rf"(?:{first}(?: {last})?|(?-i:{re.escape(writer[0])})\.?)"
    own = rf".*(?:\w[.!]+(?=\s)|\w(?=\s+[–—-]\s)|\b(?:{_THANKS_ABOVE_NAME})\b(?=[\s,!.]))"
    return re.compile(rf"(?P<own>{own})[\s,!.–—-]+{name}{_KISSES}", re.IGNORECASE)


def _first_and_last(writer: str) -> tuple[str, str]:
    first, *_, last = (*writer.split(), *writer.split())
    return re.escape(first), re.escape(last)
