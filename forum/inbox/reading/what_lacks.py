"""What lacks in a reply: its words, or the file of which a link alone came."""

from __future__ import annotations

import re
from collections.abc import Sequence

from forum.inbox.answered_letter import AnsweredLetter, ReceivedReply
from forum.inbox.reading.files import has_files, of_use
from forum.inbox.reading.questions import how_to_answer
from forum.inbox.sayings import Answered, ForTheUnit, NotUnderstood, Reading, asked_back, joined
from forum.letters.papers import PaperAuthor
from forum.letters.retention import DisposalList
from forum.questions.words import CONSENTS

WANTS_A_FILE = frozenset(
    {"record_workbook", "minutes_draft", "minutes_again", "report_draft", "members_check", "induction"}
    | {DisposalList.NAME, PaperAuthor.NAME}
)
NO_WORDS = "Your reply came without any words of yours: your mail program may have left them out."
HOW_TO_TYPE = "Type your answer above our letter and send it again."
FILE_ALONE = "Your file came without any words, so we could not tell what you decided."
LINK = "The file is a link, which we can’t open."
HOW_TO_ATTACH = "Reply again with the file itself attached."
LINK_BESIDE_CONSENT = (
    "Beside your answer is a link to a file, which we can’t open and which may hold changes; nothing is "
    "agreed with a condition."
)
HOW_WITHOUT_LINK = "Reply again without the link, or tell us what to change."
_OF_A_CLOUD = re.compile(
    r"https?://(?:[\w-]+\.)*(?:sharepoint\.com|onedrive\.(?:live|com)|1drv\.ms|drive\.google\.com"
    r"|docs\.google\.com|dropbox\.com|box\.com|we\.tl|wetransfer\.com|icloud\.com|egress\.com)(?![\w-])",
    re.IGNORECASE,
)


def nothing_said(letter: AnsweredLetter, received: ReceivedReply, lines: Sequence[str]) -> Reading | None:
    """Ask back for the words of a reply that has none but should; None for any other (own rule).

    The Chair's file is for the unit to open. A mail that a link of ours opened had a word in it.
    """
    if lines:
        return None
    if has_files(received.files) and letter.name == "chair":
        how = how_to_answer(letter.questions)
        return Reading((ForTheUnit(""),), (NotUnderstood(FILE_ALONE, how),))
    if received.is_tapped and not (has_files(received.files) or received.has_link):
        return asked_back(NO_WORDS, HOW_TO_TYPE)
    return None


def with_link(
    reading: Reading, letter: AnsweredLetter, received: ReceivedReply, lines: Sequence[str]
) -> Reading:
    """Add to a reading that a file came as a link; beside a consent nothing is taken."""
    if not (received.has_link or _is_link_alone(reading, letter, received, lines)):
        return reading
    if any(isinstance(saying, Answered) and saying.reply.word in CONSENTS for saying in reading.sayings):
        return asked_back(LINK_BESIDE_CONSENT, HOW_WITHOUT_LINK)
    lacks = NotUnderstood(LINK, HOW_TO_ATTACH, "\n".join(lines))
    if not reading.sayings:
        return Reading(not_understood=(lacks,))
    return joined(reading.without_proposals(), Reading(not_understood=(lacks,)))


def _is_link_alone(
    reading: Reading, letter: AnsweredLetter, received: ReceivedReply, lines: Sequence[str]
) -> bool:
    """Say whether a letter that wants a file is answered by a link, of which nothing is said yet."""
    if letter.name not in WANTS_A_FILE or of_use(received.files):
        return False
    if letter.name == PaperAuthor.NAME and (reading.sayings or reading.not_understood):
        return False
    said = lines or received.text.strip().splitlines()[:1]  # a link alone is no line of a reply
    return any(map(_OF_A_CLOUD.search, said))
