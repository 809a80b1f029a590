"""Members who leave the group."""

from __future__ import annotations

from tasks.duties.members.appointments import end_appointment
from tasks.register.tables import AppointmentRow
from tests.english import day
from tests.tasks.duties.do import do
from tests.tasks.duties.secretariat import Forum


def leave(forum: Forum, name: str, last: str) -> None:
    person = forum.person(name)
    for row in forum.rows(AppointmentRow):
        if row.person_id == person and row.last is None:
            do(end_appointment, forum.office, row.id, day(last))
