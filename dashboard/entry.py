"""What the system calls as `kickstand`: the programme's name and version without the programme.

Installers, packagers and scripts ask for the version all the time. The command line itself takes
several times as long to import as it takes to answer them.
"""

from __future__ import annotations

import sys


def main() -> int:
    """Run the command line with this process's arguments and return its exit code."""
    if sys.argv[1:] == ["--version"]:
        return _version()
    from dashboard.main import main as run

    return run()


def _version() -> int:
    from imu.cli.output import drop_stdout, say, use_utf8
    from imu.version import __version__

    use_utf8()
    try:
        say(f"kickstand {__version__}")
        sys.stdout.flush()
    except BrokenPipeError:  # as `imu.cli.app.run` has it
        drop_stdout()
        return 141
    return 0
