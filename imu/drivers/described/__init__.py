"""Sensors that a person describes in a TOML file."""
