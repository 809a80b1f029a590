"""Asking for many letters a batch at a time: what a failure means for each of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from tasks.mail.protocol.batches import in_batches
from tasks.mail.protocol.mailer import (
    BusyError,
    MailError,
    RefusedError,
    SignInError,
    UnclearError,
    UnsendableError,
)


def server(*outcomes: MailError | None) -> Callable[[Sequence[str]], list[str | MailError]]:
    """Answers each batch in turn, with an error or with what it was asked."""
    answers = iter(outcomes)

    def ask(batch: Sequence[str]) -> list[str | MailError]:
        error = next(answers)
        if error:
            raise error
        return list(batch)

    return ask


@pytest.mark.parametrize(
    ("error", "of_its_letters"),
    [
        (
            RefusedError("Nothing answers."),
            BusyError,
        ),  # the server's fault, which is not counted against a letter
        (BusyError("The mailbox is full."), BusyError),
        (UnsendableError("Too large."), UnsendableError),
        (SignInError("Wrong password."), SignInError),
        (UnclearError("No answer."), UnclearError),
    ],
)
def test_after_a_batch_that_failed_no_other_is_tried(error: MailError, of_its_letters: type) -> None:
    outcomes = in_batches(["ab", "cd", "ef"], server(None, error))
    assert outcomes[:2] == ["a", "b"]
    assert [type(one) for one in outcomes[2:]] == [
        of_its_letters,
        of_its_letters,
        BusyError,
        BusyError,
    ]


@pytest.mark.parametrize("error", [RefusedError(""), BusyError(""), SignInError("")])
def test_what_kept_the_first_batch_from_being_heard_concerns_all(error: MailError) -> None:
    with pytest.raises(type(error)):
        in_batches(["ab", "cd"], server(error))


def test_a_first_batch_of_which_nobody_can_say_leaves_the_others_untouched() -> None:
    outcomes = in_batches(["ab", "cd"], server(UnclearError("No answer.")))
    assert [type(one) for one in outcomes] == [
        UnclearError,
        UnclearError,
        BusyError,
        BusyError,
    ]
    with pytest.raises(UnclearError):
        in_batches(["ab"], server(UnclearError("No answer.")))
