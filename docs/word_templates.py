"""Lays out the Word templates anew: ``python docs/word_templates.py FOLDER``.

The templates in ``templates/documents/`` were made with it once and are edited in Word since; running it writes
over what was edited there.
"""

from __future__ import annotations

import datetime as dt
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

FONT = "Arial"
INK = RGBColor(0x1F, 0x2A, 0x44)
GREY = "E8EAF0"
CENTRE = WD_ALIGN_PARAGRAPH.CENTER


class Page:
    """A template under construction. Words between ** are bold."""

    def __init__(self, *, landscape: bool = False) -> None:
        self.document = Document()
        self._page(landscape)
        self._styles()
        self._properties()
        self._header_and_footer()

    def paragraph(self, words: str, style: str = "Normal") -> None:
        _write(self.document.add_paragraph(style=style), words)

    def heading(self, words: str, level: int) -> None:
        _write(self.document.add_paragraph(style=f"Heading {level}"), words)

    def loop(self, tag: str, end: str, *paragraphs: tuple[str, str]) -> None:
        """Add paragraphs, each with its style, between a tag and its end."""
        self.paragraph(f"{{%p {tag} %}}")
        for words, style in paragraphs:
            self.paragraph(words, style)
        self.paragraph(f"{{%p {end} %}}")

    def table(self, widths: Sequence[float], headings: Sequence[str], rows: Sequence[Sequence[str]],
              *, size: float = 11, centred: Sequence[int] = ()) -> None:  # fmt: skip
        """Add a table whose header row is repeated; a row of one cell holds a row tag (``{%tr ... %}``).

        ``widths`` are in centimetres. A cell that starts with {%tc holds a column tag.
        """
        table = self.document.add_table(rows=0, cols=len(widths))
        table.style = "Table Grid"
        table.autofit = False
        for place, words in enumerate([headings, *rows]):
            row = table.add_row()
            _row_property(row, "w:cantSplit")
            if place == 0:
                _row_property(row, "w:tblHeader")
            for column, width in enumerate(widths):
                cell = row.cells[column]
                cell.width = Cm(width)
                paragraph = cell.paragraphs[0]
                paragraph.style = "Table text"
                text = words[column] if column < len(words) else ""
                if place == 0:
                    _shade(cell, GREY)
                    text = text if not text or text.startswith("{%tc") else f"**{text}**"
                if column in centred:
                    paragraph.alignment = CENTRE
                _write(paragraph, text, size)
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Cm(width)
        self.document.add_paragraph(style="Table text")

    def save(self, folder: Path, name: str) -> None:
        self.document.save(str(folder / f"{name}.docx"))

    def _page(self, landscape: bool) -> None:
        section = self.document.sections[0]
        sides = (Cm(29.7), Cm(21)) if landscape else (Cm(21), Cm(29.7))
        section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = sides
        section.left_margin = section.right_margin = Cm(1.5 if landscape else 2)
        section.top_margin = section.bottom_margin = Cm(2)
        section.header_distance = section.footer_distance = Cm(0.9)

    def _styles(self) -> None:
        styles = self.document.styles
        self._style("Normal", 12, after=6)
        self._style("Header", 10, after=0)
        self._style("Footer", 10, after=0)
        self._style("Heading 1", 20, bold=True, before=0, after=2)
        self._style("Heading 2", 14, bold=True, before=14, after=4)
        self._style("Heading 3", 12, bold=True, before=8, after=2)
        styles.add_style("Forum", WD_STYLE_TYPE.PARAGRAPH)
        self._style("Forum", 14, after=8)
        styles.add_style("Standing", WD_STYLE_TYPE.PARAGRAPH)
        self._style("Standing", 12, bold=True, after=8)
        styles.add_style("Table text", WD_STYLE_TYPE.PARAGRAPH)
        self._style("Table text", 11, after=0)
        styles.add_style("Small", WD_STYLE_TYPE.PARAGRAPH)
        self._style("Small", 10, after=4)
        for name, colour in (("Decision", "2E5FA3"), ("Action", "B8562B"), ("To write", "B8860B")):
            styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
            self._style(name, 12, before=2, after=6)
            _left_border(styles[name], colour)

    def _style(
        self, name: str, size: float, *, bold: bool = False, before: float = 0, after: float = 0
    ) -> None:
        style = self.document.styles[name]
        style.font.name, style.font.size, style.font.bold = FONT, Pt(size), bold
        style.font.color.rgb = INK if name.startswith("Heading") else RGBColor(0, 0, 0)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for key in list(fonts.attrib):
            del fonts.attrib[key]
        for key in ("ascii", "hAnsi", "cs", "eastAsia"):
            fonts.set(qn(f"w:{key}"), FONT)
        language = OxmlElement("w:lang")
        language.set(qn("w:val"), "en-GB")
        style.element.rPr.append(language)
        layout = style.paragraph_format
        layout.space_before, layout.space_after = Pt(before), Pt(after)
        layout.line_spacing = 1.1
        layout.keep_with_next = name.startswith("Heading")

    def _properties(self) -> None:
        properties = self.document.core_properties
        properties.author = properties.comments = properties.last_modified_by = ""
        properties.language = "en-GB"
        properties.created = properties.modified = dt.datetime(2026, 1, 1)

    def _header_and_footer(self) -> None:
        section = self.document.sections[0]
        header, footer = section.header, section.footer
        for part in (header, footer):
            part.paragraphs[0].text = "{%p if marking %}"
            marking = part.add_paragraph()
            marking.alignment = CENTRE
            _write(marking, "**{{ marking }}**")
            part.add_paragraph("{%p endif %}")
        _write(header.add_paragraph(), "{{ group }}")
        last = footer.add_paragraph()
        last.alignment = CENTRE
        last.add_run("{{ reference }}, {{ title|lower }} · Page ")
        _field(last, "PAGE")
        last.add_run(" of ")
        _field(last, "NUMPAGES")
        for paragraph in (*header.paragraphs, *footer.paragraphs):
            paragraph.style = "Header" if paragraph in header.paragraphs else "Footer"


