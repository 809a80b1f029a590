"""Replies about a person's details on the register: that they are right, or corrections."""

from __future__ import annotations

import re
from collections.abc import Sequence

from forum.inbox.phrases.courtesies import is_harmless, says_yes
from forum.inbox.phrases.lexicon import Turn, turns_in
from forum.inbox.sayings import DetailsCorrected, DetailsRight, ForTheUnit, Reading, asked_back
from forum.text.patterns import any_of, words

_THANKS = (
    r"(?:,? (?:thanks for (?:checking|asking)|many thanks|thanks|thank you|ta|cheers|here|for me"
    r"|at my end|as of (?:today|now)|as (?:it|they) stands?|at the moment|still))*[^\w?]*$"
)
_RIGHT = any_of(
    r"^\W*(?:(?:(?:i|we)(?:['’]ve| have) |all )?checked(?: (?:it|them|these|this|everything))?"
    r"(?: with (?:me|(?-i:[A-Z][a-z]+(?: [A-Z][a-z]+)?)))?"
    r"(?: and|[,.])? )?"
    r"(?>(?:(?:yes|yep|that|this"
    r"|these|those|they|it|all|everything(?: else)?|the rest|(?:my |the |your )?details)\b"
    r"(?:['’]s|['’]re)?,? ?)*)(?:is |are |looks? |still |all |as )*"
    r"(?:right|correct|fine|good|ok|okay|perfect|spot on|accurate|up to date|unchanged|in order|the same"
    rf"|(?:it|they) should be){_THANKS}",
    r"^\W*(?:yes,? )?(?:no changes?|nothing (?:to change|has changed|has altered))"
    rf"(?: (?:needed|required|to make|from me|to report))?{_THANKS}",
)
_OF_DETAILS = any_of(
    r"^\W*(?:my |your |the |all )*(?:contact )?details\b",
    r"\bmy (?:new |direct )?(?:phone|telephone|mobile|number|e-?mail|address|job title|post|surname)\b"
    r".{0,30}\b(?:has changed|changes|is|will be)\b",
)
_LINE = re.compile(
    r"^\W*(?:my )?(?:new )?(?P<label>[A-Za-z][A-Za-z ’'-]{1,40}?)"
    r"(?: from (?:today|now(?: on)?|(?:the )?\d{1,2}(?:st|nd|rd"
    r"|th)? [a-z]+))?\s*[:=]\s*(?P<value>\S(?:.*\S)?)\s*$",
    re.IGNORECASE,
)
_PIECE_ENDS = re.compile(r"(?<![.,;!–—])[.,;!–—]++(?=\s|$)|\s-\s")
_TO_CHANGE = any_of(
    words(
        "think, next (?:week|month|year), soon, when, once, don['’]t have, do not have, don['’]t know, yet"
    ),
    words("might, may, perhaps, probably, going to, will let you know"),
)
"""Words by which a detail is to change, and what it will be is not known."""
TAKEN = {  # corrections that are entered without the unit: label → field of the register
    **dict.fromkeys(("job title", "title", "post", "role"), "job_title"),
    **dict.fromkeys(("format", "format needed"), "format_needed"),
}
_PHONE = frozenset({"phone", "telephone", "mobile", "phone number", "tel"})
_ADDRESS = frozenset(
    {"address we write to", "address", "email", "e-mail", "email address", "send-to address"}
)
_OTHERS = frozenset({"name", "organisation", "pa", "your place", "other addresses you may reply from"})
_FORMATS = any_of(
    r"^\W*(?P<format>large print|easy read|braille|audio)(?: (?:format|version))?(?:,? please)?\W*$"
)
_IS_PHONE = re.compile(r"\+?(?=(?:\D*\d){4})[\d\s()/-]+(?:(?:ext|x)\.? ?\d{1,6})?", re.IGNORECASE)
_IS_ADDRESS = re.compile(r"<?[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+>?")
_DETAIL = any_of(
    words("phone, telephone, mobile, number, extension, e-?mail, address, title, post, role, name, surname"),
    words("PA, organisation, format, print"),
    r"\bi(?:['’]m| am) now (?-i:[A-Z])|\b(?:use|write to|send to)\b.{0,20}@",
)
_GIVEN = any_of(
    r"\d{3}|@",
    r"\bi(?:['’]m| am) (?:now )?(?:the |an? )?(?-i:[A-Z])|\b(?:is|now|to|be|spelt|spelled)\b:? (?:the "
    r"|an? |now )?(?-i:[A-Z])",
)
"""A detail as it is to be: a number, an address, a name."""
_TO_BE_CONFIRMED = any_of(words("tbc, tba, to be, unknown, n/a, as above, pending, awaiting, soon, later"))
_GONE = any_of(
    r"\bi(?:['’]ve| have|['’]m| am) (?:now )?(?:left|leaving|moved|moving|retir\w+|no longer|the deputy)\b",
    r"\b(?:remove|delete) me\b|\btake me off\b|\bnew (?:role|post|job)\b|\btaken over from me\b",
)
NOT_PLAIN = "It is not plain what in your details is right, or what should change."
HOW = (
    "Reply YES if all of it is right, or with a line for each thing that should change, as it stands in our "
    "letter: “Phone: 03000 000000”."
)
_NOTHING = frozenset({"none", "nothing", "no", "ordinary", "-", "–"})


