"""The page of a task and finish group: what it must say, and what its parent's terms allow (clause 6)."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from forum.agenda import purpose_codes
from forum.task_groups.commission import faults_by_the_terms, read_commission
from forum.text.dates import months_after
from forum.text.problem import Problem
from samples.task_group import commission_page
from tests.english import day
from tests.forum.policies import MASE

PAGE = commission_page()


def faults_of(was: str, now: str) -> tuple[str, ...]:
    """The faults of the sample's page with other words in it."""
    page = re.sub(was, now, PAGE, count=1, flags=re.DOTALL)
    assert page != PAGE
    try:
        commission = read_commission(page, "page.toml")
    except Problem as problem:
        return tuple(problem.faults)
    purposes = purpose_codes(MASE.objectives)
    return tuple(map(str, faults_by_the_terms(commission, MASE.task_groups, purposes)))


def test_the_sample_is_a_page_as_it_should_be() -> None:
    commission = read_commission(PAGE, "page.toml")
    assert commission.organisations == ("Medway Social Care", "Kent Police", "Missing Children Society")
    assert list(faults_by_the_terms(commission, MASE.task_groups, purpose_codes(MASE.objectives))) == []


@pytest.mark.parametrize(
    ("was", "now", "fault"),
    [
        (
            r"end = \S+",
            "",
            "end: found nothing, allowed a date such as 2027-01-12, without quotes, from 2010 to 2060",
        ),
        (
            r"end = \S+",
            "end = 2027-08-23",
            "end: found 2027-08-23, allowed at most 6 months after the start, 2027-08-22; the parent may "
            "extend it once",
        ),
        (
            r"meetings = \[[^]]*\]",
            "meetings = [2027-03-04, 2027-03-18, 2027-04-01, 2027-04-15, 2027-04-29]",
            "meetings: found 5 dates, allowed at most 4 meetings: leave dates out, or ask for a smaller "
            "product",
        ),
        (
            r"meetings = \[[^]]*\]",
            "meetings = [2027-07-10]",
            "meetings[1]: found 2027-07-10, a Saturday, allowed a day from Monday to Friday",
        ),
        (
            r"meetings = \[[^]]*\]",
            "meetings = [2027-02-18]",
            "meetings[1]: found 2027-02-18, allowed a day from the start to the end",
        ),
        (
            r'organisation = "Missing Children Society"\n',
            "",
            "members[4].organisation: found nothing, allowed text on one line, at most 300 characters",
        ),
        (
            r"deputy = true",
            "deputy = false",
            'members[3].organisation: found "Kent Police", allowed one member an organisation; mark a second '
            "with deputy = true",
        ),
        (
            r'lead = "[^"]*"',
            'lead = "Jo Field"',
            'lead: found "Jo Field", allowed one of the members: "Head of Children’s Social Care"; '
            '"Detective Superintendent, Public Protection"; or "Return Interview Manager"',
        ),
        (
            r'purpose = "1a"',
            'purpose = "1h"',
            'purpose: found "1h", allowed one of 1a, 1b, 1c, 1d, 1e, 1f or 1g, or nothing',
        ),
        (
            r'address = "head\S+',
            'address = "Head <head@medway.example>"',
            'members[1].address: found "Head <head@medway.example>", allowed one email address, such as '
            "name@organisation.example",
        ),
        (
            r"interim = \S+",
            "interim = 2027-02-22",
            "interim: found 2027-02-22, with start 2027-02-22 and end 2027-06-22, allowed a day after the "
            "start and before the end",
        ),
        (
            r"interim = \S+",
            "interim = 2027-06-22",
            "interim: found 2027-06-22, with start 2027-02-22 and end 2027-06-22, allowed a day after the "
            "start and before the end",
        ),
        (
            r"meetings = \[[^]]*\]",
            "meetings = [2027-04-01, 2027-03-04]",
            "meetings: found dates out of order, or one twice, allowed each date once, earliest first",
        ),
        (
            r'lead = "[^"]*"',
            'lead = "Detective Chief Inspector, Public Protection"',  # a deputy
            'lead: found "Detective Chief Inspector, Public Protection", allowed one of the members: '
            '"Head of Children’s Social Care"; "Detective Superintendent, Public Protection"; or "Return '
            'Interview Manager"',
        ),
        (
            r'organisation = "Kent Police"',
            'organisation = "Kent Force"',
            'members[3].organisation: found "Kent Police", allowed an organisation with a member above, for '
            "whom the deputy comes",
        ),
    ],
)
def test_a_fault_of_a_page_is_said_with_its_place_and_the_remedy(was: str, now: str, fault: str) -> None:
    assert faults_of(was, now) == (fault,)


def test_a_person_who_is_a_member_twice_is_named_at_both_places() -> None:
    twice = faults_of("Detective Chief Inspector, Public", "detective superintendent,  Public")
    assert twice == (
        'members[2].name: found "Detective Superintendent, Public Protection", allowed each person once',
        'members[3].name: found "detective superintendent,  Public Protection", allowed each person once',
    )


@pytest.mark.parametrize(
    ("was", "now"),
    [
        (r"meetings = \[[^]]*\]", "meetings = [2027-02-22, 2027-03-18, 2027-04-01, 2027-06-22]"),
        (r"end = \S+", "end = 2027-08-22"),
        (r'purpose = "1a"', 'purpose = ""'),
        ('organisation = "Kent Police"\naddress = "detective.chief', 'organisation = "kent  police"\n'
         'address = "detective.chief'),
    ],
)  # fmt: skip
def test_what_the_terms_just_allow_is_no_fault(was: str, now: str) -> None:
    assert faults_of(was, now) == ()


def test_of_two_members_the_faulty_one_alone_is_named_and_not_the_number_of_them() -> None:
    head, first, second, *_ = PAGE.split("[[members]]")
    page = "[[members]]".join((head, first, second.replace("address = ", "address = 7 # ")))
    with pytest.raises(Problem) as refused:
        read_commission(page, "page.toml")
    assert [fault.partition(":")[0] for fault in refused.value.faults] == ["members[2].address"]
    assert refused.value.sentence == (
        "page.toml can’t be commissioned as it is written. Correct it and try again (lists are counted from "
        "1); nothing has been changed."
    )


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("Mon 22 Feb 2027", 6, "Sun 22 Aug 2027"),
        ("Tue 31 Aug 2027", 6, "Tue 29 Feb 2028"),
        ("Fri 1 Oct 2027", 3, "Sat 1 Jan 2028"),
    ],
)
def test_months_are_counted_by_the_calendar(start: str, months: int, end: str) -> None:
    assert months_after(day(start), months) == day(end)


def test_a_page_that_is_no_toml_says_so() -> None:
    with pytest.raises(Problem, match=r"^page\.toml can’t be read: .*\. Correct that and try again\.$"):
        read_commission("question: why", "page.toml")
    with_byte_order_mark = f"\ufeff{PAGE}"  # as some editors save it
    assert read_commission(with_byte_order_mark, "page.toml").start == dt.date(2027, 2, 22)
