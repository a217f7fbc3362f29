"""What this project uses of matplotlib, whose own types leave most arguments open."""

from collections.abc import Mapping
from contextlib import AbstractContextManager

rcParams: Mapping[str, object]

def rc_context(rc: dict[str, object]) -> AbstractContextManager[None]: ...
