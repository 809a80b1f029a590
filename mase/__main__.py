"""The ``mase`` command."""

from __future__ import annotations

import gc
import sys
from typing import Annotated, NoReturn

import typer

from config.rights import keep_to_this_account
from forum.text.problem import Problem
from mase.command_list import CommandList, import_help

app = typer.Typer(
    cls=CommandList,
    help="The secretariat of a multi-agency forum: its register, its letters and its deadlines.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


def _say_version(wanted: bool) -> None:
    if wanted:
        from mase.version import version_and_commit

        typer.echo(f"mase {version_and_commit()}")
        raise typer.Exit


@app.callback()
def mase(
    _version: Annotated[
        bool,
        typer.Option("--version", callback=_say_version, is_eager=True, help="Say which version this is."),
    ] = False,
) -> None:
    pass


def main() -> None:
    """Run the command line. What goes wrong is printed as a sentence, and the command ends with 1."""
    keep_to_this_account()
    if not sys.argv[1:] or "--help" in sys.argv:
        import_help()
    try:
        app()
    except Problem as problem:
        _end(str(problem))
    except Exception as error:
        from tasks.unforeseen import without_values

        _end(str(without_values(error)))
    finally:
        gc.freeze()  # or Python, as it ends, looks for garbage in all that was imported, which takes long


def _end(words: str) -> NoReturn:
    logs = sys.modules.get("mase.logs")  # a service of ours has begun to write its log
    print(logs.line_of(words) if logs else words, file=sys.stderr)
    sys.exit(1)


if __name__ == "__main__":
    main()
