"""Lays out the Word templates anew: ``python docs/word_templates FOLDER``.

The templates in ``templates/documents/`` were made with it once and are edited in Word since; running it
writes over what was edited there.
"""

from __future__ import annotations

import sys
from pathlib import Path

from joining import confidentiality_agreement, members_list, your_part
from page import Page
from reports import board_report

ACTION = "{{ action.title }}{% if action.text != action.title %}: {{ action.text }}{% endif %}"  # everywhere
OWNER = "{{ action.owner }}{% if action.organisation %}\n{{ action.organisation }}{% endif %}"
NEXT_MEETING = "{% if next_meeting %}{{ next_meeting|full_date }}{% else %}To be arranged{% endif %}"


def agenda() -> Page:
    page = Page()
    page.heading("{{ title }}", 1)
    page.paragraph("{{ group }}", "Forum")
    page.paragraph(
        "**{{ date|full_date }}, {{ start|clock_time }} to {{ finish|clock_time }}**\n{{ place }}\n"
        "Chair: {{ chair }}\nMeeting: {{ reference }}"
    )
    page.paragraph(
        "{% if agreed %}Agreed by the Chair on {{ agreed|long_date }}"
        "{% else %}DRAFT, not yet agreed by the Chair{% endif %}",
        "Standing",
    )
    widths, headings = (1.1, 2.2, 6.5, 2.8, 4.4), ("No.", "Time", "Item", "For", "Lead and paper")
    for items, heading in (
        ("open_items", "Items"),
        ("restricted_items", "Part 2: restricted"),
        ("closing_items", "After part 2"),
    ):
        page.paragraph(f"{{%p if {items} %}}")
        page.heading(heading, 2)
        if items == "restricted_items":
            page.paragraph("Only those who may read part 2 stay for these items.", "Small")
        page.table(
            widths,
            headings,
            (
                (f"{{%tr for line in {items} %}}",),
                (
                    "{{ line.number }}",
                    "{{ line.starts|clock_time }}",
                    "**{{ line.title }}**{% if line.note %}\n{{ line.note }}{% endif %}",
                    "{% if line.purpose == 'decision' %}**Decision**"
                    "{% else %}{{ line.purpose|capital }}{% endif %}",
                    "{{ line.lead }}"
                    "{% if line.paper %}{% if line.lead %}\n{% endif %}"
                    "Paper: {{ line.paper }}{% endif %}",
                ),
                ("{%tr endfor %}",),
            ),
        )
        page.paragraph("{%p endif %}")
    page.paragraph(f"**Next meeting:** {NEXT_MEETING}")
    return page


def minutes() -> Page:
    page = Page()
    page.heading("{{ title }}", 1)
    page.paragraph("{{ group }}", "Forum")
    page.paragraph("{{ standing }}", "Standing")
    page.foot("{{ standing }}", "Standing in footer")
    page.paragraph(
        "**{{ date|full_date }}, {{ start|clock_time }} to {{ finish|clock_time }}**\n{{ place }}\n"
        "Chair: {{ chaired_by }}{% if minute_taker %}\nMinutes taken by: {{ minute_taker }}{% endif %}\n"
        "Meeting: {{ reference }}"
    )
    page.heading("Present", 2)
    page.table(
        (5.4, 3.6, 5.2, 2.8),
        ("Name", "Role", "Organisation", "How"),
        (
            ("{%tr for seat in present %}",),
            (
                "{{ seat.name }}{% if seat.deputy_for %} for {{ seat.deputy_for }}{% endif %}",
                "{{ seat.role }}",
                "{{ seat.organisation }}",
                "{% if seat.remote %}remote{% else %}in the room{% endif %}"
                "{% if seat.arrived %}, from {{ seat.arrived|clock_time }}{% endif %}"
                "{% if seat.left %}, until {{ seat.left|clock_time }}{% endif %}",
            ),
            ("{%tr endfor %}",),
        ),
    )
    not_present = ("{{ seat.organisation }}: {{ seat.name }}", "List Bullet")
    page.heading("Apologies", 2)
    page.paragraph("{%p if not apologies %}")
    page.paragraph("None.")
    page.paragraph("{%p endif %}")
    page.loop("for seat in apologies", "endfor", not_present)
    page.paragraph("{%p if absent %}")
    page.heading("Absent without apologies", 2)
    page.loop("for seat in absent", "endfor", not_present)
    page.paragraph("{%p endif %}")
    page.paragraph("{%p if left %}")
    page.heading("Present for part 1 only", 2)
    page.loop("for seat in left", "endfor", not_present)
    page.paragraph("{%p endif %}")
    page.loop("if vacant", "endif", ("Vacant: {{ vacant|join('; ') }}.", "Normal"))
    page.paragraph("{%p if in_attendance %}")
    page.heading("In attendance", 2)
    page.loop(
        "for guest in in_attendance",
        "endfor",
        (
            "{{ guest.name }}{% if guest.organisation %}, {{ guest.organisation }}{% endif %}"
            "{% if guest.capacity %} ({{ guest.capacity }}){% endif %}"
            "{% if guest.items %}: {{ guest.items }}{% endif %}",
            "List Bullet",
        ),
    )
    page.paragraph("{%p endif %}")
    page.heading("Quorum", 2)
    page.paragraph("{{ quorum }}{% if ruling %} {{ ruling }}{% endif %}")
    page.paragraph("{%p if interests is not none %}")
    page.heading("Declarations of interest", 2)
    _interests(page, "interests")
    page.paragraph("{%p endif %}")
    page.paragraph("{%p if last_minutes %}")
    page.heading("Minutes of the last meeting", 2)
    page.paragraph("{{ last_minutes|capital }}.")
    page.paragraph("{%p endif %}")
    page.paragraph("{%p for item in items %}")
    page.heading("{{ item.number }}. {{ item.title }}", 2)
    page.loop("if item.came", "endif", ("Paper: {{ item.came|lower }}", "Small"))
    page.paragraph("{%p if item.interests is not none %}")
    _interests(page, "item.interests")
    page.paragraph("{%p endif %}")
    page.loop("for line in item.summary|lines", "endfor", ("{{ line }}", "Normal"))
    page.loop("for line in item.outcome|lines", "endfor", ("{{ line }}", "Normal"))
    page.loop(
        "for decision in item.decisions",
        "endfor",
        (
            "**Decision {{ decision.reference }}:** {{ decision.text }} "
            "({{ decision.seats_present|count('seat') }} present, "
            "{% if decision.quorate %}quorate{% else %}**not quorate**{% endif %}"
            "{% if decision.to_ratify %}, **to be ratified**{% endif %}"
            "{% if decision.refer_to %}; referred to {{ decision.refer_to }}{% endif %})",
            "Decision",
        ),
    )
    page.loop(
        "for action in item.actions",
        "endfor",
        (
            f"**Action {{{{ action.reference }}}}:** {ACTION} "
            "**{{ action.owner }}, by {{ action.due|long_date }}**",
            "Action",
        ),
    )
    page.paragraph("{%p endfor %}")
    page.heading("Next meeting", 2)
    page.paragraph(NEXT_MEETING)
    return page


