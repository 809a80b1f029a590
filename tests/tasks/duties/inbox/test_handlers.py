"""Every saying has what is done for it."""

from __future__ import annotations

from forum.inbox.sayings import Saying, Undo
from tasks.duties.inbox.carry_out import HANDLERS


def test_each_saying_is_carried_out_but_for_what_takes_back_another() -> None:
    assert set(HANDLERS) == set(Saying.__subclasses__()) - {Undo}
