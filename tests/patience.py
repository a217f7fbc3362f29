"""How long a test waits for what must come."""

PATIENCE_S = 60.0
"""s. Only a failing test waits for so long; a busy machine may need it."""

PATIENCE_MS = round(PATIENCE_S * 1000.0)
