from __future__ import annotations

import pytest

from forum.inbox.mail_text.subjects import own_subject, plain_subject

OURS = "MASE: 2 actions need an update by Fri 22 Jan"


@pytest.mark.parametrize(
    "subject",
    [
        f"RE: {OURS}",
        f"Re: Fwd: {OURS}",
        f"[EXTERNAL] RE: {OURS}",
        f"RE: [EXTERNAL] {OURS}",
        f"re[2]: [secure]  {OURS}",
        f"Automatic reply: {OURS}",
        f"AW: WG: {OURS}",
        f"RE : TR : {OURS}",
        f"Antw: {OURS}",
        f"Odp: [EXTERNAL] {OURS}",
        OURS.replace(" need", "  need").upper(),
    ],
)
def test_a_subject_is_known_again_through_what_mail_systems_put_before_it(subject: str) -> None:
    assert plain_subject(subject) == plain_subject(OURS)


@pytest.mark.parametrize("subject", ["", "RE:", "[EXTERNAL] RE: "])
def test_a_subject_that_says_nothing_is_empty(subject: str) -> None:
    assert plain_subject(subject) == ""


def test_other_words_make_another_subject() -> None:
    assert plain_subject(f"Question about {OURS}") != plain_subject(OURS)


@pytest.mark.parametrize(
    ("subject", "own"),
    [
        ("AGREE AGENDA", "AGREE AGENDA"),
        ("Re: [EXTERNAL] AGREE AGENDA", "AGREE AGENDA"),
        (f"RE: {OURS}", ""),
        ("RE: MASE: recorded; reply WRONG to undo", ""),
        ("Declined: MASE Group, Tue 9 Feb, 10am", ""),
        (f"DONE: {OURS}", "DONE"),
        (f"DONE Re: {OURS}", "DONE"),
        (f"Re: {OURS} - HELP please", "HELP please"),
        ("RE:", ""),
    ],
)
def test_a_word_in_a_subject_is_somebodys_own_where_the_subject_is_not_ours(subject: str, own: str) -> None:
    assert own_subject(subject, "MASE", OURS, is_reply=True) == own


def test_the_subject_of_another_mail_is_nobodys_own_words() -> None:
    assert own_subject("Fwd: no longer coming", "MASE", "", is_reply=False) == ""
    assert own_subject("Apologies for Tuesday", "MASE", "", is_reply=False) == "Apologies for Tuesday"
