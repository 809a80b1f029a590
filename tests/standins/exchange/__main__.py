"""Start the Exchange stand-in: python -m tests.standins.exchange. Prints one line of JSON with its URL."""

from __future__ import annotations

import argparse
import json
import threading

from tests.standins.exchange.server import ExchangeStandIn
from tests.standins.post_office import PostOffice
from tests.standins.serving import Server


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.standins.exchange", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="0 takes any that is free")
    parser.add_argument("--domain", default="mase.example", help="the organisation's own mail domain")
    parser.add_argument("--mailbox", action="append", default=[], help="an address to open a mailbox for")
    parser.add_argument("--unchecked", action="store_true", help="don't hold messages against the schemas")
    options = parser.parse_args()
    office = PostOffice(options.domain)
    for address in options.mailbox or [f"secretariat@{options.domain}"]:
        office.open_mailbox(address)
    with Server(ExchangeStandIn(office, checked=not options.unchecked), options.port) as server:
        print(json.dumps({"url": server.url, "settings": server.standin.settings(server.url)}), flush=True)
        threading.Event().wait()


if __name__ == "__main__":
    main()
