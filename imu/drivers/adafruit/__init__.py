"""Adafruit's boards with the Bluefruit services."""
