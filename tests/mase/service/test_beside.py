"""Work beside the service: it ends with the service, and its errors name nobody."""

from __future__ import annotations

import pytest

from mase.service.beside import Wait, beside


def test_work_beside_the_service_ends_with_it_and_of_its_error_the_kind_alone_is_said(
    caplog: pytest.LogCaptureFixture,
) -> None:
    ended = []

    def work(wait: Wait) -> None:
        try:
            wait(600)
        finally:
            ended.append("ended")
            raise ValueError("Designated Nurse")

    with beside(work):
        assert ended == []
    assert ended == ["ended"]
    assert caplog.messages == ["What works beside the service failed (ValueError)."]
