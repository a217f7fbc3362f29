"""The command `kickstand`: the command line of the core, plus the commands that open a window.

Windows come from here so that `imu` never needs to know about them. Qt must not be imported at
module level: most commands never open a window, and many machines have no Qt.
"""

from __future__ import annotations

import sys

from imu.cli.above import Above
from imu.cli.app import Target, run

COMMANDS: dict[str, Target] = {
    "bench": {
        "dashboard": "dashboard.bench:dashboard",
        "scrubbing": "dashboard.bench:scrubbing",
        "library": "dashboard.benchlibrary:library",
    },
    "pictures": "dashboard.pictures:pictures",
    "install-desktop": "dashboard.desktop.command:install_desktop",
    "licences": "dashboard.licences.command:licences",
}
"""Commands beside those of the core, in the form of `imu.cli.app.COMMANDS`."""


ABOVE = Above(
    window="dashboard.opening:show",
    home="dashboard.opening:home",
    train="dashboard.opening:train",
    connect="dashboard.opening:connect",
    compare="dashboard.opening:compare",
    progress="dashboard.opening:progress",
    checks=("dashboard.checks:check_window", "dashboard.checks:check_sound"),
    benches={
        "dashboard": ("--seconds", "5"),
        "scrubbing": ("--minutes", "4"),
        "library": ("--recordings", "200"),
    },
    undrawable="dashboard.display:undrawable",
    module="dashboard",
)
"""What this package lends to the commands of the core."""


def main() -> int:
    """Run the command line with this process's arguments and return its exit code."""
    return run(sys.argv[1:], more=COMMANDS, above=ABOVE)
