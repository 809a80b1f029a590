"""The Graph stand-in, spoken to by hand: the shapes, statuses and errors of the published API."""

from __future__ import annotations

import base64
import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import httpx
import pytest

from tests.standins.client import standin_process
from tests.standins.conftest import CHAIR, UNIT
from tests.standins.graph.server import GraphStandIn
from tests.standins.graph.tls import listening
from tests.standins.post_office.faults import Fault, Trouble
from tests.standins.post_office.items import Folder, Item
from tests.standins.post_office.post_office import PostOffice

KEY = "String {6f1d6f5e-3a0b-4d6c-9f57-2c1b8e40a9d3} Name MaseDispatch"
MEGABYTE = 1024 * 1024


def certificates(file: str) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=file)


def sign_in(standin: GraphStandIn, http: httpx.Client) -> str:
    tokens = standin.tokens
    form = {
        "grant_type": "client_credentials",
        "client_id": tokens.client_id,
        "client_secret": tokens.client_secret,
        "scope": f"{standin.root}/.default",
    }
    answer = http.post(f"{standin.root}/{tokens.tenant}/oauth2/v2.0/token", data=form)
    return str(answer.json()["access_token"])


@dataclass
class Graph:
    standin: GraphStandIn
    http: httpx.Client

    def ask(
        self, method: str, path: str, body: Any = None, prefer: str = "", of: str = UNIT
    ) -> httpx.Response:
        """A request about somebody's mailbox."""
        headers = {"Prefer": prefer} if prefer else {}
        return self.http.request(method, f"/v1.0/users/{of}{path}", json=body, headers=headers)

    def draft(self, **what: Any) -> str:
        message = {
            "subject": "Agenda",
            "body": {"contentType": "HTML", "content": "<p>Please agree.</p>"},
            "toRecipients": [{"emailAddress": {"address": CHAIR}}],
            **what,
        }
        answer = self.ask("POST", "/messages", message)
        assert answer.status_code == 201, answer.text
        return str(answer.json()["id"])

    def batch(self, *requests: dict[str, Any]) -> dict[str, dict[str, Any]]:
        """The answers of a batch by id."""
        answer = self.http.post("/v1.0/$batch", json={"requests": list(requests)})
        assert answer.status_code == 200, answer.text
        return {part["id"]: part for part in answer.json()["responses"]}


@pytest.fixture
def graph(office: PostOffice) -> Iterator[Graph]:
    standin = GraphStandIn(office)
    with listening(standin):
        verify = certificates(standin.ca_file)
        with httpx.Client(base_url=standin.root, verify=verify, trust_env=False) as http:
            http.headers["Authorization"] = f"Bearer {sign_in(standin, http)}"
            yield Graph(standin, http)


def code(answer: httpx.Response) -> str:
    return str(answer.json()["error"]["code"])


def test_it_starts_as_a_program_of_its_own_and_says_how_to_point_at_it() -> None:
    with standin_process("graph", "--mailbox", "mase@forum.example") as client:
        assert [mailbox["address"] for mailbox in client.mailboxes()] == ["mase@forum.example"]
        settings = client.settings()
        assert settings["MASE_GATEWAY"] == "graph"
        with httpx.Client(verify=certificates(settings["MASE_CA_FILE"]), trust_env=False) as http:
            url = f"{settings['MASE_GRAPH_ENDPOINT']}/users/mase@forum.example/messages/1-1"
            assert http.get(url).status_code == 401


def test_who_has_no_token_is_told_so(graph: Graph) -> None:
    graph.http.headers["Authorization"] = "Bearer invented"
    answer = graph.ask("GET", "/mailFolders/inbox/messages")
    assert (answer.status_code, code(answer)) == (401, "InvalidAuthenticationToken")


