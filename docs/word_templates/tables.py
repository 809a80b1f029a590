"""The Word templates of tables: action log, attendance, purposes."""

from __future__ import annotations

from meetings import ACTION
from page import Page

OWNER = "{{ action.owner }}{% if action.organisation %}\n{{ action.organisation }}{% endif %}"


def action_log() -> Page:
    page = Page(landscape=True)
    page.heading("{{ title }}", 1)
    page.paragraph("{{ group }}", "Forum")
    page.paragraph(
        "**As at {{ as_of|full_date }}:** {% for standing, number in counts %}"
        "{% if standing == 'Overdue' %}**{{ number }} overdue**"
        "{% else %}{{ number }} {{ standing|lower }}{% endif %}"
        "{% if not loop.last %}, {% endif %}{% else %}no open actions{% endfor %}. Meeting: {{ reference }}."
    )
    page.heading("Open actions", 2)
    page.paragraph("{%p if not rows %}")
    page.paragraph("None.")
    page.paragraph("{%p else %}")
    page.table(
        (3.4, 7.2, 4.1, 2.45, 2.45, 3.4, 3.7),
        ("Reference", "Action", "Owner", "Raised", "Due", "Status", "Last update"),
        (
            ("{%tr for row in rows %}",),
            (
                "{{ row.action.reference }}{% if row.action.plan_line %}\n"
                "serves {{ row.action.plan_line }}{% endif %}",
                ACTION.replace("action.", "row.action."),
                OWNER.replace("action.", "row.action."),
                "{{ row.action.raised|table_date }}",
                "{{ row.action.due|table_date }}",
                "{% cellbg row.standing|colour %}**{{ row.standing }}**"
                "{% if row.standing == 'Overdue' %}\n"
                "{{ row.action.days_overdue|count('day') }} late{% endif %}"
                "{% if row.action.reported_done %}\n{{ row.action.reported_done|table_date }}{% endif %}"
                "{% if row.action.chair_told %}\nChair told {{ row.action.chair_told|table_date }}{% endif %}"
                "{% if row.action.organisation_told %}\n"
                "Organisation told {{ row.action.organisation_told|table_date }}{% endif %}",
                "{{ row.action.last_update }}"
                "{% if row.action.updated_on %} ({{ row.action.updated_on|table_date }}){% endif %}",
            ),
            ("{%tr endfor %}",),
        ),
        size=10,
    )
    page.paragraph("{%p endif %}")
    page.heading("Discharged since the last log", 2)
    page.paragraph("{%p if not discharged %}")
    page.paragraph("None.")
    page.paragraph("{%p else %}")
    page.table(
        (3.4, 11.3, 6.6, 2.6, 2.8),
        ("Reference", "Action", "Owner", "Raised", "Discharged"),
        (
            ("{%tr for action in discharged %}",),
            (
                "{{ action.reference }}",
                ACTION,
                OWNER,
                "{{ action.raised|table_date }}",
                "{{ action.discharged_on|table_date }}",
            ),
            ("{%tr endfor %}",),
        ),
        size=10,
    )
    page.paragraph("{%p endif %}")
    return page


