"""The format that a reader needs, as people write it."""

from __future__ import annotations

import pytest

from forum.members.register_state import Format, file_name_in, format_of, is_our_document


@pytest.mark.parametrize(
    ("needed", "format"),
    [
        ("", Format.USUAL),
        ("  ", Format.USUAL),
        ("large print", Format.LARGE_PRINT),
        ("Larger font, please", Format.LARGE_PRINT),
        ("big type", Format.LARGE_PRINT),
        ("plain text", Format.PLAIN_TEXT),
        ("uses a screen-reader", Format.PLAIN_TEXT),
        ("text only", Format.PLAIN_TEXT),
        ("Braille", Format.OTHER),
        ("explain texts to me", Format.OTHER),
    ],
)
def test_a_format_is_known_by_the_words_people_use(needed: str, format: Format) -> None:
    assert format_of(needed) is format


@pytest.mark.parametrize(
    ("name", "is_ours"),
    [
        ("MASE-2027-02 agenda.docx", True),
        ("MASE-2027-02 action log, part 2.docx", True),
        ("MASE-2027-02 item 5.docx", False),
        ("MASE-2027-02 agenda.pdf", False),
    ],
)
def test_our_own_documents_are_made_in_each_format(name: str, is_ours: bool) -> None:
    assert is_our_document(name) is is_ours


def test_a_file_in_another_format_has_a_name_of_its_own() -> None:
    name = "MASE-2027-02 agenda.docx"
    assert file_name_in(Format.LARGE_PRINT, name) == "MASE-2027-02 agenda, large print.docx"
    assert file_name_in(Format.PLAIN_TEXT, name) == "MASE-2027-02 agenda.txt"
