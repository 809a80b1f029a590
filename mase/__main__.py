"""The ``mase`` command. Each command is a module of ``mase.commands``, found there by its name.

A module of several commands has an ``app`` (``mase register import``); any other has a function of the
module's name (``mase check``). What is slow to import is imported inside the functions, to be quick.
"""

from __future__ import annotations

import pkgutil
import sys
from functools import cache
from importlib import import_module
from typing import NoReturn

import typer

from config.rights import write_for_nobody_else
from forum.text.problem import Problem
from mase import commands

app = typer.Typer(
    help="The secretariat of a multi-agency forum: its register, its letters and its deadlines.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


@app.callback()
def mase() -> None:
    pass


@cache
def find_commands() -> None:
    """Put every command of mase.commands into the app."""
    for found in pkgutil.iter_modules(commands.__path__):
        module = import_module(f"{commands.__name__}.{found.name}")
        if hasattr(module, "app"):
            app.add_typer(module.app, name=found.name)
        else:
            app.command(found.name)(getattr(module, found.name))


def main() -> None:
    """Run the command line. What goes wrong is printed as a sentence, and the command ends with 1."""
    write_for_nobody_else()
    find_commands()
    try:
        app()
    except Problem as problem:
        _end(str(problem))
    except Exception as error:
        from tasks.unforeseen import without_values

        _end(str(without_values(error)))


def _end(words: str) -> NoReturn:
    print(words, file=sys.stderr)
    sys.exit(1)


if __name__ == "__main__":
    main()
