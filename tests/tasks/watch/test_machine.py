"""What the watcher sees of the machine: certificates of files and of servers."""

from __future__ import annotations

import datetime as dt
import socket
import ssl
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from threading import Thread

import pytest
import trustme

from forum.text.problem import Problem
from tasks.watch.machine import expires, expires_at, free_by_place

SOON = dt.datetime(2030, 5, 31, tzinfo=dt.UTC)


@pytest.fixture
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def ca_file(authority: trustme.CA, tmp_path: Path) -> Path:
    file = tmp_path / "ca.pem"
    authority.cert_pem.write_to_path(str(file))
    return file


@pytest.fixture
def until() -> dt.datetime:
    return SOON


@pytest.fixture
def port(authority: trustme.CA, until: dt.datetime) -> Iterator[int]:
    """The port of a server with a certificate until then."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("127.0.0.1", not_after=until).configure_cert(context)
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def answer() -> None:
            with suppress(OSError):
                while True:
                    connection, _ = listening.accept()
                    with suppress(OSError), connection:
                        context.wrap_socket(connection, server_side=True).close()

        thread = Thread(target=answer)
        thread.start()
        yield listening.getsockname()[1]
        listening.shutdown(socket.SHUT_RDWR)
        thread.join()


def test_the_day_is_that_of_the_first_certificate_of_a_file_to_expire(
    authority: trustme.CA, tmp_path: Path
) -> None:
    file = tmp_path / "both.pem"
    leaf = authority.issue_cert("mail.example", not_after=SOON).cert_chain_pems[0]
    file.write_bytes(authority.cert_pem.bytes() + leaf.bytes())
    assert expires(file) == SOON.date()
    file.write_text("no certificate")
    with pytest.raises(Problem, match="no certificate that can be read"):
        expires(file)


def test_a_server_is_asked_for_its_certificate(port: int, ca_file: Path) -> None:
    address = f"https://127.0.0.1:{port}/EWS/Exchange.asmx"
    assert expires_at(address, ca_file, 5) == SOON.date()
    with pytest.raises(Problem, match="unable to get local issuer certificate"):
        expires_at(address, None, 5)


@pytest.mark.parametrize("until", [dt.datetime(2026, 5, 31, tzinfo=dt.UTC)])
def test_a_server_whose_certificate_has_expired_is_not_accepted(port: int, ca_file: Path) -> None:
    with pytest.raises(Problem, match="certificate has expired"):
        expires_at(f"https://127.0.0.1:{port}/EWS/Exchange.asmx", ca_file, 5)


def test_of_a_server_that_cannot_be_reached_nothing_is_said(port: int, ca_file: Path) -> None:
    assert expires_at(f"http://127.0.0.1:{port}", ca_file, 5) is None
    assert expires_at("https://127.0.0.1:9", ca_file, 5) is None


def test_room_is_that_of_the_disk_where_a_folder_is_to_be(tmp_path: Path) -> None:
    place = tmp_path / "not" / "there"
    assert free_by_place([place])[str(place)] > 0
    assert not place.exists()
