"""Polar's PMD sensors (Verity Sense)."""
