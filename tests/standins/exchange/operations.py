"""The operations on items: create, send, get, update, copy, move, delete, and their attachments."""

from __future__ import annotations

from collections.abc import Callable

from lxml.etree import _Element

from tests.standins.exchange import calendar, reading, shapes
from tests.standins.exchange.fields import attachment, attachment_id, change_key
from tests.standins.exchange.folders import Caller
from tests.standins.exchange.shapes import IDS
from tests.standins.exchange.soap import Call, child, local, m, node, success, t
from tests.standins.post_office.items import Folder, Item
from tests.standins.post_office.post_office import PostOfficeError

Outcome = Callable[[], _Element]


class NobodyThere(Exception):  # noqa: N818  (the word says it)
    """The server fails over a recipient, and so over the whole request."""


CREATED = shapes.Shape(uris=frozenset(("item:Attachments",)))


def create_items(caller: Caller, call: Call) -> list[Outcome]:
    """MessageDisposition SaveOnly, SendOnly or SendAndSaveCopy; events say whom to invite."""
    disposition = call.body.get("MessageDisposition") or ""
    invitations = call.body.get("SendMeetingInvitations") or ""
    target = call.body.find(m("SavedItemFolderId"))

    def create(element: _Element) -> _Element:
        if local(element) in calendar.RESPONSES:
            calendar.respond(caller, element)
            return success("CreateItem", node(m("Items")))
        folder = caller.items_folder(target[0]) if target is not None else None
        mailbox = folder[0] if folder else caller.mailbox(call.impersonated)
        item = reading.new_item(element, mailbox)
        if item.meeting:
            calendar.create(caller.office, mailbox, item, invitations)
            return success("CreateItem", _items(item, CREATED))
        if disposition == "SaveOnly":
            caller.office.save(mailbox, item, folder[1] if folder else Folder.DRAFTS)
            return success("CreateItem", _items(item, CREATED))
        if disposition not in ("SendOnly", "SendAndSaveCopy"):
            raise PostOfficeError(
                "ErrorMessageDispositionRequired", "MessageDisposition is required for messages."
            )
        caller.office.send(mailbox, item, keep=disposition == "SendAndSaveCopy")
        return success("CreateItem", node(m("Items")))

    return [lambda element=element: create(element) for element in child(call.body, m("Items"))]  # type: ignore[misc]


def send_items(caller: Caller, call: Call) -> list[Outcome]:
    keep = call.body.get("SaveItemToFolder") == "true"
    if caller.office.options.fails_over_unknown_recipients:
        items = [caller.item(identity)[1] for identity in child(call.body, m("ItemIds"))]
        if not all(caller.office.knows(person.address) for item in items for person in item.recipients):
            raise NobodyThere

    def send(identity: _Element) -> _Element:
        mailbox, item = caller.item(identity)
        if identity.get("ChangeKey") != change_key(item):
            raise PostOfficeError(
                "ErrorStaleObject", "The object that was used has been changed since, or has no key."
            )
        if item.folder is Folder.SENT:
            raise PostOfficeError("ErrorInvalidRequest", "The item has been sent already.")
        caller.office.send(mailbox, item, keep=keep)
        return success("SendItem")

    return _each(call, "ItemIds", send)


def get_items(caller: Caller, call: Call) -> list[Outcome]:
    shape = shapes.read(call.body.find(m("ItemShape")), caller.office.options.leaves_out)

    def get(identity: _Element) -> _Element:
        item = caller.item(identity)[1]
        if item.subject and item.subject == caller.office.options.busy_subject:
            raise PostOfficeError("ErrorMailboxStoreUnavailable", "Try again later.")
        return success("GetItem", _items(item, shape))

    return _each(call, "ItemIds", get)


def update_items(caller: Caller, call: Call) -> list[Outcome]:
    invitations = call.body.get("SendMeetingInvitationsOrCancellations") or ""
    resolution = call.body.get("ConflictResolution")

    def update(change: _Element) -> _Element:
        identity = child(change, t("ItemId"))
        mailbox, item = caller.item(identity)
        if resolution != "AlwaysOverwrite" and not identity.get("ChangeKey"):
            raise PostOfficeError("ErrorChangeKeyRequired", "A change key is required for this operation.")
        if resolution == "NeverOverwrite" and identity.get("ChangeKey") != change_key(item):
            raise PostOfficeError(
                "ErrorIrresolvableConflict", "The send or update operation could not be performed."
            )
        changed = item.copy()
        for step in child(change, t("Updates")):
            if local(step) == "DeleteItemField":
                reading.clear(changed, step[0])
            else:
                reading.check_match(step[0], step[1])
                reading.apply(changed, step[1])
        if changed.meeting and item.meeting:
            calendar.check_update(invitations)
        before = item.meeting
        _take_over(item, changed)
        caller.office.changed(mailbox, item)
        if before and item.meeting:
            calendar.tell(caller.office, mailbox, item, before, invitations)
        conflicts = node(m("ConflictResults"), None, node(t("Count"), "0"))
        return success("UpdateItem", _items(item), conflicts)

    return _each(call, "ItemChanges", update)


