"""Sensors: bytes to samples and back, one pure file per family."""
