"""How often everything that moves is drawn."""

FRAME_MS = 33
"""ms between two frames: 30 Hz. A hinge moves by less than a degree in between."""
