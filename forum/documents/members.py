"""The documents about members: the list of them, and the agreement that each signs.

The page that tells a new member their part, made from the policy: the terms of reference in short.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar, Self

from forum.documents.base import Document
from forum.members.membership import Membership, Person, PersonInList, Role, role_title
from forum.terms.parts.calendar import EveryRule, ListRule, Meetings, MonthlyRule
from forum.terms.parts.deadlines import Limit, in_words
from forum.terms.parts.members import Chairs, Seat, TermsOfOffice
from forum.terms.parts.quorum import Attendance, Quorum, Votes, VotesOn
from forum.terms.policy import Policy
from forum.text.dates import MONTHS_A_YEAR
from forum.text.wording import capital, clock_time, count, counted, listed, long_date, number_word, plural


@dataclass(frozen=True, kw_only=True)
class ConfidentialityAgreement(Document):
    """The confidentiality agreement, which a member signs before their first restricted papers.

    The agreement between a ``person``, with their ``organisation``, and the group; the signed copy goes to
    the ``unit``. Without a person it is one to print, for whoever comes. Its words are in the template, for
    the forum to change.

    ``sharing_agreement`` names the agreement under which organisations share information, empty for none.
    """

    NAME: ClassVar[str] = "confidentiality_agreement"

    person: str
    organisation: str
    unit: str
    sharing_agreement: str

    @classmethod
    def of(cls, policy: Policy, person: Person | None = None) -> Self:
        return cls(
            group=policy.group.in_headings,
            marking="",
            reference=policy.group.code,
            person=person.name if person else "",
            organisation=person.organisation if person else "",
            unit=policy.group.unit_name,
            sharing_agreement=policy.members.sharing_agreement,
        )


AT_THE_HEAD = (Role.CHAIR, Role.DEPUTY_CHAIR)
BESIDE_THE_SEATS = (Role.CO_OPTED, Role.UNIT, Role.BOARD_SECRETARY)


@dataclass(frozen=True, kw_only=True)
class MemberEntry(PersonInList):
    """A person in a role, or a vacant seat, whose ``name`` is "Vacant"."""

    role: str


@dataclass(frozen=True, kw_only=True)
class ListOfMembers(Document):
    """The list of members with their contact details, as at a day (clause 6: an up to date list).

    The Chair first, then each seat with its deputies in the order of the terms, then everybody else.
    """

    NAME: ClassVar[str] = "members_list"

    as_at: dt.date
    entries: tuple[MemberEntry, ...]

    @property
    def title(self) -> str:
        return "List of members"

    @classmethod
    def of(cls, policy: Policy, members: Membership, day: dt.date) -> Self:
        return cls(
            group=policy.group.in_headings,
            marking=policy.marking,
            reference=policy.group.code,
            as_at=day,
            entries=tuple(_entries(members, day)),
        )


def _entries(members: Membership, day: dt.date) -> Iterator[MemberEntry]:
    yield from _holders(members, day, AT_THE_HEAD)
    for seat in members.seats_on(day):
        member = members.core_member(seat.id, day)
        yield _entry(seat.present_name, member, Role.CORE)
        for deputy in members.deputies(seat.id, day):
            yield _entry(seat.present_name, deputy, Role.DEPUTY)
    yield from _holders(members, day, BESIDE_THE_SEATS)


def _holders(members: Membership, day: dt.date, roles: tuple[Role, ...]) -> Iterator[MemberEntry]:
    for role in roles:
        for appointment in members.all_on(day):
            if appointment.role is role:
                person = members.person(appointment.person_id)
                yield _entry(person.organisation, person, role)


def _entry(organisation: str, person: Person | None, role: Role) -> MemberEntry:
    return MemberEntry(
        organisation=organisation,
        name=person.name if person else "Vacant",
        job_title=person.job_title if person and person.job_title != person.name else "",
        role=capital(role_title(role)),
        phone=person.phone if person else "",
        address=person.send_to if person else "",
    )


NONE, ALL = Fraction(0), Fraction(1)
ON_THE_DAY = "no later than the day of the meeting"


@dataclass(frozen=True, kw_only=True)
class Term:
    """A requirement of the terms: its subject in a word or two, a sentence, and its clause."""

    about: str
    words: str
    clause: str


@dataclass(frozen=True, kw_only=True)
class YourPart(Document):
    """The terms in short. ``seats`` are the organisations of the core membership, each with the short name by
    which people call it, ``boards`` those to which
    the group reports, ``partnerships`` those with which it works; ``terms`` are the requirements. ``words``
    are words and abbreviations, each with its meaning.
    """

    NAME: ClassVar[str] = "your_part"

    purposes: tuple[str, ...]
    seats: tuple[str, ...]
    boards: tuple[str, ...]
    partnerships: tuple[str, ...]
    terms: tuple[Term, ...]
    words: tuple[tuple[str, str], ...]

    @property
    def title(self) -> str:
        return "Your part in a page"

    @classmethod
    def of(cls, policy: Policy, seats: Sequence[str]) -> Self:
        """Return the terms of a policy, with the present names of the seats."""
        return cls(
            group=policy.group.in_headings,
            marking="",
            reference=policy.group.code,
            purposes=tuple(policy.objectives.values()),
            seats=tuple(seats),
            boards=policy.boards,
            partnerships=policy.partnerships,
            terms=tuple(_terms(policy, len(seats))),
            words=tuple(policy.words.items()),
        )


def _terms(policy: Policy, seats: int) -> Iterator[Term]:
    meetings, deadlines = policy.meetings, policy.deadlines
    yield Term(
        about="Meetings",
        words=f"{_rule(meetings.rule)}, at {clock_time(meetings.start)}, {meetings.place}"
        f"{_at_least(meetings)}.",
        clause=meetings.clause,
    )
    yield Term(about="Quorum", words=_quorum(policy.quorum, seats), clause=policy.quorum.clause)
    if policy.votes.majority:
        yield Term(about="Votes", words=_votes(policy), clause=policy.votes.clause)
        for matter in policy.votes_on:
            yield Term(about="Votes", words=_votes_on(matter), clause=matter.clause)
    attendance, office, chairs = policy.attendance, policy.terms_of_office, policy.chairs
    for about, words, clause in (
        ("Attendance", _attendance(attendance), attendance.clause),
        ("Absence", _absence(attendance), attendance.clause),
        ("Chairs", _chairs(chairs), chairs.clause),
        ("Office", _in_office(office, policy.seats), office.clause),
    ):
        if words:
            yield Term(about=about, words=words, clause=clause)
    for about, duty, at_least, limit, when in (
        ("Agenda", "The Chair agrees the agenda", "at least", deadlines.agenda_agreed, "before the meeting"),
        ("Papers", "Agenda and papers go out", "at least", deadlines.papers_out, "before the meeting"),
        ("Minutes", "Minutes and action log go out", "within", deadlines.minutes_out, "after the meeting"),
        ("Action log", "The action log goes out", "within", deadlines.log_out, "after the meeting"),
    ):
        if limit is None:
            continue
        day = f"{at_least} {_distance(limit)} {when}" if limit.number or limit.is_clear else ON_THE_DAY
        yield Term(about=about, words=f"{duty} {day}.", clause=limit.clause)


def _rule(rule: MonthlyRule | EveryRule | ListRule) -> str:
    if isinstance(rule, ListRule):
        return "On the days agreed for the year"
    without = f", but not in {listed(rule.no_meeting_in, 'or')}" if rule.no_meeting_in else ""
    if isinstance(rule, MonthlyRule):
        return f"On the {rule.week} {rule.weekday} of each month{without}"
    weeks = "week" if rule.weeks == 1 else counted(rule.weeks, "week")
    return f"Every {weeks} from {long_date(rule.starting)}{without}"


def _at_least(meetings: Meetings) -> str:
    return f"; at least {counted(meetings.at_least, 'meeting')} a year" if meetings.at_least else ""


def _quorum(quorum: Quorum, seats: int) -> str:
    parts = []
    counting = count(seats - len(quorum.not_counted), "seat")
    of = "seats that somebody holds" if quorum.vacant == "left out" else counting
    if quorum.share:
        least = "more than" if quorum.exceeds else "at least"
        fewest = "all" if quorum.share == ALL else f"{least} {_fraction(quorum.share)}"
        parts.append(f"{fewest} of the {of}")
    if quorum.number is not None:
        parts.append(f"at least {count(quorum.number, 'seat')}")
    parts += quorum.must_include
    parts += (f"{number_word(part.number)} of {listed(part.seats, 'or')}" for part in quorum.some_of)
    if quorum.more:
        parts.append(f"more of {listed(quorum.more)} than of {listed(quorum.than)}")
    chair = ", and the Chair or the deputy chair is there" if quorum.with_chair else ""
    return f"A meeting is quorate when these are filled: {listed(parts)}{chair}."


def _attendance(rule: Attendance) -> str:
    """Say the two limits of the terms. A share of nothing or of everything is none, and is not told as a
    percentage; where they ask for no share, nothing is said of one."""
    own = "comes to all meetings" if rule.own == ALL else f"comes to at least {_share(rule.own)} of meetings"
    any_of, of = ("any meeting", "meetings") if rule.own == NONE else ("any of them", "them")
    counts = "" if rule.own == NONE else ", but doesn’t count as the member’s own attendance"
    deputy = {NONE: "may not stand in", ALL: f"may stand in at {any_of}{counts}"}.get(
        rule.deputies, f"may stand in at no more than {_share(rule.deputies)} of {of}"
    )
    leave = "" if rule.deputies_need == "nothing" or not rule.takes_deputies else ", with the Chair’s leave"
    who = f", {rule.deputies_are}," if rule.deputies_are and rule.takes_deputies else ""
    if rule.own == NONE:
        return f"A deputy{who} {deputy}{leave}."
    return f"A core member {own}; a deputy{who} {deputy}{leave}."


def _votes(policy: Policy) -> str:
    votes, without = policy.votes, policy.quorum.not_counted
    silent = f" Without a vote: {listed(without)}." if without else ""
    tie = "the Chair has a second vote" if votes.chair_casts else "nothing is decided"
    on_a_tie = f"; on a tie {tie}" if votes.is_simple else ""
    otherwise = "; without that the Chair decides" if votes.chair_decides else on_a_tie
    group = " The seats of a kind have one vote, which most of them decide." if votes.by_group else ""
    return f"A decision needs {_needed(votes)}{otherwise}.{group}{silent}"


def _votes_on(matter: VotesOn) -> str:
    silent = f" Without a vote on it: {listed(matter.without)}." if matter.without else ""
    return f"On “{matter.matter}” it needs {_needed(Votes(majority=matter.majority, of=matter.of))}.{silent}"


def _needed(votes: Votes) -> str:
    assert votes.majority is not None
    fewest = "more than half" if votes.is_simple else f"at least {_fraction(votes.majority)}"
    return f"{fewest} of {votes.of_what}"


ABSENCE = {
    "nobody came": "without anybody in their place",
    "not in person": "even with a deputy there",
    "no apologies": "without apologies",
}


def _absence(rule: Attendance) -> str:
    """Say the rule on absence, and what may follow; nothing without a rule."""
    spans = [
        f"{words} {counted(number, noun)}{after}"
        for words, number, noun, after in (
            ("from", rule.absent_in_a_row, "meeting", " in a row"),
            ("from all meetings of", rule.absent_months, "month", ""),
        )
        if number
    ]
    if not spans:
        return ""
    end = f", and their membership may end {rule.may_end}" if rule.may_end else ""
    return f"A member absent {listed(spans, 'or')}, {ABSENCE[rule.absence]}, is written to{end}."


def _chairs(rule: Chairs) -> str:
    """Say from where Chair and deputy chair are; nothing where the terms leave it open."""
    said = (
        (rule.not_from, f"Neither the Chair nor the deputy chair is from {listed(rule.not_from, 'or')}."),
        (rule.deputy_from, f"The deputy chair is from {listed(rule.deputy_from, 'or')}."),
        (rule.differ, "Chair and deputy chair are from different organisations."),
        (rule.kinds_differ, "Chair and deputy chair have seats of different kinds."),
        (rule.order, f"The Chair passes on in this order: {listed(rule.order)}."),
    )
    return " ".join(sentence for is_said, sentence in said if is_said)


def _in_office(rule: TermsOfOffice, seats: Sequence[Seat]) -> str:
    """Say for how long the Chair and members are appointed; nothing where no term is limited."""
    said = [
        f"{who} is appointed for {_years(months)}" + (f", {_times(most)}" if most else "")
        for who, months, most in (
            ("the Chair", rule.chair_months, rule.chair_most),
            ("a member", rule.member_months, rule.member_most),
        )
        if months
    ]
    for months in sorted({seat.term_months for seat in seats} - {0}):
        theirs = listed([seat.short_name for seat in seats if seat.term_months == months], "or")
        said.append(f"a member of {theirs} is appointed for {_years(months)}")
    return f"{capital('; '.join(said))}." if said else ""


def _times(most: int) -> str:
    """Say how often in a row: "at most twice in a row"."""
    if most == 1:
        return "and may not be again right after"
    return f"at most {'twice' if most == 2 else counted(most, 'time')} in a row"


def _years(months: int) -> str:
    years, rest = divmod(months, MONTHS_A_YEAR)
    return counted(months, "month") if rest else counted(years, "year")


FRACTIONS = {3: "third", 4: "quarter", 5: "fifth"}


def _fraction(share: Fraction) -> str:
    """Half, two thirds, three quarters or 60%."""
    if share == Fraction(1, 2):
        return "half"
    noun = FRACTIONS.get(share.denominator)
    return f"{number_word(share.numerator)} {plural(share.numerator, noun)}" if noun else _share(share)


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
    """Return "14 days" or "5 clear working days"; no clear day is the day before."""
    if not limit.number:
        return "1 day"
    said = in_words(limit)
    return f"{said} (Sundays and holidays are not counted)" if "statutory" in said else said
