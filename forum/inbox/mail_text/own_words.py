"""A person's own words in a reply, taken out of all that mail systems put around them: quoted mails, banners,
greetings, sign-offs, disclaimers and markings.

The writer's name below an answer: it closes the reply, and is no part of the answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import takewhile

from forum.inbox.mail_text.subjects import FIELDS, ON, ORIGINAL, SENT_FROM_MY, WROTE
from forum.inbox.phrases.courtesies import answers_a_letter, may_change

_ATTRIBUTION = re.compile(
    rf"\W*(?:on\b (?=.*\d).{{5,250}} wrote\W*|(?:{ON})\b(?=.*\d)(?=.*\b(?:{WROTE})\b).{{5,250}}:)$",
    re.IGNORECASE,
)
_NAMED = re.compile(r".{3,120}<[^>][^>@]{0,250}@[^>]{1,250}>.{0,60} wrote\W*$", re.IGNORECASE)
_QUOTE = re.compile(
    r"\W*--\s*(?:original|forwarded|reply|replied) (?:message|e-?mail|appointment|above)"
    rf"|\W*--\s*(?:{ORIGINAL})"
    r"|begin forwarded message|-{3,}[^-]{3,200} wrote\b",
    re.IGNORECASE,
)
_HEADER = re.compile(rf"[\W_]*(?P<label>{'|'.join(FIELDS.values())})[*_]*\s?:[*_]*(?:\s|$)", re.IGNORECASE)
_FIELD = {field: re.compile(labels, re.IGNORECASE) for field, labels in FIELDS.items()}
_ALL_IN_ONE = re.compile(r"[\W_]*from:(?>.*?\b(?:sent|date):).*\b(?:to|subject):", re.IGNORECASE)
_QUOTED_BELOW = re.compile(r">{3}\s+(?=\S)[^>]*(?:<[^>]*>)?[^>]*>{3}$")  # GroupWise, over text without ">"
_BY_NAME = "the writer's name"
_WRAPPED_OVER = 3  # lines that "On ... wrote:" may take


def own_lines(body: str, writer: str = "") -> tuple[str, ...]:
    """Return the lines a person wrote, without empty ones: no quoted text, banner, greeting or signature."""
    return tuple(line for line, quoted in lines_of(body, writer) if not quoted)


def lines_of(body: str, writer: str = "") -> Iterator[tuple[str, bool]]:
    """Yield the lines of a reply that count, and whether each is quoted with ">".

    The name of the ``writer``, as the register has it, closes the reply. What a mail program quotes below
    without ">" is left out, since nothing tells it from an answer.
    """
    lines = [_cleaned(line) for line in body.splitlines()]
    has_begun, closing, number = False, None, 0
    while number < len(lines):
        line = lines[number]
        number += 1
        if _QUOTED_BELOW.match(line):
            return
        if line.startswith(">"):
            closing = None  # between and below quoted lines people write on
            yield line.lstrip("> "), True
        elif announced := _attribution(lines, number - 1):
            number += announced - 1
            if not _is_quoted_next(lines, number):
                return
        elif _QUOTE.match(line) or _is_header(lines, number - 1):
            return
        elif _is_marking(line):
            continue
        elif closing is not None:
            if _goes_on_after(closing, line) or (closing == _BY_NAME and _goes_on_below_name(line)):
                closing = None
                yield line, False
            else:
                closing = ""  # only the line right after it goes on
        elif has_begun and _is_signed_by(writer, line):
            closing = _BY_NAME
        elif not has_begun and _is_rule(line):
            continue
        elif _begins_the_end(line):
            closing = line if has_begun or _is_farewell(line) else None
            if not has_begun and _is_thanks_alone(line):
                has_begun = True
                yield line, False
        elif own := line if has_begun else _without_opening(line):
            has_begun = True
            yield _without_name(writer, own), False


def passed_on(body: str) -> tuple[tuple[str, ...], ...]:
    """Return the lines of each mail that somebody passes on below their own words: from a header, or the mark
    of a mail program, to the next."""
    lines = [_cleaned(line) for line in body.splitlines()]
    begins = [
        number
        for number, line in enumerate(lines)
        if _QUOTE.match(line) or _is_header(lines, number) or _attribution(lines, number)
    ]
    ends = [*begins[1:], len(lines)]
    return tuple(
        tuple(line.lstrip("> ") for line in lines[first:end])
        for first, end in zip(begins, ends, strict=False)
    )


def _attribution(lines: Sequence[str], number: int) -> int:
    """Return how many lines "On ... wrote:" takes up from a line on, wrapped or not, or 0."""
    if not lines[number]:
        return 0
    if _NAMED.match(lines[number]):
        return 1
    for length in range(1, _WRAPPED_OVER + 1):
        attribution = lines[number : number + length]
        if not all(attribution) or any(line.startswith(">") for line in attribution):
            return 0
        if _ATTRIBUTION.match(" ".join(attribution)):
            return length
    return 0


def _is_quoted_next(lines: Sequence[str], number: int) -> bool:
    return next((line.startswith(">") for line in lines[number:] if line), False)


def _is_header(lines: Sequence[str], number: int) -> bool:
    """Say whether the header of an earlier mail begins here: "From" with "Sent" or "Date" after it, or three
    of its fields together.
    """
    if _ALL_IN_ONE.match(lines[number]):
        return True
    if not _HEADER.match(lines[number]):
        return False
    below: Iterable[str] = lines[number : number + 12]
    if _field_of(lines[number]) != "from":  # "Date: 26 February." may be the writer's own, above a header
        below = takewhile(bool, below)
    near = [line for line in below if line][:7]
    fields = [field for line in near if (field := _field_of(line))]
    return len(set(fields)) >= 3 or (fields[0] == "from" and not {"sent", "date"}.isdisjoint(fields))


def _field_of(line: str) -> str:
    """Return the field of a header that a line has, in the language of somebody's mail program; empty where
    it has none."""
    if not (match := _HEADER.match(line)):
        return ""
    return next(field for field, labels in _FIELD.items() if labels.fullmatch(match["label"]))


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


def _cleaned(line: str) -> str:
    """Return a line without invisible signs, controls, outer spaces and the leftovers of HTML, and with a
    mark at most 80 times in a row."""
    line = _CONTROLS.sub(" ", _INVISIBLE.sub("", line)).replace("\u00a0", " ")
    line = line.replace("&nbsp;", " ").replace("&amp;", "&").replace("&gt;", ">").strip()
    line = _DRAWN.sub(lambda run: run[1] * 80, line)
    return "" if _LEFT_OVER.match(line) else line


def _is_rule(line: str) -> bool:
    """Say whether a line is drawn with dashes or the like, and has no word."""
    return len(line) > 2 and not line.strip("-–—_=*#~")


def _is_marking(line: str) -> bool:
    """Say whether a line is a protective marking and nothing else."""
    return _MARKING.match(line) is not None


def _without_opening(line: str) -> str:
    """Return a line above the first words of a message without banner or greeting; empty if only that."""
    if _BANNER.match(line):
        return ""
    line = re.sub(r"^\[(?:external|ext|secure|encrypt)[^\]]*\]:?\s*", "", line, flags=re.IGNORECASE)
    greeting = _GREETING.match(line)
    return line[greeting.end() :] if greeting else line


def _is_thanks_alone(line: str) -> bool:
    """Say whether a line is "Thanks" or the like, which may open a message as well as close it."""
    return _CLOSING.match(line) is not None and _THANKS.search(line) is not None


def _is_farewell(line: str) -> bool:
    """Say whether a line is "Kind regards" or the like, or the mark of a signature: nothing follows it."""
    return line.rstrip("-") == "" or (_CLOSING.match(line) is not None and not _is_thanks_alone(line))


def _begins_the_end(line: str) -> bool:
    """Say whether a line closes a message: from here on come signature and disclaimers."""
    return _CLOSING.match(line) is not None or _BELOW.match(line) is not None


def _goes_on_after(closing: str, line: str) -> bool:
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


def _is_signed_by(writer: str, line: str) -> bool:
    """Say whether a line is the name of the writer as people sign, with what may follow on the same line:
    "Karen", "K Whitlock", "KW", "Whitlock, Karen", "Karen Whitlock | Superintendent"."""
    if not writer or not (match := _signed(writer).fullmatch(line)):
        return False
    rest = match["rest"] or ""
    return not may_change(rest) and not answers_a_letter(rest)


def _without_name(writer: str, line: str) -> str:
    """Return a line without the name that closes it: "Done, thanks Colin", "Yes. Karen"."""
    match = _closing(writer).fullmatch(line) if writer else None
    return match["own"] if match else line


def _goes_on_below_name(line: str) -> bool:
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
