"""WitMotion's Bluetooth sensors."""
