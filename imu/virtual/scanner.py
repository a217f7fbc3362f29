"""A backend of bleak's scanner that hears the sensors of a virtual room."""

from __future__ import annotations

from typing import ClassVar

from bleak.backends.scanner import AdvertisementData, AdvertisementDataCallback, BaseBleakScanner
from bumble.device import Advertisement

from imu.virtual import advertising
from imu.virtual.central import Central


class BumbleScanner(BaseBleakScanner):
    """For ``BleakScanner(backend=...)``: a room's `radio.scanner`, which knows its room."""

    central: ClassVar[Central]

    def __init__(
        self,
        detection_callback: AdvertisementDataCallback | None,
        service_uuids: list[str] | None,
        scanning_mode: str,  # noqa: ARG002 - virtual sensors have nothing to ask for
        **kwargs: object,  # noqa: ARG002 - of other backends
    ) -> None:
        super().__init__(detection_callback, service_uuids)

    async def start(self) -> None:
        """Begin to listen."""
        self.seen_devices = {}
        await self.central.listen(self._heard)

    async def stop(self) -> None:
        """Listen no more."""
        await self.central.leave(self._heard)

    def _heard(self, advertisement: Advertisement) -> None:
        heard = advertising.read(advertisement.data_bytes)
        if not self.is_allowed_uuid(heard.services):
            return
        told = AdvertisementData(
            local_name=heard.name or None,
            manufacturer_data=heard.makers,
            service_data={},
            service_uuids=heard.services,
            tx_power=None,
            rssi=advertisement.rssi,
            platform_data=(),
        )
        address = advertisement.address.to_string(False)
        device = self.create_or_update_device(address, address, told.local_name, None, told)
        self.call_detection_callbacks(device, told)
