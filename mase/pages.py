"""The pages that commands write, printed from ``templates/pages`` in a sandbox: no template runs anything."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import FileSystemLoader, StrictUndefined, TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from forum.text.problem import Problem
from tasks.documents.templates.sandbox import EVALUATION_ERRORS


def page_in_print(templates: Path, name: str, filters: Mapping[str, Any], /, **values: Any) -> str:
    """A page as HTML. Problem where its template does what none may, or has a fault."""
    environment = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(templates / "pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= filters
    try:
        return environment.get_template(name).render(values)
    except (TemplateError, *EVALUATION_ERRORS) as error:
        raise Problem(
            f"The page {templates / 'pages' / name} can’t be printed ({type(error).__name__}). Put the "
            "file back that came with the service, and find out who changed it."
        ) from error
