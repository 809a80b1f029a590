"""Two versions of a document are compared in words, paragraph by paragraph."""

from __future__ import annotations

import pytest

from forum.text.comparison import ChangedParagraph, Paragraph, compare_paragraphs

FIRST, SECOND, THIRD = "The plan was heard.", "Four of nine lines are complete.", "Training was noted."


def written(*texts: str) -> list[Paragraph]:
    return [Paragraph(f"under item {number}", text) for number, text in enumerate(texts, start=1)]


def shown(change: ChangedParagraph) -> str:
    """ "Four of [-nine-]{+ten+} lines"."""
    return "".join(
        f"[-{piece.text}-]" if piece.out else f"{{+{piece.text}+}}" if piece.new else piece.text
        for piece in change.pieces
    )


@pytest.mark.parametrize(
    ("after", "places", "said"),
    [
        ((FIRST, SECOND, THIRD), [], []),
        (
            (FIRST, "Five of nine lines are complete.", THIRD),
            ["under item 2"],
            ["[-Four-]{+Five+} of nine lines are complete."],
        ),
        ((FIRST, THIRD), ["under item 2"], [f"[-{SECOND}-]"]),
        ((FIRST, "It was agreed.", SECOND, THIRD), ["under item 2"], ["{+It was agreed.+}"]),
        (
            (FIRST, "Nobody spoke to it at all.", THIRD),
            ["under item 2", "under item 2"],
            [f"[-{SECOND}-]", "{+Nobody spoke to it at all.+}"],
        ),
        (
            (FIRST, f"{SECOND} One is late.", THIRD, "The end."),
            ["under item 2", "under item 4"],
            [f"{SECOND}{{+ One is late.+}}", "{+The end.+}"],
        ),
    ],
)
def test_what_was_taken_out_and_put_in_is_shown_where_it_stands(
    after: tuple[str, ...], places: list[str], said: list[str]
) -> None:
    found = compare_paragraphs(written(FIRST, SECOND, THIRD), written(*after))
    assert [change.place for change in found] == places
    assert [shown(change) for change in found] == said
