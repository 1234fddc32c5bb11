"""Says what is odd."""

from __future__ import annotations

from typing import Any

from .diagnostics import Diagnostic


def check(values: dict[str, Any]) -> tuple[Diagnostic, ...]:
    """Diagnostics."""
    return ()
