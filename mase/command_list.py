"""The commands of ``mase``. A command is made when it is typed: the list of help needs only its docstring.

A module of several commands has an ``app``, whose functions are named by what is typed (``register_import``
for ``mase register import``); any other has a function of the module's name (``mase check``).
"""

from __future__ import annotations

import inspect
import sys
from importlib import import_module
from types import SimpleNamespace
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from forum.text.wording import listed

COMMANDS = {
    "answer": "mase.commands.answer",
    "backup": "mase.commands.service.backup",
    "begin": "rehearsals.beginning.begin",
    "check": "mase.commands.service.check",
    "doctor": "mase.commands.service.doctor",
    "forward-plan": "mase.commands.forward_plan",
    "handbook": "mase.commands.service.handbook",
    "listen": "mase.commands.service.listen",
    "minutes": "mase.commands.meetings.minutes",
    "preview": "mase.commands.letters.preview",
    "rehearse": "rehearsals.command",
    "release": "mase.commands.meetings.release",
    "restore": "mase.commands.service.restore",
    "reword": "mase.commands.reword",
    "serve": "mase.commands.service.serve",
    "shadow": "mase.commands.letters.shadow",
    "status": "mase.commands.service.status",
    "subject-access": "mase.commands.subject_access",
    "timetable": "mase.commands.meetings.timetable",
    "watch": "mase.commands.service.watch",
    "action": "mase.commands.action",
    "apologies": "mase.commands.meetings.apologies",
    "audit": "mase.commands.service.audit",
    "boards": "mase.commands.boards",
    "file": "mase.commands.meetings.file",
    "disposal": "mase.commands.disposal",
    "group": "mase.commands.members.group",
    "item": "mase.commands.meetings.item",
    "mailbox": "mase.commands.letters.mailbox",
    "concern": "mase.commands.concern",
    "incident": "mase.commands.incident",
    "inspection": "mase.commands.inspection",
    "meeting": "mase.commands.meetings.meeting",
    "member": "mase.commands.members.member",
    "outbox": "mase.commands.letters.outbox",
    "partnership": "mase.commands.partnership",
    "plan": "mase.commands.plan",
    "policy": "mase.commands.policy",
    "research": "mase.commands.research",
    "task-group": "mase.commands.task_group",
    "register": "mase.commands.members.register",
    "report": "mase.commands.report",
    "templates": "mase.commands.letters.templates",
}
"""The module of each command, in the order of the help: single commands, then groups of commands."""


class CommandList(TyperGroup):
    """All commands. The options and arguments are made of that command alone which is typed."""

    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
        self.commands = {name: TyperCommand(name) for name in COMMANDS}

    def get_command(self, ctx: Any, name: str) -> Any:
        """A command as the list of help shows it: its name and what it does."""
        command = super().get_command(ctx, name)
        if command:
            command.help = _help_of(name)
        return command

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[Any, Any, list[str]]:
        """The name of the command that ``args`` begin with, the whole command, and the arguments after it."""
        name, _, rest = super().resolve_command(ctx, args)
        return name, whole_command(str(name)), rest

    def invoke(self, ctx: Any) -> Any:
        """Run the command that was typed. All that it lacks is said at once, and not one after the other."""
        try:
            return super().invoke(ctx)
        except typer.BadParameter as error:
            _name_all_missing(error)
            raise


def _name_all_missing(error: Any) -> None:
    """Have the error of a missing option or argument name all that are missing; those given were read
    before."""
    if not hasattr(error, "param_type") or error.ctx is None:
        return
    lacking = [
        param for param in error.ctx.command.params if param.required and param.name not in error.ctx.params
    ]
    if len(lacking) > 1:
        names = [
            (param.metavar or str(param.name)).upper()
            if param.param_type_name == "argument"
            else param.opts[0]
            for param in sorted(lacking, key=lambda param: param.param_type_name)
        ]
        error.param, error.param_hint, error.param_type = None, None, listed(names)


def whole_command(name: str) -> Any:
    """A command with its options, its arguments and its own commands."""
    module = import_module(COMMANDS[name])
    app = typer.Typer()
    if hasattr(module, "app"):
        for part in module.app.registered_commands:
            own_name = part.callback.__name__.removeprefix(f"{name.replace('-', '_')}_")
            part.name = part.name or own_name.replace("_", "-")
        app.add_typer(module.app, name=name)
    else:
        app.command(name)(_command(module, name))
    return typer.main.get_group(app).commands[name]


def import_help() -> None:
    """Import what draws the help, without the parts of Rich that take longest to import and that no help of
    ours uses: Markdown and tracebacks.
    """
    modules: dict[str, Any] = sys.modules
    unused = {
        module: SimpleNamespace(**{name: None})
        for module, name in (("rich.markdown", "Markdown"), ("rich.traceback", "Traceback"))
        if module not in modules
    }
    modules |= unused
    import typer.rich_utils  # noqa: F401

    for module in unused:
        del modules[module]


def _help_of(name: str) -> str:
    module = import_module(COMMANDS[name])
    return module.app.info.help if hasattr(module, "app") else inspect.getdoc(_command(module, name)) or ""


def _command(module: Any, name: str) -> Any:
    """The function of a module that is a command of that name: ``forward_plan`` of ``mase forward-plan``."""
    return getattr(module, name.replace("-", "_"))
