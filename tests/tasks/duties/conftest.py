from __future__ import annotations

import pytest

from forum.questions.kinds import QuestionKind
from forum.questions.words import Word
from tasks.duties.base.office import Office
from tasks.duties.papers.send_packs import release_pack
from tasks.register.database.clock import SetClock
from tests.stages import Stages, stage
from tests.tasks.duties.month_ahead import PDF, MonthAhead
from tests.tasks.duties.pack_ahead import LICENSING, PATTERNS, TRAINING
from tests.tasks.duties.secretariat import CHAIR, FEBRUARY, Forum


@pytest.fixture
def ahead(mase: Office, clock: SetClock, stages: Stages) -> MonthAhead:
    """The sample's group on Monday 4 January 2027, with its meetings planned from there."""
    ahead = MonthAhead(mase, clock)
    stages.reach(ahead.plan)
    return ahead


@pytest.fixture
def forum(mase: Office, clock: SetClock, stages: Stages) -> Forum:
    """The sample's group on Monday 4 January 2027, with its meetings planned on 9 December."""
    forum = Forum(mase, clock)
    stages.reach(forum.plan_from_december)
    return forum


@stage
def on_record(forum: Forum) -> Forum:
    """The record of 12 January is filed on the day after, with no action in it."""
    forum.on("Tue 29 Dec 2026")
    forum.draft_agenda()
    forum.on("Wed 13 Jan 2027")
    forum.file_record()
    return forum


@stage
def agenda_agreed(forum: Forum) -> Forum:
    """On Thursday 14 January the Chair agrees February's agenda, with an item and a paper of the nurse's."""
    forum.propose()
    forum.on("Thu 14 Jan 2027")
    forum.draft_agenda(FEBRUARY)
    forum.answer(QuestionKind.AGREE_AGENDA, Word.AGREE, CHAIR)
    return forum


@stage
def agreed(ahead: MonthAhead) -> MonthAhead:
    """The agenda is agreed on 14 January, with papers wanted for three items, one of them in part 2."""
    ahead.propose(TRAINING, by="CCGs", with_paper=True)
    ahead.propose(LICENSING, by="District Councils", with_paper=True)
    ahead.propose(PATTERNS, by="Kent Police", with_paper=True, part=2)
    ahead.agree_agenda()
    return ahead


@stage
def released(agreed: MonthAhead) -> MonthAhead:
    """Two papers are in, and the pack is released on Monday 1 February; the one on licensing is missing."""
    agreed.on("Mon 1 Feb 2027")
    agreed.file_paper(TRAINING, PDF + b" on training")
    agreed.file_paper(PATTERNS, PDF + b" on patterns")
    release_pack(agreed.office, FEBRUARY, "test")
    return agreed
