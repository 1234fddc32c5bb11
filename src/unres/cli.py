"""The entry point of the command `unres`; the commands themselves are in `commands`.

They are apart so that a missing click is told in one sentence, with the extra that brings it, and not as a traceback.
"""

from __future__ import annotations

import gc
import sys


def main() -> None:
    """Runs the command line and leaves with its exit status: 0, 1 for a document's fault, 2 for the caller's."""
    gc.set_threshold(100_000, 20, 20)  # models hold no cycles: looking for some takes a tenth of a short command
    try:
        from .commands import app
    except ModuleNotFoundError as missing:
        if missing.name != "click":
            raise
        sys.stderr.write("unres: the command line needs the extra unres[cli]: pip install 'unres[cli]'\n")
        sys.exit(2)
    app(prog_name="unres")
