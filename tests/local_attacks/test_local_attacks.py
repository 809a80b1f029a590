from __future__ import annotations

import json

import pytest

from tests.local_attacks.attacks import attacks
from tests.local_attacks.target import HELD, Target, runs_of

ALL = attacks()


@pytest.mark.parametrize("who", sorted({attack.who for attack in ALL}))
def test_others_on_the_machine_and_web_pages_get_nothing(target: Target, who: str) -> None:
    before = runs_of(target)
    outcomes = {attack.name: attack.attempt(target) for attack in ALL if attack.who == who}
    assert {name: outcome for name, outcome in outcomes.items() if outcome != HELD} == {}
    assert runs_of(target) == before


def test_the_operator_with_the_sign_in_starts_a_run(target: Target) -> None:
    """What the attacks try does work for whoever may: they do not fail for another reason."""
    path = f"/api/deployments/{target.deployment}/create_flow_run"
    before = runs_of(target)
    target.operator("POST", path, {})
    assert runs_of(target) == before + 1
    assert "auth_success" in target.speak("/events/in", json.dumps({"type": "auth", "token": target.sign_in}))


def test_there_are_enough_attacks_of_each_kind() -> None:
    assert len(ALL) > 200
    assert len({(attack.who, attack.name) for attack in ALL}) == len(ALL)
