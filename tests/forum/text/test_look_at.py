from __future__ import annotations

import pytest

from forum.text.look_at import LookAt, passages_to_look_at

KNOWN = ("KCC, Specialist Children’s Services", "National Probation Service", "KSCB Business Group")


def seen(text: str) -> list[tuple[str, LookAt]]:
    return [(passage.quote, passage.why) for passage in passages_to_look_at(text, KNOWN)]


@pytest.mark.parametrize(
    ("text", "quote", "why"),
    [
        ("We heard from Jo Field on this.", "Jo Field", LookAt.NAME),
        ("The plan for Child B was agreed.", "Child B", LookAt.NAME),
        ("Thanks to Mrs Hall for it.", "Mrs Hall", LookAt.NAME),
        ("It helped a girl aged 14 to talk.", "aged 14", LookAt.BIRTH),
        ("DOB 12/03/2013 is in the file.", "DOB 12/03/2013", LookAt.BIRTH),
        ("Most live near ME14 1XQ now.", "ME14 1XQ", LookAt.POSTCODE),
        ("Pupils of Marsh Lane Academy took part.", "Marsh Lane Academy", LookAt.SCHOOL),
        ("The Harbour View Hotel was visited.", "The Harbour View Hotel", LookAt.HOTEL),
        ("See crime number 46/12345/27.", "crime number 46/12345/27", LookAt.NUMBER),
        ("NHS 943 476 5919 is hers.", "NHS 943 476 5919", LookAt.NUMBER),
        ("Of these three young people are safe.", "three young people", LookAt.SMALL_NUMBER),
        ("Only 2 of the girls said so.", "2 of the girls", LookAt.SMALL_NUMBER),
        ("8 of the 12 pupils finished.", "8 of the 12 pupils finished", LookAt.DIFFERENCE),
        (
            "Nine of the eleven families came back.",
            "Nine of the eleven families came back",
            LookAt.DIFFERENCE,
        ),
    ],
)
def test_what_may_tell_of_a_person_or_a_place_is_listed(text: str, quote: str, why: LookAt) -> None:
    assert (quote, why) in seen(text)


@pytest.mark.parametrize(
    "text",
    [
        "The Business Group is asked to agree the plan for Kent and Medway.",
        "The National Probation Service and KCC, Specialist Children’s Services came to each meeting.",
        "Training reached 140 staff of the District Councils in March 2027.",
        "The group met three times, and two of its decisions were about hotels.",
        "Of 40 children 25 had a plan by the end of June.",
        "How interviews are offered (research R/2027/01), and briefing B/2027/12",
        "Offices are closed from Christmas to New Year.",
    ],
)
def test_ordinary_sentences_of_a_report_are_not_listed(text: str) -> None:
    assert seen(text) == []


def test_a_passage_is_listed_once_and_all_are_in_order() -> None:
    text = "Jo Field wrote. The school is Marsh Lane Academy. Jo Field wrote again."
    assert seen(text) == [("Jo Field", LookAt.NAME), ("Marsh Lane Academy", LookAt.SCHOOL)]
    assert str(passages_to_look_at(text)[0]) == "“Jo Field” may be a name"
