"""The Word templates of what goes with papers: covers, what differs, and letters to agree."""

from __future__ import annotations

from page import Page


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
