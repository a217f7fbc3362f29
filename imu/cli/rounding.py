"""Results as JSON that reads well and compares well."""

from __future__ import annotations

from typing import Any, cast

import msgspec

_DECIMALS = 4
_ANGLE_DECIMALS = 3


def json_line(value: object) -> str:
    """One line of JSON of a struct or plain values, rounded by `rounded`; nan becomes null."""
    return msgspec.json.encode(rounded(msgspec.to_builtins(value))).decode()


def rounded(value: object, name: str = "") -> Any:  # noqa: ANN401 - JSON in, the same JSON out
    """Round every float in plain JSON values; names that are no text become text that tells so.

    Angles (a name that ends in ``_deg``) to 3 decimals, everything else to 4: 0.1 ms and 0.001
    degrees, far below what a sensor resolves. Digits beyond differ between machines and say
    nothing.

    Parameters
    ----------
    value : numbers, texts, lists and dicts.
    name : the name under which `value` stands; in a list, that of the list.
    """
    if isinstance(value, float):
        return round(value, _ANGLE_DECIMALS if name.endswith("_deg") else _DECIMALS)
    if isinstance(value, str):  # a file name may hold any bytes
        return value.encode("utf-8", "backslashreplace").decode()
    if isinstance(value, dict):
        items = cast("dict[str, object]", value).items()
        return {key: rounded(item, _name_of(name, key)) for key, item in items}
    if isinstance(value, list | tuple):
        return [rounded(item, name) for item in cast("list[object]", value)]
    return value


_SPREAD = frozenset({"p5", "median", "p95"})


def _name_of(outer: str, key: str) -> str:
    """Percentiles are in the unit of the name above them."""
    return outer if key in _SPREAD else key
