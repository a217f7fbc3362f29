"""Legs beside each other, and reps over each other: pages about what was recorded."""
