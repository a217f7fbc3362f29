"""`kickstand doctor`: is everything there that Kickstand needs, and if not, what to do."""

from __future__ import annotations

import importlib.metadata
import io
import json
import zipfile
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from imu.cli.above import Above
from imu.cli.checks import Finding, examine
from imu.cli.crash import crash_logs
from imu.cli.output import remark, say
from imu.errors import ImuError
from imu.version import __version__

BUNDLED_LOGS = 5
"""The latest crash logs that go into a bundle."""


def doctor(
    context: typer.Context,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    bundle: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE.zip", help="Also pack the findings and the latest crash logs into a file."
        ),
    ] = None,
) -> int:
    """Check that everything Kickstand needs is there and works, and say what to do if not.

    Ends with exit code 0 if all is well and with 1 if something needs to be done.
    """
    above = context.obj if isinstance(context.obj, Above) else Above()
    findings = examine(above.checks)
    say(as_json_line(findings) if as_json else as_text(findings))
    if bundle is not None:
        write_bundle(bundle, findings)
        remark(f"wrote {bundle}. It holds no recordings, but have a look before you send it.")
    return 1 if _actions(findings) else 0


def as_text(findings: Sequence[Finding]) -> str:
    """Format the findings for a person."""
    lines = [f"Kickstand {__version__}", ""]
    for finding in findings:
        mark = finding.status.upper() if finding.status == "action" else finding.status
        lines.append(f"{mark:<7} {finding.check:<9} {finding.message}")
        if finding.advice:
            lines.append(f"{'':<7} {'':<9} -> {finding.advice}")
    todo = len(_actions(findings))
    return "\n".join([*lines, "", f"To be done: {todo or 'nothing'}."])


def as_json_line(findings: Sequence[Finding]) -> str:
    """Format the findings as one JSON object on one line."""
    checks = [asdict(finding) for finding in findings]
    report = {"schema_version": 1, "version": __version__, "checks": checks}
    return json.dumps(report, ensure_ascii=False)


def write_bundle(path: Path, findings: Sequence[Finding]) -> None:
    """Write findings, installed packages and the latest crash logs to the new zip file `path`.

    Raises
    ------
    ImuError : the file exists already or cannot be written.
    """
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("doctor.txt", as_text(findings) + "\n")
        archive.writestr("doctor.json", as_json_line(findings) + "\n")
        archive.writestr("packages.txt", _installed())
        for log in crash_logs()[:BUNDLED_LOGS]:
            archive.write(log, f"crash/{log.name}")
    try:
        with path.open("xb") as file:
            file.write(content.getvalue())
    except FileExistsError as error:
        raise ImuError(f"{path} exists already", "Choose another name for the bundle.") from error
    except OSError as error:
        problem = f"{path} cannot be written ({error.strerror})"
        raise ImuError(problem, "Choose another folder for the bundle.") from error


def _actions(findings: Sequence[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.status == "action"]


def _installed() -> str:
    found = {f"{item.name} {item.version}" for item in importlib.metadata.distributions()}
    return "\n".join(sorted(found, key=str.lower)) + "\n"
