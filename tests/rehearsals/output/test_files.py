"""Where documents go."""

from __future__ import annotations

import pytest

from rehearsals.output.files import place_for


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("minutes.docx", "documents/minutes.docx"),
        ("Agenda.docx", "documents/Agenda (3).docx"),
        ("../../agenda.docx", "documents/..-..-agenda.docx"),
    ],
)
def test_a_document_goes_where_none_of_its_name_stands(name: str, place: str) -> None:
    assert place_for(name, {"documents/agenda.docx", "documents/agenda (2).docx"}) == place
