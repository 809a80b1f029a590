"""SyncFolderItems: what has changed in a folder since a state that the caller was given."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable

from lxml.etree import _Element

from tests.standins.exchange import fields, shapes
from tests.standins.exchange.folders import Caller
from tests.standins.exchange.soap import Call, child, m, node, success, t
from tests.standins.post_office.items import Folder
from tests.standins.post_office.mailbox import Mailbox
from tests.standins.post_office.post_office import PostOfficeError


def sync_folder_items(caller: Caller, call: Call) -> list[Callable[[], _Element]]:
    return [lambda: _sync(caller, call.body)]


def _sync(caller: Caller, request: _Element) -> _Element:
    mailbox, folder = caller.items_folder(child(request, m("SyncFolderId"))[0])
    shape = shapes.read(request.find(m("ItemShape")), caller.office.options.leaves_out, listing=True)
    since = _number(request.findtext(m("SyncState")) or "", mailbox, folder)
    most = int(request.findtext(m("MaxChangesReturned")) or "512")
    changed, reached, complete = mailbox.changes(folder, since, most)
    changes = []
    for item_id, only_read in changed.items():
        item = mailbox.items.get(item_id)
        was_there = _number_of_id(item_id) <= since
        if item is None:
            changes.append(node(t("Delete"), None, node(t("ItemId"), Id=item_id, ChangeKey="AQ==")))
        elif only_read and was_there:
            read = node(t("IsRead"), str(item.read).lower())
            changes.append(node(t("ReadFlagChange"), None, fields.item_id(item), read))
        else:
            changes.append(node(t("Update" if was_there else "Create"), None, shapes.write(item, shape)))
    return success(
        "SyncFolderItems",
        node(m("SyncState"), _state(mailbox, folder, reached)),
        node(m("IncludesLastItemInRange"), str(complete).lower()),
        node(m("Changes"), None, *changes),
    )


def _state(mailbox: Mailbox, folder: Folder, number: int) -> str:
    return base64.b64encode(f"{mailbox.number}/{folder.value}/{number}".encode()).decode()


def _number(state: str, mailbox: Mailbox, folder: Folder) -> int:
    """The change number that a state stands for; 0 for none."""
    if not state:
        return 0
    try:
        number, name, reached = base64.b64decode(state, validate=True).decode().split("/")
        if (int(number), name) == (mailbox.number, folder.value) and int(reached) <= mailbox.change:
            return int(reached)
    except (binascii.Error, UnicodeDecodeError, ValueError):
        pass
    raise PostOfficeError("ErrorInvalidSyncStateData", "The synchronization state data is invalid.")


def _number_of_id(item_id: str) -> int:
    """The change number with which an item came into its folder."""
    return int(item_id.partition("-")[2], 16)
