"""Start the Exchange stand-in: python -m tests.standins.exchange. Prints one line of JSON with its URL."""

from __future__ import annotations

import argparse
import json
import sys
import threading
from contextlib import suppress

from tests.standins.exchange.server import ExchangeStandIn
from tests.standins.post_office.post_office import PostOffice
from tests.standins.serving import Server


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.standins.exchange", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="0 takes any that is free")
    parser.add_argument("--domain", default="forum.example", help="the organisation's own mail domain")
    parser.add_argument("--mailbox", action="append", default=[], help="an address to open a mailbox for")
    parser.add_argument("--show", action="store_true", help="print for people, not for programs")
    parser.add_argument("--unchecked", action="store_true", help="don't hold messages against the schemas")
    options = parser.parse_args()
    office = PostOffice(options.domain)
    for address in options.mailbox or [f"mase@{options.domain}"]:
        office.open_mailbox(address)
    try:
        server = Server(ExchangeStandIn(office, checked=not options.unchecked), options.port)
    except OSError as error:
        sys.exit(f"Port {options.port} can't be had ({error.strerror}). Name another one with --port.")
    with suppress(KeyboardInterrupt), server:
        settings = server.standin.settings(server.url)
        if options.show:
            print(for_people(server.url, settings), flush=True)
        else:
            print(json.dumps({"url": server.url, "settings": settings}), flush=True)
        threading.Event().wait()


def for_people(url: str, settings: dict[str, str]) -> str:
    """Return the address, the mailboxes and the passwords, for the person who has just started it."""
    lines = "\n".join(f"  {name}={value}" for name, value in settings.items())
    return (
        f"An Exchange server to try things on is running at {url}\n"
        "Open that address in a browser to see its mailboxes and what lies in them.\n\n"
        f"To point the service at it, put these lines into .env:\n\n{lines}\n\n"
        f"Or let the rehearsal go through it: make rehearse ARGS='--mailbox {url}'\n"
        "Ctrl+C ends it; what was in it is gone then."
    )


if __name__ == "__main__":
    main()
