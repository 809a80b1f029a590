from __future__ import annotations

import httpx

from tests.standins.client import StandInClient
from tests.standins.conftest import CHAIR, UNIT


def page(client: StandInClient, **query: str) -> str:
    return httpx.get(f"{client.url}/", params=query, trust_env=False).raise_for_status().text


def test_the_front_page_counts_what_lies_in_each_mailbox_and_says_how_to_use_it(
    client: StandInClient,
) -> None:
    client.send(UNIT, [CHAIR], "Agenda", "Please agree.")
    shown = page(client)
    assert "1 message accepted so far" in shown
    assert "Business Unit" in shown
    assert "MASE_EXCHANGE_ENDPOINT" in shown


def test_a_folder_lists_its_items_and_an_item_shows_what_it_says(client: StandInClient) -> None:
    client.send(UNIT, [CHAIR], "Agenda <b>", "Please agree.", files=[("agenda.docx", "text/plain", b"PK")])
    assert "Agenda &lt;b&gt;" in page(client, mailbox=CHAIR, folder="inbox")
    (item,) = client.items(CHAIR)
    shown = page(client, mailbox=CHAIR, item=item["id"])
    assert "Please agree." in shown
    link = shown.partition('<a href="/standin/')[2].partition('"')[0]
    assert httpx.get(f"{client.url}/standin/{link}", trust_env=False).content == b"PK"


def test_html_in_a_message_is_shown_where_it_can_do_nothing(client: StandInClient) -> None:
    client.send(UNIT, [CHAIR], "Agenda", "", html='<p class="x">Please</p><script>alert()</script>')
    shown = page(client, mailbox=CHAIR, item=client.items(CHAIR)[0]["id"])
    assert "<script>" not in shown
    assert "<iframe sandbox" in shown


def test_a_large_folder_shows_its_latest_items(client: StandInClient) -> None:
    client.seed(UNIT, "inbox", 1201)
    shown = page(client, mailbox=UNIT, folder="inbox")
    assert "The latest 200 of 1,201 items." in shown
    assert ("Item 1201<" in shown, "Item 1<" in shown) == (True, False)


def test_what_is_not_there_leads_back_to_the_front_page(client: StandInClient) -> None:
    assert "How to point the service at it" in page(client, mailbox="nobody@x.example", item="9-9")