def _write(paragraph: Any, words: str, size: float | None = None) -> None:
    for place, piece in enumerate(re.split(r"\*\*", words)):
        if piece:
            run = paragraph.add_run(piece)
            run.bold = True if place % 2 else None
            if size:
                run.font.size = Pt(size)


def _row_property(row: Any, tag: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(tag))


def _shade(cell: Any, fill: str) -> None:
    shading = OxmlElement("w:shd")
    for key, value in (("val", "clear"), ("color", "auto"), ("fill", fill)):
        shading.set(qn(f"w:{key}"), value)
    cell._tc.get_or_add_tcPr().append(shading)


def _left_border(style: Any, colour: str) -> None:
    borders, left = OxmlElement("w:pBdr"), OxmlElement("w:left")
    for key, value in (("val", "single"), ("sz", "24"), ("space", "8"), ("color", colour)):
        left.set(qn(f"w:{key}"), value)
    borders.append(left)
    style.element.get_or_add_pPr().insert_element_before(borders, "w:spacing", "w:ind", "w:jc")
    style.paragraph_format.left_indent = Cm(0.4)


def _field(paragraph: Any, instruction: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), instruction)
    run, text = OxmlElement("w:r"), OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)


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
    widths, headings = (1.1, 2.0, 6.7, 3.1, 4.1), ("No.", "Time", "Item", "Purpose", "Lead and paper")
    for items, heading in (("open_items", "Items"), ("restricted_items", "Part 2: restricted")):
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
                    "{{ line.item.number }}",
                    "{{ line.starts|clock_time }}",
                    "**{{ line.item.title }}**",
                    "{% if line.item.purpose == 'decision' %}**For decision**"
                    "{% elif line.item.purpose %}For {{ line.item.purpose }}{% endif %}",
                    "{{ line.item.lead }}"
                    "{% if line.item.paper %}{% if line.item.lead %}\n{% endif %}"
                    "Paper: {{ line.item.paper }}{% endif %}",
                ),
                ("{%tr endfor %}",),
            ),
        )
        page.paragraph("{%p endif %}")
    page.heading("Next meeting", 2)
    page.paragraph(_next())
    return page


