"""A sandbox in which a template can only print the values it is given, within limits of time and size.

The budget of rendering a template, in characters and time, so that an endless loop comes to an end.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache, wraps
from typing import Any

from jinja2 import StrictUndefined, Undefined, nodes, pass_context, pass_environment
from jinja2.environment import Template, TemplateModule
from jinja2.exceptions import SecurityError, TemplateRuntimeError, TemplateSyntaxError
from jinja2.runtime import Context, LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

MOST_SECONDS = 3.0  # of the processor, however busy the machine is
BETWEEN_LOOKS = 20_000  # characters after which the clock is looked at


@dataclass
class _Budget:
    characters: int
    until: float
    look_at: int


_budget: ContextVar[_Budget | None] = ContextVar("budget of a rendering", default=None)


@contextmanager
def rendering(characters: int) -> Iterator[None]:
    """Let a template print and work through so many characters within the block, in ``MOST_SECONDS``."""
    token = _budget.set(_Budget(characters, time.thread_time() + MOST_SECONDS, characters))
    try:
        yield
    finally:
        _budget.reset(token)


def charge(characters: int) -> None:
    """Take so many characters off the budget; SecurityError when nothing is left of it."""
    budget = _budget.get()
    if budget is None:
        return
    budget.characters -= characters
    if budget.characters < budget.look_at:
        budget.look_at -= BETWEEN_LOOKS
        if budget.characters < 0 or time.thread_time() > budget.until:
            raise SecurityError("it prints too much, or never ends")


BUILT_IN = (
    "first", "last", "length", "list", "lower", "map", "min",
    "reject", "rejectattr", "select", "selectattr", "sum", "upper",
)  # fmt: skip
TESTS = ("none", "in", "equalto", "eq", "ne", "lt", "le", "gt", "ge", "defined", "undefined")
METHODS: Mapping[type, frozenset[str]] = {
    str: frozenset({"split", "count", "startswith", "rstrip"}),
    dict: frozenset({"get"}),
    dt.datetime: frozenset({"date", "time"}),
}
OF_A_LOOP = frozenset({"index", "index0", "first", "last", "length"})
PRINTED = (int, float, dt.date, dt.time, type(None), Undefined)
STATEMENTS = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Extends, nodes.Import, nodes.Block, nodes.Macro,
    nodes.If, nodes.For, nodes.Assign,
)  # fmt: skip
EXPRESSIONS = (
    nodes.Name, nodes.Const, nodes.Getattr, nodes.Getitem, nodes.Slice, nodes.Filter, nodes.Test, nodes.Call,
    nodes.Keyword, nodes.CondExpr, nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not, nodes.Neg,
    nodes.Concat, nodes.Add, nodes.Sub, nodes.Mul, nodes.Tuple, nodes.List, nodes.Dict, nodes.Pair,
)  # fmt: skip
A_STEP = 200  # the cost of a turn of a loop or a call, in characters
A_VALUE = 10  # the cost of each value looked at, in characters
DEEPEST = 4  # levels of lists within lists that a filter may be given
LARGEST_NUMBER = 10**9
MOST_NODES = 3_000
# the errors that a template raises by its own fault: wrong types and names, or too deep nesting
EVALUATION_ERRORS = (
    ArithmeticError, AttributeError, LookupError, RecursionError, SyntaxError, TypeError, ValueError,
    TemplateRuntimeError,
)  # fmt: skip
INTERNAL_FILTERS = _TURNS, _MADE, _TOGETHER = (
    " turns",
    " made",
    " together",
)  # filters that no template may name


class ForbiddenError(TemplateSyntaxError):
    """A template has a statement or expression that no template may have."""


class Sandbox(ImmutableSandboxedEnvironment):
    """An environment in which templates have their values, these filters and nothing else.

    Templates reach the fields and properties of dataclasses, and call only macros and the few ``METHODS``. A
    template has at most ``longest`` characters. Each turn of a loop, each call and each text made is charged
    to the budget of the rendering (``tasks.documents.templates.sandbox``).
    """

    intercepted_binops = frozenset({"+", "*"})

    def __init__(
        self,
        filters: Mapping[str, Callable[..., Any]],
        *,
        longest: int,
        escape: Callable[[str], str] = escape,
        **how: Any,
    ) -> None:
        super().__init__(
            autoescape=True,
            undefined=StrictUndefined,
            auto_reload=False,
            finalize=_escaped,
            optimized=False,  # it looks for sums of constants, of which templates have none
            **how,
        )
        self.longest, self.escape = longest, escape
        self.globals.clear()
        known = {name: self.filters[name] for name in BUILT_IN} | {"join": _joined, **filters}
        self.filters = {name: _charged(made) for name, made in known.items()}
        self.filters |= {_TURNS: _turns, _MADE: _made, _TOGETHER: _together}
        self.tests = {name: self.tests[name] for name in TESTS}

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """Parse a template; ForbiddenError, naming the line, for anything that no template may have."""
        if len(source) > self.longest:
            raise ForbiddenError(f"it has more than {self.longest:,} characters", 1, name, filename)
        tree = super()._parse(source, name, filename)
        found: list[nodes.Node] = []  # once for all that is done with them: to walk through a tree takes long
        for node in tree.find_all(nodes.Node):
            if why := "it is too long" if len(found) > MOST_NODES else _why_not(node):
                raise ForbiddenError(why, node.lineno or 1, name, filename)
            found.append(node)
        _have_charged(found)
        return tree.set_environment(self)  # type: ignore[return-value]

    def get_template(self, name: str | Template, *args: Any, **kwargs: Any) -> Template:
        charge(20 * A_STEP)
        return super().get_template(name, *args, **kwargs)

    def call_filter(self, name: str, *args: Any, **kwargs: Any) -> Any:
        """Apply a filter by name, as the filter ``map`` does."""
        if name in INTERNAL_FILTERS:
            raise SecurityError(f"it asks for “{name}”")
        return super().call_filter(name, *args, **kwargs)

    def is_safe_attribute(self, obj: Any, attr: str, _value: Any) -> bool:
        if attr.startswith("_"):
            return False
        if isinstance(obj, LoopContext):
            return attr in OF_A_LOOP
        if isinstance(obj, TemplateModule):
            return True
        return attr in _shown(obj.__class__) or _is_method(obj, attr)

    def is_safe_callable(self, obj: Any) -> bool:
        if isinstance(obj, Undefined | Macro):
            return True
        return _is_method(getattr(obj, "__self__", None), getattr(obj, "__name__", ""))

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N805
        if not __self.is_safe_callable(__obj):
            raise SecurityError(f"it calls a {type(__obj).__name__}")
        of = None if isinstance(__obj, Undefined) else getattr(__obj, "__self__", None)
        charge(A_STEP + (10 * len(of) if isinstance(of, str) else 0))
        return super().call(__context, __obj, *args, **kwargs)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Add two values, or repeat a text, and charge the result before it is made."""
        if operator == "*":
            text, times = (right, left) if isinstance(right, str) else (left, right)
            if not isinstance(text, str) or not isinstance(times, int):
                raise SecurityError("it multiplies what is no text")
            charge(len(text) * max(0, times))
        else:
            _weigh((left, right))
            if isinstance(left, Markup) or isinstance(right, Markup):
                return self.joined((left, right))
        return super().call_binop(context, operator, left, right)

    def joined(self, parts: Sequence[Any], separator: str = "") -> str:
        """Join texts; where one of them is printed already, the others are escaped as placeholders are."""
        if not any(isinstance(part, Markup) for part in (*parts, separator)):
            return separator.join(map(str, parts))
        return Markup(self.in_print(separator)).join(map(self.in_print, parts))

    def in_print(self, value: Any) -> Markup:
        """Return a value as a placeholder prints it."""
        return value if isinstance(value, Markup) else Markup(self.escape(str(value)))