def test_a_draft_is_created_and_sent_and_its_id_ends(graph: Graph, office: PostOffice) -> None:
    draft_id = graph.draft(internetMessageId="<one@mase.example>")
    answer = graph.ask("POST", f"/messages/{draft_id}/send")
    assert (answer.status_code, answer.content) == (202, b"")
    assert [item.message_id for item in office.mailbox(CHAIR).in_folder(Folder.INBOX)] == [
        "<one@mase.example>"
    ]
    again = graph.ask("POST", f"/messages/{draft_id}/send")
    assert (again.status_code, code(again)) == (404, "ErrorItemNotFound")
    assert len(office.ledger) == 1


def test_a_letter_to_nobody_is_refused(graph: Graph) -> None:
    answer = graph.ask("POST", f"/messages/{graph.draft(toRecipients=[])}/send")
    assert (answer.status_code, code(answer)) == (400, "ErrorInvalidRecipients")


@pytest.mark.parametrize(
    ("what", "expected"),
    [
        ({"sensitivity": "confidential"}, "RequestBodyRead"),
        ({"internetMessageHeaders": [{"name": "In-Reply-To", "value": "x"}]}, "InvalidInternetMessageHeader"),
        ({"attachments": [{"name": "x", "contentBytes": ""}]}, "ErrorInvalidRequest"),
        (
            {"singleValueExtendedProperties": [{"id": "MaseDispatch", "value": "x"}]},
            "ErrorInvalidExtendedProperty",
        ),
        ({"toRecipients": [{"address": CHAIR}]}, "RequestBodyRead"),
    ],
)
def test_a_request_that_graph_would_not_take_is_refused_and_remembered(
    graph: Graph, what: dict[str, Any], expected: str
) -> None:
    answer = graph.ask("POST", "/messages", {"subject": "x", **what})
    assert (answer.status_code, code(answer)) == (400, expected)
    assert len(graph.standin.invalid) == 1


def test_letters_are_found_by_an_extended_property(graph: Graph) -> None:
    property_ = {"id": KEY, "value": "a/b/c"}
    draft_id = graph.draft(singleValueExtendedProperties=[property_])
    graph.draft(singleValueExtendedProperties=[{"id": KEY, "value": "another"}])
    filter_ = f"singleValueExtendedProperties/Any(ep: ep/id eq '{KEY}' and ep/value eq 'a/b/c')"
    answer = graph.ask("GET", f"/mailFolders/drafts/messages?$filter={filter_}&$select=id")
    (found,) = answer.json()["value"]
    assert found["id"] == draft_id
    assert "subject" not in found
    shown = graph.ask(
        "GET", f"/messages/{draft_id}?$expand=singleValueExtendedProperties($filter=id eq '{KEY}')"
    )
    assert shown.json()["singleValueExtendedProperties"] == [property_]


def test_an_option_that_graph_does_not_know_is_refused(graph: Graph) -> None:
    for query in ("$select=nothing", "$filter=subject ne 'x'", "$expand=everything"):
        graph.draft()
        answer = graph.ask("GET", f"/mailFolders/drafts/messages?{query}")
        assert (answer.status_code, code(answer)) == (400, "RequestBroker--ParseUri")


def test_a_list_comes_in_pages(graph: Graph) -> None:
    ids = {graph.draft() for _ in range(5)}
    answer = graph.ask("GET", "/mailFolders/drafts/messages?$top=2&$select=id").json()
    found = [one["id"] for one in answer["value"]]
    while link := answer.get("@odata.nextLink"):
        answer = graph.http.get(link).json()
        found += [one["id"] for one in answer["value"]]
    assert len(found) == 5
    assert set(found) == ids


def test_each_part_of_a_batch_has_an_answer_of_its_own(graph: Graph, office: PostOffice) -> None:
    draft_id = graph.draft()
    answers = graph.batch(
        {"id": "1", "method": "POST", "url": f"/users/{UNIT}/messages/{draft_id}/send"},
        {"id": "2", "method": "POST", "url": f"/users/{UNIT}/messages/rest.1-ffff/send"},
        {"id": "3", "method": "GET", "url": f"/users/nobody@mase.example/messages/{draft_id}"},
    )
    assert {name: part["status"] for name, part in answers.items()} == {"1": 202, "2": 404, "3": 404}
    assert answers["3"]["body"]["error"]["code"] == "ErrorInvalidUser"
    assert len(office.ledger) == 1