def speaks_of_details(line: str) -> bool:
    """Say whether a line speaks of the writer's own details: "DETAILS RIGHT", "Phone: 03000 000000"."""
    return _OF_DETAILS.search(line) is not None or _label(line) != ""


def details_among(lines: Sequence[str]) -> set[str]:
    """Return the lines that speak of the writer's own details.

    "Phone: 03000 000000" does where nothing else is said: beside other words it stands in a signature, or is
    of the deputy whom they name.
    """
    own = {line for line in lines if speaks_of_details(line)}
    if all(speaks_of_details(line) or is_harmless([line]) for line in lines):
        return own
    return {line for line in own if _OF_DETAILS.search(line)}


def is_contact(line: str) -> bool:
    """Say whether a line is a number or an address behind its label, as in a signature."""
    label = _label(line)
    return label in _ADDRESS or label in _PHONE


def read_details(lines: Sequence[str], *, details_asked: bool = False) -> Reading:
    """Read a reply about the writer's own details (own rule: each person confirms or corrects their own).

    Lines as the letter has them, "Phone: 03000 000000", are read one by one: job title and format are theirs
    to say, a number and an address to write to are for the unit to confirm, and so is all else that says what
    has changed. With ``details_asked`` the letter asks for it, so that YES answers it.
    """
    own = [
        line
        for line in lines
        if _is_right(line, details_asked=details_asked) or _label(line) or not is_harmless([line])
    ]
    if not own:
        return Reading()
    wrong = [line for line in own if not _is_right(line, details_asked=details_asked)]
    if not wrong:
        return Reading((DetailsRight(),))
    corrections: dict[str, str] = {}
    phone: str | None = None
    address, in_words, rest = "", [], []
    for line in wrong:
        label, value = _label(line), _value(line)
        is_format = TAKEN.get(label) == "format_needed"
        if format_needed := _FORMATS.search(value if is_format else line):
            corrections["format_needed"] = format_needed["format"].lower()
        elif label in TAKEN and (not value or not (is_format or _is_to_come(value))):
            corrections[TAKEN[label]] = value
        elif label in _PHONE and phone is None and (not value or _IS_PHONE.fullmatch(value)):
            phone = value
        elif label in _OTHERS and "?" not in value:
            in_words.append(line)
        elif label in _ADDRESS and not address and _IS_ADDRESS.fullmatch(value):
            address = value.strip("<>")
        else:
            rest.append(line)
    text = "\n".join(rest)
    if corrections or address or in_words or phone is not None or _says_what_changed(text):
        text = "\n".join([*in_words, *rest])
        return Reading((DetailsCorrected(text, tuple(corrections.items()), address, phone),))
    if _GONE.search(text):
        return Reading((ForTheUnit(text),))
    return asked_back(NOT_PLAIN, HOW, text)


def _says_what_changed(text: str) -> bool:
    """Say whether a text names a detail and says that it has changed; a question does not."""
    is_given = _DETAIL.search(text) and _GIVEN.search(text)
    return bool(is_given) and not (_is_to_come(text) or _TO_CHANGE.search(text) or _GONE.search(text))


def _is_to_come(text: str) -> bool:
    """Say whether what a detail will be is asked, doubted, or still to be confirmed."""
    doubted = turns_in(text) & {Turn.QUESTION, Turn.DOUBT, Turn.CONDITION, Turn.LIMIT, Turn.UNTIL}
    return bool(doubted) or _TO_BE_CONFIRMED.search(text) is not None


def _is_right(line: str, *, details_asked: bool) -> bool:
    """Say whether a line says that all is right, courtesies apart: "That's all right, no changes needed"."""
    pieces = [piece for piece in _PIECE_ENDS.split(line) if piece.strip()]
    right = [_RIGHT.search(each) is not None or (details_asked and says_yes(each)) for each in pieces]
    return _RIGHT.search(line) is not None or (
        any(right)
        and all(is_right or is_harmless([each]) for is_right, each in zip(right, pieces, strict=True))
    )


def _label(line: str) -> str:
    """Return the label that a line begins with, as one of the letter's; empty for any other line."""
    match = _LINE.match(line)
    label = " ".join(match["label"].casefold().split()) if match else ""
    return label if label in TAKEN or label in _PHONE | _ADDRESS | _OTHERS else ""


def _value(line: str) -> str:
    match = _LINE.match(line)
    value = match["value"] if match else ""
    return "" if value.casefold() in _NOTHING else value
