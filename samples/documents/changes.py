"""The changes since a version with sample data."""

from __future__ import annotations

from forum.documents.changes import Changes
from forum.text.comparison import ChangedParagraph, Piece
from samples.documents.shared import COMMON

DOCUMENT = Changes(
    **COMMON,
    reference="MASE/2027-01",
    before="version 2 of 18 January 2027",
    after="version 3 of 20 January 2027",
    changes=(
        ChangedParagraph(
            place="under item 5",
            pieces=(
                Piece(text="The group went through the plan line by line."),
                Piece(text=" Four", out=True),
                Piece(text=" Five", new=True),
                Piece(text=" of nine lines are complete."),
            ),
        ),
        ChangedParagraph(
            place="under item 7",
            pieces=(Piece(text="The spring training calendar was noted.", new=True),),
        ),
    ),
)
