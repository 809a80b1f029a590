"""What the machine says: room on its disks, and certificates with the days on which they expire."""

from __future__ import annotations

import datetime as dt
import shutil
import socket
import ssl
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from smtplib import SMTPException
from urllib.parse import urlsplit

from cryptography import x509

from forum.text.problem import Problem

HTTPS = 443


def free_by_place(places: Iterable[Path]) -> dict[str, int]:
    """Return the bytes that are free where each of these is, or is to be."""
    return {str(place): shutil.disk_usage(_nearest(place)).free for place in places}


def _nearest(place: Path) -> Path:
    return next(folder for folder in (place, *place.parents) if folder.exists())


def expires(file: Path) -> dt.date:
    """Return the day on which the first certificate of a PEM file to expire does so.

    Raises Problem where the file has none.
    """
    try:
        certificates = x509.load_pem_x509_certificates(file.read_bytes())
    except (OSError, ValueError):
        raise Problem("it has no certificate that can be read") from None
    return min(certificate.not_valid_after_utc.date() for certificate in certificates)


def expires_at(address: str, ca_file: Path | None, timeout: float) -> dt.date | None:
    """Return the day on which the certificate of a web server expires, as ``last_day`` does."""
    parts = urlsplit(address)
    if parts.scheme != "https" or not parts.hostname:
        return None
    host, port = parts.hostname, parts.port or HTTPS
    context = ssl.create_default_context(cafile=ca_file)

    @contextmanager
    def connected() -> Iterator[ssl.SSLSocket]:
        with (
            socket.create_connection((host, port), timeout) as plain,
            context.wrap_socket(plain, server_hostname=host) as encrypted,
        ):
            yield encrypted

    return last_day(connected)


def last_day(connected: Callable[[], AbstractContextManager[ssl.SSLSocket]]) -> dt.date | None:
    """Return the day on which the certificate of a server expires; None where the server can't be reached.

    Raises Problem where its certificate is not accepted.
    """
    try:
        with connected() as encrypted:
            certificate = encrypted.getpeercert() or {}
    except ssl.SSLCertVerificationError as error:
        raise Problem(error.verify_message) from None
    except (OSError, SMTPException):
        return None
    until = ssl.cert_time_to_seconds(str(certificate["notAfter"]))
    return dt.datetime.fromtimestamp(until, dt.UTC).date()
