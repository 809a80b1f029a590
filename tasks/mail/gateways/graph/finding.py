"""Looking for our letters: by key in Sent Items and Drafts, and by the Message-IDs that a reply answers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from tasks.mail.gateways.graph.calendar import from_utc_text, utc_text
from tasks.mail.gateways.graph.client import GraphClient, with_query
from tasks.mail.gateways.graph.errors import Json
from tasks.mail.gateways.graph.extended import KEY, UNREADY, expand, having, odata_text, value_in
from tasks.mail.protocol.batches import split_by_number
from tasks.mail.protocol.mailer import Draft, FoundLetter, Whereabouts

SENT, DRAFTS = "sentitems", "drafts"
MANY = "500"  # items of a page that has little of each
IDS_AT_ONCE = 10  # Message-IDs in one filter: an address may not be too long
NEWEST_OF_THREAD = "50"


class GraphFinding:
    def __init__(self, client: GraphClient) -> None:
        self.client = client

    def find(self, key: str) -> FoundLetter:
        """Look in Sent Items first: a letter moves there from Drafts, and must not slip through the look."""
        for item in self._items(SENT, filter=having(KEY, key), select="id,sentDateTime", top="5"):
            return FoundLetter(Whereabouts.SENT, str(item["id"]), from_utc_text(item.get("sentDateTime")))
        for item in self._items(DRAFTS, filter=having(KEY, key), select="id", top="5"):
            return FoundLetter(Whereabouts.DRAFTS, str(item["id"]))
        return FoundLetter(Whereabouts.NOWHERE)

    def list_drafts(self) -> list[Draft]:
        """List our drafts; an unfinished one has no key."""
        items = self._items(DRAFTS, select="id", expand=expand(KEY, UNREADY), top=MANY)
        return [
            Draft(str(item["id"]), value_in(item, KEY))
            for item in items
            if value_in(item, KEY) or value_in(item, UNREADY)
        ]

    def sent_since(self, when: dt.datetime) -> list[str]:
        items = self._items(
            SENT, filter=f"sentDateTime ge {utc_text(when)}", select="id", expand=expand(KEY), top=MANY
        )
        return [key for item in items if (key := value_in(item, KEY))]

    def sent_before(self, when: dt.datetime) -> list[str]:
        """List the ids of our letters that went before ``when``."""
        items = self._items(
            SENT, filter=f"sentDateTime lt {utc_text(when)}", select="id", expand=expand(KEY), top=MANY
        )
        return [str(item["id"]) for item in items if value_in(item, KEY)]

    def key_of(self, message_ids: Sequence[str], conversation: str) -> str:
        """Find the key of our letter with the first such Message-ID, else of the newest in the
        conversation."""
        for ids in split_by_number(message_ids, IDS_AT_ONCE):
            wanted = " or ".join(f"internetMessageId eq {odata_text(id)}" for id in ids)
            keys = {
                str(item.get("internetMessageId")): value_in(item, KEY)
                for item in self._items(
                    SENT,
                    filter=wanted,
                    select="id,internetMessageId",
                    expand=expand(KEY),
                    top=NEWEST_OF_THREAD,
                )
            }
            if key := next((keys[id] for id in ids if keys.get(id)), ""):
                return key
        return self._key_in_conversation(conversation) if conversation else ""

    def _key_in_conversation(self, conversation: str) -> str:
        items = self._items(
            SENT,
            filter=f"conversationId eq {odata_text(conversation)}",
            select="id,sentDateTime",
            expand=expand(KEY),
            top=NEWEST_OF_THREAD,
        )
        ours = [item for item in items if value_in(item, KEY)]
        newest = max(ours, key=lambda item: str(item.get("sentDateTime")), default=None)
        return value_in(newest, KEY) if newest else ""

    def _items(self, folder: str, **options: str) -> Iterator[Json]:
        """Yield the items of a folder, page after page."""
        return self.client.look_through(
            with_query(f"{self.client.mailbox}/mailFolders/{folder}/messages", **options)
        )
