"""What a person wrote in a reply, taken out of all that mail systems put around it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_ATTRIBUTION = re.compile(r"on .{5,200} wrote:$", re.IGNORECASE)
_QUOTE = re.compile(r"-{2,} ?(original message|forwarded message)|begin forwarded message:", re.IGNORECASE)
_HEADER = re.compile(r"\*?(from|sent|date|to|subject):\*? ", re.IGNORECASE)
_BANNER = re.compile(
    r"\[(external|secure|encrypt)[^\]]*\]$|external (e-?mail|sender|message)\W*$"
    r"|\W*(caution|warning|attention|be careful)\W.*(e-?mail|link|attachment|sender|organi[sz]ation)"
    r"|this (e-?mail|message) (originated|came|was sent) from outside|.*\bdo not click\b"
    r"|you don['’]t often get e-?mail from|(classification: ?)?official([- ]sensitive)?\W*$",
    re.IGNORECASE,
)
_SIGN_OFF = re.compile(
    r"--$|_{5,}|\*{5,}|sent from (my|outlook|mail)\b|get outlook for|disclaimer\b"
    r"|this (e-?mail|message) (and any|may contain|contains|is (confidential|intended|private))"
    r"|((kind(est)?|best|warm(est)?|many|with) )?(regards|wishes|thanks|thank you)[,.!]*$|cheers[,.!]*$"
    r"|yours (sincerely|faithfully|truly)",
    re.IGNORECASE,
)
_NAME = r"(?: (?:(?i:all|both|there|team)|[A-Z][a-z]['’\w-]*)){0,3}"
_GREETING = re.compile(rf"(?i:hi|hello|hey|dear|good (?:morning|afternoon|evening)){_NAME}(?:[,!.]+\s*|$)")


def own_lines(body: str) -> tuple[str, ...]:
    """Return the lines a person wrote, without empty ones: no quoted text, banner, greeting or signature."""
    return tuple(line for line, quoted in lines_of(body) if not quoted)


def lines_of(body: str) -> Iterator[tuple[str, bool]]:
    """Yield the lines of a reply that count, and whether each is quoted with ">".

    What a mail program quotes below without ">" is left out, since nothing tells it from an answer.
    """
    lines = [re.sub("[\u200b\ufeff]", "", line).replace("\u00a0", " ").strip() for line in body.splitlines()]
    said, signed_off, number = False, False, 0
    while number < len(lines):
        line = lines[number]
        number += 1
        if line.startswith(">"):
            signed_off = False  # between and below quoted lines people write on
            yield line.lstrip("> "), True
        elif announced := _attribution(lines, number - 1):
            number += announced - 1
            if not _is_quoted_next(lines, number):
                return
        elif _QUOTE.match(line) or _is_header(lines, number - 1):
            return
        elif said and _SIGN_OFF.match(line):
            signed_off = True
        elif not signed_off and not _SIGN_OFF.match(line):
            own = line if said else _without_banner(line)
            if own:
                said = True
                yield own, False


def _without_banner(line: str) -> str:
    return "" if _BANNER.match(line) else _GREETING.sub("", line, count=1)


def _attribution(lines: Sequence[str], number: int) -> int:
    """Return how many lines "On ... wrote:" takes up from a line on: one, two when wrapped, or none."""
    together = (" ".join(lines[number : number + length]) for length in (1, 2))
    return next((length for length, text in enumerate(together, start=1) if _ATTRIBUTION.match(text)), 0)


def _is_quoted_next(lines: Sequence[str], number: int) -> bool:
    return next((line.startswith(">") for line in lines[number:] if line), False)


def _is_header(lines: Sequence[str], number: int) -> bool:
    """Say whether the header of an earlier mail begins here: three of From, Sent, To and Subject together."""
    headers = [line for line in lines[number : number + 5] if _HEADER.match(line)]
    return bool(_HEADER.match(lines[number])) and len(headers) >= 3
