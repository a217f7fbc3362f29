"""A guided check for whoever builds or buys a sensor: whether it sends what it should send."""

from imu.sensorcheck.check import Expected, SensorCheck
from imu.sensorcheck.finding import Finding, Report, Status

__all__ = ["Expected", "Finding", "Report", "SensorCheck", "Status"]
