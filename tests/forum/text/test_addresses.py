import pytest
from hypothesis import given
from hypothesis import strategies as st

from forum.text.addresses import checked_address, domain_of, is_allowed
from forum.text.problem import Problem


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("nurse@kent.example", "nurse@kent.example"),
        ("  nurse@kent.example ", "nurse@kent.example"),
        ("Designated.Nurse@Kent.EXAMPLE", "Designated.Nurse@kent.example"),
        ("o'neil+mase@a-b.kent.example", "o'neil+mase@a-b.kent.example"),
        ("x" * 64 + "@kent.example", "x" * 64 + "@kent.example"),
    ],
)
def test_a_plain_address_is_kept(typed: str, kept: str) -> None:
    assert checked_address(typed) == kept


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", "missing"),
        ("   ", "missing"),
        ("nurse@kent.example\r\nBcc: all@kent.example", "line break"),
        ("nurse@kent.example\n", "line break"),
        ("Nurse <nurse@kent.example>", "name, quotes or brackets"),
        ("Nurse <evil@x.example>, nurse@kent.example", "name, quotes or brackets"),
        ('"nurse@kent.example"@x.example', "name, quotes or brackets"),
        ("nurse@kent.example (at work)", "name, quotes or brackets"),
        ("a@kent.example, b@kent.example", "a list"),
        ("a@kent.example; b@kent.example", "a list"),
        ("a@kent.example b@kent.example", "a space inside"),
        ("nurse@kent.\u00a0example", "a space inside"),
        ("nurse@k\u0435nt.example", "cyrillic small letter ie"),
        ("n\u03bfrse@kent.example", "greek small letter omicron"),
        ("nurse@kent\u3002example", "ideographic full stop"),
        ("nurse\u200b@kent.example", "zero width space"),
        ("nurse@kent.example\u202e", "right-to-left override"),
        ("nurse\x00@kent.example", "U+0000"),
        ("nurse", "no @"),
        ("nurse@@kent.example", "more than one @"),
        ("nurse@evil.example@kent.example", "more than one @"),
        ("@kent.example", "nothing before the @"),
        (".nurse@kent.example", "a dot too many"),
        ("nurse.@kent.example", "a dot too many"),
        ("the..nurse@kent.example", "a dot too many"),
        ("nurse%evil.example@kent.example", "passed on"),
        ("evil.example!nurse@kent.example", "passed on"),
        ("mailto:nurse@kent.example", "a sign before the @"),
        ("nurse\\@kent.example", "a sign before the @"),
        ("x" * 65 + "@kent.example", "too long before the @"),
        ("nurse@kent.example.", "ends in a dot"),
        ("nurse@kent", "no full organisation"),
        ("nurse@", "no full organisation"),
        ("nurse@kent..example", "no full organisation"),
        ("nurse@.kent.example", "no full organisation"),
        ("nurse@xn--knt-dma.example", "another alphabet"),
        ("nurse@-kent.example", "can’t be one"),
        ("nurse@kent_council.example", "can’t be one"),
        ("nurse@[192.0.2.1]", "can’t be one"),
        ("nurse@192.0.2.1", "can’t be one"),
        ("nurse@" + "x" * 64 + ".example", "can’t be one"),
        ("nurse@" + "kent." * 50 + "example", "too long"),
    ],
)
def test_anything_else_is_refused_with_the_reason(typed: str, reason: str) -> None:
    with pytest.raises(Problem) as refused:
        checked_address(typed)
    assert reason in refused.value.sentence
    assert "nurse" not in refused.value.sentence  # it may be logged


@given(st.text(max_size=40))
def test_whatever_is_typed_is_one_plain_address_or_refused(typed: str) -> None:
    try:
        kept = checked_address(typed)
    except Problem:
        return
    assert kept.isascii()
    assert kept.isprintable()
    assert kept.count("@") == 1
    assert not set(kept) & set(' ,;<>"()[]')
    assert checked_address(kept) == kept


def test_only_the_exact_domain_is_allowed() -> None:
    allowed = ["kent.example", "Medway.EXAMPLE"]
    assert is_allowed("nurse@kent.example", allowed)
    assert is_allowed("nurse@KENT.example", allowed)
    assert is_allowed("nurse@medway.example", allowed)
    for other in ("nurse@evil.kent.example", "nurse@kent.example.evil", "nurse@notkent.example", "nurse"):
        assert not is_allowed(other, allowed)
    assert not is_allowed("nurse@kent.example", [])


def test_the_domain_is_what_stands_after_the_last_at() -> None:
    assert domain_of("Nurse@Kent.Example") == "kent.example"
