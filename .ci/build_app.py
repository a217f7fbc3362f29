#!/usr/bin/env python3
"""Build an application that needs no Python on the machine it runs on, and try it.

    python3 .ci/build_app.py DIR          makes DIR/kickstand, with everything in that folder

Takes the package as others get it: builds the wheel, installs it and PyInstaller into a new
environment, bundles that (`app.spec`), writes the licences of all that was bundled beside it, and
tries the result (`smoke.py`). PyInstaller builds for the system and processor that it runs on.
Which Python does it is told by whichever runs this file; on Linux it must have a shared library.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PYINSTALLER = "pyinstaller>=6.10,<7"
NOTICES = "LICENCES.txt"
ARCH = ("x86_64-linux-gnu", "aarch64-linux-gnu")
"""Folders of Debian's libraries; others have files of the same names."""

SYSTEM_NOTICES = "LICENCES-of-system-libraries.txt"


def main() -> int:
    """Build it into the folder that is named; 1 if it does not work."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("output", metavar="DIR", type=Path, help="made if it does not exist")
    output: Path = parser.parse_args().output.resolve()
    with tempfile.TemporaryDirectory() as scratch:
        work = Path(scratch)
        python = environment_in(work)
        spec = str(ROOT / ".ci" / "app.spec")
        places = ["--distpath", str(output), "--workpath", str(work / "build")]
        must(
            [python, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", *places, spec], work
        )
    folder = output / "kickstand"
    command = folder / ("kickstand.exe" if os.name == "nt" else "kickstand")
    write_notices(folder, command)
    report(folder, command)
    return subprocess.call([sys.executable, str(ROOT / ".ci" / "smoke.py"), str(command)])


def environment_in(work: Path) -> str:
    """A new environment with the built wheel and PyInstaller; its interpreter."""
    must(
        [
            sys.executable,
            "-m",
            "pip",
            "wheel",
            "--quiet",
            "--no-deps",
            "--wheel-dir",
            str(work),
            str(ROOT),
        ]
    )
    must([sys.executable, "-m", "venv", str(work / "environment")])
    python = str(work / "environment" / ("Scripts" if os.name == "nt" else "bin") / "python")
    (wheel,) = work.glob("*.whl")
    must([python, "-m", "pip", "install", "--quiet", PYINSTALLER, str(wheel)])
    return python


def write_notices(folder: Path, command: Path) -> None:
    """Put the licences of everything that was bundled beside the application."""
    told = subprocess.run([str(command), "licences", "--full"], capture_output=True, check=True)
    (folder / NOTICES).write_bytes(told.stdout)
    shutil.copy2(ROOT / "LICENSE", folder / "LICENSE.txt")
    system = dict(system_notices(folder))
    if system:
        told_apart = [
            f"{'=' * 80}\n{package}\n{'=' * 80}\n\n{text}" for package, text in system.items()
        ]
        (folder / SYSTEM_NOTICES).write_text("\n".join(told_apart), encoding="utf-8")


def system_notices(folder: Path) -> Iterator[tuple[str, str]]:
    """Debian's word on those of its libraries that were bundled, by package."""
    if not shutil.which("dpkg-query"):
        return
    names = {path.name for path in (folder / "_internal").glob("*.so*")}
    done = subprocess.run(
        ["dpkg-query", "--search", *sorted(f"*/{name}" for name in names)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    owners = (line.partition(": ") for line in done.stdout.splitlines())
    found = {owner.partition(":")[0] for owner, _, file in owners if Path(file).parent.name in ARCH}
    for package in sorted(found):
        notice = Path("/usr/share/doc") / package / "copyright"
        if notice.is_file():
            yield package, notice.read_text(encoding="utf-8", errors="replace")


def report(folder: Path, command: Path) -> None:
    """Say how large it is, and how long it takes to say its version."""
    files = [path for path in folder.rglob("*") if path.is_file() and not path.is_symlink()]
    size = sum(path.stat().st_size for path in files) / 1e6
    begun = time.monotonic()
    must([str(command), "--version"])
    print(
        f"{folder}: {len(files)} files, {size:.0f} MB, starts in {time.monotonic() - begun:.2f} s"
    )


def must(command: list[str], folder: Path = ROOT) -> None:
    """Run a step, or end."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    if subprocess.call(command, cwd=folder, env=environment) != 0:
        raise SystemExit(f"'{' '.join(command)}' failed, see above")


if __name__ == "__main__":
    sys.exit(main())
