"""Remarks on a paper's file, as sentences."""

from __future__ import annotations

from forum.papers.papers import WORDS, Remark, remarks_in_words


def test_remarks_are_said_in_the_same_order_whatever_was_noticed_first() -> None:
    assert remarks_in_words([Remark.LINKS, "of an older version", Remark.COMMENTS]) == (
        "It has comments, which its readers can see.",
        "It had links to files or programs. We took the links out; their words stay.",
    )
    assert remarks_in_words([]) == ()


def test_each_remark_is_a_sentence() -> None:
    assert all(words[0].isupper() and words.endswith(".") for words in WORDS.values())
    assert {*WORDS, Remark.MARKED} == set(Remark)
