"""The bar below the picture: play, pause, speed, timeline, and the window's own switches."""

from dashboard.control.bar import ControlBar

__all__ = ["ControlBar"]
