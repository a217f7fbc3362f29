"""How far back the plots of a session look."""

from __future__ import annotations

WINDOW_S = 10.0
"""s: two to three reps."""
