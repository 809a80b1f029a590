"""Messages: drafts made, changed, sent and deleted; lists and single ones read."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from tests.standins.exchange import mime
from tests.standins.graph import extended, queries, shapes
from tests.standins.graph.asks import Place
from tests.standins.graph.problems import GraphError, Reply, bad_request, item_not_found
from tests.standins.post_office.items import File, Folder, Item

LARGEST_ATTACHMENT = 3 * 1024 * 1024  # bytes that go in one request
MOST_HEADERS = 5
NEW = {
    "subject",
    "body",
    "toRecipients",
    "ccRecipients",
    "internetMessageId",
    "internetMessageHeaders",
    "singleValueExtendedProperties",
    "attachments",
    "categories",
}
CHANGED = NEW - {"internetMessageHeaders", "attachments"}
OF_DRAFTS_ALONE = {"subject", "body", "internetMessageId"}


def create(place: Place) -> Reply:
    _check_names(place.ask.body, NEW)
    item = Item()
    _write(item, place.ask.body)
    place.office.save(place.mailbox, item, Folder.DRAFTS)
    return Reply(201, shapes.message(place, item))


def update(place: Place, item_id: str) -> Reply:
    item = shapes.item_of(place.mailbox, item_id)
    _check_names(place.ask.body, CHANGED)
    if place.office.options.conflicts:
        place.office.options.conflicts -= 1
        raise GraphError(412, "ErrorIrresolvableConflict", "The change key does not match the current one.")
    if item.folder is not Folder.DRAFTS and OF_DRAFTS_ALONE & place.ask.body.keys():
        raise bad_request("The item isn't a draft.", "ErrorInvalidPropertyUpdateSentMessage")
    _write(item, place.ask.body)
    place.office.changed(place.mailbox, item)
    return Reply(200, shapes.message(place, item))


def send(place: Place, item_id: str) -> Reply:
    """202, and nothing in the answer. The id of the draft is good for nothing afterwards."""
    item = shapes.item_of(place.mailbox, item_id, Folder.DRAFTS)
    office = place.office
    if office.options.sending_conflicts:
        office.options.sending_conflicts -= 1
        raise GraphError(412, "ErrorIrresolvableConflict", "The change key does not match the current one.")
    if office.options.fails_over_unknown_recipients and not all(
        office.knows(person.address) for person in item.recipients
    ):
        raise GraphError(500, "ErrorInternalServerError", "An internal server error occurred.")
    office.send(place.mailbox, item)
    return Reply(202)


def delete(place: Place, item_id: str) -> Reply:
    item = shapes.item_of(place.mailbox, item_id)
    place.mailbox.move(item.id, Folder.DELETED)
    return Reply(204)


def get(place: Place, item_id: str) -> Reply:
    return Reply(200, shapes.message(place, shapes.item_of(place.mailbox, item_id)))


def get_mime(place: Place, item_id: str) -> Reply:
    item = shapes.item_of(place.mailbox, item_id)
    return Reply(200, content=mime.write(item), content_type="text/plain")


def find(place: Place, folder: str) -> Reply:
    """A page of a folder, the newest first, and where the next one begins."""
    query = place.ask.query
    top = int(query.get("$top", "10"))
    if not 0 < top <= 1000:
        raise bad_request("Invalid $top.", "ErrorInvalidUrlQuery")
    start = int(query.get("$skip", "0"))
    items = sorted(
        queries.find(place.mailbox, _folder(folder), query.get("$filter", "")),
        key=lambda item: item.received_at or item.created_at or place.office.clock.now(),
        reverse=True,
    )
    answer: dict[str, Any] = {"value": [shapes.message(place, item) for item in items[start : start + top]]}
    if start + top < len(items):
        more = urlencode({**query, "$skip": str(start + top)})
        path = f"/users/{place.ask.address}/{'/'.join(place.ask.parts)}"
        answer["@odata.nextLink"] = f"{place.endpoint}{path}?{more}"
    return Reply(200, answer)


def attach(place: Place, item_id: str) -> Reply:
    item = shapes.item_of(place.mailbox, item_id, Folder.DRAFTS)
    file = shapes.file_of(len(item.files) + 1, place.ask.body)
    if len(file.content) > LARGEST_ATTACHMENT:
        raise GraphError(413, "RequestEntityTooLarge", "The attachment needs an upload session.")
    add_file(place, item, file)
    return Reply(201, {"id": f"{item_id}.{file.id}", "name": file.name, "size": len(file.content)})


def add_file(place: Place, item: Item, file: File) -> None:
    before = item.files
    item.files = (*before, file)
    try:
        place.office.changed(place.mailbox, item)
    except Exception:
        item.files = before
        raise


def get_attachment(place: Place, item_id: str, file_id: str) -> Reply:
    item = shapes.item_of(place.mailbox, item_id)
    file = next(
        (attached for attached in item.files if file_id in (attached.id, f"{item_id}.{attached.id}")), None
    )
    if file is None:
        raise item_not_found()
    if file.is_link:
        raise GraphError(405, "ErrorInvalidRequest", "A reference attachment has no content.")
    return Reply(200, content=file.content, content_type=file.media_type or "application/octet-stream")


def _write(item: Item, body: dict[str, Any]) -> None:
    item.subject = body.get("subject", item.subject)
    if "body" in body:
        if body["body"]["contentType"].lower() == "html":
            item.html, item.text = body["body"]["content"], ""
        else:
            item.html, item.text = "", body["body"]["content"]
    item.to = shapes.people_of(body["toRecipients"]) if "toRecipients" in body else item.to
    item.cc = shapes.people_of(body["ccRecipients"]) if "ccRecipients" in body else item.cc
    item.message_id = body.get("internetMessageId", item.message_id)
    item.categories = tuple(body.get("categories", item.categories))
    if "internetMessageHeaders" in body:
        item.headers = _headers(body["internetMessageHeaders"])
    extended.write(item, body.get("singleValueExtendedProperties", ()))
    for attachment in body.get("attachments", ()):
        item.files = (*item.files, shapes.file_of(len(item.files) + 1, attachment))


def _headers(headers: Any) -> tuple[tuple[str, str], ...]:
    if len(headers) > MOST_HEADERS:
        raise bad_request("Too many headers in one message.", "InvalidInternetMessageHeaderCollection")
    for header in headers:
        if not header["name"].lower().startswith("x-"):
            text = f"The internet message header name '{header['name']}' should start with 'x-' or 'X-'."
            raise bad_request(text, "InvalidInternetMessageHeader")
    return tuple((header["name"], header["value"]) for header in headers)


def _check_names(body: Any, allowed: set[str]) -> None:
    if not isinstance(body, dict):
        raise bad_request("Unable to read JSON request payload.", "BadRequest")
    if unknown := body.keys() - allowed:
        raise bad_request(f"The property '{min(unknown)}' does not exist on type 'microsoft.graph.message'.")


def _folder(name: str) -> Folder:
    folders = {folder.value: folder for folder in Folder}
    if name.lower() not in folders:
        raise item_not_found()
    return folders[name.lower()]
