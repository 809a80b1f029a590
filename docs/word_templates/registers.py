"""The templates of what a group keeps beside its meetings: its forward plan, its registers."""

from __future__ import annotations

from page import Page


def forward_plan() -> Page:
    page = Page()
    page.heading("{{ title }}", 1)
    page.paragraph("{{ group }}", "Forum")
    page.paragraph("Twelve months from {{ as_of|long_date }}", "Standing")
    page.paragraph("**At every meeting:** {{ standing|join('; ') }}.", "Small")
    page.table(
        (2.6, 9.4, 5.0),
        ("Meeting", "In depth, once a year, and papers", "Boards and other dates"),
        (
            ("{%tr for month in months %}",),
            (
                "**{{ month.month|month }}**{% for day in month.meetings %}\n{{ day|short_date }}"
                "{% else %}\nno meeting{% endfor %}",
                "{% for item in month.items %}{{ item.title }}{% if item.lead %} ({{ item.lead }}){% endif %}"
                "{% if item.paper %}: {{ item.paper }}{% endif %}"
                "{% if not loop.last %}\n{% endif %}{% else %}–{% endfor %}",
                "{% for date in month.dates %}{{ date.date|short_date }}: {{ date.words }}"
                "{% if not loop.last %}\n{% endif %}{% endfor %}",
            ),
            ("{%tr endfor %}",),
        ),
        size=9,
        margin=0.1,
        above=0.02,
    )
    return page


def decisions_register() -> Page:
    page = Page(landscape=True)
    page.heading("{{ title }}", 1)
    page.paragraph("{{ group }}", "Forum")
    page.paragraph(
        "{{ first|long_date }} to {{ last|long_date }}: {{ decisions|length|count('decision') }} of part 1.",
        "Standing",
    )
    page.table(
        (3.2, 2.4, 9.9, 4.2, 7.0),
        ("Reference", "Taken", "Decision", "How it stands", "What followed"),
        (
            ("{%tr for decision in decisions %}",),
            (
                "{{ decision.reference }}",
                "{{ decision.on|table_date }}",
                "**{{ decision.item }}**{% if decision.purpose %} ({{ decision.purpose }}){% endif %}\n"
                "{{ decision.text }}",
                "{{ decision.standing|capital }}",
                "{% for line in decision.followed %}{{ line }}{% if not loop.last %}\n{% endif %}"
                "{% else %}–{% endfor %}",
            ),
            ("{%tr endfor %}",),
        ),
        size=10,
    )
    return page
