"""Several policy files together: each group has its terms in one of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from forum.terms.policy import Policy, read_policy
from forum.text.problem import Problem


@dataclass(frozen=True)
class PolicyFiles:
    """The policies that can be used, by their files' names, and the faults of all other files in words."""

    by_name: Mapping[str, Policy]
    faults: tuple[str, ...]

    @property
    def policies(self) -> dict[str, Policy]:
        """The policies by their groups' codes."""
        return {policy.group.code: policy for policy in self.by_name.values()}


def read_policy_file(content: bytes, name: str) -> Policy:
    """Read a policy from the content of a file. Raises Problem with every fault."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        raise Problem(f"{name} is not saved as UTF-8; save it again as UTF-8.") from None
    return read_policy(text, name)


def read_policy_files(contents: Mapping[str, bytes]) -> PolicyFiles:
    """Read the files of several policies, by their names. Of two files of one code neither can be used."""
    files: dict[str, dict[str, Policy]] = {}
    faults: list[str] = []
    for name, content in contents.items():
        try:
            policy = read_policy_file(content, name)
        except Problem as problem:
            faults += [f"{name}: {fault}" for fault in problem.faults] or [problem.sentence]
            continue
        of_code = files.setdefault(policy.group.code, {})
        of_code[name] = policy
        if len(of_code) > 1:
            faults.append(f"{name}: group.code: found {policy.group.code}, which another file has too")
    usable = {
        name: policy for of_code in files.values() if len(of_code) == 1 for name, policy in of_code.items()
    }
    return PolicyFiles(usable, tuple(faults))
