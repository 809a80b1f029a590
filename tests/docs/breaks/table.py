"""The breaks, in the order of the rows: at least one of each."""

from __future__ import annotations

from tests.docs.breaks.copies import Break

POLICY = "config/mase.toml"
AGENDA = "tasks/duties/agenda/agenda.py"
MSCB = """
[[bodies]]
code = "MSCB"
name = "MSCB Board"
report = "assurance"
paragraph = "What this means for Medway"
paper_deadline = 7
secretary = "MSCB Board Secretary"
address = "mscb.board.secretary@mscb.example"
takes_unagreed = true # its manager would rather have a draft that says so than nothing
dates = [2027-05-13, 2027-07-15, 2027-09-23, 2027-12-02, 2028-02-24]
clause = "3"
"""
BUSINESS_GROUP = """
[[bodies]] # each gets a report before its meetings, papers due so many working days before
code = "KSCB-BG"
name = "KSCB Business Group"
report = "assurance"
paragraph = "What is asked of partners"
paper_deadline = 8
secretary = "KSCB Board Secretary"
address = "kscb.board.secretary@kscb.example"
dates = [2027-02-25, 2027-04-29, 2027-06-24, 2027-09-02, 2027-11-04, 2028-01-20, 2028-03-16]
clause = "3"
"""
WHOLE_BOARD = """
[[bodies]]
code = "KSCB"
name = "Kent Safeguarding Children Board"
report = "decision"
paper_deadline = 10
secretary = "KSCB Board Secretary"
address = "kscb.board.secretary@kscb.example"
dates = [2027-06-10, 2027-09-16, 2027-12-09, 2028-03-23]
clause = "2"
"""

