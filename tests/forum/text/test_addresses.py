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
        ("a~b@kent.example", "a~b@kent.example"),
    ],
)
def test_a_plain_address_is_kept(typed: str, kept: str) -> None:
    assert checked_address(typed) == kept


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", "is missing: write one address, such as name@organisation.example."),
        ("   ", "is missing: write one address, such as name@organisation.example."),
        ("nurse@kent.example\r\nBcc: all@kent.example", "has a line break in it: write it on one line."),
        ("nurse@kent.example\n", "has a line break in it: write it on one line."),
        ("Nurse <nurse@kent.example>", "has a name, quotes or brackets around it: write the address alone."),
        (
            "Nurse <evil@x.example>, nurse@kent.example",
            "has a name, quotes or brackets around it: write the address alone.",
        ),
        (
            '"nurse@kent.example"@x.example',
            "has a name, quotes or brackets around it: write the address alone.",
        ),
        (
            "nurse@kent.example (at work)",
            "has a name, quotes or brackets around it: write the address alone.",
        ),
        ("a@kent.example, b@kent.example", "is a list: write one address, one person."),
        ("a@kent.example; b@kent.example", "is a list: write one address, one person."),
        ("a@kent.example b@kent.example", "has a space inside: take it out."),
        ("nurse@kent.\u00a0example", "has a space inside: take it out."),
        (
            "nurse@k\u0435nt.example",
            "has a character that isn’t a plain letter (cyrillic small letter ie): type it again by hand.",
        ),
        (
            "n\u03bfrse@kent.example",
            "has a character that isn’t a plain letter (greek small letter omicron): type it again by hand.",
        ),
        (
            "nurse@kent\u3002example",
            "has a character that isn’t a plain letter (ideographic full stop): type it again by hand.",
        ),
        (
            "nurse\u200b@kent.example",
            "has a character that isn’t a plain letter (zero width space): type it again by hand.",
        ),
        (
            "nurse@kent.example\u202e",
            "has a character that isn’t a plain letter (right-to-left override): type it again by hand.",
        ),
        (
            "nurse\x00@kent.example",
            "has a character that isn’t a plain letter (U+0000): type it again by hand.",
        ),
        ("nurse", "has no @: write it as name@organisation.example."),
        ("nurse@@kent.example", "has more than one @: write one address."),
        ("nurse@evil.example@kent.example", "has more than one @: write one address."),
        ("@kent.example", "has nothing before the @."),
        (".nurse@kent.example", "has a dot too many before the @."),
        ("nurse.@kent.example", "has a dot too many before the @."),
        ("the..nurse@kent.example", "has a dot too many before the @."),
        (
            "nurse%evil.example@kent.example",
            "asks to be passed on to another address (% or !): write the address itself.",
        ),
        (
            "evil.example!nurse@kent.example",
            "asks to be passed on to another address (% or !): write the address itself.",
        ),
        (
            "mailto:nurse@kent.example",
            "has a sign before the @ that addresses don’t have: type it again by hand.",
        ),
        ("nurse\\@kent.example", "has a sign before the @ that addresses don’t have: type it again by hand."),
        ("x" * 65 + "@kent.example", "is too long before the @ (64 characters at most)."),
        ("nurse@kent.example.", "ends in a dot: take it away."),
        ("nurse@kent", "has no full organisation after the @, such as organisation.example."),
        ("nurse@", "has no full organisation after the @, such as organisation.example."),
        ("nurse@kent..example", "has no full organisation after the @, such as organisation.example."),
        ("nurse@.kent.example", "has no full organisation after the @, such as organisation.example."),
        (
            "nurse@xn--knt-dma.example",
            "has an organisation spelt in letters of another alphabet (xn--): type it again by hand.",
        ),
        (
            "nurse@-kent.example",
            "has an organisation after the @ that can’t be one: letters, digits, hyphens and dots only.",
        ),
        (
            "nurse@kent_council.example",
            "has an organisation after the @ that can’t be one: letters, digits, hyphens and dots only.",
        ),
        (
            "nurse@[192.0.2.1]",
            "has an organisation after the @ that can’t be one: letters, digits, hyphens and dots only.",
        ),
        (
            "nurse@192.0.2.1",
            "has an organisation after the @ that can’t be one: letters, digits, hyphens and dots only.",
        ),
        (
            "nurse@" + "x" * 64 + ".example",
            "has an organisation after the @ that can’t be one: letters, digits, hyphens and dots only.",
        ),
        ("nurse@" + "kent." * 50 + "example", "is too long (254 characters at most)."),
    ],
)
def test_anything_else_is_refused_with_the_reason(typed: str, reason: str) -> None:
    with pytest.raises(Problem) as refused:
        checked_address(typed)
    assert refused.value.sentence == f"The address {reason}"
    assert "nurse" not in refused.value.sentence  # it may be logged


@pytest.mark.thorough
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
