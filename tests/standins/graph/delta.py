"""Delta query over the messages of a folder ("message: delta", "Get incremental changes to messages").

A token holds the change number to go on from and the options of the first request. The same token gives the
same changes again, and those that came later.
"""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from typing import Any

from tests.standins.graph import queries
from tests.standins.graph.asks import Place
from tests.standins.graph.problems import GraphError, Reply, bad_request
from tests.standins.graph.shapes import id_of, message
from tests.standins.post_office.items import Folder, Item

KNOWN = {"$select", "$filter", "changeType", "$deltatoken", "$skiptoken"}
DEFAULT_PAGE = 10


@dataclass(frozen=True)
class Token:
    number: int
    generation: int
    filter: str = ""
    change_type: str = ""
    select: str = ""

    def as_text(self) -> str:
        return base64.urlsafe_b64encode(json.dumps(vars(self)).encode()).decode()


def changes(place: Place, folder: str, generation: int) -> Reply:
    """``generation`` rises when the server forgets its tokens: those of before are answered with 410."""
    query = place.ask.query
    if unknown := query.keys() - KNOWN:
        raise bad_request(f"{min(unknown)} is not supported here.", "ErrorInvalidUrlQuery")
    token = _token(query, generation)
    if token.generation != generation:
        raise GraphError(410, "SyncStateNotFound", "The sync state generation is not found.")
    size = int(place.ask.prefer.get("odata.maxpagesize", DEFAULT_PAGE))
    entries, number, complete = _page(place, Folder(folder.lower()), token, size)
    following = Token(number, generation, token.filter, token.change_type, token.select).as_text()
    kind, name = ("@odata.deltaLink", "$deltatoken") if complete else ("@odata.nextLink", "$skiptoken")
    link = f"{place.endpoint}/users('{place.ask.address}')/mailFolders('{folder}')/messages/delta"
    return Reply(200, {"value": entries, kind: f"{link}?{name}={following}"})


def _token(query: dict[str, str], generation: int) -> Token:
    text = query.get("$deltatoken") or query.get("$skiptoken")
    if not text:
        filter_, kind = query.get("$filter", ""), query.get("changeType", "")
        return Token(0, generation, filter_, kind, query.get("$select", ""))
    try:
        return Token(**json.loads(base64.urlsafe_b64decode(text)))
    except (ValueError, TypeError) as error:
        raise bad_request("Badly formed token.", "ErrorInvalidUrlQuery") from error


def _page(place: Place, folder: Folder, token: Token, size: int) -> tuple[list[dict[str, Any]], int, bool]:
    """Up to ``size`` changes that were asked for, the number reached, and whether that is all."""
    test = queries.since(token.filter) if token.filter else None
    entries: list[dict[str, Any]] = []
    number, complete = token.number, False
    while not complete and len(entries) < size:
        changed, number, complete = place.mailbox.changes(folder, number, size - len(entries))
        for item_id in changed:
            item = place.mailbox.items.get(item_id)
            if item is None and token.change_type in ("", "deleted") and token.number:
                removed = {"id": id_of(place.ask, item_id), "@removed": {"reason": "deleted"}}
                entries.append(removed)
            elif item and _is_wanted(item, token) and (test is None or test(item)):
                entries.append(_entry(place, item, token))
    return entries, number, complete


def _is_wanted(item: Item, token: Token) -> bool:
    is_new = int(item.id.partition("-")[2], 16) > token.number
    return not token.change_type or token.change_type == ("created" if is_new else "updated")


def _entry(place: Place, item: Item, token: Token) -> dict[str, Any]:
    if token.select == "id":
        return {"@odata.type": "#microsoft.graph.message", "id": id_of(place.ask, item.id)}
    return message(place, item)
