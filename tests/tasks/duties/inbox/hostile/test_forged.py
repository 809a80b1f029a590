"""Forged decisions, from a file in the mailbox to what the register has of them: none is taken."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from forum.inbox.mailbox_items import Outcome
from forum.questions.kinds import QuestionKind
from tasks.duties.papers.ask_for_release import ask_for_release
from tests.tasks.duties.do import do
from tests.tasks.duties.inbox.post import Post
from tests.tasks.duties.secretariat import CHAIR, NURSE, UNIT
from tests.tasks.mail.incoming.forgeries.case import Case
from tests.tasks.mail.incoming.forgeries.end_to_end import read_from_a_folder
from tests.tasks.mail.incoming.forgeries.genuine import genuine
from tests.tasks.mail.incoming.forgeries.results import forged_results
from tests.tasks.mail.incoming.forgeries.senders import forged_senders

ALLOWED = {Outcome.FOR_THE_UNIT, Outcome.QUARANTINED, Outcome.NOTED}


def one_of_each_kind(cases: Iterable[Case]) -> list[Case]:
    return list({case.kind: case for case in cases}.values())


def test_no_forged_agreement_is_taken_and_a_genuine_one_is(chair_asked: Post, tmp_path: Path) -> None:
    letter = chair_asked.sent("chair", CHAIR)
    forged = one_of_each_kind([*forged_results(), *forged_senders()])
    outcomes = read_from_a_folder(chair_asked, tmp_path / "forged", forged, "AGREE AGENDA", letter)
    assert len(outcomes) > 25
    assert {name: said for name, said in outcomes.items() if said not in ALLOWED} == {}
    (question,) = chair_asked.forum.questions(QuestionKind.AGREE_AGENDA)
    assert question.answer is None
    assert len(chair_asked.forum.letters("recorded")) == 3  # not one each time
    outcomes = read_from_a_folder(chair_asked, tmp_path / "true", list(genuine())[:1], "AGREE AGENDA", letter)
    assert list(outcomes.values()) == [Outcome.RECORDED]
    (question,) = chair_asked.forum.questions(QuestionKind.AGREE_AGENDA)
    assert question.answer == "AGREE AGENDA"


def test_no_forged_release_is_taken_and_a_genuine_one_is(paper_wanted: Post, tmp_path: Path) -> None:
    paper_wanted.hear("VERBAL", to=paper_wanted.sent("paper_author", NURSE))
    paper_wanted.forum.on("Thu 28 Jan 2027")
    meeting = paper_wanted.forum.meeting("MASE/2027-02").id
    do(ask_for_release, paper_wanted.office, meeting, day=paper_wanted.forum.today)
    paper_wanted.send()
    letter = paper_wanted.sent("pack_check", UNIT)
    forged = one_of_each_kind([*forged_results(), *forged_senders()])
    outcomes = read_from_a_folder(paper_wanted, tmp_path / "forged", forged, "RELEASE", letter)
    assert {name: said for name, said in outcomes.items() if said not in ALLOWED} == {}
    assert paper_wanted.forum.letters("papers") == []
    outcomes = read_from_a_folder(paper_wanted, tmp_path / "true", list(genuine())[:1], "RELEASE", letter)
    assert list(outcomes.values()) == [Outcome.RECORDED]
    assert len(paper_wanted.forum.letters("papers")) > 12
