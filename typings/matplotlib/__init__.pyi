"""What this project uses of matplotlib, whose own types leave most arguments open."""

from contextlib import AbstractContextManager

def rc_context(rc: dict[str, object]) -> AbstractContextManager[None]: ...