def test_a_batch_has_twenty_parts_at_most(graph: Graph) -> None:
    part = {"method": "GET", "url": f"/users/{UNIT}/mailFolders/inbox/messages"}
    requests = [{"id": str(number), **part} for number in range(21)]
    assert graph.http.post("/v1.0/$batch", json={"requests": requests}).status_code == 400
    twice = [{"id": "1", **part}, {"id": "1", **part}]
    assert graph.http.post("/v1.0/$batch", json={"requests": twice}).status_code == 400


def test_a_request_over_four_megabytes_is_refused(graph: Graph) -> None:
    content = base64.b64encode(bytes(4 * MEGABYTE)).decode()
    file = {"@odata.type": "#microsoft.graph.fileAttachment", "name": "x", "contentBytes": content}
    answer = graph.ask("POST", "/messages", {"subject": "x", "attachments": [file]})
    assert answer.status_code == 413


def test_a_large_file_goes_up_in_order_to_an_address_of_its_own(graph: Graph, office: PostOffice) -> None:
    draft_id = graph.draft()
    item = {"AttachmentItem": {"attachmentType": "file", "name": "pack.pdf", "size": 5 * MEGABYTE}}
    session = graph.ask("POST", f"/messages/{draft_id}/attachments/createUploadSession", item)
    assert session.status_code == 201
    url = session.json()["uploadUrl"]
    content = bytes(range(256)) * (5 * MEGABYTE // 256)

    def put(start: int, end: int) -> httpx.Response:
        headers = {"Content-Range": f"bytes {start}-{end - 1}/{len(content)}"}
        with httpx.Client(verify=certificates(graph.standin.ca_file), trust_env=False) as http:
            return http.put(url, content=content[start:end], headers=headers)

    assert put(3 * MEGABYTE, 5 * MEGABYTE).status_code == 416
    first = put(0, 3 * MEGABYTE)
    assert (first.status_code, first.json()["nextExpectedRanges"]) == (200, [str(3 * MEGABYTE)])
    assert office.mailbox(UNIT).in_folder(Folder.DRAFTS)[0].files == ()
    assert put(3 * MEGABYTE, 5 * MEGABYTE).status_code == 201
    assert office.mailbox(UNIT).in_folder(Folder.DRAFTS)[0].files[0].content == content


def test_delta_tells_what_is_new_and_what_is_gone(graph: Graph, office: PostOffice) -> None:
    def put(subject: str) -> Item:
        return office.save(office.mailbox(UNIT), Item(subject=subject), Folder.INBOX)

    one = put("One")
    path = "/mailFolders/inbox/messages/delta"
    everything = graph.ask("GET", path).json()
    created = graph.ask("GET", f"{path}?changeType=created").json()
    put("Two")
    office.mailbox(UNIT).remove(one.id)
    later = graph.http.get(everything["@odata.deltaLink"]).json()["value"]
    assert [(found.get("subject"), "@removed" in found) for found in later] == [("Two", False), (None, True)]
    new = graph.http.get(created["@odata.deltaLink"]).json()["value"]
    assert [found["subject"] for found in new] == ["Two"]
    graph.standin.generation += 1
    gone = graph.http.get(created["@odata.deltaLink"])
    assert (gone.status_code, code(gone)) == (410, "SyncStateNotFound")


def test_delta_comes_in_pages_as_large_as_is_preferred(graph: Graph, office: PostOffice) -> None:
    for number in range(5):
        office.save(office.mailbox(UNIT), Item(subject=str(number)), Folder.INBOX)
    prefer = "odata.maxpagesize=2"
    page = graph.ask("GET", "/mailFolders/inbox/messages/delta", prefer=prefer).json()
    found = [one["subject"] for one in page["value"]]
    while "@odata.nextLink" in page:
        page = graph.http.get(page["@odata.nextLink"], headers={"Prefer": prefer}).json()
        found += [one["subject"] for one in page["value"]]
    assert found == ["0", "1", "2", "3", "4"]


def test_an_event_invites_and_a_change_of_people_alone_tells_only_them(
    graph: Graph, office: PostOffice
) -> None:
    event = {
        "subject": "MASE Group",
        "body": {"contentType": "HTML", "content": "<p>Please answer.</p>"},
        "start": {"dateTime": "2027-07-06T10:00:00", "timeZone": "GMT Standard Time"},
        "end": {"dateTime": "2027-07-06T12:00:00", "timeZone": "GMT Standard Time"},
        "attendees": [{"type": "required", "emailAddress": {"address": CHAIR}}],
        "transactionId": "one",
    }
    created = graph.ask("POST", "/events", event)
    assert created.status_code == 201
    assert created.json()["start"] == {"dateTime": "2027-07-06T09:00:00.0000000", "timeZone": "UTC"}
    assert graph.ask("POST", "/events", event).json()["id"] == created.json()["id"]
    joined = {"attendees": [*event["attendees"], {"emailAddress": {"address": "new@council.example"}}]}
    assert graph.ask("PATCH", f"/events/{created.json()['id']}", joined).status_code == 200
    assert [entry.to for entry in office.ledger] == [(CHAIR,), ("new@council.example",)]
    cancelled = graph.ask("POST", f"/events/{created.json()['id']}/cancel", {"Comment": "Off."})
    assert cancelled.status_code == 202
    assert office.ledger[-1].to == (CHAIR, "new@council.example")
    assert graph.ask("GET", f"/events/{created.json()['id']}").status_code == 404


def test_a_time_zone_that_exchange_does_not_know_is_refused(graph: Graph) -> None:
    when = {"dateTime": "2027-07-06T10:00:00", "timeZone": "Narnia"}
    answer = graph.ask("POST", "/events", {"subject": "x", "start": when, "end": when})
    assert code(answer) == "TimeZoneNotSupportedException"


@pytest.mark.parametrize(
    ("missing", "method", "path"),
    [
        ("Mail.ReadWrite", "GET", "/mailFolders/inbox/messages"),
        ("Mail.Send", "POST", "/messages/rest.1-1/send"),
        ("Calendars.ReadWrite", "GET", "/events"),
    ],
)
def test_each_role_is_needed_for_what_is_its_own(graph: Graph, missing: str, method: str, path: str) -> None:
    graph.standin.roles -= {missing}
    answer = graph.ask(method, path)
    assert (answer.status_code, code(answer)) == (403, "ErrorAccessDenied")


def test_throttling_says_how_long_to_wait(graph: Graph) -> None:
    graph.standin.faults.order(Fault("ListMessages", Trouble.THROTTLED, seconds=12))
    answer = graph.ask("GET", "/mailFolders/inbox/messages")
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "12")
    assert graph.ask("GET", "/mailFolders/inbox/messages").status_code == 200


def test_a_fault_is_ordered_for_a_batch_by_what_its_parts_do(graph: Graph, office: PostOffice) -> None:
    ids = [graph.draft() for _ in range(2)]
    graph.standin.faults.order(Fault("SendMessage", Trouble.ITEM_BUSY, item=1, accepted=True))
    requests = [
        {"id": str(number), "method": "POST", "url": f"/users/{UNIT}/messages/{draft_id}/send"}
        for number, draft_id in enumerate(ids)
    ]
    answers = graph.batch(*requests)
    assert (answers["0"]["status"], answers["1"]["status"]) == (202, 503)
    assert len(office.ledger) == 2
    assert graph.standin.traffic.requests["SendMessage"] == 1
