"""What lists of records past their time hand the house."""

from __future__ import annotations

from tasks.duties.base.subject import OnDesk, Subject
from tasks.duties.retention.lists_in_words import (
    groups_to_look_through,
    late_lists,
    lists_to_follow,
    records_to_list,
)

RETENTION = Subject(
    desk=[OnDesk(late_lists, lists_to_follow), OnDesk(groups_to_look_through, records_to_list)]
)
