"""Asking for many letters a portion at a time: what a failure means for each of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from tasks.mail.protocol.batches import in_portions
from tasks.mail.protocol.mailer import Ambiguous, MailError, NotNow, Refused, RefusedForGood, SignInFailed


def server(*outcomes: MailError | None) -> Callable[[Sequence[str]], list[str | MailError]]:
    """Answers each portion in turn, with an error or with what it was asked."""
    answers = iter(outcomes)

    def ask(portion: Sequence[str]) -> list[str | MailError]:
        error = next(answers)
        if error:
            raise error
        return list(portion)

    return ask


@pytest.mark.parametrize(
    ("error", "of_its_letters"),
    [
        (Refused("Nothing answers."), NotNow),  # the server's fault, which is not counted against a letter
        (NotNow("The mailbox is full."), NotNow),
        (RefusedForGood("Too large."), RefusedForGood),
        (SignInFailed("Wrong password."), SignInFailed),
        (Ambiguous("No answer."), Ambiguous),
    ],
)
def test_after_a_portion_that_failed_no_other_is_tried(error: MailError, of_its_letters: type) -> None:
    outcomes = in_portions(["ab", "cd", "ef"], server(None, error))
    assert outcomes[:2] == ["a", "b"]
    assert [type(one) for one in outcomes[2:]] == [of_its_letters, of_its_letters, NotNow, NotNow]


@pytest.mark.parametrize("error", [Refused(""), NotNow(""), SignInFailed("")])
def test_what_kept_the_first_portion_from_being_heard_concerns_all(error: MailError) -> None:
    with pytest.raises(type(error)):
        in_portions(["ab", "cd"], server(error))


def test_a_first_portion_of_which_nobody_can_say_leaves_the_others_untouched() -> None:
    outcomes = in_portions(["ab", "cd"], server(Ambiguous("No answer.")))
    assert [type(one) for one in outcomes] == [Ambiguous, Ambiguous, NotNow, NotNow]
    with pytest.raises(Ambiguous):
        in_portions(["ab"], server(Ambiguous("No answer.")))
