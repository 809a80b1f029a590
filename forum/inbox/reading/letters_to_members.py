"""A member's replies to the letters that ask for several things: actions, items, corrections, coming."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from forum.inbox.answered_letter import AnsweredLetter, ReceivedReply
from forum.inbox.phrases.courtesies import is_harmless
from forum.inbox.reading.actions.lines_by_action import is_report, puts_others_off
from forum.inbox.reading.actions.reports import OF_ACTIONS, how_to_report, read_actions
from forum.inbox.reading.attendance.coming import HOW as HOW_TO_COME
from forum.inbox.reading.attendance.coming import (
    as_the_member,
    is_all_of_coming,
    may_speak_of_coming,
    read_attendance,
    says_see_you,
    speaks_of_coming,
)
from forum.inbox.reading.items import HOW as HOW_TO_PROPOSE
from forum.inbox.reading.items import belongs_to_item, is_item, read_items, says_nothing
from forum.inbox.reading.members.details import details_among, is_contact, read_details
from forum.inbox.reading.minutes import read_corrections, says_no_corrections
from forum.inbox.reading.plan_lines import read_plan_lines
from forum.inbox.reading.research import asks_for_research, read_progress, read_research
from forum.inbox.sayings import ForTheUnit, NotUnderstood, Reading, Saying
from forum.letters.guests.guest import GuestInvitation, GuestPaper

Lines = Sequence[tuple[str, bool]]

_TO_GUESTS = frozenset({GuestInvitation.NAME, GuestPaper.NAME})
OF_A_MEETING_TO_COME = frozenset(
    {"invitation", "papers", "supplement", "moved", "quorum", "after_meeting", "recorded"} | _TO_GUESTS
)
_ASKS_FOR_ITEMS = frozenset({"after_meeting", "papers"})
_NOTHING_ELSE_IS_ASKED = frozenset({"papers", "supplement", "moved"})
TAKES_CORRECTIONS = frozenset({"minutes", "stood_in"})
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
_ADDRESS = re.compile(r"(?<!\S)\S[^\s@]*+@\S")


def read_member(letter: AnsweredLetter, received: ReceivedReply, lines: Lines) -> Reading:
    """Read a reply that may say several things, each in lines of its own (clauses 4 and 6).

    Lines that name their matter are read first: details, research, coming or a deputy, items, actions. The
    rest is an item after a meeting, a correction of the minutes, or a matter for the unit.
    """
    sayings: list[Saying] = []
    unclear: list[NotUnderstood] = []
    lines_of_details = details_among([line for line, quoted in lines if not quoted])
    details, lines = _divide(lines, lambda line: line in lines_of_details)
    if details:
        of_details = read_details(details)
        sayings += of_details.sayings
        unclear += of_details.not_understood
    requests, lines = _divide(lines, asks_for_research)
    for request in requests:
        asked = read_research(request, received.on)
        sayings += asked.sayings
        unclear += asked.not_understood
    progress, lines = read_progress(lines, letter)
    sayings += progress
    coming: tuple[Saying, ...] = ()
    if letter.meeting and letter.name in OF_A_MEETING_TO_COME:
        lines, coming = _coming(letter, received, lines, sayings, unclear)
    if letter.name in _ASKS_FOR_ITEMS:
        lines = [(part, quoted) for line, quoted in lines for part in _BEFORE_ITEM.split(line)]
        items, lines = _item_lines(lines)
        if items:
            proposed, not_plain = read_items(items)
            sayings += proposed
            unclear += not_plain
    of_plan = read_plan_lines(lines, letter, received.on)
    sayings += of_plan.reported
    unclear += of_plan.not_understood
    lines = of_plan.rest
    alone = letter.name in OF_ACTIONS and not sayings
    reports = read_actions(lines, letter, received.on, alone=alone)
    sayings += [*reports.reported, *reports.for_the_unit]
    unclear += reports.not_understood
    rest = [line for line in reports.rest if _says_something(line)]
    if rest and letter.name in TAKES_CORRECTIONS and not any(is_report(line, received.on) for line in rest):
        if corrected := read_corrections(rest):
            sayings.append(corrected)
    elif rest:
        _rest(letter, received, rest, sayings, unclear)
    return Reading(tuple(sayings), tuple(unclear), coming)


def _coming(
    letter: AnsweredLetter,
    received: ReceivedReply,
    lines: Lines,
    sayings: list[Saying],
    unclear: list[NotUnderstood],
) -> tuple[Lines, tuple[Saying, ...]]:
    """Read the lines on attendance and deputies; return all other lines, and what these may mean."""
    own = [line for line, quoted in lines if not quoted]
    is_named = any(_OF_A_DEPUTY.search(line) for line in own)
    signed = set() if is_named else {line for line in own if is_contact(line)}
    deputy_asked = letter.name == "invitation" or any(
        _ADDRESS.search(line) for line in own if line not in signed
    )
    is_all = (
        deputy_asked and not any(is_item(line) for line in own) and not letter.actions
    ) or is_all_of_coming(own, letter.deputies)
    spoken = as_the_member if received.from_pa else str
    about, rest = _divide(
        lines, lambda line: line not in signed and (is_all or _speaks_of_coming(spoken(line), letter))
    )
    if not about:
        return lines, ()
    coming = read_attendance(
        about, letter, received.on, deputy_asked=deputy_asked, for_another=received.from_pa
    )
    if coming is None:
        return lines, ()
    if coming.sayings and any(_CONDITION.match(line) for line, quoted in rest if not quoted):
        unclear.append(NotUnderstood("It is not plain whether you come.", HOW_TO_COME, "\n".join(own)))
        return [(line, quoted) for line, quoted in lines if quoted], ()
    sayings += coming.sayings
    unclear += coming.not_understood
    return rest, coming.proposed


def _rest(
    letter: AnsweredLetter,
    received: ReceivedReply,
    rest: list[str],
    sayings: list[Saying],
    unclear: list[NotUnderstood],
) -> None:
    """Read the lines that name no matter."""
    text = "\n".join(rest)
    if letter.actions and any(is_report(line, received.on) for line in rest):
        why = "It is not plain of which action you speak."
        unclear.append(NotUnderstood(why, how_to_report(letter.actions), text))
    elif letter.name == "after_meeting":
        proposed, not_plain = read_items(rest)
        sayings += proposed
        how = f"{HOW_TO_PROPOSE} {how_to_report(letter.actions)}" if letter.actions else HOW_TO_PROPOSE
        unclear += [NotUnderstood(unclear_item.why, how, unclear_item.text) for unclear_item in not_plain]
    elif letter.name in _NOTHING_ELSE_IS_ASKED and may_speak_of_coming(text, letter.deputies):
        unclear.append(NotUnderstood("It is not plain whether you come.", HOW_TO_COME, text))
    elif letter.name in INVITE_FREE_TEXT or (sayings and all(map(puts_others_off, rest))):
        sayings.append(ForTheUnit(text))
    elif letter.name == "actions" and letter.actions:
        why = "It is not plain of which action you speak, or what you say of it."
        unclear.append(NotUnderstood(why, how_to_report(letter.actions), text))
    elif sayings or unclear:
        sayings.append(ForTheUnit(text))
    elif letter.name == "invitation":
        unclear.append(NotUnderstood("It is not plain whether you come.", HOW_TO_COME, text))
    else:
        sayings.append(ForTheUnit(text))


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
