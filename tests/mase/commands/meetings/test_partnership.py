"""What goes to partnerships and comes from them, on the screen: by body and reference, never a name."""

from __future__ import annotations

from forum.partnerships.briefings import BriefingKind
from tasks.duties.partnerships.contacts import register_contact
from tasks.duties.partnerships.messages import put_before_group
from tasks.register.tables import PartnershipContactRow
from tests.mase.commands.terminal import typed
from tests.tasks.duties.do import do
from tests.tasks.duties.secretariat import Forum

COMMUNITY = "Community Safety Partnerships"


def test_contacts_and_messages_are_shown_by_body_and_standing(planned: Forum) -> None:
    nothing = "No contact of a partnership is registered, and nothing went to one."
    assert nothing in typed("partnership")
    details = "Warden Manager, warden@ashford.example, 01233 000000"
    do(register_contact, planned.office, planned.group, f"{COMMUNITY}, Ashford", details)
    (contact,) = planned.rows(PartnershipContactRow)
    do(put_before_group, planned.office, contact, BriefingKind.INFORMATION)
    shown = " ".join(typed("partnership", "--group", "MASE").split())
    assert f"MASE {COMMUNITY} {COMMUNITY}, Ashford" in shown
    assert f"from {COMMUNITY}, Ashford for information waiting, MASE/2027-01" in shown
    assert "Warden Manager" not in shown
