"""The printable list of members, as it stands today (clause 6)."""

from __future__ import annotations

from forum.documents.members import MembersList
from tasks.documents.papers.media_types import WORD
from tasks.duties.base.group_context import GroupContext
from tasks.duties.base.write_letter import enclose
from tasks.mail.sending.queue import Enclosure


def list_of_members(forum: GroupContext) -> Enclosure:
    """Store the list as at today, to be enclosed in a letter."""
    document = MembersList.of(forum.policy, forum.membership, forum.on)
    printed = forum.work.rendered.render(forum.documents.print, document)
    return enclose(forum, document.file_name, printed, WORD)
