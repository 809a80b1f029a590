"""Deputies that a reply names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from forum.inbox.phrases.courtesies_and_conditions import answers_a_letter, is_harmless
from forum.inbox.sayings import DeputyNamed
from forum.text.dates import WEEKDAY
from forum.text.patterns import any_of, words

_NAME = r"(?P<who>[A-Z][\w'’.-]{0,40}(?:,? (?:[A-Z&][\w'’.()&-]{0,40}|of|for|and|the)){0,9})"
_NAME_AND_JOB = r"(?P<who>[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){1,2}, [^,.;:?!\d]{3,60})"
_IS_NAME = re.compile(_NAME)
_WILL = r"(?i:will|can|is able to|is going to|has agreed to|would|is)"
_GO = r"(?i:be there|(?:be )?(?:com|attend|join|go)(?:e|ing)?)"
_INSTEAD = (
    r"(?i:in my (?:place|stead|absence)|for me|on my behalf|instead(?: of me)?|as my (?:deputy|substitute))"
)
_DEPUTISE = (
    r"(?i:be )?(?i:deputi[sz]\w+|stand(?:ing)? in|cover(?:ing)?|represent(?:ing)? (?:me|us)|step(?:ping)? in)"
)
_SEND = (
    r"(?i:i(?: am|['’]m| will be|['’]ll be)? (?:sending|nominating|nominate|send)"
    r"|i(?:['’]ll| will) (?:send|nominate)|i(?:['’]ve| have) (?:nominated|arranged for)"
    r"|please (?:invite|expect))"
)
_PHRASES = (
    re.compile(rf"{_NAME},? {_WILL} {_GO} (?:(?i:the meeting|on \w+) )?{_INSTEAD}"),
    re.compile(rf"{_NAME},? {_WILL} {_DEPUTISE}"),
    re.compile(rf"^\W*{_NAME_AND_JOB},(?:\s*,)? {_WILL} {_GO} (?:(?i:on \w+) )?{_INSTEAD}"),
    re.compile(rf"{_NAME} (?i:is my deputy|to) (?:{_GO} )?(?:{_DEPUTISE}|{_INSTEAD})"),
    re.compile(rf"{_NAME},? {_INSTEAD}\W*$"),
    re.compile(rf"(?i:(?:my|our) (?:deputy|substitute|replacement)(?: (?:is|will be))?)[,:–-]* {_NAME}"),
    re.compile(rf"(?i:\bdeput(?:y|ies)(?: is| will be)?\s*[:=–-]|\bdeputy is)\s*{_NAME}"),
    re.compile(rf"\b{_SEND}(?i: my deputy,?)? {_NAME}"),
)
_MY_DEPUTY = any_of(
    rf"\bmy (?:usual |named |regular )?deputy {_WILL} (?:{_GO}|{_DEPUTISE})",
    r"\bsend(?:ing)? my (?:usual )?deputy\b",
)
_IN_MY_PLACE = any_of(
    r"\b(?:in my (?:place|stead)|on my behalf|instead of me|as my (?:deputy|substitute))\b",
    rf"\b{_GO} for me\b",
    rf"\b(?:to|will|can) {_DEPUTISE}\b",
    r"\S@\S",
)
_NOBODY = any_of(
    r"^\W*(?:none|nobody|no[- ]one|no deputy)\b",
    r"\b(?:no|without a|not have a) (?:available |suitable )?(?:deputy|substitute)\b",
    r"\b(?:no one|nobody|unable|not able|can(?:['’]|no)?t) (?:to )?(?:find|send) (?:a|anyone|anybody)\b",
    r"\b(?:nobody|no[- ]one) (?:else )?(?:can|is|available|to)\b",
)
_BEFORE_NAME = re.compile(
    r"(?i:^\W*(?:my )?(?:apologies|sorry)(?: from me)?\W+)|[<(\[]\s*(?:mailto:)?\s*[>)\]]"
)
_AFTER_NAME = re.compile(
    rf"(?<![\s,])[\s,]*+\b{_WILL} {_GO}(?: {_INSTEAD})?\W*$|(?<![\s,])[\s,]*+\b{_WILL} {_DEPUTISE}(?:"
    rf" {_INSTEAD})?\W*$"
)
_ADDRESS = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")
_MOST_DEPUTIES = 5  # of whom a reply is taken to speak; only one can come
_NO_NAME = any_of(
    words("coming, attending, accepted, declined, tentative"),
    r"\bdeputy\b\W*$",  # "DEPUTY:" that nothing follows
    words("i, he, she, they, we, it, this, that, please, thanks, thank, apologies, sorry, unfortunately, hi"),
    words(
        "hello, yes, no, someone, somebody, anyone, nobody, none, can, could, you, my, our, the, a, who, what"
    ),
)
_NO_FIRST_NAME = re.compile(
    rf"{WEEKDAY}|(?:im)?possible|good|great|lovely|super|perfect|brilliant|excellent|works?|suits?|sure"
    "|all|both|either|neither|difficult|tricky|easy|early|late|online|teams|zoom|video|phone|better|best|bad"
    "|lunch|mornings?|afternoons?|today|tomorrow|certainly|definitely|absolutely|always|never|noted|nil",
    re.IGNORECASE,
)
"""Single words that stand before "for me" or "instead" and name nobody."""


def says_somebody_comes(text: str) -> bool:
    """Say whether a text says that a deputy comes, named or not."""
    return _MY_DEPUTY.search(text) is not None or (
        _IN_MY_PLACE.search(text) is not None and not says_nobody_comes(text)
    )


def says_nobody_comes(text: str) -> bool:
    """Say whether a text says that there is no deputy."""
    return _NOBODY.search(text) is not None


def names_deputy(line: str) -> bool:
    """Say whether a line names a deputy in one of our phrases."""
    return any(_name_and_job_title(phrase, line) for phrase in _PHRASES)


def deputies_named(lines: Sequence[str], *, deputy_asked: bool) -> tuple[DeputyNamed, ...]:
    """Return each deputy that a reply names in one of our phrases.

    With ``deputy_asked``, where the letter asks for a deputy, a name, job title and address by themselves
    name one.
    """
    text = "\n".join(lines)
    address = match[0] if (match := _ADDRESS.search(text)) else ""
    without_address = [_BEFORE_NAME.sub("", _ADDRESS.sub("", line)) for line in lines]
    in_phrases = {
        deputy: None
        for line in without_address
        for phrase in _PHRASES
        if (deputy := _name_and_job_title(phrase, line))
    }
    if in_phrases:
        deputies = _without_repeats(DeputyNamed(name, job_title, address) for name, job_title in in_phrases)
        return tuple(islice(deputies, _MOST_DEPUTIES))
    return tuple(_bare_name(lines, address)) if deputy_asked and not says_nobody_comes(text) else ()


def _without_repeats(deputies: Iterator[DeputyNamed]) -> Iterator[DeputyNamed]:
    """Yield each name once, with its first job title and address: two phrases may find the same name."""
    names: set[str] = set()
    for deputy in deputies:
        if not any(deputy.name in name or name in deputy.name for name in names):
            names.add(deputy.name)
            yield deputy


def _name_and_job_title(phrase: re.Pattern[str], line: str) -> tuple[str, str] | None:
    """Return the name and job title that a phrase names: "Deputy Director, KCHFT"."""
    if not (match := phrase.search(line)):
        return None
    name, _, job_title = match["who"].strip(" ,.;").removeprefix("The ").partition(",")
    if _is_no_name(name) or name.endswith((" the", " of", " for", " and")):  # "send Jo the invitation"
        return None
    return name.strip(), job_title.strip(" .")


def _is_no_name(name: str) -> bool:
    """Say whether words that stand where a name may are none: "OK for me", "Tuesday for me"."""
    is_one_word = " " not in name.strip()
    return _NO_NAME.match(name) is not None or (
        is_one_word and (answers_a_letter(name) or _NO_FIRST_NAME.fullmatch(name.strip(" ,.;")) is not None)
    )


def _bare_name(lines: Sequence[str], address: str) -> Iterator[DeputyNamed]:
    """Yield a name, job title and address by themselves, in one line or a line each, as the letter asks."""
    text = _ADDRESS.sub("", ", ".join(line for line in lines if not is_harmless([line])))
    text = _AFTER_NAME.sub("", text)
    parts = [part.strip(" <>()[]:;.-–\t") for part in re.split(r"[,;\n]| [-–] ", text)]
    parts = [
        re.sub(r"(?i)^(?:name|job title|title|role|e-?mail(?: address)?):?\s*", "", part) for part in parts
    ]
    parts = [part for part in parts if part and part.casefold() != "mailto"]
    if address and not parts:
        yield DeputyNamed("", address=address)
    elif parts and len(parts) <= 3 and all(map(_IS_NAME.fullmatch, parts)) and not _is_no_name(parts[0]):
        yield DeputyNamed(parts[0], ", ".join(parts[1:]), address)
