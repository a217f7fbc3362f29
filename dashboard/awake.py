"""Keeps screen and computer awake while a person trains two metres away from the mouse."""

from __future__ import annotations

from contextlib import ExitStack


class Awake:
    """Where it cannot be done, nothing happens: a dark screen still counts and speaks."""

    def __init__(self) -> None:
        self._stack: ExitStack | None = None

    @property
    def is_on(self) -> bool:
        """Whether it was asked for."""
        return self._stack is not None

    def start(self) -> None:
        """From now on neither screen saver nor sleep."""
        if self._stack is not None:
            return
        from wakepy import keep  # slow to import

        self._stack = ExitStack()
        self._stack.enter_context(keep.presenting(on_fail="pass"))

    def stop(self) -> None:
        """As before. May be called again."""
        stack, self._stack = self._stack, None
        if stack is not None:
            stack.close()