def _next() -> str:
    return "{% if next_meeting %}{{ next_meeting|full_date }}{% else %}To be arranged.{% endif %}"


def minutes() -> Page:
    page = Page()
    page.heading("{{ title }}", 1)
    page.paragraph("{{ group }}", "Forum")
    page.paragraph("{{ standing }}", "Standing")
    page.paragraph(
        "**{{ date|full_date }}, {{ start|clock_time }} to {{ finish|clock_time }}**\n{{ place }}\n"
        "Chair: {{ chaired_by }}\nMinutes taken by: {{ minute_taker }}\nMeeting: {{ reference }}"
    )
    page.heading("Present", 2)
    page.table(
        (7.5, 6.2, 3.3),
        ("Organisation", "Name", "How"),
        (
            ("{%tr for seat in present %}",),
            (
                "{{ seat.organisation }}",
                "{{ seat.name }}{% if seat.deputy_for %} for {{ seat.deputy_for }}{% endif %}",
                "{% if seat.remote %}remote{% else %}in the room{% endif %}"
                "{% if seat.arrived %}, from {{ seat.arrived|clock_time }}{% endif %}"
                "{% if seat.left %}, until {{ seat.left|clock_time }}{% endif %}",
            ),
            ("{%tr endfor %}",),
        ),
    )
    for people, heading in (("apologies", "Apologies"), ("absent", "Not represented")):
        page.heading(heading, 2)
        page.paragraph(f"{{%p if not {people} %}}")
        page.paragraph("None.")
        page.paragraph("{%p endif %}")
        page.loop(
            f"for seat in {people}",
            "endfor",
            (
                "{{ seat.organisation }}: {% if seat.name %}{{ seat.name }}{% else %}vacant{% endif %}",
                "List Bullet",
            ),
        )
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
    page.heading("Declarations of interest", 2)
    page.paragraph("{%p if not interests %}")
    page.paragraph("None.")
    page.paragraph("{%p endif %}")
    page.loop(
        "for interest in interests",
        "endfor",
        (
            "{{ interest.person }}, on {{ interest.item }}"
            "{% if interest.withdrew %}; withdrew for that item{% else %}; stayed{% endif %}",
            "List Bullet",
        ),
    )
    page.paragraph("{%p if last_minutes %}")
    page.heading("Minutes of the last meeting", 2)
    page.paragraph("{{ last_minutes|capital }}.")
    page.paragraph("{%p endif %}")
    page.paragraph("{%p for item in items %}")
    page.heading("{{ item.number }}. {{ item.title }}", 2)
    page.loop("if item.came", "endif", ("Paper: {{ item.came|lower }}", "Small"))
    page.loop("for line in item.summary|lines", "endfor", ("{{ line }}", "Normal"))
    page.loop("if not item.summary", "endif", ("[Please write this item]", "To write"))
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
            "**Action {{ action.reference }}:** {{ action.text }} "
            "**{{ action.owner }}, by {{ action.due|long_date }}**",
            "Action",
        ),
    )
    page.paragraph("{%p endfor %}")
    page.heading("Next meeting", 2)
    page.paragraph(_next())
    return page


