#!/usr/bin/env python3
"""Install the built package as others do, and see whether it works there.

For each Python of the supported ones that this machine has, for the wheel and the sdist, with the
oldest and the newest dependencies that pyproject.toml allows: a new environment, then what
`.ci/smoke.py` tries, and for the wheel a part of the tests.

    python3 .ci/matrix.py                 everything: twelve environments, half an hour
    python3 .ci/matrix.py --fast          this Python, the wheel, the oldest dependencies
    python3 .ci/matrix.py --only 3.13     one Python

Needs `uv` and `build` (pip install uv build); `uv` is what can ask for the oldest allowed versions.
"""

from __future__ import annotations

import argparse
import itertools
import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PYTHONS = ("3.11", "3.12", "3.13")
KINDS = ("whl", "tar.gz")
AGES = {"oldest": "lowest-direct", "newest": "highest"}
"""Of what is declared; what that needs in turn is always the newest that goes with it."""

TEST_TOOLS = ("pytest>=8.4", "pytest-qt>=4.5", "hypothesis>=6.130")
TESTED = (
    "tests/golden", "tests/cli/test_examples.py", "tests/report/test_pdf.py",
    "tests/gui/test_icon.py", "tests/gui/test_smoke.py", "tests/gui/sound/test_player.py",
    "tests/licences",
)  # fmt: skip
"""Few tests that together import every dependency and use what is told apart by its version."""

NEEDED = ("tests", "recordings", "firmware_notes", "pyproject.toml", "README.md", "run.py")
"""What the tests look at besides the package, which must come from the environment."""


@dataclass(frozen=True)
class Combination:
    """One way to install it."""

    python: str
    kind: str
    age: str

    @property
    def name(self) -> str:
        """For the table."""
        kind = {"whl": "wheel", "tar.gz": "sdist"}[self.kind]
        return f"Python {self.python}, {kind}, {self.age} dependencies"


class StepError(Exception):
    """A step that did not work; what it printed was shown."""


def main() -> int:
    """Run what is asked for; 1 if something failed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--fast", action="store_true", help="one environment: the likeliest to fail"
    )
    parser.add_argument("--only", metavar="3.X", choices=PYTHONS, help="one Python")
    parser.add_argument("--no-tests", action="store_true", help="only what smoke.py tries")
    parser.add_argument("--dist", metavar="DIR", type=Path, help="where it was built before")
    words = parser.parse_args()
    uv = shutil.which(
        "uv", path=os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    )
    if uv is None:
        raise SystemExit("this needs uv: python -m pip install uv build")
    with tempfile.TemporaryDirectory() as scratch:
        work = Path(scratch)
        dist = words.dist.resolve() if words.dist else built(work / "dist")
        results = [
            (one, tried(one, uv, dist, work, with_tests=not words.no_tests))
            for one in wanted(words.fast, words.only)
        ]
    for one, result in results:
        print(f"{one.name:<45} {result}")
    return 0 if results and all(result.startswith("ok") for _, result in results) else 1


def wanted(fast: bool, only: str | None) -> list[Combination]:
    """The combinations that are asked for, of those Pythons that are here."""
    if fast:
        here = "{}.{}".format(*sys.version_info)
        return [Combination(here, "whl", "oldest")]
    pythons = [one for one in PYTHONS if only in (None, one)]
    found = [one for one in pythons if python_of(one)]
    for one in sorted({*pythons} - {*found}):
        print(f"Python {one} is not here: not tried")
    return [Combination(*one) for one in itertools.product(found, KINDS, AGES)]


def python_of(version: str) -> str | None:
    """The interpreter of a version: this one, on the PATH, or one of pyenv's."""
    if version == "{}.{}".format(*sys.version_info):
        return sys.executable
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    candidates = [*sorted(pyenv.glob(f"{version}.*/bin/python")), shutil.which(f"python{version}")]
    ask = [*("-c", "import sys; print('%d.%d' % sys.version_info[:2])")]
    for candidate in filter(None, map(str, filter(None, candidates))):
        done = subprocess.run([candidate, *ask], capture_output=True, text=True, check=False)
        if done.stdout.strip() == version:
            return candidate
    return None


def built(dist: Path) -> Path:
    """Build the wheel and the sdist into a folder."""
    must([sys.executable, "-m", "build", "--outdir", str(dist), str(ROOT)])
    return dist


def tried(one: Combination, uv: str, dist: Path, work: Path, *, with_tests: bool) -> str:
    """Install this combination and try it; how that went, for the table."""
    print(f"=== {one.name}", flush=True)
    begun = time.monotonic()
    environment = work / "environment"
    shutil.rmtree(environment, ignore_errors=True)
    python = environment / ("Scripts" if os.name == "nt" else "bin") / "python"
    try:
        must([uv, "venv", "--quiet", "--python", str(python_of(one.python)), str(environment)])
        (package,) = dist.glob(f"*.{one.kind}")
        install = [uv, "pip", "install", "--quiet", "--python", str(python)]
        must([*install, "--resolution", AGES[one.age], *only_wheels(one.kind), str(package)])
        must([*install, *TEST_TOOLS])
        must([uv, "pip", "check", "--quiet", "--python", str(python)])
        place = checkout_without_package(work)
        must([str(python), str(ROOT / ".ci" / "smoke.py")], place)
        if with_tests and one.kind == "whl":  # the same modules come out of the other
            must([str(python), "-m", "pytest", "-q", "-p", "no:cacheprovider", *TESTED], place)
    except StepError as error:
        return f"FAILED: {error}"
    return f"ok ({time.monotonic() - begun:.0f} s)"


def only_wheels(kind: str) -> list[str]:
    """Dependencies are taken built: an old one's sdist asks for a compiler that nobody has."""
    ours = ["--no-binary", "kickstand-imu"] if kind == "tar.gz" else []
    return ["--only-binary", ":all:", *ours]


def checkout_without_package(work: Path) -> Path:
    """A folder with the tests and what they look at, but not with what they test."""
    place = work / "tests-alone"
    if not place.exists():
        place.mkdir()
        for name in NEEDED:
            source = ROOT / name
            copy = shutil.copytree if source.is_dir() else shutil.copy2
            copy(source, place / name)
    return place


def must(command: list[str], folder: Path = ROOT) -> None:
    """Run a step; what it prints is shown only if it fails."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "KICKSTAND_AUDIO": "null"}
    environment.pop("PYTHONPATH", None)  # the package must come from the environment
    done = subprocess.run(
        command, cwd=folder, env=environment, stdout=-1, stderr=-2, text=True, check=False
    )
    if done.returncode != 0:
        print(done.stdout, flush=True)
        raise StepError(" ".join(Path(word).name for word in command[:4]))


if __name__ == "__main__":
    sys.exit(main())
