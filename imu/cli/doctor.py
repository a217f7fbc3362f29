"""`kickstand doctor`: is everything there that Kickstand needs, and if not, what to do."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from imu.cli.above import above_of
from imu.cli.bundle import write_bundle
from imu.cli.checks import examine
from imu.cli.finding import Finding
from imu.cli.output import remark, say
from imu.version import __version__


def doctor(
    context: typer.Context,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    bundle: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE.zip", help="Also pack it for a bug report, without anything private."
        ),
    ] = None,
) -> int:
    """Check that everything Kickstand needs is there and works, and say what to do if not.

    Ends with exit code 0 if all is well and with 1 if something needs to be done.
    """
    findings = examine(above_of(context).checks)
    say(as_json_line(findings) if as_json else as_text(findings))
    if bundle is not None:
        packed = write_bundle(bundle, as_text(findings), as_json_line(findings))
        remark(f"wrote {bundle}: {', '.join(packed)}")
        remark("nothing was sent. CONTENTS.txt says what it holds; have a look before you send it.")
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


def _actions(findings: Sequence[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.status == "action"]
