"""The connect screen: find the sensor, see it move, say which leg, start."""
