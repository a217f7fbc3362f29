"""Capture2Go, of SensorStim Neurotechnology."""
