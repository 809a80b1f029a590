"""A Prefect server for all processes of a run: the first in need starts it, and ends it after the rest."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from mase.service.prefect_client import sign_in_of
from mase.service.prefect_server import client_settings, prefect_server
from tests.file_lock import locked


@contextmanager
def shared_prefect_server(shared: Path, own: Path) -> Iterator[str]:
    """The address of a server that the processes share which name the same folder ``shared``.

    It is started in ``own`` where none is there; Prefect in this process talks to it within the block.
    """
    address = shared / "prefect-server"
    entering = shared / "prefect-server.lock"
    with (shared / "prefect-server.users").open("a") as users, ExitStack() as stack:
        with locked(entering):
            if address.exists():
                folder, url = address.read_text("utf-8").splitlines()
                fcntl.flock(users, fcntl.LOCK_SH)
                stack.enter_context(client_settings(Path(folder), url, sign_in_of(Path(folder))))
            else:
                url = stack.enter_context(prefect_server(own, ui=True))
                address.write_text(f"{own}\n{url}\n", "utf-8")
                stack.callback(_wait_for_others, entering, address, users.fileno())
        yield url


def _wait_for_others(entering: Path, address: Path, users: int) -> None:
    """Let nobody else in, and return when all have left."""
    with locked(entering):
        address.unlink()
    fcntl.flock(users, fcntl.LOCK_EX)
