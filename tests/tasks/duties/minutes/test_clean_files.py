"""What stands in a Word file beside its text reaches nobody: not with the minutes that the unit wrote."""

from __future__ import annotations

import io

import pytest
from docx import Document

from forum.questions.kinds import QuestionKind
from forum.questions.words import Word
from forum.text.problem import Problem
from tasks.duties.minutes.draft_and_file import file_minutes
from tasks.register.documents import MINUTES, editions, fetch, latest_editions
from tests.tasks.documents.office.active_content import active_in
from tests.tasks.documents.office.hostile_word import DOCUMENT
from tests.tasks.documents.office.office_parts import related, replaced
from tests.tasks.documents.papers.metadata import JO, everything
from tests.tasks.duties.do import do
from tests.tasks.duties.minutes.meeting import meet
from tests.tasks.duties.minutes.test_draft_and_file import held as held
from tests.tasks.duties.secretariat import CHAIR, JANUARY, NURSE, Forum

HIDDEN = b"<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>Part 2: who was named</w:t></w:r></w:p><w:sectPr"


def by_jo(content: bytes) -> bytes:
    """The minutes as Jo saved them in Word."""
    document, out = Document(io.BytesIO(content)), io.BytesIO()
    document.core_properties.author = document.core_properties.last_modified_by = JO
    document.save(out)
    more = b"<Properties><Manager>Jo Author</Manager></Properties>"
    return related(
        out.getvalue(),
        "",
        "custom-properties",
        "docProps/custom.xml",
        part=more,
        content_type="application/xml",
    )


def versions(forum: Forum) -> list[tuple[int, int, bytes]]:
    """Part, number and content of each version of January's minutes."""
    with forum.office.register.reading() as session:
        rows = editions(session, forum.meeting().id, MINUTES)
        return [(row.part, row.edition, fetch(session, row.sha256)) for row in rows]


def send_back(forum: Forum) -> None:
    with forum.office.register.reading() as session:
        drafts = [
            (row.part, fetch(session, row.sha256))
            for row in latest_editions(session, forum.meeting().id, MINUTES)
        ]
    for part, content in drafts:
        do(file_minutes, forum.office, JANUARY, by_jo(content), part=part)


@pytest.mark.thorough
@pytest.mark.parametrize("said", ["Confirmed", "Amended"])
def test_who_saved_the_minutes_stands_in_no_version_of_them(held: Forum, said: str) -> None:
    held.on("Mon 18 Jan 2027")
    send_back(held)
    held.on("Tue 19 Jan 2027")
    held.answer(QuestionKind.AGREE_MINUTES, Word.AGREE_MINUTES, CHAIR)
    meet(held, said)
    if said == "Amended":
        send_back(held)
    assert [(part, number) for part, number, _ in versions(held)] == [
        (part, number) for part in (1, 2) for number in (1, 2, 3, 4)
    ]
    for _, _, content in versions(held):
        assert JO.encode() not in everything(content)
        assert active_in(content) == []
    (letter,) = held.letters("minutes", to=NURSE)
    with held.office.register.reading() as session:
        brought = [fetch(session, attachment["sha256"]) for attachment in letter.attachments]
    assert not any(JO.encode() in everything(content) for content in brought)


def test_minutes_with_hidden_text_are_not_filed(held: Forum) -> None:
    held.on("Mon 18 Jan 2027")
    before = versions(held)
    hidden = replaced(before[0][2], DOCUMENT, b"<w:sectPr", HIDDEN)
    with pytest.raises(Problem) as refused:
        do(file_minutes, held.office, JANUARY, hidden, part=1)
    assert "It has hidden text, the first" in str(refused.value)
    assert "named" not in str(refused.value)
    assert versions(held) == before
