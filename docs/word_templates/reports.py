"""The template of a report to a board: two sides, with boxes that the unit writes in."""

from __future__ import annotations

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from page import Page

WORDS = "{% if section.words %}{{ section.words|join('\\n') }}{% else %}[{{ section.prompt }}]{% endif %}"
BOX = f"""<w:sdt {nsdecls("w")}><w:sdtPr>
<w:alias w:val="{{{{ section.heading }}}}"/><w:tag w:val="{{{{ section.tag }}}}"/></w:sdtPr>
<w:sdtContent><w:p><w:r><w:t>{WORDS}</w:t></w:r></w:p></w:sdtContent></w:sdt>"""


def board_report() -> Page:
    page = Page()
    page.document.sections[0].footer.paragraphs[-1].runs[0].text = "{{ reference }}, report · Page "
    page.heading("Report to the {{ board }}", 1)
    page.paragraph("{{ group }}", "Forum")
    page.paragraph("{{ standing }}", "Standing")
    page.paragraph(
        "**Meeting of:** {{ date|full_date }}\n**For:** {{ purpose }}\n**From:** {{ sender }}\n"
        "**Prepared by:** {{ prepared_by }}\n**Period:** {{ first|long_date }} to {{ last|long_date }}"
    )
    page.paragraph("{%p for section in sides + annex %}")
    page.paragraph("{%p if loop.index0 == sides|length %}")
    page.heading("Annex: what two sides have no room for", 2)
    page.document.paragraphs[-1].paragraph_format.page_break_before = True
    page.paragraph("{%p endif %}")
    page.heading("{{ section.heading }}", 2)
    page.paragraph("{%p if section.chart %}")
    page.paragraph("**{{ section.chart.title }}**")
    page.paragraph("{{ section.chart|picture }}")
    page.paragraph("{%p endif %}")
    page.paragraph("{%p if section.table %}")
    page.table(
        (7.4, 4.8, 4.8),
        tuple(f"{{{{ section.table.headings[{column}] }}}}" for column in range(3)),
        (
            ("{%tr for row in section.table.rows %}",),
            tuple(f"{{{{ row[{column}] }}}}" for column in range(3)),
            ("{%tr endfor %}",),
        ),
        size=10,
        above=0.02,
    )
    page.paragraph("{%p endif %}")
    page.loop("for line in section.lines", "endfor", ("{{ line }}", "List Bullet"))
    page.paragraph("{%p if section.box %}")
    page.paragraph("")
    place = page.document.paragraphs[-1]._p
    place.getparent().replace(place, parse_xml(BOX))
    page.paragraph("{%p else %}")
    page.loop("for words in section.words", "endfor", ("{{ words }}", "Normal"))
    page.paragraph("{%p endif %}")
    page.paragraph("{%p endfor %}")
    return page
