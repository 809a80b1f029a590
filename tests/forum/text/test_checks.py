import pytest
from hypothesis import given
from hypothesis import strategies as st

from forum.text.checks import checked_line, checked_text, folded, visible
from forum.text.problem import Problem


@pytest.mark.parametrize(
    "text",
    [
        "Smith & Jones <Ltd> “quoted” 'and' \"quoted\"",
        '=HYPERLINK("x")',
        "👩‍⚕️ Designated Nurse 🏴󠁧󠁢󠁷󠁬󠁳󠁿",
        "ابن رشد and בן־גוריון",
        "\u202bright to left\u202c",
        "e\u0301",
        "x" * 300,
        "",
        "two\nlines\tand a tab",
    ],
)
def test_text_goes_through_whole(text: str) -> None:
    assert checked_text(text, "People!B4") == text


@pytest.mark.parametrize(
    ("text", "place", "code"),
    [
        ("a\x00b", 2, "U+0000"),
        ("\x1b[31mred", 1, "U+001B"),
        ("ab\x7f", 3, "U+007F"),
        ("a\x85", 2, "U+0085"),
        ("a\x0bb", 2, "U+000B"),
        ("half \ud83d", 6, "U+D83D"),
        ("\udc9c", 1, "U+DC9C"),
        ("a\ufffe", 2, "U+FFFE"),
        ("a\U0001ffff", 2, "U+1FFFF"),
        ("a\ufdd0", 2, "U+FDD0"),
    ],
)
def test_what_no_document_can_hold_is_refused_with_its_place(text: str, place: int, code: str) -> None:
    with pytest.raises(Problem) as refused:
        checked_text(text, "People!B4")
    assert refused.value.sentence == (
        f"People!B4: character {place} ({code}) can’t be kept in a document; take it out or type the text "
        "again."
    )


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("paper\u202excod.exe", "U+202E"),
        ("\u202dforced\u202c", "U+202D"),
        ("\u202bnever closed", "U+202B"),
        ("closed twice\u202c", "U+202C"),
        ("\u2067never closed", "U+2067"),
        ("\u2068closed by the other\u202c", "U+202C"),
        ("first line \u202a\nsecond\u202c", "U+202A"),
        ("\u2069", "U+2069"),
    ],
)
def test_what_turns_the_direction_of_what_follows_is_refused(text: str, code: str) -> None:
    for check in (checked_text, checked_line):
        with pytest.raises(Problem) as refused:
            check(text, "Items!C2")
        assert refused.value.sentence == (
            f"Items!C2: a sign in it ({code}) turns the direction of the text; take it out or type the text "
            "again."
        )


@pytest.mark.parametrize(
    "text",
    [
        "two \u2067ימין\u2069 words",
        "\u202aa\u202bb\u202cc\u202c",
        "\u200fעברית\u200e and on",
        "مهدی\u200cنژاد",
        "👩\u200d⚕️",
    ],
)
def test_what_other_alphabets_need_is_kept(text: str) -> None:
    assert checked_line(text, "x") == text


@pytest.mark.parametrize(
    "sign", "\u00ad\u034f\u115f\u17b4\u180e\u200b\u2060\u2063\u2065\u206f\u2800\u3164\ufeff\uffa0"
)
def test_in_a_title_all_signs_are_seen(sign: str) -> None:
    with pytest.raises(Problem) as refused:
        checked_line(f"abc{sign}def", "Items!C2")
    assert refused.value.sentence == (
        f"Items!C2: character 4 (U+{ord(sign):04X}) can’t be seen; take it out or type the text again."
    )
    assert checked_text(f"abc{sign}def", "x") == f"abc{sign}def", "which a long text may have from the web"


def test_line_breaks_of_every_system_become_the_same() -> None:
    assert checked_text("one\r\ntwo\rthree\n", "x") == "one\ntwo\nthree\n"


@pytest.mark.parametrize("text", ["two\nlines", "two\r\nlines", "a\ttab", "two\u2028lines", "two\u2029parts"])
def test_a_name_or_title_stands_on_one_line(text: str) -> None:
    with pytest.raises(Problem) as refused:
        checked_line(text, "Items!C2")
    assert refused.value.sentence == "Items!C2: there is a line break or a tab in it; write it on one line."


@given(st.text())
def test_text_is_kept_as_it_is_or_refused(text: str) -> None:
    try:
        kept = checked_text(text, "x")
    except Problem:
        return
    assert kept == text.replace("\r\n", "\n").replace("\r", "\n")
    assert kept.encode("utf-8").decode("utf-8") == kept


@pytest.mark.parametrize(
    ("text", "shown"),
    [("a b", "a b"), ("a\x1bb", "a\\x1bb"), ("\u202ea", "\\u202ea"), ("ä 🙂", "ä 🙂"), ("a\nb", "a\\nb")],
)
def test_a_terminal_shows_every_sign(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_text_is_compared_without_capitals_spaces_and_kinds_of_apostrophe() -> None:
    assert folded(" The  Chair’s\nWORD ") == "the chair's word"
    assert folded(12) == "12"
