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
        (2.7, 9.6, 4.7),
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
        size=8.5,  # so that a full year stands on one page
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
        (3.8, 2.4, 9.3, 4.2, 7.0),
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


def risk_register() -> Page:
    page = Page(landscape=True)
    page.heading("{{ title }}", 1)
    page.paragraph("{{ group }}", "Forum")
    page.paragraph(
        "As at {{ as_of|long_date }}: {{ risks|length|count('open risk') }}, "
        "{{ risks|selectattr('is_over')|list|length }} over the tolerance of {{ tolerance }}",
        "Standing",
    )
    page.paragraph(
        "The score is likelihood × impact, each from 1 to 5. Boards are told of a risk over the tolerance.",
        "Small",
    )
    page.table(
        (1.1, 8.6, 2.6, 3.4, 6.2, 4.8),
        ("No.", "Event, its cause, and its effect on children", "Owner", "Score", "Controls", "Told to"),
        (
            ("{%tr for risk in risks %}",),
            (
                "{{ risk.number }}",
                "**{{ risk.event }}** ({{ risk.purpose }})\nBecause: {{ risk.cause }}\n"
                "For children: {{ risk.effect }}",
                "{{ risk.owner }}",
                "**{{ risk.score }}** ({{ risk.likelihood }} × {{ risk.impact }}){% if risk.is_over %}\n"
                "**over tolerance**{% endif %}\n{{ risk.trend }}",
                "{{ risk.controls or '–' }}",
                "{{ risk.told or '–' }}",
            ),
            ("{%tr endfor %}",),
        ),
        size=10,
    )
    return page


def challenge_log() -> Page:
    page = Page(landscape=True)
    page.heading("{{ title }}", 1)
    page.paragraph("{{ group }}", "Forum")
    page.paragraph(
        "{{ first|long_date }} to {{ last|long_date }}: {{ challenges|length|count('challenge') }}, "
        "{{ unanswered }} without an answer",
        "Standing",
    )
    page.table(
        (3.8, 3.6, 7.0, 3.9, 4.4, 4.0),
        ("Reference", "From and to", "What", "Stage", "Answer", "What changed for children"),
        (
            ("{%tr for entry in challenges %}",),
            (
                "{{ entry.reference }}\n{{ entry.opened|table_date }}",
                "{{ entry.raised_by }}\nto {{ entry.to }}",
                "{{ entry.what }}",
                "{% if entry.answered %}{{ entry.stage|capital }}, answered {{ entry.answered|table_date }}"
                "{% else %}**{{ entry.stage|capital }}**\nby {{ entry.due|table_date }}{% endif %}",
                "{{ entry.answer or '–' }}",
                "{{ entry.changed or '–' }}",
            ),
            ("{%tr endfor %}",),
        ),
        size=10,
    )
    return page
