"""What a process of several machines' needs: the whole of ``deployments/cluster/prefect.env``, or nothing."""

from __future__ import annotations

import shutil
import subprocess
from itertools import pairwise
from pathlib import Path

import pytest
import yaml

from config.env_file import read_env_file
from config.settings import ROOT
from mase.service.deployments import PREFECT_YAML
from mase.service.runners import ALIKE, SHARED, is_one_of_several, lacking

CLUSTER = ROOT / "deployments" / "cluster"
WHOLE = read_env_file(CLUSTER / "prefect.env", "PREFECT_").values


def test_the_settings_that_are_handed_out_are_whole() -> None:
    assert lacking(WHOLE) == []
    assert is_one_of_several(WHOLE)
    assert not is_one_of_several({"PREFECT_API_URL": "http://127.0.0.1:4200/api"})


@pytest.mark.parametrize("name", [need.name for need in (*SHARED, *ALIKE)])
def test_each_one_that_lacks_is_named_and_none_is_repeated(name: str) -> None:
    (fault,) = lacking({key: value for key, value in WHOLE.items() if key != name})
    assert fault.startswith(f"{name} must be")
    (fault,) = lacking(WHOLE | {name: ""})
    assert "redis:6379" not in fault


@pytest.mark.parametrize("seconds", ["30", "5", "often"])
def test_a_heartbeat_that_prefect_would_not_take_is_refused(seconds: str) -> None:
    (fault,) = lacking(WHOLE | {"PREFECT_FLOWS_HEARTBEAT_FREQUENCY": seconds})
    assert "above 30" in fault


def test_containers_run_the_parts_with_these_settings_and_no_right_that_they_need_not() -> None:
    services = yaml.safe_load((CLUSTER / "compose.yaml").read_text())["services"]
    ours = {name: part for name, part in services.items() if part.get("image") == "mase"}
    assert set(ours) == {"migrate", "api-1", "api-2", "services", "deploy", "worker", "listen", "watch"}
    for part in ours.values():
        assert part["env_file"][0] == "prefect.env"
        assert part["read_only"]
        assert part["cap_drop"] == ["ALL"]
        assert part["security_opt"] == ["no-new-privileges:true"]
    assert (
        ours["api-1"]["environment"] == ours["api-2"]["environment"] == {"PREFECT_SERVER_DOCKET_NAME": "api"}
    )
    assert ours["worker"]["deploy"] == {"replicas": 3}


@pytest.mark.skipif(shutil.which("haproxy") is None, reason="HAProxy is not installed here.")
def test_the_balancer_starts_while_one_name_of_two_is_not_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = tmp_path / "haproxy.cfg"
    known = (CLUSTER / "haproxy.cfg").read_text().replace(" api-1:4200", " 127.0.0.1:4200")
    config.write_text(known.replace(" api-2:4200", " api-2.invalid:4200"))
    monkeypatch.setenv("PREFECT_SIGN_IN_BASE64", "bWFzZQ==")
    subprocess.run(["haproxy", "-c", "-f", str(config)], check=True)


def test_whichever_worker_makes_a_backup_it_lies_where_the_watch_looks() -> None:
    services = yaml.safe_load((CLUSTER / "compose.yaml").read_text())["services"]
    place = "/var/backups/mase"
    for name in ("worker", "watch"):
        assert any(volume.endswith(f":{place}") for volume in services[name]["volumes"]), name
    worker = yaml.safe_load((CLUSTER / "helm-worker.yaml").read_text())["worker"]
    claim, watch = yaml.safe_load_all((CLUSTER / "watch.yaml").read_text())
    container = watch["spec"]["template"]["spec"]["containers"][0]
    assert place in {mount["mountPath"] for mount in worker["extraVolumeMounts"]}
    assert place in {mount["mountPath"] for mount in container["volumeMounts"]}
    assert worker["extraVolumes"][0]["persistentVolumeClaim"]["claimName"] == claim["metadata"]["name"]
    assert (container["command"], watch["spec"]["replicas"]) == (["mase", "watch"], 1)
    assert f"MASE_BACKUP_FOLDER={place}" in (CLUSTER / "example.env").read_text()


def test_a_worker_takes_what_a_person_pressed_first_then_mail_then_the_morning() -> None:
    pools = {
        entry["name"]: entry["work_pool"]["work_queue_name"]
        for entry in yaml.safe_load(PREFECT_YAML.read_text())["deployments"]
    }
    assert {name for name, queue in pools.items() if queue == "mail"} == {"read-mailbox", "deliver-mail"}
    assert {queue for name, queue in pools.items() if name.startswith("desk-")} == {"hands"}
    assert pools["do-what-is-due"] == pools["plan-meetings"] == "morning"
    worker = yaml.safe_load((CLUSTER / "compose.yaml").read_text())["services"]["worker"]["command"]
    assert [after for word, after in pairwise(worker) if word == "--work-queue"] == [
        "hands",
        "mail",
        "morning",
    ]
