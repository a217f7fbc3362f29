"""The window. Only this package may import Qt; nothing in `imu` may import this package."""
