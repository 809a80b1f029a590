"""Names are as people have them, and no more than what they look like."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forum.text.checks import checked_name
from forum.text.problem import Problem

WHERE = "People, cell A4"


@pytest.mark.parametrize(
    "name",
    [
        "Łukasz Żółć",
        "Siân O’Connor",
        "Sean O'Brien-Smith",
        "Nguyễn Thị Minh",
        "José Peña",
        "Jose\u0301 Pen\u0303a",
        "Zoë Brontë",
        "Büşra Ağaoğlu",
        "İsmail Işık",
        "Þóra Ðórisdóttir",
        "Œuvre Ærø",
        "Ọlọ́runfẹ́mi Ọbásanjọ́",
        "Ngũgĩ wa Thiong’o",
        "Kahaʻula ʻOkina",
        "D’Arcy-Smith (née Jones)",
        "Dr. R. J. Patel, MBE",
        "Detective Superintendent, Public Protection",
        "R&D Lead 2",
        "Chloé\u00a0Martin",
        "Юлия Петрова",
        "Сара Петрова",
        "Γιώργος Παπαδόπουλος",
        "Անի Սարգսյան",
        "محمد بن رشد",
        "مهدی\u200cنژاد",
        "קלמן שטרן",
        "अनिल कुमार",
        "山田 太郎",
        "葛\U000e0100城 太郎",
        "ᠪᠠ\u180bᠲᠤ",
        "ꓡꓲ-ꓢꓴ ꓨꓱ",
        "ᏣᎳᎩ ᏗᎦᏚ",
        "やまだ タロウ",
        "Yamada 太郎",
        "김철수",
        "",
    ],
)
def test_a_name_in_one_alphabet_is_kept_as_it_is(name: str) -> None:
    assert checked_name(name, WHERE) == name


UNSEEN = "can’t be seen"
ALPHABETS = "are of two alphabets"
LOOKS = "only looks like a plain letter or figure"
TURNS = "turns the direction"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("John\u200b Smith", UNSEEN),
        ("John\u200c Smith", UNSEEN),
        ("Jo\u200dhn Smith", UNSEEN),
        ("John\u2060 Smith", UNSEEN),
        ("\ufeffJohn Smith", UNSEEN),
        ("John Smi\u00adth", UNSEEN),
        ("John\u034f Smith", UNSEEN),
        ("John\u3164Smith", UNSEEN),
        ("John\U000e0041 Smith", UNSEEN),
        ("John\ufe00 Smith", UNSEEN),
        ("John\ufe0f Smith", UNSEEN),
        ("John\U000e0100 Smith", UNSEEN),
        ("John\u180b Smith", UNSEEN),
        ("John\u17b4 Smith", UNSEEN),
        ("John\u2065 Smith", UNSEEN),
        ("John\u206a Smith", UNSEEN),
        ("John\u2800Smith", UNSEEN),
        ("\u2800", UNSEEN),
        ("\ufe00葛城", UNSEEN),
        ("\u200fJohn Smith", UNSEEN),
        ("John Smith\u200e", UNSEEN),
        ("\u061cJohn Smith", UNSEEN),
        ("\u2067John\u2069 Smith", UNSEEN),
        ("\u202aJohn\u202c Smith", UNSEEN),
        ("John \u202ehtimS", TURNS),
        ("John \u202dSmith\u202c", TURNS),
        ("John \u2066Smith", TURNS),
        ("Аnna Smith", ALPHABETS),
        ("Anna Smіth", ALPHABETS),
        ("Jоhn Smith", ALPHABETS),
        ("Ροse Smith", ALPHABETS),
        ("Rοse Smith", ALPHABETS),
        ("Smith Анна", ALPHABETS),
        ("Мary Smith", ALPHABETS),
        ("Մary Smith", ALPHABETS),
        ("Ꭺnna Smith", ALPHABETS),
        ("Ⲟwen Smith", ALPHABETS),
        ("Юлия Πетрова", ALPHABETS),
        ("משהJohn", ALPHABETS),
        ("Ｊohn Smith", LOOKS),
        ("𝐉ohn Smith", LOOKS),
        ("Ⅿary Smith", LOOKS),
        ("ﬁona Smith", LOOKS),
        ("Johnª Smith", LOOKS),
        ("John Smith²", LOOKS),
        ("ɑnna Smith", LOOKS),
        ("Sᴍith", LOOKS),
        ("Сора", "look like ours"),
        ("Рорре Сох", "look like ours"),
        ("ΑΝΝΑ", "look like ours"),
        ("ꓙꓳꓧꓠ ꓢꓟꓲꓔꓧ", "look like ours"),
        ("ᎫᎪᏦᎬ ᏔᎬᏚᎢ", "look like ours"),
        ("օհո", "look like ours"),
        ("John\nSmith", "line break"),
        ("John\tSmith", "a tab"),
        ("John\x00Smith", "can’t be kept"),
    ],
)
def test_what_is_no_name_as_it_looks_is_asked_about_with_its_place(name: str, said: str) -> None:
    with pytest.raises(Problem) as refused:
        checked_name(name, WHERE)
    assert refused.value.sentence.startswith(f"{WHERE}: ")
    assert said in refused.value.sentence
    assert refused.value.sentence.isprintable(), "and the sentence has no such sign itself"


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        (
            "a\ufe0f",
            "character 2 of the name (U+FE0F variation selector-16) can’t be seen or turns its direction",
        ),
        (
            " Smіth Anna",
            "characters 2 and 4 of the name (U+0053 latin capital letter s, U+0456 cyrillic small letter "
            "byelorussian-ukrainian i) are of two alphabets",
        ),
        (
            "\uff2aohn Smith",
            "character 1 of the name (U+FF2A fullwidth latin capital letter j) only looks like a plain "
            "letter or figure",
        ),
        ("Сора", "the name is spelt in Cyrillic letters that look like ours"),
    ],
)
def test_a_fault_in_a_name_is_told_with_its_signs(name: str, fault: str) -> None:
    with pytest.raises(Problem) as refused:
        checked_name(name, WHERE)
    assert refused.value.sentence == f"{WHERE}: {fault}; type the name again by hand, in one alphabet."


@given(st.text(max_size=30))
def test_a_name_is_kept_as_it_is_or_asked_about(name: str) -> None:
    try:
        kept = checked_name(name, WHERE)
    except Problem:
        return
    assert kept == name
    assert not any(unicodedata.category(sign) in ("Cc", "Cs") for sign in kept)
