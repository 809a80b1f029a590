"""The templates of what somebody gets who joins: the terms of reference in short, the agreement to sign."""

from __future__ import annotations

from page import Page


def terms_of_reference() -> Page:
    page = Page()
    page.heading("{{ title }}", 1)
    page.paragraph("{{ group }}", "Forum")
    page.paragraph("What the full terms of reference ask, in short. The Business Unit has the full terms.")
    page.heading("What the group is for", 2)
    page.loop("for purpose in purposes", "endfor", ("{{ purpose }}", "List Bullet"))
    page.heading("What is asked", 2)
    page.table(
        (3.0, 11.6, 2.4),
        ("What", "The terms", "Clause"),
        (
            ("{%tr for term in terms %}",),
            ("**{{ term.about }}**", "{{ term.words }}", "{{ term.clause }}"),
            ("{%tr endfor %}",),
        ),
    )
    page.heading("Core membership", 2)
    page.loop("for seat in seats", "endfor", ("{{ seat }}", "List Bullet"))
    page.paragraph("{%p if boards %}")
    page.heading("Whom the group reports to", 2)
    page.loop("for board in boards", "endfor", ("{{ board }}", "List Bullet"))
    page.paragraph("{%p endif %}")
    page.paragraph("{%p if partnerships %}")
    page.heading("Whom it works with", 2)
    page.loop("for partnership in partnerships", "endfor", ("{{ partnership }}", "List Bullet"))
    page.paragraph("{%p endif %}")
    return page


def confidentiality_agreement() -> Page:
    page = Page()
    page.heading("{{ title }}", 1)
    page.paragraph("{{ group }}", "Forum")
    page.paragraph(
        "Between **{{ person }}**{% if organisation %}, {{ organisation }}{% endif %}, and the group."
    )
    page.paragraph(
        "The group shares information about children and families at risk. As somebody who takes part in it:"
    )
    for promise in (
        "I use what I learn in the group to safeguard children and for nothing else.",
        "I pass it on only to those who need it to do so, and say that it is confidential.",
        "I keep papers and minutes where nobody else can read them, and send them by secure mail only.",
        "I tell the Business Unit at once if something is lost, or was sent to somebody by mistake.",
        "When I leave I delete and destroy what I have had from the group. What I learnt stays confidential.",
        "I keep to the law on data protection and to the policies of my own organisation.",
    ):
        page.paragraph(promise, "List Number")
    page.table(
        (4.0, 13.0),
        ("Signed by", "{{ person }}"),
        (("Signature\n\n", ""), ("Date", ""), ("Job title", "")),
    )
    page.paragraph("Please send it back to the {{ unit }} by replying to our letter.")
    return page
