"""How sentences are cut and folded, how phrases are written down, and when hints make a claim."""

from __future__ import annotations

import pytest

from forum.concerns.recognise import TOGETHER, is_made, points
from forum.concerns.sentences import MOST_WORDS, Claim, phrases, sentences_of

LONG_LINE = "She is driven to a hotel by two men every Friday night after"  # wrapped by a mail program


@pytest.mark.parametrize(
    ("lines", "sentences"),
    [
        (["She’s 14! Is she safe?"], ("shes 14", "is she safe")),
        (["He said: “no”; then left."], ("he said no", "then left")),
        (["It is 9.30 now"], ("it is 9 30 now",)),
        (["he hits her full stop she told me"], ("he hits her", "she told me")),
        (["  Zoë   and\tMüller_Smith  "], ("zoe and muller smith",)),
        (["A child", "told me"], ("a child", "told me")),
        ([f"{LONG_LINE} her", "school"], (f"{LONG_LINE.lower()} her school",)),
        ([f"{LONG_LINE}", "school"], (LONG_LINE.lower(), "school")),  # as long as a line may be
        ([f"{LONG_LINE} her: ", "school"], (f"{LONG_LINE.lower()} her", "school")),
        ([f"{LONG_LINE} tea.  ", "school"], (f"{LONG_LINE.lower()} tea", "school")),
        (["", "...", "!"], ()),
    ],
)
def test_sentences_end_where_their_writer_ends_them(lines: list[str], sentences: tuple[str, ...]) -> None:
    assert sentences_of(lines) == sentences


@pytest.mark.parametrize(
    ("number", "pieces"), [(40, [40]), (41, [40, 21]), (60, [40, 40]), (61, [40, 40, 21])]
)
def test_a_sentence_without_an_end_is_read_in_pieces_that_overlap(number: int, pieces: list[int]) -> None:
    words = [str(each) for each in range(number)]
    cut = [piece.split() for piece in sentences_of([" ".join(words)])]
    assert [len(piece) for piece in cut] == pieces
    assert [piece[0] for piece in cut] == [str(MOST_WORDS // 2 * place) for place in range(len(pieces))]


@pytest.mark.parametrize(
    ("text", "is_in"),
    [
        ("hit her", True),
        ("hits her", False),
        ("hit the poor little her", True),
        ("hit the poor little old her", False),
        ("told them", True),
        ("told you", False),
        ("my boy", True),
        ("your boy", True),
        ("a boy", False),
        ("over here", True),
        ("over  here", False),
    ],
)
def test_a_phrase_stands_for_all_ways_to_say_it(text: str, is_in: bool) -> None:
    written = phrases("hit ~ her, told @", "% boy, over\n    here")
    assert (written.search(text) is not None) is is_in


CLAIM = Claim(
    said=phrases("i complain"),
    unless=phrases("procedure"),
    hints=((phrases("rude"), phrases("an apology")), (phrases("late"), phrases("refund"))),
)
BETWEEN = "and so on"


@pytest.mark.parametrize(
    ("sentences", "is_claim"),
    [
        (["good day", "i complain"], True),
        (["i complain of the procedure"], False),
        (["he was rude"], False),
        (["he was rude", "i want an apology"], True),
        (["i want an apology", "he was rude"], True),
        (["he was rude", "i want a refund"], False),
        (["it came late and i want a refund"], True),
        (["he was rude", *[BETWEEN] * (TOGETHER - 2), "i want an apology"], True),
        (["he was rude", *[BETWEEN] * (TOGETHER - 1), "i want an apology"], False),
        (["he was rude", "i want an apology for the procedure"], False),
        ([BETWEEN] * 9 + ["he was rude", "i want an apology"], True),
    ],
)
def test_a_claim_is_made_in_so_many_words_or_by_hints_that_stand_together(
    sentences: list[str], is_claim: bool
) -> None:
    assert is_made(CLAIM, sentences) is is_claim


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("the meeting is on friday", 0),
        ("a girl", 4),  # of whom the reader has not heard
        ("the girl", 3),
        ("the girl and her mum", 5),  # two people of a home, one of them spoken of again
        ("girl boy mum dad uncle", 5),  # of many people two count
        ("the girl is 14", 5),
        ("the girl was raped", 7),
    ],
)
def test_the_points_of_a_worry_are_counted_by_person_harm_and_sign(text: str, counted: int) -> None:
    assert points(text) == counted
