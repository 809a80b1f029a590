"""The Word file that tests write papers in."""

from __future__ import annotations

import io
from functools import cache

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE


def blank_word() -> WordDocument:
    """An empty page as python-docx begins it, without the looks of tables that nobody uses: a hundred of
    them, twice, which is nine tenths of what reading such a file takes."""
    return Document(io.BytesIO(_blank()))


@cache
def _blank() -> bytes:
    document, out = Document(), io.BytesIO()
    for style in list(document.styles):
        if style.type == WD_STYLE_TYPE.TABLE and style.name not in ("Normal Table", "Table Grid"):
            style.delete()
    for relation in list(document.part.rels.values()):
        if relation.reltype.endswith("/stylesWithEffects"):
            del document.part.rels[relation.rId]
    document.save(out)
    return out.getvalue()