@cache
def _shown(kind: type) -> frozenset[str]:
    """Return the fields and properties of a dataclass; none of any other type."""
    if not dataclasses.is_dataclass(kind):
        return frozenset()
    properties = {name for name in dir(kind) if isinstance(getattr(kind, name), property)}
    return frozenset({field.name for field in dataclasses.fields(kind)} | properties)


def forbidden_action(error: ForbiddenError | SecurityError) -> str:
    """Return the forbidden thing that a template does, in a few words."""
    return (error.message or "it is not allowed").rstrip(".")


def _is_method(obj: Any, name: str) -> bool:
    return any(isinstance(obj, kind) and name in names for kind, names in METHODS.items())


def _why_not(node: nodes.Node) -> str:
    """Return why a node of a template is forbidden; empty when it is allowed."""
    name = getattr(node, "attr", "") if isinstance(node, nodes.Getattr) else ""
    name = node.name if isinstance(node, nodes.Name | nodes.Filter | nodes.Macro) else name
    if name.startswith("_") or (isinstance(node, nodes.Name) and name in ("self", "super", "caller")):
        return f"it asks for “{name}”"
    if not isinstance(node, STATEMENTS + EXPRESSIONS):
        return f"it uses {type(node).__name__.lower()}"
    if isinstance(node, nodes.For) and node.recursive:
        return "it has a loop that calls itself"
    if isinstance(node, nodes.Extends | nodes.Import) and not isinstance(node.template, nodes.Const):
        return "it works out which template it uses"
    if isinstance(node, nodes.Call | nodes.Filter | nodes.Test) and (node.dyn_args or node.dyn_kwargs):
        return "it calls with arguments that it works out"
    if isinstance(node, nodes.Const) and isinstance(node.value, int | float | complex):
        return "it has a number that is too large" if abs(node.value) > LARGEST_NUMBER else ""
    return ""