def copy_items(caller: Caller, call: Call) -> list[Outcome]:
    def copy(identity: _Element) -> _Element:
        if caller.office.options.refuses_copies:
            raise PostOfficeError("ErrorMoveCopyFailed", "The move or copy operation failed.")
        mailbox, folder = caller.items_folder(child(call.body, m("ToFolderId"))[0])
        item = caller.item(identity)[1].copy()
        created = item.created_at
        caller.office.save(mailbox, item, folder)
        item.created_at = created or item.created_at
        return success("CopyItem", _items(item))

    return _each(call, "ItemIds", copy)


def move_items(caller: Caller, call: Call) -> list[Outcome]:
    def move(identity: _Element) -> _Element:
        home, folder = caller.items_folder(child(call.body, m("ToFolderId"))[0])
        mailbox, item = caller.item(identity)
        if mailbox is not home:
            raise PostOfficeError("ErrorMoveCopyFailed", "The move or copy operation failed.")
        return success("MoveItem", _items(mailbox.move(item.id, folder)))

    return _each(call, "ItemIds", move)


def delete_items(caller: Caller, call: Call) -> list[Outcome]:
    cancellations = call.body.get("SendMeetingCancellations") or ""

    def delete(identity: _Element) -> _Element:
        mailbox, item = caller.item(identity)
        if item.meeting and item.folder is Folder.CALENDAR:
            calendar.cancel(caller.office, mailbox, item, cancellations)
        if call.body.get("DeleteType") == "MoveToDeletedItems" and item.folder is not Folder.DELETED:
            mailbox.move(item.id, Folder.DELETED)
        else:
            mailbox.remove(item.id)
        return success("DeleteItem")

    return _each(call, "ItemIds", delete)


def create_attachments(caller: Caller, call: Call) -> list[Outcome]:
    """All are added to one item, which has a new change key with each."""
    parent = child(call.body, m("ParentItemId"))

    def create(element: _Element) -> _Element:
        mailbox, item = caller.item(parent)
        file = reading.file(element, reading.next_number(item))
        changed = item.copy()
        changed.files += (file,)
        caller.office.check_room(mailbox, changed)
        item.files += (file,)
        caller.office.changed(mailbox, item)
        root = {"RootItemId": item.id, "RootItemChangeKey": change_key(item)}
        identity = node(t("AttachmentId"), Id=attachment_id(item, file), **root)
        element = node(t("ItemAttachment" if file.is_item else "FileAttachment"), None, identity)
        return success("CreateAttachment", node(m("Attachments"), None, element))

    return _each(call, "Attachments", create)


def get_attachments(caller: Caller, call: Call) -> list[Outcome]:
    as_mime = call.body.findtext(f"{m('AttachmentShape')}/{t('IncludeMimeContent')}") == "true"

    def get(identity: _Element) -> _Element:
        parent, _, number = (identity.get("Id") or "").rpartition(".")
        item = caller.item(node(t("ItemId"), Id=parent))[1]
        for file in item.files:
            if file.id == number:
                element = attachment(item, file, content=True, as_mime=as_mime)
                return success("GetAttachment", node(m("Attachments"), None, element))
        raise PostOfficeError("ErrorAttachmentNotFound", "The attachment could not be found.")

    return _each(call, "AttachmentIds", get)


def delete_attachments(caller: Caller, call: Call) -> list[Outcome]:
    def delete(identity: _Element) -> _Element:
        parent, _, number = (identity.get("Id") or "").rpartition(".")
        mailbox, item = caller.item(node(t("ItemId"), Id=parent))
        item.files = tuple(file for file in item.files if file.id != number)
        caller.office.changed(mailbox, item)
        root = node(m("RootItemId"), RootItemId=item.id, RootItemChangeKey=change_key(item))
        return success("DeleteAttachment", root)

    return _each(call, "AttachmentIds", delete)


def _each(call: Call, name: str, act: Callable[[_Element], _Element]) -> list[Outcome]:
    return [lambda element=element: act(element) for element in child(call.body, m(name))]  # type: ignore[misc]


def _items(item: Item, shape: shapes.Shape = IDS) -> _Element:
    return node(m("Items"), None, shapes.write(item, shape))


def _take_over(item: Item, changed: Item) -> None:
    """Give an item all that a changed copy of it says, but for its place in the mailbox."""
    for name, value in vars(changed).items():
        if name not in ("id", "change", "folder"):
            setattr(item, name, value)
