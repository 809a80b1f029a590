"""What changed in minutes, in sentences without their words."""

from __future__ import annotations

from forum.documents.minutes import Changes, summarise_changes
from forum.text.comparison import ChangedParagraph


def document(*places: str, part: int = 1) -> Changes:
    return Changes(
        group="A group",
        marking="",
        reference="MASE/2027-01",
        part=part,
        before="version 1",
        after="version 2",
        changes=tuple(ChangedParagraph(place=place, pieces=()) for place in places),
    )


def test_the_document_is_named_by_its_part() -> None:
    assert document().file_name == "MASE-2027-01 what changed in the minutes.docx"
    assert document(part=2).file_name == "MASE-2027-01 what changed in the minutes, part 2.docx"


def test_places_are_named_once_and_beyond_six_counted() -> None:
    assert summarise_changes([document(), document(part=2)]) == (
        "Nothing has changed since the version that you saw."
    )
    assert summarise_changes([document("under item 5"), document(part=2)]) == (
        "One paragraph changed since the version that you saw, under item 5; the file “MASE-2027-01 what "
        "changed in the minutes.docx” shows how."
    )
    six = [f"under item {number}" for number in range(1, 7)]
    assert summarise_changes([document(*six, six[0])]).startswith(
        "Seven paragraphs changed since the version that you saw, under item 1, under item 2, under item 3, "
        "under item 4, under item 5 and under item 6; the file"
    )
    assert summarise_changes([document(*six), document("at the end", part=2)]).startswith(
        "Seven paragraphs changed since the version that you saw, in 7 places; the file"
    )