def _have_charged(found: Sequence[nodes.Node]) -> None:
    """Add filters that charge each turn of a loop, each call of a macro, and each text or list made."""
    for parent in found:
        for field, value in parent.iter_fields():
            if isinstance(value, list):
                value[:] = [_counted(child) for child in value]
            else:
                setattr(parent, field, _counted(value))
    for node in found:
        if isinstance(node, nodes.Macro | nodes.Block):
            node.body.insert(0, nodes.Output([_filtered(nodes.Const(""), _MADE, _text_in(node))]))
        elif isinstance(node, nodes.For):
            node.iter = _filtered(node.iter, _TURNS, _text_in(node))


def _counted(node: Any) -> Any:
    if isinstance(node, nodes.Concat):
        return _filtered(nodes.Tuple(node.nodes, "load"), _TOGETHER)
    if isinstance(node, nodes.List | nodes.Dict) or (isinstance(node, nodes.Tuple) and node.ctx == "load"):
        return _filtered(node, _MADE, A_STEP)
    return node


def _filtered(node: Any, filter: str, *arguments: int) -> nodes.Filter:
    return nodes.Filter(node, filter, [nodes.Const(number) for number in arguments], [], None, None)


def _text_in(node: nodes.Node) -> int:
    return A_STEP + sum(len(text.data) for text in node.find_all(nodes.TemplateData))


@pass_context
def _turns(_context: Context | None, values: Any, cost: int) -> Iterator[Any]:
    """Yield values, each charged with the text that a turn of the loop may print."""
    for value in values:
        charge(cost)
        yield value


@pass_context
def _made(_context: Context, value: Any, cost: int) -> Any:
    charge(cost)
    _weigh(value)
    return value


@pass_environment
def _together(environment: Sandbox, parts: tuple[Any, ...]) -> str:
    """Join parts into one text, as ``~`` does."""
    return environment.joined([_printable(part) for part in parts])


@pass_environment
def _joined(environment: Sandbox, values: Iterable[Any], separator: str = "") -> str:
    """Join texts and numbers: the filter ``join``."""
    return environment.joined([_printable(value) for value in values], _printable(separator))


@pass_context  # so that it is asked when a template prints, also for what stands in the template
def _escaped(context: Context, value: Any) -> Markup:
    assert isinstance(context.environment, Sandbox)
    return context.environment.in_print(_printable(value))


def _charged(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return a filter that charges its arguments and its result."""

    @wraps(function)
    def counted(*args: Any, **kwargs: Any) -> Any:
        _weigh(args)
        result = function(*args, **kwargs)
        if isinstance(result, Iterator):
            return _turns(None, result, A_STEP)
        _weigh(result)
        return result

    return counted


def _printable(value: Any) -> Any:
    """Return a value that a placeholder may print, a text, number or day, and charge it."""
    if isinstance(value, str):
        charge(A_VALUE + len(value))
    elif isinstance(value, PRINTED):
        charge(A_VALUE)
    else:
        raise SecurityError(f"it prints a {type(value).__name__}, which is no text")
    return value


def _weigh(value: Any, depth: int = 0) -> None:
    """Charge a text by its length and a list by its values; SecurityError for too deep lists in lists.

    Deep lists could share their parts, so that printing or comparing them never ends.
    """
    if not isinstance(value, list | tuple | dict):
        charge(A_VALUE + len(value) if isinstance(value, str) else A_VALUE)
        return
    if depth > DEEPEST:
        raise SecurityError("it puts lists into lists")
    for inner in value.values() if isinstance(value, dict) else value:
        _weigh(inner, depth + 1)
