"""What the system calls as `kickstand`: the programme's name and version without the programme.

Installers, packagers and scripts ask for the version all the time. The command line itself takes
several times as long to import as it takes to answer them.
"""

from __future__ import annotations

import sys


def main() -> int:
    """Run the command line with this process's arguments and return its exit code."""
    if sys.argv[1:] == ["--version"]:
        from imu.cli.versionline import tell_version

        return tell_version()
    from dashboard.main import main as run

    return run()
