"""Movesense sensors (GATT SensorData Protocol)."""