def action_log() -> Page:
    page = Page(landscape=True)
    page.heading("{{ title }}", 1)
    page.paragraph("{{ group }}", "Forum")
    page.paragraph(
        "**As at {{ as_of|full_date }}:** {% for standing, number in counts %}"
        "{% if standing == 'Overdue' %}**{{ number }} overdue**"
        "{% else %}{{ number }} {{ standing|lower }}{% endif %}"
        "{% if not loop.last %}, {% endif %}{% else %}no open actions{% endfor %}. "
        "Updated after meeting {{ reference }}."
    )
    page.heading("Open actions", 2)
    page.table(
        (3.4, 7.6, 4.3, 2.7, 3.0, 5.7),
        ("Reference", "Action", "Owner", "Due", "Status", "Last update"),
        (
            ("{%tr for row in rows %}",),
            (
                "{{ row.action.reference }}",
                "{{ row.action.title }}",
                "{{ row.action.owner }}",
                "{{ row.action.due|table_date }}",
                "{% cellbg row.standing|colour %}**{{ row.standing }}**"
                "{% if row.standing == 'Overdue' %}\n"
                "{{ row.action.days_overdue|count('day') }} late{% endif %}"
                "{% if row.action.reported_done %}\n{{ row.action.reported_done|table_date }}{% endif %}",
                "{{ row.action.last_update }}"
                "{% if row.action.updated_on %} ({{ row.action.updated_on|table_date }}){% endif %}",
            ),
            ("{%tr endfor %}",),
        ),
    )
    page.heading("Discharged since the last log", 2)
    page.paragraph("{%p if not discharged %}")
    page.paragraph("None.")
    page.paragraph("{%p else %}")
    page.table(
        (3.4, 11.9, 5.7, 5.7),
        ("Reference", "Action", "Owner", "Discharged"),
        (
            ("{%tr for action in discharged %}",),
            (
                "{{ action.reference }}",
                "{{ action.title }}",
                "{{ action.owner }}",
                "{{ action.discharged_on|table_date }}",
            ),
            ("{%tr endfor %}",),
        ),
    )
    page.paragraph("{%p endif %}")
    return page


def attendance_table() -> Page:
    page = Page(landscape=True)
    page.heading("{{ title }}", 1)
    page.paragraph("{{ group }}", "Forum")
    page.paragraph(
        "{% if below %}**Below {{ minimum|percent }}: {% for row in below %}"
        "{% if row.holder %}{{ row.holder }}, {% endif %}{{ row.organisation }}"
        "{% if not loop.last %}; {% endif %}{% endfor %}.**"
        "{% else %}Nobody is below {{ minimum|percent }}.{% endif %}"
    )
    page.paragraph(
        "Core members attend at least {{ minimum|percent }} of meetings themselves; deputies stand in at no more "
        "than {{ deputies|percent }} (clause {{ clause }}). "
        "As at {{ as_of|long_date }}, after meeting {{ reference }}.",
        "Small",
    )
    widths = (5.6, 0.2, 0.98, 0.2, 2.2, 2.0, 1.6, 3.4)
    loop, end = "{%tc for meeting in meetings %}", "{%tc endfor %}"
    page.table(
        widths,
        (
            "Organisation and member", loop, "{{ meeting.date|short_day_month }}", end,
            "Came", "Seat filled", "Left", "Standing",
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
                "{% if row.finding %}\n{{ row.finding }}{% endif %}",
            ),
            ("{%tr endfor %}",),
            ("**Seats represented**", loop, "{{ meeting.represented }}", end, "", "", "", ""),
            ("**Needed for a quorum**", loop, "{{ meeting.needed }}", end, "", "", "", ""),
            (
                "**Quorate**",
                loop,
                "{% cellbg meeting.quorate|yes_no|colour %}{{ meeting.quorate|yes_no }}",
                end, "", "", "", "",
            ),
        ),
        size=10,
        centred=range(2, 7),
    )  # fmt: skip
    page.paragraph(
        "**Key:** P present · R remote · D deputy · A apologies · X absent · – not expected. "
        "**Came**: the member in person or remotely. **Seat filled**: by the member or a deputy. "
        "**Left**: absences left before the member falls below {{ minimum|percent }}.",
        "Small",
    )
    return page


def main(folder: str) -> None:
    for make in (agenda, minutes, action_log, attendance_table):
        make().save(Path(folder), make.__name__)


if __name__ == "__main__":
    main(sys.argv[1])
