"""Puts the grammars together while the package is built, so that no command waits for it: see `unres.grammar`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class PutGrammarsTogether(BuildHookInterface[Any]):
    """Run by hatchling before it packs the files; what is written is no part of the repository."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        sys.path.insert(0, str(Path(self.root) / "src"))
        from unres import grammar
        from unres.lines import Branch

        build_data["artifacts"] += [path.relative_to(self.root).as_posix() for path in grammar.keep(Branch)]
