"""Movella DOT: the CSV that its app and the Data Exporter write."""

from __future__ import annotations

from imu.importers.model import Axes, TextKind, TimeColumn

KIND = TextKind(
    name="movella-dot",
    title="Movella DOT",
    mark=r"PacketCounter.*SampleTimeFine",
    axes=(
        Axes("total", r"Acc_(?P<axis>[XYZ])", "m/s²"),
        Axes("rotation", r"Gyr_(?P<axis>[XYZ])", "deg/s"),
    ),
    # A 32-bit count of microseconds, which starts anew after 71.6 minutes.
    times=(TimeColumn("SampleTimeFine", "us", 2**32 / 1e6),),
    counter="PacketCounter",
    started_fact="StartTime",
    facts={
        "DeviceTag": "device_serial_number",
        "FirmwareVersion": "software_versions",
        "OutputRate": "sampling_frequency",
    },
    advice="Record with 'Rate quantities' or 'Custom mode 5', which hold both",
    manufacturer="Movella",
    model="DOT",
)
