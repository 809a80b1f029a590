"""The notices of mail systems: non-delivery reports and automatic replies."""

from __future__ import annotations

from tests.standins.post_office.items import File, Item, ItemClass, Person
from tests.standins.post_office.meetings import ANSWER_CLASSES

UNKNOWN = "550 5.1.1 RESOLVER.ADR.RecipNotFound; not found"
FULL = "554 5.2.2 mailbox full"
EXCHANGE = "MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e"  # the name under which Exchange writes them
OUT_OF_OFFICE = "IPM.Note.Rules.OofTemplate.Microsoft"


def non_delivery(item: Item, address: str, reason: str, domain: str) -> Item:
    """The report that a letter could not be delivered to an address, laid out as Exchange does."""
    text = (
        f"Delivery has failed to these recipients or groups:\n\n{address}\n"
        "The email address you entered couldn't be found. Please check the recipient's email address and try "
        "to resend the message. If the problem continues, please contact your email admin.\n\n\n"
        "Diagnostic information for administrators:\n\n"
        f"Generating server: mail.{domain}\n\n{address}\nRemote Server returned '{reason}'\n\n"
        f"Original message headers:\n\nSubject: {item.subject}\nMessage-ID: {item.message_id}\n"
    )
    headers = f"From: {item.sender.address if item.sender else ''}\r\nTo: {address}\r\n"
    headers += f"Subject: {item.subject}\r\n"
    original = f"{headers}Message-ID: {item.message_id}\r\n\r\n{item.text}"
    return Item(
        item_class=ItemClass.NON_DELIVERY,
        subject=f"Undeliverable: {item.subject}",
        text=text,
        sender=Person(f"{EXCHANGE}@{domain}".lower(), "Microsoft Outlook"),
        in_reply_to=item.message_id,
        references=item.message_id,
        conversation=item.conversation,
        headers=(("Auto-Submitted", "auto-replied"),),
        failed=address,
        files=(File("1", item.subject, "message/rfc822", original.encode(), is_item=True),),
    )


def automatic_reply(item: Item, person: Person, text: str, from_exchange: bool) -> Item:
    """Somebody's out-of-office answer; other mail systems than Exchange have no item class for it."""
    return Item(
        item_class=OUT_OF_OFFICE if from_exchange else ItemClass.NOTE,
        subject=f"Automatic reply: {item.subject}",
        text=text,
        sender=person,
        in_reply_to=item.message_id,
        references=item.message_id,
        conversation=item.conversation,
        headers=(("Auto-Submitted", "auto-replied"), ("X-Auto-Response-Suppress", "All")),
    )


def is_automatic(item: Item) -> bool:
    """Say whether an item was itself written by a machine in answer to something, and is not to be answered
    again."""
    is_reply = item.header("Auto-Submitted").lower().startswith("auto-replied")
    return is_reply or item.item_class == ItemClass.NON_DELIVERY or item.item_class in ANSWER_CLASSES


def is_suppressed(item: Item) -> bool:
    """Say whether the sender asked Exchange for no automatic reply."""
    headers = [
        value for name, value in item.properties.items() if name.lower().endswith("/x-auto-response-suppress")
    ]
    suppressions = ",".join([item.header("X-Auto-Response-Suppress"), *map(str, headers)]).lower()
    return any(word.strip() in ("oof", "autoreply", "all") for word in suppressions.split(","))
