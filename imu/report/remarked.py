"""What was not counted, flags of reps, and what was wrong with the sensors."""

from __future__ import annotations

from collections.abc import Iterator

from imu.report.facts import Facts, LegFacts
from imu.report.pieces import counted, plain, sentence, some
from imu.report.words import Words

_HEALTH, _REMARK = 160, 140
"""Characters of one remark on a sensor, and of one on the recording."""


def remarks(session: Facts, words: Words) -> tuple[str, ...]:
    """A sentence for each thing; one that says that there is none."""
    by_message: dict[str, list[str]] = {}
    for one in session.sensors:
        for message in one.health:
            by_message.setdefault(message, []).append(one.leg)
    of_sensors = [
        words.HEALTH.format(
            legs=words.AND.join(words.leg(leg) for leg in legs),
            message=plain(words.of_core(message), _HEALTH),
        )
        for message, legs in by_message.items()
    ]
    of_program = [plain(sentence(words.of_core(text)), _REMARK) for text in session.remarks]
    said = [text for one in session.legs for text in _of_leg(one, words)]
    said += [
        words.LOST.format(
            leg=sentence(words.leg(one.leg)),
            seconds=one.lost_s,
            gaps=counted(one.gaps, words.GAPS),
        )
        for one in session.sensors
        if one.gaps
    ]
    said += some(of_sensors, 2, words)
    said += some(of_program, 2, words)
    return tuple(said) or (words.NOTHING,)


def _of_leg(one: LegFacts, words: Words) -> Iterator[str]:
    if one.refused:
        yield words.REFUSED.format(
            leg=sentence(words.leg(one.leg)),
            count=counted(sum(one.refused.values()), words.MOVEMENTS),
            reasons=", ".join(
                f"{words.REASONS.get(reason, reason)} {times}"
                for reason, times in one.refused.items()
            ),
        )
    flags = [
        words.TIMES.format(count=counted(count, words.REPS), what=words.FLAGS.get(flag, flag))
        for flag, count in one.flags.items()
    ]
    if flags:
        yield words.FLAGGED.format(leg=sentence(words.leg(one.leg)), flags="; ".join(flags))
