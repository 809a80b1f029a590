"""A member's replies to the letters that ask for several things: actions, items, corrections, coming."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from forum.inbox.answered_letter import AnsweredLetter, ReceivedReply
from forum.inbox.phrases.courtesies import is_harmless
from forum.inbox.phrases.lexicon import is_asking
from forum.inbox.reading.actions.named_actions import is_report
from forum.inbox.reading.actions.reports import OF_ACTIONS, how_to_report, read_actions
from forum.inbox.reading.attendance import HOW as HOW_TO_COME
from forum.inbox.reading.attendance import (
    is_all_of_coming,
    may_speak_of_coming,
    read_attendance,
    says_see_you,
    speaks_of_coming,
)
from forum.inbox.reading.items import ASKS_FOR_ITEMS, belongs_to_item, is_item, read_items, says_nothing
from forum.inbox.reading.items import HOW as HOW_TO_PROPOSE
from forum.inbox.reading.members.details import details_among, is_contact, read_details
from forum.inbox.reading.minutes import TAKES_CORRECTIONS, read_corrections, says_no_corrections
from forum.inbox.reading.plan_lines import how_to_report_lines, read_updates_of_lines
from forum.inbox.reading.research import asks_for_research, read_progress, read_research
from forum.inbox.sayings import (
    Correction,
    ForTheUnit,
    NotUnderstood,
    Reading,
    asked_back,
    joined,
)
from forum.letters.guests import GuestInvitation, GuestPaper

Lines = Sequence[tuple[str, bool]]

_TO_GUESTS = frozenset({GuestInvitation.NAME, GuestPaper.NAME})
OF_A_MEETING_TO_COME = frozenset(
    {"invitation", "papers", "supplement", "moved", "quorum", "after_meeting", "recorded"} | _TO_GUESTS
)
_NOTHING_ELSE_IS_ASKED = frozenset({"papers", "supplement", "moved"})
INVITE_FREE_TEXT = frozenset(
    {"attendance_notice", "attendance_organisation", "attendance_review", "escalation", "quorum"}
    | {"cancelled", "moved", "item_off"}
)
_OF_A_DEPUTY = re.compile(r"\b(?:deput|substitut|replace|in my|instead|behalf|for me\b|name\s*:)", re.I)
_BEFORE_ITEM = re.compile(r"(?<=[.!;])\s+(?=item\s*[:–—-])", re.I)
_CONDITION = re.compile(
    r"\W*(?:if|unless|but|subject to|provided|depending|assuming|or|although|though|maybe|perhaps)\b",
    re.IGNORECASE,
)
_WHETHER = "It is not plain whether you come."
_ADDRESS = re.compile(r"(?<!\S)\S[^\s@]*+@\S")


def read_member(letter: AnsweredLetter, received: ReceivedReply, lines: Lines) -> Reading:
    """Read a reply that may say several things, each in lines of its own (clauses 4 and 6).

    Lines that name their matter are read first: details, research, coming or a deputy, items, actions. The
    rest is an item after a meeting, a correction of the minutes, or a matter for the unit.
    """
    readings: list[Reading] = []
    own = [line for line, quoted in lines if not quoted]
    corrects = letter.name in TAKES_CORRECTIONS and isinstance(read_corrections(own), Correction)
    lines_of_details = set[str]() if corrects else details_among(own)
    details, lines = _divide(lines, lambda line: line in lines_of_details)
    requests, lines = _divide(lines, asks_for_research)
    readings += [read_details(details), *(read_research(request, received.on) for request in requests)]
    progress, lines = read_progress(lines, letter)
    readings.append(progress)
    if letter.meeting and letter.name in OF_A_MEETING_TO_COME:
        coming, lines = _coming(letter, received, lines)
        readings.append(coming)
    if letter.name in ASKS_FOR_ITEMS:
        lines = [(part, quoted) for line, quoted in lines for part in _BEFORE_ITEM.split(line)]
        items, lines = _item_lines(lines)
        readings += [read_items(items)] if items else []
    of_plan, lines = read_updates_of_lines(lines, letter, received.on)
    readings.append(of_plan)
    alone = letter.name in OF_ACTIONS and not joined(*readings).sayings
    reports = read_actions(lines, letter, received.on, alone=alone)
    readings.append(Reading((*reports.reported, *reports.for_the_unit), reports.not_understood))
    rest = [line for line in reports.rest if _says_something(line)]
    if rest and letter.name in TAKES_CORRECTIONS and not any(is_report(line, received.on) for line in rest):
        corrected = read_corrections(rest)
        if isinstance(corrected, NotUnderstood):
            readings.append(Reading(not_understood=(corrected,)))
        else:
            readings.append(Reading((corrected,) if corrected else ()))
    elif rest:
        readings.append(_rest(letter, received, rest, joined(*readings)))
    return joined(*readings)


def _coming(letter: AnsweredLetter, received: ReceivedReply, lines: Lines) -> tuple[Reading, Lines]:
    """Read the lines on attendance and deputies, and return all other lines."""
    own = [line for line, quoted in lines if not quoted]
    is_named = any(_OF_A_DEPUTY.search(line) for line in own)
    signed = set() if is_named else {line for line in own if is_contact(line)}
    deputy_asked = letter.name == "invitation" or any(
        _ADDRESS.search(line) for line in own if line not in signed
    )
    is_all = (
        deputy_asked and not any(is_item(line) for line in own) and not letter.actions
    ) or is_all_of_coming(own, letter.deputies)
    about, rest = _divide(
        lines, lambda line: line not in signed and (is_all or _speaks_of_coming(line, letter))
    )
    if not about:
        return Reading(), lines
    coming = read_attendance(about, letter, received.on, deputy_asked=deputy_asked)
    if coming is None:
        return Reading(), lines
    if coming.sayings and any(_CONDITION.match(line) for line, quoted in rest if not quoted):
        asked = asked_back(_WHETHER, HOW_TO_COME, "\n".join(own))
        return asked, [(line, quoted) for line, quoted in lines if quoted]
    return coming, rest


def _rest(letter: AnsweredLetter, received: ReceivedReply, rest: list[str], before: Reading) -> Reading:
    """Read the lines that name no matter, beside what was read of the others before."""
    text = "\n".join(rest)
    if letter.actions and any(is_report(line, received.on) for line in rest):
        why = "It is not plain of which action you speak."
        return asked_back(why, how_to_report(letter.actions), text)
    if letter.name == "after_meeting":
        items = read_items(rest)
        how = f"{HOW_TO_PROPOSE} {how_to_report(letter.actions)}" if letter.actions else HOW_TO_PROPOSE
        return replace(items, not_understood=tuple(replace(each, how=how) for each in items.not_understood))
    if letter.name in _NOTHING_ELSE_IS_ASKED and may_speak_of_coming(text, letter.deputies):
        return asked_back(_WHETHER, HOW_TO_COME, text)
    if letter.name in INVITE_FREE_TEXT:
        return Reading((ForTheUnit(text),))
    if letter.name == "actions" and letter.actions:
        why = "It is not plain of which action you speak, or what you say of it."
        return asked_back(why, how_to_report(letter.actions), text)
    if letter.lines and before.is_courtesy and not is_asking(text):
        return asked_back("It is not plain which colour you give.", how_to_report_lines(letter.lines), text)
    if letter.name == "invitation" and before.is_courtesy:
        return asked_back(_WHETHER, HOW_TO_COME, text)
    return Reading((ForTheUnit(text),))


def _says_something(line: str) -> bool:
    return not is_harmless([line]) or says_nothing(line) or says_no_corrections(line)


def _speaks_of_coming(line: str, letter: AnsweredLetter) -> bool:
    is_goodbye = letter.name in _NOTHING_ELSE_IS_ASKED | _TO_GUESTS and says_see_you(line)
    return is_goodbye or (speaks_of_coming([line], letter.deputies) and not _is_of_an_action(line, letter))


def _is_of_an_action(line: str, letter: AnsweredLetter) -> bool:
    """Say whether a line begins with a number or names an action: "03 DONE, with our apologies" is no
    absence.
    """
    names_action = any(reference.casefold() in line.casefold() for reference in letter.actions)
    return names_action or re.match(r"\W*\d", line) is not None


def _item_lines(lines: Lines) -> tuple[list[str], Lines]:
    """Divide the lines into those of an item, from ITEM: on, and all others."""
    item_lines: list[str] = []
    rest: list[tuple[str, bool]] = []
    inside = False
    for line, quoted in lines:
        inside = not quoted and (
            is_item(line) or (inside and (belongs_to_item(line) or item_lines[-1].endswith(":")))
        )
        if inside:
            item_lines.append(line)
        else:
            rest.append((line, quoted))
    return item_lines, rest


def _divide(lines: Lines, matches: Callable[[str], bool]) -> tuple[list[str], Lines]:
    """Divide the lines into the writer's own that match, and all others."""
    matching = [line for line, quoted in lines if not quoted and matches(line)]
    return matching, [(line, quoted) for line, quoted in lines if quoted or not matches(line)]
