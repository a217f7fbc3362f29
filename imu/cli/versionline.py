"""The programme's name and version on one line, without the command line's library."""

from __future__ import annotations

import sys

from imu.cli.output import drop_stdout, say, use_utf8
from imu.version import __version__


def tell_version() -> int:
    """Print it; gives the exit code."""
    use_utf8()
    try:
        say(f"kickstand {__version__}")
        sys.stdout.flush()
    except BrokenPipeError:  # as `imu.cli.app.run` has it
        drop_stdout()
        return 141
    return 0
