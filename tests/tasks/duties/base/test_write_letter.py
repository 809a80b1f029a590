"""What goes with a letter that shows a chart."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from uuid import UUID

import pytest
from sqlalchemy import update

from forum.letters.boards import BoardReportLetter
from forum.outbox.states import ONCE, Conditions, Topic, Validity
from samples import sample_of
from tasks.duties.base.group_context import group_context
from tasks.duties.base.office import unit_of_work
from tasks.duties.base.write_letter import write
from tasks.register.members.membership import people
from tasks.register.tables import PersonRow
from tests.tasks.duties.month_ahead import MonthAhead
from tests.tasks.duties.mornings import Secretary
from tests.tasks.mail.fake_mailer import FakeMailer

NURSE = "Designated Nurse"


@pytest.mark.parametrize(
    ("format_needed", "pictures"), [("", [("now-and-then.png", True)]), ("plain text", [])]
)
def test_a_chart_is_a_picture_within_the_letter_and_plain_text_has_its_numbers_alone(
    ahead: MonthAhead, format_needed: str, pictures: list[tuple[str, bool]]
) -> None:
    report = sample_of(BoardReportLetter)
    letter = replace(
        report, sections=tuple(sorted(report.sections, key=lambda section: section.chart is None))
    )
    with unit_of_work(ahead.office, "test", ahead.today) as work:
        row = update(PersonRow).where(PersonRow.name == NURSE)
        work.session.execute(row.values(format_needed=format_needed))
        (nurse,) = people(work.session, [ahead.called(NURSE)], ahead.today)
        valid = Validity(ahead.today + dt.timedelta(days=7), Conditions())
        forum = group_context(work, ahead.group)
        assert write(forum, letter, to=nurse, about=Topic(UUID(int=1), ONCE), valid=valid)
    secretary = Secretary(ahead.office, ahead.clock)
    secretary.afternoon(ahead.today)
    assert isinstance(secretary.mailer, FakeMailer)
    ((_, mail),) = [sent for sent in secretary.mailer.sent if "report" in sent[1].subject]
    assert [(file.name, file.is_shown) for file in mail.attachments] == pictures
    assert all(file.content.startswith(b"\x89PNG") for file in mail.attachments)
    assert mail.html.count("<img ") == len(pictures)
    assert "2 of 15 lines are red, 1 more than at the last report." in mail.text
    assert "Prevent | 1 red, 1 amber and 2 green | 2 amber and 2 green" in mail.text
