"""Read the replies of corpora, and print how many are understood, and which are not.

python -m benchmarks.understanding CORPUS ...
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.understanding.corpus import Verdict, replies_of, verdict


def main(paths: Sequence[Path]) -> None:
    """Print the figures of each corpus and the replies that went wrong."""
    for path in paths:
        verdicts = [verdict(written) for written in replies_of(path)]
        plain = [each for each in verdicts if each.written.is_plain]
        print(f"{path}: {len(verdicts)} replies")
        _show("harmful", verdicts, lambda each: each.is_harmful)
        _show("recorded though not meant", verdicts, lambda each: each.is_unexpected)
        _show("not understood at once, of those plainly worded", plain, lambda each: not each.is_understood)
        _show("nor with one YES", plain, lambda each: not each.is_proposed)
        _show("nor with one YES or tap", plain, lambda each: not each.is_one_tap_away)
        _show("wrong, of those not plainly worded", _not_plain(verdicts), lambda each: not each.is_right)


def _not_plain(verdicts: Sequence[Verdict]) -> list[Verdict]:
    return [each for each in verdicts if not each.written.is_plain]


def _show(what: str, verdicts: Sequence[Verdict], counts: Callable[[Verdict], bool]) -> None:
    found = [each for each in verdicts if counts(each)]
    print(f"\n{len(found)} of {len(verdicts)} {what} ({len(found) / max(1, len(verdicts)):.1%})")
    for each in found:
        expected = ", ".join(sorted(each.written.right[0]))
        recorded = ", ".join(sorted(each.recorded)) + (
            f" + proposed {', '.join(sorted(each.proposed))}" if each.proposed else ""
        )
        print(f"  {each.written.id}  {each.written.own!r:.100}\n        expected {expected}; got {recorded}")


if __name__ == "__main__":
    main([Path(each) for each in sys.argv[1:]])
