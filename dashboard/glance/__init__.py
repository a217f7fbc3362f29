"""What the exerciser sees from three metres away: count, side, phase and tilt, and nothing else."""

from dashboard.glance.panel import GlancePanel

__all__ = ["GlancePanel"]
