"""The templates of what somebody gets who joins: their part in a page, the agreement to sign."""

from __future__ import annotations

from page import Page


def your_part() -> Page:
    page = Page()
    page.heading("{{ title }}", 1)
    page.paragraph("{{ group }}", "Forum")
    page.paragraph("The terms of reference in short. Where the two differ, the terms count.", "Small")
    page.heading("What the group is for", 2)
    page.loop("for purpose in purposes", "endfor", ("{{ purpose }}", "List Bullet"))
    page.heading("What is asked", 2)
    page.table(
        (2.8, 12.2, 2.0),
        ("What", "The terms", "Clause"),
        (
            ("{%tr for term in terms %}",),
            ("**{{ term.about }}**", "{{ term.words }}", "{{ term.clause }}"),
            ("{%tr endfor %}",),
        ),
        size=11,
    )
    page.heading("Who is in it", 2)
    page.paragraph("The core members come from: {{ seats|join('; ') }}.")
    page.loop("if boards", "endif", ("The group reports to: {{ boards|join('; ') }}.", "Normal"))
    page.loop("if partnerships", "endif", ("It works with: {{ partnerships|join('; ') }}.", "Normal"))
    page.heading("Words you will meet", 2)
    page.paragraph("{% for word, meaning in words %}**{{ word }}:** {{ meaning }} {% endfor %}", "Small")
    return page


def members_list() -> Page:
    page = Page(landscape=True)
    page.heading("{{ title }}", 1)
    page.paragraph("{{ group }}", "Forum")
    page.paragraph("As at {{ as_at|full_date }}. For members alone: please do not pass it on.", "Standing")
    page.table(
        (6.0, 6.3, 2.9, 3.0, 8.5),
        ("Organisation", "Name", "Role", "Telephone", "Email"),
        (
            ("{%tr for entry in entries %}",),
            (
                "{{ entry.organisation }}",
                "{{ entry.name }}{% if entry.job_title %}\n{{ entry.job_title }}{% endif %}",
                "{{ entry.role }}",
                "{{ entry.phone }}",
                "{{ entry.address }}",
            ),
            ("{%tr endfor %}",),
        ),
        size=10,
    )
    return page


def confidentiality_agreement() -> Page:
    page = Page()
    page.heading("{{ title }}", 1)
    page.paragraph("{{ group }}", "Forum")
    page.paragraph(
        "Between {% if person %}**{{ person }}**{% if organisation %}, {{ organisation }}{% endif %}"
        "{% else %}whoever signs below{% endif %}, and the group."
    )
    page.paragraph(
        "The group shares information about children and families at risk"
        "{% if sharing_agreement %}, under the {{ sharing_agreement }}{% endif %}. As a participant:"
    )
    for promise in (
        "I use what I learn in the group to safeguard children, to prevent, detect and prosecute crime, and "
        "for the duties that the law gives my organisation; and for nothing else.",
        "I pass it on only to those who need it for these purposes, and say that it is confidential.",
        "I keep papers and minutes where only those who need them can read them, and send them securely.",
        "I tell the Business Unit at once if something is lost, or was sent to somebody by mistake.",
        "When I leave I hand on what I have had from the group. What bears on a case or an investigation I "
        "keep as my organisation’s retention schedule says. What I learnt stays confidential.",
        "I keep to the law on data protection{% if sharing_agreement %}, to the {{ sharing_agreement }}"
        "{% endif %} and to the policies of my own organisation.",
    ):
        page.paragraph(promise, "List Number")
    page.table(
        (4.0, 13.0),
        ("Signed by", "{{ person }}"),
        (("Signature\n\n", ""), ("Date", ""), ("Job title", ""), ("Organisation", "{{ organisation }}")),
    )
    page.paragraph(
        "Please {% if person %}send it back to the {{ unit }} by replying to our letter"
        "{% else %}leave it with the {{ unit }}{% endif %}."
    )
    return page
