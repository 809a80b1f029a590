"""The Word templates of a meeting: its agenda and its minutes."""

from __future__ import annotations

from page import Page

ACTION = "{{ action.title }}{% if action.text != action.title %}: {{ action.text }}{% endif %}"  # everywhere
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


def action_note() -> Page:
    page = Page()
    page.heading("{{ title }}", 1)
    page.paragraph("{{ group }}", "Forum")
    page.paragraph("{{ standing }}", "Standing")
    page.foot("{{ standing }}", "Standing in footer")
    page.paragraph(
        "**{{ date|full_date }}, {{ start|clock_time }} to {{ finish|clock_time }}**, {{ place }}\n"
        "Lead: {{ chaired_by }}{% if minute_taker %}. Note taken by: {{ minute_taker }}{% endif %}. "
        "Meeting: {{ reference }}"
    )
    page.paragraph(
        "**Present:** {% for seat in present %}{{ seat.name }}{% if seat.deputy_for %} for "
        "{{ seat.deputy_for }}{% endif %}, {{ seat.organisation }} ({{ seat.role|lower }}"
        "{% if seat.remote %}, remote{% endif %}{% if seat.arrived %}, from {{ seat.arrived|clock_time }}"
        "{% endif %}{% if seat.left %}, until {{ seat.left|clock_time }}{% endif %})"
        "{% if not loop.last %}; {% endif %}{% endfor %}"
    )
    for seats, words in (("apologies", "Apologies"), ("absent", "Absent"), ("left", "Part 1 only")):
        page.loop(
            f"if {seats}",
            "endif",
            (
                f"**{words}:** {{% for seat in {seats} %}}{{{{ seat.name }}}} ({{{{ seat.organisation }}}})"
                "{% if not loop.last %}; {% endif %}{% endfor %}",
                "Normal",
            ),
        )
    page.loop("if vacant", "endif", ("**Vacant:** {{ vacant|join('; ') }}", "Normal"))
    page.loop(
        "if in_attendance",
        "endif",
        (
            "**In attendance:** {% for guest in in_attendance %}{{ guest.name }}"
            "{% if guest.capacity %} ({{ guest.capacity }}){% endif %}"
            "{% if guest.items %}, {{ guest.items }}{% endif %}{% if not loop.last %}; {% endif %}"
            "{% endfor %}",
            "Normal",
        ),
    )
    page.paragraph("{{ quorum }}{% if ruling %} {{ ruling }}{% endif %}", "Small")
    page.loop("if last_minutes", "endif", ("Last action note: {{ last_minutes }}.", "Small"))
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
            "**Decision {{ decision.reference }}:** {{ decision.text }}"
            "{% if not decision.quorate %} (**not quorate**)"
            "{% endif %}{% if decision.refer_to %} (referred to {{ decision.refer_to }}){% endif %}",
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


def commission() -> Page:
    page = Page()
    page.heading("{{ title }}", 1)
    page.paragraph("{{ group }}", "Forum")
    page.paragraph("{{ name }} ({{ code }})", "Standing")
    page.paragraph("**{{ question }}**\n{{ why_now }}")
    page.paragraph(
        "**In scope:** {{ in_scope|join('; ') }}\n**Out of scope:** {{ out_of_scope|join('; ') }}\n"
        "**Products:** {{ products|join('; ') }}\n**Success:** {{ success }}"
    )
    page.heading("Who", 2)
    page.paragraph("**Lead:** {{ lead }}\n**Sponsor:** {{ sponsor }}\n**They may see:** {{ may_see }}")
    page.loop("for member in members", "endfor", ("{{ member }}", "List Bullet"))
    page.heading("When", 2)
    page.paragraph(
        "**Start:** {{ start|long_date }}. **Interim report:** {{ interim|long_date }}. "
        "**End:** {{ end|long_date }}.\n**Meetings:** {% for day in meetings %}{{ day|long_date }}"
        "{% if not loop.last %}; {% endif %}{% endfor %}"
    )
    page.heading("Support", 2)
    page.paragraph(
        "**The Business Unit does:** {{ unit_does|join('; ') }}\n"
        "**It does not:** {{ unit_does_not|join('; ') }}"
    )
    page.loop("if purpose", "endif", ("**Purpose:** {{ purpose }}", "Normal"))
    page.loop("if plan_line", "endif", ("**Line of the action plan:** {{ plan_line }}", "Normal"))
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
