"""How the code measures up to what it wants to be: ``python -m tests.code_figures``.

Modules and functions are counted in lines of the file, docstrings and blank lines among them;
"code" and "tests" in the last rows are lines that are neither blank nor words about the code.
"""

from __future__ import annotations

import ast
import sys
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TypeGuard

ROOT = Path(__file__).resolve().parents[1]
MODULE_MEDIAN, MODULE_MOST = 150, 350
FUNCTION_MEDIAN, FUNCTION_MOST = 9, 60
TESTS_PER_CODE = 1.2

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True)
class Measured:
    """One tree of source files: the lines of each module, of each function, and of code in all."""

    modules: list[int]
    functions: list[int]
    code: int


def measure(*folders: str, root: Path = ROOT) -> Measured:
    """Measure all Python files in these folders of a checkout; `root` is its place."""
    modules: list[int] = []
    functions: list[int] = []
    code = 0
    for path in sorted(path for folder in folders for path in (root / folder).rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        nodes = list(ast.walk(ast.parse(text, path.name)))
        modules.append(len(text.splitlines()))
        functions += [len(lines_of(node)) for node in nodes if isinstance(node, Function)]
        words = {line for node in nodes if _is_text(node) for line in lines_of(node)}
        code += sum(
            bool(line.strip()) and not line.strip().startswith("#") and number not in words
            for number, line in enumerate(text.splitlines(), 1)
        )
    return Measured(modules, functions, code)


def _is_text(node: ast.AST) -> TypeGuard[ast.Expr]:
    """A docstring, or the words below a constant."""
    return (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    )


def lines_of(node: ast.stmt) -> range:
    """The numbers of the lines that a statement or a function stands on."""
    return range(node.lineno, (node.end_lineno or node.lineno) + 1)


def table(product: Measured, tests: Measured) -> list[str]:
    """The table, line by line: what was measured, and what it should be."""
    ratio = tests.code / product.code
    rows: list[tuple[str, str, str]] = [
        ("modules", f"{len(product.modules):,}", ""),
        ("a module, median lines", f"{median(product.modules):.0f}", f"<= {MODULE_MEDIAN}"),
        ("the longest module", f"{max(product.modules)}", f"<= {MODULE_MOST}"),
        ("functions", f"{len(product.functions):,}", ""),
        ("a function, median lines", f"{median(product.functions):.0f}", f"<= {FUNCTION_MEDIAN}"),
        ("the longest function", f"{max(product.functions)}", f"<= {FUNCTION_MOST}"),
        ("lines of code", f"{product.code:,}", ""),
        ("lines of tests", f"{tests.code:,}", ""),
        ("tests / code", f"{ratio:.2f}", f">= {TESTS_PER_CODE}"),
    ]
    return [f"{name:<26}{value:>8}  {aim}".rstrip() for name, value, aim in rows]


def main() -> int:
    """Print the table of this checkout."""
    sys.stdout.write("\n".join(table(measure("imu", "dashboard"), measure("tests"))) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
