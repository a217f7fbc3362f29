"""MbientLab's MetaMotion sensors."""
