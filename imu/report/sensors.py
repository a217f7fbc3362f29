"""What a report says of the sensors: which, how fast, how much was lost, what was wrong."""

from __future__ import annotations

import msgspec

from imu.asymmetry import leg_names
from imu.feed import counted_streams
from imu.recording import Recording
from imu.samples import Session


class SensorFacts(msgspec.Struct, frozen=True, kw_only=True):
    """One sensor, or one leg that the only sensor was on.

    Attributes
    ----------
    leg : "left", "right", "A" or "B".
    name : maker and model, "" where the recording does not say; `firmware` likewise.
    rate_hz : as measured.
    gaps, lost_s : holes in its samples, and their length in all, s.
    health : a sentence for each thing to know.
    """

    leg: str
    name: str
    firmware: str
    rate_hz: float | None
    gaps: int
    lost_s: float
    health: tuple[str, ...]


def sensor_facts(recording: Recording, session: Session) -> tuple[SensorFacts, ...]:
    """Facts of every sensor that was counted, in the order of the legs."""
    streams = counted_streams(recording)
    found: list[SensorFacts] = []
    for side, leg in leg_names(session.sides).items():
        result = session.sides[side]
        told = next((one.sidecar for name, one in streams.items() if name == side), None)
        maker, model = (told.manufacturer, told.manufacturers_model_name) if told else (None, None)
        found.append(
            SensorFacts(
                leg=leg,
                name=_named(maker or "", model or ""),
                firmware=(told.software_versions or "") if told else "",
                rate_hz=result.rate_hz,
                gaps=len(result.gaps),
                lost_s=sum(gap.end_s - gap.start_s for gap in result.gaps),
                health=tuple(one.message for one in result.health),
            )
        )
    return tuple(found)


def _named(maker: str, model: str) -> str:
    """Maker and model, the maker once."""
    return model if model.lower().startswith(maker.lower()) else f"{maker} {model}".strip()
