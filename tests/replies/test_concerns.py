"""How well concerns are recognised: hardly any is missed, and hardly any business is taken for one."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.understanding.concerns import Recognised, mails_of, recognised
from forum.concerns.kinds import ConcernKind

FOLDER = Path(__file__).parent
HEARD, WORRIES_HEARD = 0.95, 0.95
FALSE_ALARMS, FALSE_ALARMS_OF_HARD_MAILS = 0.006, 0.03


@pytest.fixture(scope="module")
def mails() -> list[Recognised]:
    return [recognised(written) for written in mails_of(FOLDER / "concerns.jsonl")]


@pytest.mark.thorough
def test_hardly_any_concern_is_missed(mails: list[Recognised]) -> None:
    concerns = [each for each in mails if each.written.kinds]
    worries = [each for each in concerns if ConcernKind.WORRY in each.written.kinds]
    assert sum(not each.is_missed for each in concerns) >= HEARD * len(concerns)
    assert sum(not each.is_missed for each in worries) >= WORRIES_HEARD * len(worries)


@pytest.mark.thorough
def test_hardly_any_mail_of_business_that_sounds_like_a_concern_is_taken_for_one(
    mails: list[Recognised],
) -> None:
    ordinary = [each for each in mails if not each.written.kinds]
    assert sum(each.is_false_alarm for each in ordinary) <= FALSE_ALARMS_OF_HARD_MAILS * len(ordinary)


@pytest.mark.thorough
def test_hardly_any_ordinary_reply_is_taken_for_a_concern() -> None:
    replies = [recognised(written) for written in mails_of(FOLDER / "building.jsonl")]
    assert sum(each.is_false_alarm for each in replies) <= FALSE_ALARMS * len(replies)
