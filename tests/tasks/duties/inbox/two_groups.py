"""A person who belongs to two groups."""

from __future__ import annotations

from dataclasses import replace

from forum.members.membership import Role
from tasks.duties.members.appointments import appoint
from tasks.register.groups import set_up_groups
from tests.forum.policies import SECOND
from tests.tasks.duties.do import do
from tests.tasks.duties.inbox.post import Post
from tests.tasks.duties.secretariat import NURSE

HARBOUR = "harbour@unit.example"


def with_second_group(post: Post, mailbox: str = "") -> Post:
    """The nurse belongs to the Harbour partnership as well, whose letters come from a ``mailbox`` of its own
    where one is given."""
    terms = SECOND.model_copy(update={"group": SECOND.group.model_copy(update={"mailbox": mailbox})})
    calendars = {**post.office.calendars, "HAP": post.office.calendars["MASE"]}
    policies = {**post.office.policies, "HAP": terms}
    post.forum.office = office = replace(post.office, policies=policies, calendars=calendars)
    with office.register.transaction("test") as tx:
        set_up_groups(tx, [terms])
    do(appoint, office, "HAP", post.forum.person(NURSE), Role.CO_OPTED, post.forum.today)
    return post
