"""Folders: which one a request names, what there is to say of it, and finding items in it."""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml.etree import _Element

from tests.standins.exchange import restrictions, shapes
from tests.standins.exchange.fields import folder_id
from tests.standins.exchange.soap import Call, child, local, m, node, success, t
from tests.standins.post_office.items import Folder, Item
from tests.standins.post_office.mailbox import Mailbox
from tests.standins.post_office.post_office import PostOffice, PostOfficeError

NAMES = {
    "root": "Root",
    "msgfolderroot": "Top of Information Store",
    Folder.INBOX: "Inbox",
    Folder.DRAFTS: "Drafts",
    Folder.SENT: "Sent Items",
    Folder.CALENDAR: "Calendar",
    Folder.DELETED: "Deleted Items",
    Folder.OUTBOX: "Outbox",
}


class Caller:
    """The caller who is signed in, with the mailboxes open to them. ``application`` may impersonate
    anybody."""

    def __init__(self, office: PostOffice, address: str, application: bool) -> None:
        self.office = office
        self.address = address
        self.application = application

    def mailbox(self, address: str = "") -> Mailbox:
        address = address.lower() or self.address
        mailbox = self.office.mailbox(address)
        if address != self.address and self.address not in mailbox.delegates and not self.application:
            raise PostOfficeError("ErrorAccessDenied", "Access is denied. Check credentials and try again.")
        return mailbox

    def item(self, identity: _Element) -> tuple[Mailbox, Item]:
        """The item that an ItemId names, and its mailbox."""
        id = identity.get("Id") or ""
        number = id.partition("-")[0]
        for mailbox in self.office.mailboxes.values():
            if f"{mailbox.number:x}" == number:
                mailbox = self.mailbox(mailbox.address)
                if id in mailbox.items:
                    return mailbox, mailbox.items[id]
                raise PostOfficeError("ErrorItemNotFound", "The specified object was not found in the store.")
        if re.fullmatch("[0-9a-f]+-[0-9a-f]+", id):
            raise PostOfficeError("ErrorItemNotFound", "The specified object was not found in the store.")
        raise PostOfficeError("ErrorInvalidIdMalformed", "Id is malformed.")

    def folder(self, identity: _Element) -> tuple[Mailbox, str]:
        """The mailbox and the folder that a FolderId or DistinguishedFolderId names."""
        id = (identity.get("Id") or "").lower()
        if local(identity) == "DistinguishedFolderId":
            owner = identity.findtext(f"{t('Mailbox')}/{t('EmailAddress')}") or ""
            if id not in NAMES:
                raise PostOfficeError(
                    "ErrorFolderNotFound", "The specified folder could not be found in the store."
                )
            return self.mailbox(owner), id
        number, _, name = id.removeprefix("f").partition(".")
        for mailbox in self.office.mailboxes.values():
            if f"{mailbox.number:x}" == number and name in NAMES:
                return self.mailbox(mailbox.address), name
        raise PostOfficeError("ErrorInvalidFolderId", "The folder id is invalid.")

    def items_folder(self, identity: _Element) -> tuple[Mailbox, Folder]:
        mailbox, name = self.folder(identity)
        if name in ("root", "msgfolderroot"):
            raise PostOfficeError(
                "ErrorFolderNotFound", "The specified folder could not be found in the store."
            )
        return mailbox, Folder(name)


def get_folders(caller: Caller, call: Call) -> list[Callable[[], _Element]]:
    return [
        lambda identity=identity: success(  # type: ignore[misc]
            "GetFolder", node(m("Folders"), None, _folder(*caller.folder(identity)))
        )
        for identity in child(call.body, m("FolderIds"))
    ]


def _folder(mailbox: Mailbox, name: str) -> _Element:
    calendar = name == Folder.CALENDAR
    number = f"{mailbox.number:x}"
    count = mailbox.count(Folder(name)) if name in list(Folder) else 0
    parts = [
        node(t("FolderId"), Id=folder_id(number, name), ChangeKey="AQ=="),
        node(t("ParentFolderId"), Id=folder_id(number, "msgfolderroot"), ChangeKey="AQ=="),
        node(t("FolderClass"), "IPF.Appointment" if calendar else "IPF.Note"),
        node(t("DisplayName"), NAMES[name]),
        node(t("TotalCount"), str(count)),
        node(t("ChildFolderCount"), "0" if name in list(Folder) else str(len(Folder))),
        node(t("DistinguishedFolderId"), name),
    ]
    if calendar:
        return node(t("CalendarFolder"), None, *parts)
    return node(t("Folder"), None, *parts)


def find_items(caller: Caller, call: Call) -> list[Callable[[], _Element]]:
    return [
        lambda identity=identity: _find(caller, call.body, identity)  # type: ignore[misc]
        for identity in child(call.body, m("ParentFolderIds"))
    ]


def _find(caller: Caller, request: _Element, identity: _Element) -> _Element:
    mailbox, folder = caller.items_folder(identity)
    shape = shapes.read(request.find(m("ItemShape")), caller.office.options.leaves_out, listing=True)
    items = restrictions.find(mailbox, folder, request.find(m("Restriction")))
    view = request.find(m("CalendarView"))
    if view is not None:
        items = restrictions.between(items, view.get("StartDate") or "", view.get("EndDate") or "")
    order = request.find(m("SortOrder"))
    items = restrictions.in_order(items, order) if order is not None else items[::-1]  # newest first
    page, offset = items, 0
    paging = request.find(m("IndexedPageItemView"))
    if paging is not None:
        offset = int(paging.get("Offset") or 0)
        offset = max(len(items) - offset, 0) if paging.get("BasePoint") == "End" else offset
        most = min(int(paging.get("MaxEntriesReturned") or 1000), 1000)  # as the throttling policy has it
        page = items[offset : offset + most]
    element = node(t("Items"), None, *(shapes.write(item, shape) for item in page))
    root = node(
        m("RootFolder"),
        None,
        element,
        IndexedPagingOffset=str(offset + len(page)),
        TotalItemsInView=str(len(items)),
        IncludesLastItemInRange=str(offset + len(page) >= len(items)).lower(),
    )
    return success("FindItem", root)