def attendance_table() -> Page:
    page = Page(landscape=True)
    page.heading("{{ title }}", 1)
    page.paragraph(
        "{{ group }}, as at {{ as_of|long_date }}: "
        "{% if meetings %}{{ (meetings|first).date|long_date }} to {{ (meetings|last).date|long_date }}"
        "{% else %}no meetings yet{% endif %}"
    )
    page.paragraph(
        "{% if below %}**Below what the terms ask: {% for row in below %}"
        "{% if row.holder %}{{ row.holder }}, {% endif %}{{ row.organisation }}"
        "{% if not loop.last %}; {% endif %}{% endfor %}.**"
        "{% else %}Nobody is below what the terms ask.{% endif %}",
        "Standing",
    )
    page.paragraph(
        "**Key:** P present · R remote · D deputy · A apologies · X absent · – not expected. "
        "**Came:** the member; at least {{ minimum|percent }} (clause {{ clause }}). "
        "**Seat filled:** by the member or a deputy; deputies at most {{ deputies|percent }}. "
        "**Absences left** before falling below.",
        "Small",
    )
    widths = (6.85, 0.2, 0.98, 0.2, 1.6, 1.4, 1.9, 3.15)
    loop, end = "{%tc for meeting in meetings %}", "{%tc endfor %}"
    page.table(
        widths,
        (
            "Organisation and member", loop, "{{ meeting.date|short_day_month }}", end,
            "Came", "Seat filled", "Absences left", "Standing",
        ),
        (
            ("{%tr for row in ordered %}",),
            (
                "**{{ row.organisation }}**\n{% if row.holder %}{{ row.holder }}{% else %}vacant{% endif %}",
                "{%tc for mark in row.marks %}",
                "{% cellbg mark|colour %}{{ mark }}",
                end,
                "{% if row.counted %}{{ row.attended }} of {{ row.counted }}\n{{ row.own|percent }}"
                "{% else %}–{% endif %}",
                "{{ row.represented|percent }}",
                "{% if row.absences_left is none %}–{% else %}{{ row.absences_left }}{% endif %}",
                "{% cellbg row.standing|colour %}**{{ row.standing }}**"
                "{% if row.deputised %}\ndeputies at {{ row.deputised }} of {{ row.counted }}{% endif %}",
            ),
            ("{%tr endfor %}",),
            (
                "**Seats filled, of those needed**",
                loop,
                "{{ meeting.represented }}/{{ meeting.needed }}",
                end, "", "", "", "",
            ),
            (
                "**Quorate**",
                loop,
                "{% cellbg meeting.quorate|yes_no|colour %}{{ meeting.quorate|yes_no }}",
                end, "", "", "", "",
            ),
        ),
        size=10,
        margin=0.08,
        above=0.02,
        centred=range(2, 7),
    )  # fmt: skip
    return page


def attendance_report() -> Page:
    page = Page()
    page.heading("{{ title }}", 1)
    page.paragraph("{{ group }}", "Forum")
    page.paragraph(
        "{{ first|long_date }} to {{ last|long_date }}: {{ held|count('meeting') }} held.", "Standing"
    )
    page.heading("{{ chart.title }}", 2)
    page.paragraph("{{ chart|picture }}")
    page.paragraph(
        "A seat that was vacant counts as not filled, unless a deputy came. A member who was not expected is "
        "not counted. **People** is how many different people filled the seat. Percentages are rounded; the "
        "numbers decide.",
        "Small",
    )
    page.table(
        (3.5, 2.5, 1.8, 1.65, 1.55, 1.5, 1.5, 1.55, 1.45),
        (
            "Organisation", "Represented", "By the member", "By a deputy", "Absent", "Seat vacant",
            "Days vacant", "People", "Part 2",
        ),
        (
            ("{%tr for row in rows %}",),
            (
                "**{{ row.short_name }}**\n{{ row.organisation }}",
                "{% if row.meetings %}{{ row.represented }} of {{ row.meetings }}\n({{ row.share|percent }})"
                "{% else %}–{% endif %}",
                "{{ row.by_member }}",
                "{{ row.by_deputy }}",
                "{{ row.absent }}",
                "{{ row.vacant }}",
                "{{ row.vacancy_days }}",
                "{{ row.people }}",
                "{% if row.parts_two %}{{ row.part_two }} of {{ row.parts_two }}{% else %}–{% endif %}",
            ),
            ("{%tr endfor %}",),
        ),
        size=10,
        margin=0.1,
        centred=range(1, 9),
    )  # fmt: skip
    return page


