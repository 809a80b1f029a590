"""The page of a task and finish group with sample data."""

from __future__ import annotations

from forum.task_groups.commission import read_commission
from samples.documents.shared import COMMON
from samples.task_group import commission_page
from tasks.duties.base.commission_document import commission_document

DOCUMENT = commission_document(
    read_commission(commission_page(), "page"),
    group=COMMON["group"],
    marking=COMMON["marking"],
    reference="MASE/2027-01",
    purpose="Cases are well managed and coordinated",
)
