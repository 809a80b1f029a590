from __future__ import annotations

import datetime as dt

import pytest

from forum.outbox.states import State
from forum.text.problem import Problem
from tasks.duties.outbox.shadow_month import Shadow, shadow
from tasks.duties.papers.ask_for_release import ask_for_release
from tasks.mail.incoming.sent_folder import SentMail
from tests.english import day
from tests.tasks.duties.do import do
from tests.tasks.duties.month_ahead import MonthAhead
from tests.tasks.duties.secretariat import Forum

FIRST, LAST = day("Mon 1 Feb 2027"), day("Fri 12 Feb 2027")


def mail(on: str, subject: str, *addresses: str, files: tuple[str, ...] = ()) -> SentMail:
    at = dt.datetime.combine(day(on), dt.time(11))
    return SentMail(at, tuple(address.lower() for address in addresses), subject, files)


def compared(forum: MonthAhead, *mails: SentMail) -> Shadow:
    return shadow(forum.office, mails, FIRST, LAST, "MASE")


@pytest.fixture
def everybody(released: MonthAhead) -> list[str]:
    """The addresses of all to whom papers were queued on Monday 1 February."""
    return sorted(row.address for row in released.letters("papers"))


def test_what_the_register_queued_is_held_against_what_the_unit_sent(
    released: MonthAhead, everybody: list[str]
) -> None:
    told, left_out = everybody[:-1], everybody[-1]
    found = compared(
        released,
        mail("Wed 3 Feb 2027", "MASE: agenda and papers, 9 Feb", *told, "minister@gov.example"),
        mail("Wed 3 Feb 2027", "Car park closed on Friday", told[0]),
    )
    both = [line for line in found.both if line.letter == "papers"]  # a line for each set of files
    assert sum(len(line.to) for line in both) == len(told)
    for line in both:
        assert line.days_later == 2
        assert line.ours is not None
        assert line.ours.subject.startswith("OFFICIAL-SENSITIVE: MASE papers, Tue 9 Feb")
    (alone,) = [line for line in found.only_ours if line.letter == "papers"]
    assert len(alone.to) == 1
    (line,) = found.only_theirs
    assert (line.letter, line.theirs and line.theirs.subject) == (
        "other mail",
        "Car park closed on Friday",
    )
    assert found.unknown == 1, left_out
    (papers,) = [tally for tally in found.tallies if tally.letter == "papers"]
    assert (papers.both, papers.unit_later, papers.only_ours) == (len(told), len(told), 1)


def test_letters_to_the_unit_itself_and_copies_to_a_colleague_are_not_compared(agreed: MonthAhead) -> None:
    agreed.on("Mon 1 Feb 2027")
    do(ask_for_release, agreed.office, agreed.meeting().id, day=agreed.today)
    (letter,) = agreed.letters("pack_check")
    found = compared(agreed, mail("Tue 2 Feb 2027", "MASE papers", letter.address))
    assert (found.both, found.only_ours, found.only_theirs) == ((), (), ())
    assert found.to_unit == 1


def test_a_letter_counts_on_the_day_it_went_and_not_when_it_never_will(
    released: MonthAhead, everybody: list[str]
) -> None:
    released.on("Thu 4 Feb 2027")
    forum = Forum(released.office, released.clock)
    forum.settle("papers", to=State.SENT, person="Designated Nurse")
    forum.settle("papers", to=State.LAPSED)
    found = compared(released, mail("Thu 4 Feb 2027", "Papers", *everybody))
    (both,) = [line for line in found.both if line.letter == "papers"]
    assert (both.to, both.days_later) == (("CCGs",), 0)


def test_nothing_is_written_and_days_the_wrong_way_round_are_refused(released: MonthAhead) -> None:
    with pytest.raises(Problem, match="comes before"):
        shadow(released.office, (), LAST, FIRST)
    with pytest.raises(Problem, match="no group “NOPE”"):
        shadow(released.office, (), FIRST, LAST, "NOPE")
