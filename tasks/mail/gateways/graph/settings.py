"""The settings of the Graph gateway: the mailbox, the sign-in, and limits of size and time."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

MEGABYTE = 1_000_000


@dataclass(frozen=True)
class GraphSettings:
    """The place of the mailbox and the way to sign in.

    ``address`` is the mailbox's own. Sign-in is by ``client_secret``, or by ``certificate``: a PEM file with
    the private key and the certificate. ``ca_file`` names the certificate authorities to trust, in place of
    those that come with Python. ``timeout`` is in seconds, ``largest_letter`` in bytes in transit.
    ``authserv_id`` names the mail system that vouches for senders.
    """

    address: str
    tenant: str
    client_id: str
    client_secret: str = field(default="", repr=False)
    certificate: Path | None = None
    endpoint: str = "https://graph.microsoft.com/v1.0"
    authority: str = "https://login.microsoftonline.com"
    ca_file: Path | None = None
    timeout: float = 60
    largest_letter: int = 35 * MEGABYTE
    authserv_id: str = ""
