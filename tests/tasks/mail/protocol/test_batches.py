"""Asking for many letters a batch at a time: what a failure means for each of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from tasks.mail.protocol.batches import ask_in_batches, draft_in_batches, split_by_number, split_by_size
from tasks.mail.protocol.mailer import (
    BatchRefusedError,
    BatchUnclearError,
    BusyError,
    MailError,
    NotTriedError,
    PassingError,
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
        (SignInError("Wrong password."), SignInError),
        (UnclearError("No answer."), UnclearError),
    ],
)
def test_after_a_batch_that_failed_no_other_is_tried(error: MailError, of_its_letters: type) -> None:
    outcomes = ask_in_batches(["ab", "cd", "ef"], server(None, error))
    assert outcomes[:2] == ["a", "b"]
    assert [type(outcome) for outcome in outcomes[2:]] == [
        of_its_letters,
        of_its_letters,
        NotTriedError,
        NotTriedError,
    ]


@pytest.mark.parametrize("error", [RefusedError(""), BusyError(""), SignInError("")])
def test_what_kept_the_first_batch_from_being_heard_leaves_the_others_untouched(error: MailError) -> None:
    outcomes = ask_in_batches(["ab", "cd"], server(error))
    of_its_letters = BusyError if type(error) is RefusedError else type(error)
    assert [type(outcome) for outcome in outcomes] == [*[of_its_letters] * 2, *[NotTriedError] * 2]
    with pytest.raises(type(error)):
        ask_in_batches(["ab"], server(error))


def test_a_first_batch_of_which_nobody_can_say_leaves_the_others_untouched() -> None:
    outcomes = ask_in_batches(["ab", "cd"], server(UnclearError("No answer.")))
    assert [type(outcome) for outcome in outcomes] == [
        UnclearError,
        UnclearError,
        NotTriedError,
        NotTriedError,
    ]
    with pytest.raises(UnclearError):
        ask_in_batches(["ab"], server(UnclearError("No answer.")))


class Picky:
    """A server that answers a whole request with an error where a bad letter is in it."""

    def __init__(self, bad: str, error: MailError) -> None:
        self.bad, self.error = bad, error
        self.requests: list[str] = []

    def ask(self, batch: Sequence[str]) -> list[str | MailError]:
        self.requests.append("".join(batch))
        if set(self.bad) & set(batch):
            raise self.error
        return list(batch)


@pytest.mark.parametrize("error", [BatchRefusedError("Wrongly made."), UnsendableError("Too large.")])
def test_one_bad_letter_costs_its_batch_a_few_more_requests_and_no_other_letter(error: MailError) -> None:
    server = Picky("f", error)
    outcomes = ask_in_batches(["abcdefgh", "ij"], server.ask)
    assert outcomes == ["a", "b", "c", "d", "e", error, "g", "h", "i", "j"]
    assert server.requests == ["abcdefgh", "abcd", "efgh", "ef", "e", "f", "gh", "ij"]


def test_two_bad_letters_are_found_both() -> None:
    error = BatchRefusedError("Wrongly made.")
    outcomes = ask_in_batches(["abcd"], Picky("ad", error).ask)
    assert outcomes == [error, "b", "c", error]


def test_a_bad_letter_alone_is_its_own_refusal_and_stops_nobody() -> None:
    error = BatchRefusedError("Wrongly made.")
    assert ask_in_batches(["a", "b"], Picky("a", error).ask) == [error, "b"]


def nothing(*_: object) -> None:
    """An empty draft is taken, and nothing is left to undo."""


FAILURES = (
    BatchUnclearError("Failed."),
    UnclearError("A gateway’s page."),
    RefusedError("Nothing there."),
    BusyError("Busy."),
    PassingError("Busy on the way."),
    BatchRefusedError("Wrongly made."),
)


@pytest.mark.parametrize("error", FAILURES)
def test_one_letter_that_the_server_chokes_on_is_refused_alone_where_an_empty_draft_is_taken(
    error: MailError,
) -> None:
    server = Picky("b", error)
    undone: list[str] = []
    outcomes = draft_in_batches(
        ["abc", "d"], server.ask, undo=lambda batch: undone.append("".join(batch)), draft_empty=nothing
    )
    assert [outcomes[0], type(outcomes[1]), *outcomes[2:]] == ["a", BatchRefusedError, "c", "d"]
    assert str(error) in str(outcomes[1])
    assert server.requests == ["abc", "a", "bc", "b", "c", "d"]
    assert undone == ([] if isinstance(error, BatchRefusedError) else ["abc", "bc", "b"])


@pytest.mark.parametrize("error", [*FAILURES, SignInError("Wrong password.")])
def test_where_an_empty_draft_fails_as_well_the_round_ends_and_no_letter_is_refused(error: MailError) -> None:
    def draft_empty() -> None:
        raise RefusedError("Nothing answers.")

    server = Picky("abcd", error)
    with pytest.raises((BusyError, PassingError, SignInError)):
        draft_in_batches(["abcd"], server.ask, undo=nothing, draft_empty=draft_empty)
    assert server.requests == ["abcd"]


def test_a_throttled_request_ends_the_round_and_nothing_more_is_asked() -> None:
    def draft_empty() -> None:
        raise AssertionError

    error = BusyError("Throttled.", "HTTP 429 TooManyRequests")
    server = Picky("b", error)
    outcomes = draft_in_batches(["abc", "d"], server.ask, undo=nothing, draft_empty=draft_empty)
    assert [type(outcome) for outcome in outcomes] == [BusyError] * 3 + [NotTriedError]
    assert server.requests == ["abc"]


def test_what_cannot_be_undone_is_not_made_again() -> None:
    def undo(_: Sequence[str]) -> None:
        raise RefusedError("Nothing answers.")

    server = Picky("b", BatchUnclearError("Failed."))
    with pytest.raises(PassingError):
        draft_in_batches(["abc"], server.ask, undo=undo, draft_empty=nothing)
    assert server.requests == ["abc"]


def test_a_sending_over_which_the_server_failed_is_not_made_again() -> None:
    server = Picky("b", BatchUnclearError("Failed."))
    with pytest.raises(BatchUnclearError):
        ask_in_batches(["abcd"], server.ask)
    assert server.requests == ["abcd"]


def test_letters_are_split_into_as_many_as_a_server_takes() -> None:
    assert split_by_number("abcde", 2) == ["ab", "cd", "e"]
    assert split_by_number("", 2) == []


@pytest.mark.parametrize(
    ("sizes", "batches"),
    [
        ([], []),
        ([4, 6, 1], [[4, 6], [1]]),  # ten bytes are not too many
        ([4, 7, 3], [[4], [7, 3]]),
        ([1, 1, 1, 1], [[1, 1, 1], [1]]),
        ([2, 30, 2], [[2], [30], [2]]),
    ],
)
def test_letters_are_split_by_their_size_and_one_that_is_too_large_goes_alone(
    sizes: list[int], batches: list[list[int]]
) -> None:
    assert list(split_by_size(sizes, lambda size: size, largest=10, most=3)) == batches