def _interests(page: Page, interests: str) -> None:
    page.loop(f"if not {interests}", "endif", ("None.", "Normal"))
    page.loop(
        f"for interest in {interests}",
        "endfor",
        (
            "{{ interest.person }}: {{ interest.item }} "
            "({% if interest.withdrew %}withdrew for this item{% else %}stayed{% endif %})",
            "List Bullet",
        ),
    )


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
                "{{ row.action.reference }}",
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


def pack_cover() -> Page:
    page = Page()
    page.heading("{{ title }}", 1)
    page.paragraph("{{ group }}", "Forum")
    page.paragraph("**{{ date|full_date }}, {{ start|clock_time }}**\n{{ place }}\nMeeting: {{ reference }}")
    page.paragraph("Please do not forward this file.", "Standing")
    page.heading("Contents", 2)
    page.table(
        (1.6, 11.4, 4.0),
        ("Item", "Paper", "Page"),
        (
            ("{%tr for line in contents %}",),
            (
                "{{ line.number }}",
                "{{ line.title }}",
                "{% if line.page is none %}sent as a separate file{% else %}{{ line.page }}{% endif %}",
            ),
            ("{%tr endfor %}",),
        ),
    )
    return page


def cover_sheet() -> Page:
    page = Page()
    page.heading("{{ item }}", 1)
    page.paragraph("{{ group }}", "Forum")
    page.paragraph("Please fill this in and put it at the front of your paper, in one file.", "Small")
    page.table(
        (4.0, 13.0),
        ("Item {{ number }}", "For {{ purpose }}, {{ date|full_date }}"),
        (
            ("From", "{{ author }}"),
            ("Who else worked on it", ""),
            ("Who may read it", "All who get the papers, or part 2 only"),
        ),
    )
    page.heading("The group is asked to", 2)
    page.paragraph("1. {{ asked_to }} …")
    page.paragraph("2. …")
    page.heading("In brief", 2)
    page.paragraph("Three sentences: what this is about, what is new, and how sure you are.", "Small")
    page.paragraph("…")
    page.heading("What it changes for children", 2)
    page.paragraph("Name nobody who could be recognised: no names, schools, places or case numbers.", "Small")
    page.paragraph("…")
    return page


def changes() -> Page:
    page = Page()
    page.heading("{{ title }}", 1)
    page.paragraph("{{ group }}", "Forum")
    page.paragraph("From {{ before }} to {{ after }}\nMeeting: {{ reference }}")
    page.paragraph("What was taken out is ~~struck out~~; what was put in is __underlined__.", "Small")
    page.loop("if not changes", "endif", ("Nothing is different.", "Normal"))
    page.paragraph("{%p for change in changes %}")
    page.paragraph("{{ change.place|capital }}", "Small")
    page.paragraph(
        "{% for piece in change.pieces %}{% if piece.out %}~~{{ piece.text }}~~"
        "{% elif piece.new %}__{{ piece.text }}__{% else %}{{ piece.text }}{% endif %}{% endfor %}"
    )
    page.paragraph("{%p endfor %}")
    return page


def letters_in_your_name() -> Page:
    page = Page()
    page.heading("{{ title }}", 1)
    page.paragraph("{{ group }}", "Forum")
    page.paragraph(
        "They go as they stand here if you say so; figures are those of the day on which they go.", "Small"
    )
    page.paragraph("{%p for letter in letters %}")
    page.heading("{{ letter.number }}. To {{ letter.to }}", 2)
    page.paragraph("**{{ letter.subject }}**")
    page.loop("for paragraph in letter.paragraphs", "endfor", ("{{ paragraph }}", "Normal"))
    page.paragraph("{%p endfor %}")
    return page


def main(folder: str) -> None:
    for make in (
        agenda,
        minutes,
        action_log,
        attendance_table,
        pack_cover,
        cover_sheet,
        changes,
        letters_in_your_name,
        your_part,
        board_report,
        members_list,
        confidentiality_agreement,
        attendance_report,
        purposes_report,
    ):
        make().save(Path(folder), make.__name__)


if __name__ == "__main__":
    main(sys.argv[1])
