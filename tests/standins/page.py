"""The page that a stand-in shows in a browser: its mailboxes and what lies in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.standins.serving import StandIn


def show(standin: StandIn, url: str, query: dict[str, str]) -> str:
    """The page as HTML; ``query`` may name a mailbox and one of its folders."""
    return f"<!doctype html><title>{standin.name}</title><p>{url} {query}"
