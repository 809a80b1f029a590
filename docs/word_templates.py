"""Lays out the Word templates anew: ``python docs/word_templates.py FOLDER``.

The templates in ``templates/documents/`` were made with it once and are edited in Word since; running it
writes over what was edited there.
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
NEXT_MEETING = "{% if next_meeting %}{{ next_meeting|full_date }}{% else %}To be arranged{% endif %}"
CENTRE = WD_ALIGN_PARAGRAPH.CENTER


class Page:
    """A template under construction. Words between ** are bold."""

    def __init__(self, *, landscape: bool = False) -> None:
        self.document = Document()
        self._lighten()
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
              *, size: float = 12, margin: float = 0.15, centred: Sequence[int] = ()) -> None:  # fmt: skip
        """Add a table whose header row is repeated; a row of one cell holds a row tag (``{%tr`` ...).

        ``widths`` and ``margin`` (beside the text of a cell) are in centimetres, ``size`` in points. A cell
        that starts with ``{%tc`` holds a column tag.
        """
        table = self.document.add_table(rows=0, cols=len(widths))
        table.style = "Table Grid"
        table.autofit = False
        _table_layout(table, margin)
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
        self.document.add_paragraph(style="Gap")

    def foot(self, words: str, style: str) -> None:
        """Add a paragraph to the footer."""
        styles = self.document.styles
        styles.add_style(style, WD_STYLE_TYPE.PARAGRAPH)
        self._style(style, 10, bold=True)
        paragraph = self.document.sections[0].footer.add_paragraph(style=style)
        paragraph.alignment = CENTRE
        _write(paragraph, words)

    def save(self, folder: Path, name: str) -> None:
        self.document.save(str(folder / f"{name}.docx"))

    def _lighten(self) -> None:
        """Leave out what python-docx brings and no reader needs; it would be most of the printing time."""
        for style in list(self.document.styles):
            if style.type == WD_STYLE_TYPE.TABLE and style.name not in ("Normal Table", "Table Grid"):
                style.delete()
        for relations in (self.document.part.rels, self.document.part.package.rels):
            for key, relation in list(relations.items()):
                if relation.reltype.endswith(("/stylesWithEffects", "/thumbnail")):
                    del relations[key]
        for setting in self.document.settings.element.iter(qn("w:compatSetting")):
            if setting.get(qn("w:name")) == "compatibilityMode":
                setting.set(qn("w:val"), "15")  # else Word opens the file in compatibility mode

    def _page(self, landscape: bool) -> None:
        section = self.document.sections[0]
        sides = (Cm(29.7), Cm(21)) if landscape else (Cm(21), Cm(29.7))
        section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = sides
        section.left_margin = section.right_margin = Cm(1.5 if landscape else 2)
        section.top_margin, section.bottom_margin = (Cm(1.3), Cm(1.5)) if landscape else (Cm(2), Cm(2))
        section.header_distance = section.footer_distance = Cm(0.6 if landscape else 0.9)

    def _styles(self) -> None:
        styles = self.document.styles
        self._style("Normal", 12, after=6)
        self._style("Header", 10, after=0)
        self._style("Footer", 10, after=0)
        self._style("Heading 1", 20, bold=True, before=0, after=2)
        self._style("Heading 2", 14, bold=True, before=14, after=4)
        self._style("Heading 3", 12, bold=True, before=8, after=2)
        styles.add_style("Forum", WD_STYLE_TYPE.PARAGRAPH)
        self._style("Forum", 14, after=6)
        styles.add_style("Standing", WD_STYLE_TYPE.PARAGRAPH)
        self._style("Standing", 12, bold=True, after=8)
        _fill(styles["Standing"], GREY)
        styles.add_style("Table text", WD_STYLE_TYPE.PARAGRAPH)
        self._style("Table text", 12, after=0)
        styles.add_style("Gap", WD_STYLE_TYPE.PARAGRAPH)
        self._style("Gap", 3, after=0)
        styles.add_style("Small", WD_STYLE_TYPE.PARAGRAPH)
        self._style("Small", 10, after=4)
        for name, colour in (("Decision", "2E5FA3"), ("Action", "B8562B")):
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
        layout.line_spacing = 1.0 if name in ("Table text", "Gap", "Small") else 1.1
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
            marking = part.paragraphs[0]
            marking.alignment = CENTRE
            _write(marking, "**{{ marking }}**")
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


def _table_layout(table: Any, margin: float) -> None:
    """Give the table thin grey lines and room in its cells."""
    properties = table._tbl.tblPr
    borders, margins = OxmlElement("w:tblBorders"), OxmlElement("w:tblCellMar")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = OxmlElement(f"w:{side}")
        for key, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", "A6ABB8")):
            line.set(qn(f"w:{key}"), value)
        borders.append(line)
    for side, width in (("top", 0.05), ("left", margin), ("bottom", 0.05), ("right", margin)):
        space = OxmlElement(f"w:{side}")
        space.set(qn("w:w"), str(Cm(width).twips))
        space.set(qn("w:type"), "dxa")
        margins.append(space)
    properties.insert_element_before(borders, "w:tblLayout", "w:tblLook")
    properties.insert_element_before(margins, "w:tblLook")


def _fill(style: Any, colour: str) -> None:
    shading = OxmlElement("w:shd")
    for key, value in (("val", "clear"), ("color", "auto"), ("fill", colour)):
        shading.set(qn(f"w:{key}"), value)
    style.element.get_or_add_pPr().insert_element_before(shading, "w:spacing", "w:ind", "w:jc")


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
                    "**{{ line.title }}**",
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
        (6.7, 6.7, 3.6),
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
            "{{ interest.person }}: {{ interest.item }} "
            "({% if interest.withdrew %}withdrew for this item{% else %}stayed{% endif %})",
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
    page.loop("for line in item.outcome|lines", "endfor", ("{{ line }}", "Normal"))
    page.loop(
        "if not (item.summary or item.outcome or item.decisions or item.actions)",
        "endif",
        ("Nothing was recorded under this item.", "Normal"),
    )
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
    page.paragraph(NEXT_MEETING)
    return page


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
        (4.0, 7.4, 4.5, 2.9, 3.3, 4.6),
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
    page.paragraph("{%p endif %}")
    page.heading("Discharged since the last log", 2)
    page.paragraph("{%p if not discharged %}")
    page.paragraph("None.")
    page.paragraph("{%p else %}")
    page.table(
        (4.0, 11.9, 7.9, 2.9),
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
        centred=range(2, 7),
    )  # fmt: skip
    page.paragraph(
        "**Key:** P present · R remote · D deputy · A apologies · X absent · – not expected. "
        "**Came:** the member; at least {{ minimum|percent }} (clause {{ clause }}). "
        "**Seat filled:** by the member or a deputy; deputies at most {{ deputies|percent }}. "
        "**Absences left** before falling below.",
        "Small",
    )
    return page


def main(folder: str) -> None:
    for make in (agenda, minutes, action_log, attendance_table):
        make().save(Path(folder), make.__name__)


if __name__ == "__main__":
    main(sys.argv[1])
