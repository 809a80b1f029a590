"""The terms of reference in short, made from the policy, for a new member."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar, Self

from forum.documents.base import Document
from forum.terms.policy import EveryRule, Limit, MonthlyRule, Policy
from forum.text.wording import clock_time, count, listed, long_date, number_word, plural


@dataclass(frozen=True, kw_only=True)
class Term:
    """A requirement of the terms: its subject in a word or two, a sentence, and its clause."""

    about: str
    words: str
    clause: str


@dataclass(frozen=True, kw_only=True)
class TermsOfReference(Document):
    """The terms in short. ``seats`` are the organisations of the core membership, ``boards`` those to which
    the group reports, ``partnerships`` those with which it works; ``terms`` are the requirements.
    """

    NAME: ClassVar[str] = "terms_of_reference"

    purposes: tuple[str, ...]
    seats: tuple[str, ...]
    boards: tuple[str, ...]
    partnerships: tuple[str, ...]
    terms: tuple[Term, ...]

    @property
    def title(self) -> str:
        return "Terms of reference in short"

    @classmethod
    def of(cls, policy: Policy, seats: Sequence[str]) -> Self:
        """Return the terms of a policy, with the present names of the seats."""
        return cls(
            group=policy.group.name,
            marking="",
            reference=policy.group.code,
            purposes=tuple(policy.objectives.values()),
            seats=tuple(seats),
            boards=policy.boards,
            partnerships=policy.partnerships,
            terms=tuple(_terms(policy)),
        )


def _terms(policy: Policy) -> Iterator[Term]:
    meetings, attendance, deadlines = policy.meetings, policy.attendance, policy.deadlines
    yield Term(
        about="Meetings",
        words=f"{_rule(meetings.rule)}, at {clock_time(meetings.start)}, {meetings.place}.",
        clause=meetings.clause,
    )
    yield Term(about="Quorum", words=_quorum(policy), clause=policy.quorum.clause)
    yield Term(
        about="Attendance",
        words=f"A core member comes to at least {_share(attendance.own)} of meetings; a deputy may stand "
        f"in at no more than {_share(attendance.deputies)} of them.",
        clause=attendance.clause,
    )
    for about, duty, limit, when in (
        ("Agenda", "The Chair agrees the agenda at least", deadlines.agenda_agreed, "before the meeting"),
        ("Papers", "Agenda and papers go out at least", deadlines.papers_out, "before the meeting"),
        ("Minutes", "Minutes and action log go out within", deadlines.minutes_out, "after the meeting"),
    ):
        yield Term(about=about, words=f"{duty} {_distance(limit)} {when}.", clause=limit.clause)


def _rule(rule: object) -> str:
    if isinstance(rule, MonthlyRule):
        without = f", but in {listed(rule.no_meeting_in)}" if rule.no_meeting_in else ""
        return f"On the {rule.week} {rule.weekday} of each month{without}"
    if isinstance(rule, EveryRule):
        return f"Every {number_word(rule.weeks)} {plural(rule.weeks, 'week')} from {long_date(rule.starting)}"
    return "On the days agreed for the year"


def _quorum(policy: Policy) -> str:
    quorum, parts = policy.quorum, []
    if quorum.share is not None:
        parts.append(f"at least {_share(quorum.share)} of the {count(len(policy.seats), 'seat')}")
    if quorum.number is not None:
        parts.append(f"at least {count(quorum.number, 'seat')}")
    parts += quorum.must_include
    return f"A meeting is quorate when these are filled: {listed(parts)}."


def _share(share: Fraction) -> str:
    """75%, or two thirds."""
    if (share * 100).denominator == 1:
        return f"{share * 100}%"
    return (
        f"{number_word(share.numerator)} {plural(share.numerator, 'third')}"
        if share.denominator == 3
        else str(share)
    )


def _distance(limit: Limit) -> str:
    return count(limit.days, "day") if limit.days is not None else count(limit.clear_days or 0, "clear day")
