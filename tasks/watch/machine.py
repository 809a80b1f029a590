"""What the machine says: room on its disks, and certificates with the days on which they expire.

What Prefect's server says of the flows: which a person has paused, and how long their last runs took.

It is asked as any program is: whatever watches lives without Prefect.
"""

from __future__ import annotations

import datetime as dt
import shutil
import socket
import ssl
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from smtplib import SMTPException
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import httpx
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


ANSWERS_WITHIN = 5.0  # seconds
MOST = 200  # runs; as many as Prefect's server gives at once
LATELY = dt.timedelta(days=1)


@dataclass(frozen=True)
class PrefectsWord:
    """The names of the flows that are paused, and of each flow how many seconds its last run took."""

    paused: tuple[str, ...] = ()
    took: Mapping[str, float] = field(default_factory=dict)


def is_paused(paused: bool, active: Collection[bool]) -> bool:
    """Say whether a flow runs at none of its times, by what Prefect has of it and of each of these."""
    return paused or (bool(active) and not any(active))


def ask_prefect(address: str, sign_in: str, now: dt.datetime) -> PrefectsWord:
    """Ask the server at an address, such as http://127.0.0.1:4200/api; nothing is known where it fails: other
    faults say that."""
    name, _, password = sign_in.partition(":")
    try:
        with httpx.Client(timeout=ANSWERS_WITHIN, auth=(name, password)) as client:
            return _ask(client, address, now)
    except (httpx.HTTPError, ValueError, KeyError):
        return PrefectsWord()


def _ask(client: httpx.Client, address: str, now: dt.datetime) -> PrefectsWord:
    token = client.get(f"{address}/csrf-token", params={"client": (id := str(uuid4()))})
    if token.is_success:
        client.headers.update({"Prefect-Csrf-Client": id, "Prefect-Csrf-Token": token.json()["token"]})

    def post(path: str, **what: Any) -> list[dict[str, Any]]:
        answer = client.post(f"{address}/{path}/filter", json=what).raise_for_status().json()
        return list(answer)

    deployments = post("deployments")
    names = {each["id"]: each["name"] for each in deployments}
    ended = {"end_time": {"after_": (now - LATELY).isoformat()}}
    runs = post("flow_runs", sort="END_TIME_DESC", limit=MOST, flow_runs=ended)
    return PrefectsWord(
        tuple(
            each["name"]
            for each in deployments
            if is_paused(each["paused"], [schedule["active"] for schedule in each["schedules"]])
        ),
        {  # of a flow's runs the last that ended comes first, and is to stay
            names[run["deployment_id"]]: run["total_run_time"]
            for run in reversed(runs)
            if run["deployment_id"] in names
        },
    )
