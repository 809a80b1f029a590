"""A day's work without Prefect: what each query of the calendar finds, and the duties that it leads to."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from uuid import UUID

from tasks.duties import due
from tasks.duties.action_log import chase_actions
from tasks.duties.agenda import draft_agenda
from tasks.duties.attendance import review_attendance
from tasks.duties.desk import write_desk_letters
from tasks.duties.due import CALENDAR, DueQuery
from tasks.duties.follow_up import ask_for_record, follow_up
from tasks.duties.invitations import invite
from tasks.duties.meetings import plan_meetings
from tasks.duties.minutes import circulate, draft_minutes
from tasks.duties.office import Office
from tasks.duties.packs import ask_for_release, send_packs, send_supplement
from tasks.duties.questions import put_questions
from tasks.duties.quorum import ask_for_ruling, forecast_quorum

BY = "benchmark"
ONE_BY_ONE: Mapping[DueQuery, Sequence[Callable[[Office, UUID, dt.date, str], object]]] = {
    due.groups_to_plan: (plan_meetings,),
    due.groups_to_invite: (invite,),
    due.records_to_ask_for: (ask_for_record,),
    due.attendance_to_review: (ask_for_ruling, review_attendance),
    due.meetings_to_follow_up: (follow_up,),
    due.minutes_to_move_on: (draft_minutes, circulate),
    due.agendas_to_draft: (draft_agenda,),
    due.packs_to_check: (ask_for_release,),
    due.packs_to_complete: (send_supplement, send_packs),
    due.quorums_to_forecast: (forecast_quorum,),
    due.actions_to_chase: (chase_actions,),
    due.groups_with_questions: (put_questions,),
}


def work(office: Office, as_of: dt.date, tell: Callable[[str], None] = lambda _: None) -> Counter[str]:
    """Do all that is due on a day but delivering mail; how often each duty was done.

    ``tell`` is told the name of each query and duty before it begins.
    """
    done: Counter[str] = Counter()
    for queries in CALENDAR.values():
        for query in queries:
            if query is due.groups_with_mail:
                continue
            tell(query.__name__)
            with office.register.reading() as session:
                found = list(query(office, session, as_of, None))
            if query is due.groups_needing_a_hand and found:
                tell(write_desk_letters.__name__)
                write_desk_letters(office, found, as_of, BY)
                done[write_desk_letters.__name__] += len(found)
            for one in found:
                for duty in ONE_BY_ONE.get(query, ()):
                    tell(duty.__name__)
                    duty(office, one, as_of, BY)
                    done[duty.__name__] += 1
    return done
