"""Start the Graph stand-in: python -m tests.standins.graph. Prints one line of JSON with its URL."""

from __future__ import annotations

import argparse
import json
import signal
import sys
import threading

from tests.standins.graph.server import GraphStandIn
from tests.standins.graph.tls import listening
from tests.standins.post_office.post_office import PostOffice


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.standins.graph", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="of the API; 0 takes any that is free")
    parser.add_argument("--domain", default="mase.example", help="the organisation's own mail domain")
    parser.add_argument("--mailbox", action="append", default=[], help="an address to open a mailbox for")
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())  # so that the certificate's folder goes, too
    office = PostOffice(options.domain)
    for address in options.mailbox or [f"secretariat@{options.domain}"]:
        office.open_mailbox(address)
    standin = GraphStandIn(office)
    with listening(standin, options.port) as (_, control):
        print(json.dumps({"url": control.url, "settings": standin.settings(control.url)}), flush=True)
        threading.Event().wait()


if __name__ == "__main__":
    main()
