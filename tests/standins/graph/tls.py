"""A certificate for the loopback: Graph and the sign-in are spoken to over TLS alone, in tests too."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import trustme

from tests.standins.graph.server import GraphStandIn
from tests.standins.serving import Server


@contextmanager
def listening(standin: GraphStandIn, port: int = 0) -> Iterator[tuple[Server, Server]]:
    """Let a stand-in listen: over TLS for the service, and without it for its control API, in that order."""
    authority = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(context)
    with TemporaryDirectory(prefix="graph-standin-") as folder:
        file = Path(folder) / "authority.pem"
        authority.cert_pem.write_to_path(str(file))
        with Server(standin, port, context) as api, Server(standin) as control:
            standin.root, standin.ca_file = api.url, str(file)
            yield api, control
