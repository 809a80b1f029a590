"""What papers and packs hand the house."""

from __future__ import annotations

from forum.questions.kinds import QuestionKind
from tasks.duties.base.subject import Handler, OnDesk, Subject
from tasks.duties.papers.ask_for_release import release_unagreed_agenda
from tasks.duties.papers.file_paper import (
    allow_or_refuse_late_item,
    allow_or_refuse_late_paper,
    mark_verbal_or_withdrawn,
    put_late_item,
    put_late_paper,
)
from tasks.duties.papers.publish import papers_kept_from_public, what_to_do_about_them
from tasks.duties.papers.send_packs import release_asked_pack

PAPERS = Subject(
    answers={
        QuestionKind.ALLOW_LATE_PAPER: Handler(allow_or_refuse_late_paper, put_late_paper),
        QuestionKind.ALLOW_LATE_ITEM: Handler(allow_or_refuse_late_item, put_late_item),
        QuestionKind.RELEASE_PACK: Handler(release_asked_pack),
        QuestionKind.RELEASE_UNAGREED_AGENDA: Handler(release_unagreed_agenda),
        QuestionKind.PROVIDE_PAPER: Handler(mark_verbal_or_withdrawn),
    },
    desk=[OnDesk(papers_kept_from_public, what_to_do_about_them)],
)