BREAKS = (
    Break(
        "The overarching purpose is to provide a multi-agency forum",
        "the group meets every other month",
        "forum/calendar/meetings.py",
        "        month = next_month\n\n\ndef _every",
        "        month = _next_month(next_month)\n\n\ndef _every",
    ),
    Break(
        "That cases of suspected or actual",
        "cases are talked about in part 1",
        POLICY,
        'title = "Case management and coordination across agencies"\npurpose = "discussion"\npart = 2',
        'title = "Case management and coordination across agencies"\npurpose = "discussion"\npart = 1',
    ),
    Break(
        "That intelligence relating to patterns",
        "the lead of a standing item is not asked for its paper",
        "tasks/duties/agenda/put_agenda.py",
        "        if paper.state == PaperState.WANTED and item.id not in waiting:",
        "        if paper.state == PaperState.FILED and item.id not in waiting:",
    ),
    Break(
        "To ensure that the Multiagency workforce",
        "no purpose is ever silent",
        "forum/agenda.py",
        "    return tuple(purpose for purpose in purposes if purpose not in alive)",
        "    return ()",
    ),
    Break(
        "That operational staff are supported",
        "the unit is not told what help is wanted",
        "tasks/duties/desk/data.py",
        "        ActionUpdateRow.said == UpdateKind.HELP,",
        "        ActionUpdateRow.said == UpdateKind.DONE,",
    ),
    Break(
        "That operational staff are supported",
        "the agenda says nothing of help that is wanted",
        POLICY,
        'help_stands_under = "Obstacles in service provision"',
        'help_stands_under = ""',
    ),
    Break(
        "To engage the wider business and local",
        "an item that nobody noted counts as work for its purpose",
        "tasks/duties/agenda/coverage.py",
        " for item in items.values() if _is_discussed(item)),",
        " for item in items.values()),",
    ),
    Break(
        "To reduce the risk and harm",
        "a risk is scored anew and its trend forgotten",
        "tasks/duties/risks.py",
        "SCORES.dump_python(scored(scores, risk.score), mode",
        "SCORES.dump_python(scored(scores[:0], risk.score), mode",
    ),
    Break(
        "To reduce the risk and harm",
        "a closed risk stays open",
        "tasks/duties/risks.py",
        "        row.closed_on = risk.closed_on and (row.closed_on or risk.closed_on)",
        "        row.closed_on = None",
    ),
    Break(
        "To provide strategic oversight",
        "each purpose is taken in depth once a year",
        "forum/forward_plan.py",
        "    every = len(MONTHS) // rules.times",
        "    every = len(MONTHS)",
    ),
    Break(
        "Work collaboratively with all agencies",
        "everybody reads of the actions of all",
        "tasks/duties/base/write_letter.py",
        "[action for action in forum.open_actions if action.owner_id == owner]",
        "[action for action in forum.open_actions if owner]",
    ),
    Break(
        "Apply proactive problem solving",
        "the Chair hears of an action a day late",
        "forum/actions/action_log.py",
        "days_overdue(action, as_of) >= rules.chair_at_days_overdue",
        "days_overdue(action, as_of) > rules.chair_at_days_overdue",
    ),
    Break(
        "Raise awareness and provide preventative",
        "what meetings forget is not put on the draft",
        AGENDA,
        "proposed=[*values, *rules.in_time(_on_silent_purposes(forum, meeting), room)],",
        "proposed=values,",
    ),
    Break(
        "Act as a conduit to the respective",
        "an ask that a board has not answered is forgotten",
        "tasks/duties/boards/answers.py",
        "    for row in asks_for_the_agenda(forum, meeting):",
        "    for row in asks_for_the_agenda(forum, meeting)[:0]:",
    ),
    Break(
        "Act as a conduit to the respective",
        "the full board of Kent gets no report",
        POLICY,
        WHOLE_BOARD,
        "",
    ),
    Break(
        "Will also provide a communication route",
        "a partnership that speaks of young people by name may be told names",
        POLICY,
        'nothing_named = ["Adolescent Risk Management Panels"]',
        "nothing_named = []",
    ),
    Break(
        "To be a standing group of KSCB and MSCB",
        "the heading is without Medway",
        POLICY,
        "of the Kent and the Medway Safeguarding Children Boards",
        "of the Kent Safeguarding Children Board",
    ),
    Break(
        "To be a standing group of KSCB and MSCB",
        "headings and feet have the group’s name alone",
        "forum/terms/parts/members.py",
        "        return self.heading or self.name",
        "        return self.name",
    ),
    Break(
        "The Chair or deputy chair of the group to provide",
        "the MSCB Board gets no report",
        POLICY,
        MSCB,
        "",
    ),
    Break(
        "The Chair or deputy chair of the group to provide",
        "the KSCB Business Group gets no report",
        POLICY,
        BUSINESS_GROUP,
        "",
    ),
    Break(
        "To own, monitor and discharge actions",
        "the plan does not change by what was decided",
        "tasks/duties/plan/rated.py",
        "    line = apply_decision(line_value(row), decision, meeting.date)",
        "    line = line_value(row)",
    ),
    Break(
        "The MASE Group will have a core membership",
        "a seat is taken out",
        POLICY,
        '[[seats]]\nname = "KCHFT"\nshort_name = "KCHFT"\nclause = "4"\n',
        "",
    ),
    Break(
        "The MASE Group will have a core membership",
        "the seat of the nurses is another’s",
        POLICY,
        'name = "CCGs (Designated Nurses)"',
        'name = "CCGs (Designated Doctors)"',
    ),
    Break(
        "Other members may be co-opted",
        "a guest reads the papers of all items",
        "tasks/duties/guests.py",
        "        paper for paper in papers if may_guest_read(paper, slot.item.number) and",
        "        paper for paper in papers if",
    ),
    Break(
        "Core members are expected to attend all meetings",
        "the meeting before the first is forgotten",
        "tasks/duties/attendance/table.py",
        "            meetings = [*chunk, *meetings]",
        "            meetings = [*chunk[1:], *meetings]",
    ),
    Break(
        "Minimum attendance is set at 75%",
        "exactly three in four is too little",
        "forum/attendance/standing.py",
        "    return part * share.denominator < share.numerator * whole",
        "    return part * share.denominator <= share.numerator * whole",
    ),
    Break(
        "Deputies may represent core members",
        "a deputy counts as the member",
        "forum/attendance/standing.py",
        "_is_less(sum(sitting.mark in OWN for sitting in meetings), rule.own",
        "_is_less(sum(sitting.mark is not Mark.ABSENT for sitting in meetings), rule.own",
    ),
    Break(
        "Deputies may represent core members",
        "exactly one in four is too much",
        "forum/attendance/standing.py",
        "for sitting in meetings) > rule.deputies * len(meetings)",
        "for sitting in meetings) >= rule.deputies * len(meetings)",
    ),
    Break(
        "The Chair will deem the meeting not quorate",
        "exactly two thirds are too few",
        "forum/attendance/quorum.py",
        "    quorate = len(filled) >= enough and not missing",
        "    quorate = len(filled) > enough and not missing",
    ),
    Break(
        "The Chair will deem the meeting not quorate",
        "the Chair is never asked to deem",
        "tasks/duties/minutes/quorum_ruling.py",
        "    if meeting.quorum_ruling or finding.quorate or not finding.chair_may_rule:\n        return",
        "    if True:\n        return",
    ),
    Break(
        "The group will meet monthly",
        "the third week is taken for the second",
        "forum/calendar/meetings.py",
        "[day for day in days if day < next_month][WEEKS[rule.week]]",
        "[day for day in days if day < next_month][-1]",
    ),
    Break(
        "Agree the agenda with the Chair",
        "the agenda is agreed by itself",
        AGENDA,
        "QuestionKind.AMEND_AGENDA) is None:\n        _put_to_chair(forum, meeting)",
        "QuestionKind.AMEND_AGENDA) is None:\n        _put_to_chair(forum, meeting)\n"
        "        agree_agenda(forum, meeting)",
    ),
    Break(
        "Agree the agenda with the Chair",
        "the agenda is agreed a week before",
        POLICY,
        'agenda_agreed = { days = 14, clause = "6" }',
        'agenda_agreed = { days = 7, clause = "6" }',
    ),
    Break(
        "Send out the agenda and supporting papers",
        "the papers go to the first reader alone",
        "tasks/duties/papers/send_packs.py",
        "        for pack in wanting\n    ) + sum(",
        "        for pack in wanting[:1]\n    ) + sum(",
    ),
    Break(
        "Send out the agenda and supporting papers",
        "the papers go four days before",
        POLICY,
        'papers_out = { days = 7, clause = "6" }',
        'papers_out = { days = 4, clause = "6" }',
    ),
    Break(
        "Produce and send out minutes and action log",
        "the minutes go to nobody",
        "tasks/duties/minutes/circulate.py",
        "    return pack_readers(forum.membership, forum.on, stood_in)",
        "    return pack_readers(forum.membership, forum.on, stood_in)[:0]",
    ),
    Break(
        "Produce and send out minutes and action log",
        "the minutes go without the action log",
        "tasks/duties/minutes/circulate.py",
        "    documents = [*out, *_confirmed(forum, meeting), *logs]\n    _send",
        "    documents = [*out, *_confirmed(forum, meeting)]\n    _send",
    ),
    Break(
        "Produce and send out minutes and action log",
        "the minutes go out after three weeks",
        POLICY,
        'minutes_out = { days = 14, clause = "6" }',
        'minutes_out = { days = 21, clause = "6" }',
    ),
    Break(
        "Maintain an up to date list of members",
        "the list is never sent",
        "tasks/duties/minutes/circulate.py",
        "    members = [list_of_members(forum)] if is_list_due else []",
        "    members: list[Enclosure] = []",
    ),
    Break(
        "Maintain an up to date list of members",
        "a YES confirms nothing",
        "tasks/duties/members/details.py",
        "    work.session.get_one(PersonRow, person).details_confirmed = work.at.date()\n",
        "",
    ),
    Break(
        "Organise and provide administrative support",
        "a task and finish group closes without its report",
        "tasks/duties/task_groups/end.py",
        "    if steps[TaskStep.FINAL].verdict is None:\n",
        "    if steps[TaskStep.FINAL].verdict is not None:\n",
    ),
    Break(
        "Undertake research on behalf of the group",
        "research that is accepted is not begun",
        "tasks/duties/research/accept_research.py",
        "        ask_chairs(forum, QuestionKind.ALLOW_RESEARCH, about=row.id, due=due)\n"
        "    else:\n        _begin(forum, row)",
        "        ask_chairs(forum, QuestionKind.ALLOW_RESEARCH, about=row.id, due=due)\n"
        "    else:\n        _decline(forum, row, text)",
    ),
)
