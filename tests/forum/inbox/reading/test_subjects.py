from __future__ import annotations

import pytest

from forum.inbox.subjects import plain_subject

OURS = "MASE: 2 actions need a line by Fri 22 Jan"


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
