"""`python -m dashboard`: the command `kickstand`, for starters and for a built application."""

from __future__ import annotations

import multiprocessing
import runpy
import sys

from dashboard.main import main


def start(argv: list[str]) -> int:
    """Run the command line; in a built application also ``-m MODULE`` of its own.

    `kickstand pictures` begins itself anew so, and a built application is its own Python.
    """
    is_built = bool(getattr(sys, "frozen", False))
    if is_built and len(argv) > 1 and argv[0] == "-m" and argv[1].startswith("dashboard."):
        sys.argv = argv[1:]
        runpy.run_module(argv[1], run_name="__main__", alter_sys=True)
        return 0
    return main()


if __name__ == "__main__":
    multiprocessing.freeze_support()  # a worker of a built application is this programme again
    sys.exit(start(sys.argv[1:]))
