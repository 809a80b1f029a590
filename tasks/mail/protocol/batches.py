"""Many letters asked about a portion at a time, as a server takes them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from tasks.mail.protocol.mailer import BusyError, MailError, RefusedError, SignInError

Asked = TypeVar("Asked")
Outcome = TypeVar("Outcome")

NOT_TRIED = "It was not tried, since the letters before it had no clear outcome."


def in_batches(
    portions: Sequence[Sequence[Asked]], ask: Callable[[Sequence[Asked]], Sequence[Outcome | MailError]]
) -> list[Outcome | MailError]:
    """Ask for one portion after the other, and return the outcome of each letter.

    What fails as a whole ends it: the letters of that portion share the error, and those after it are not
    tried. It is raised where it concerns all of them. That a server could not be reached is counted against
    no letter.
    """
    outcomes: list[Outcome | MailError] = []
    for place, portion in enumerate(portions):
        try:
            outcomes += ask(portion)
        except MailError as error:
            rest = [one for later in portions[place + 1 :] for one in later]
            if not outcomes and (isinstance(error, (RefusedError, SignInError)) or not rest):
                raise
            unheard = BusyError(str(error)) if type(error) is RefusedError else error
            return [*outcomes, *[unheard] * len(portion), *(BusyError(NOT_TRIED) for _ in rest)]
    return outcomes
