"""The letters in the Chair's name with sample data."""

from __future__ import annotations

from forum.documents.letters_in_your_name import LetterInName, LettersInYourName
from samples.documents.shared import COMMON

DOCUMENT = LettersInYourName(
    **COMMON,
    reference="MASE",
    letters=(
        LetterInName(
            number=3,
            to="Designated Nurse",
            subject="MASE Group: a word from the Chair",
            paragraphs=(
                "Dear Designated Nurse,",
                "Thank you for what you give the MASE Group. You were able to attend eight of the last 12 "
                "meetings; could we have a quick word about what would help?",
                "Independent Chair\nChair of the MASE Group",
            ),
        ),
        LetterInName(
            number=4,
            to="Chief Nurse",
            subject="MASE: the Chair asks for your help with one action, by Tue 9 Feb",
            paragraphs=(
                "Dear Chief Nurse,",
                "I am writing as Chair of the MASE Group to ask for your help with one action.",
                "Independent Chair\nChair of the MASE Group",
            ),
        ),
    ),
)