def purposes_report() -> Page:
    page = Page(landscape=True)
    page.heading("{{ title }}", 1)
    page.paragraph("{{ group }}", "Forum")
    page.paragraph(
        "{{ first|long_date }} to {{ last|long_date }}: {{ meetings|length|count('meeting') }} held.",
        "Standing",
    )
    page.heading("{{ chart.title }}", 2)
    page.paragraph("{{ chart|picture }}")
    page.paragraph(
        "Pieces of work at each meeting: items with a note in the record, decisions, actions and papers of "
        "part 1. A purpose is silent if nothing was done for it at the last {{ silent_after }} meetings, in "
        "either part; it is then an item of the next draft agenda.",
        "Small",
    )
    loop, end = "{%tc for meeting in meetings %}", "{%tc endfor %}"
    page.table(
        (7.4, 1.2, 1.9, 1.5, 1.4, 0.2, 0.98, 0.2, 1.4),
        (
            "Purpose", "Items", "Decisions", "Actions", "Papers", loop, "{{ meeting|short_day_month }}", end,
            "Silent",
        ),
        (
            ("{%tr for row in rows %}",),
            (
                "**{{ row.code }}** {{ row.name }}",
                *(f"{{{{ row.by_kind[{place}] or '–' }}}}" for place in range(4)),
                "{%tc for number in row.by_meeting %}",
                "{{ number or '–' }}",
                end,
                "{{ row.silent|yes_no }}",
            ),
            ("{%tr endfor %}",),
        ),
        size=10,
        margin=0.05,
        above=0,
        centred=range(1, 9),
    )  # fmt: skip
    return page


def compliance_page() -> Page:
    page = Page()
    page.heading("{{ title }}", 1)
    page.paragraph("{{ group }}", "Forum")
    page.paragraph("{{ first|long_date }} to {{ last|long_date }}: {{ in_short }}", "Standing")
    page.table(
        (1.5, 4.7, 6.1, 2.7, 2.0),
        ("Clause", "What it asks", "In the period", "Proof", "Outcome"),
        (
            ("{%tr for line in lines %}",),
            (
                "{{ line.clause }}",
                "{{ line.asks }}",
                "{{ line.this_year }}",
                "{{ line.proof }}",
                "{% cellbg line.outcome|colour %}**{{ line.outcome }}**",
            ),
            ("{%tr endfor %}",),
        ),
        size=10,
        margin=0.1,
        above=0.04,
    )
    page.paragraph(
        "The proof is a sheet of the workbook: each case, when it was due, when it was done, and why not. "
        "“Own” is a rule of the group itself. Everything stands as it was recorded by {{ last|long_date }}.",
        "Small",
    )
    return page


def actions_report() -> Page:
    page = Page()
    page.heading("{{ title }}", 1)
    page.paragraph("{{ group }}", "Forum")
    page.paragraph("{{ first|long_date }} to {{ last|long_date }}", "Standing")
    page.heading("{{ chart.title }}", 2)
    page.paragraph("{{ chart|picture }}")
    page.paragraph(
        "Actions of part 1 at the end of each month. An action is overdue that is past its date of then, and "
        "was not reported done.",
        "Small",
    )
    page.table(
        (5.0, 3.0, 3.0, 3.0, 3.0),
        ("At the end of", "Open", "Overdue", "Opened", "Discharged"),
        (
            ("{%tr for row in rows %}",),
            (
                "{{ row.last|long_date }}",
                "{{ row.open }}",
                "{{ row.overdue }}",
                "{{ row.opened }}",
                "{{ row.discharged }}",
            ),
            ("{%tr endfor %}",),
        ),
        size=10,
        above=0.02,
        centred=range(1, 5),
    )
    return page


def inspection_index() -> Page:
    page = Page()
    page.heading("{{ title }}", 1)
    page.paragraph("{{ group }}", "Forum")
    page.paragraph(
        "{{ first|long_date }} to {{ last|long_date }}, as it was on record on the last day", "Standing"
    )
    page.paragraph(
        "Decisions, actions, steps with their verdicts, the history of the plan, and what boards and "
        "partnerships were asked and answered are sheets of **Register.xlsx**."
    )
    page.loop("if sealed", "endif", ("{{ sealed }}", "Normal"))
    page.heading("What is missing", 2)
    page.loop("if not missing", "endif", ("Nothing.", "Normal"))
    page.loop("for each in missing", "endfor", ("{{ each }}.", "List Bullet"))
    page.paragraph("{%p for files in sections %}")
    page.heading("{{ files[0].section }}", 2)
    page.table(
        (9.0, 8.0),
        ("File", "What it is"),
        (
            ("{%tr for file in files %}",),
            ("{{ file.name }}", "{{ file.what }}"),
            ("{%tr endfor %}",),
        ),
        size=10,
        above=0.02,
    )
    page.paragraph("{%p endfor %}")
    return page
