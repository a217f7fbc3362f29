"""Saving and restoring the tracker's state as JSON, to the last bit.

Plain numbers are exact in JSON as Python writes them; arrays (which may hold NaN) go as base64.
"""

from __future__ import annotations

import base64
from typing import Any, TypeVar, cast

import msgspec
import numpy as np
from numpy.typing import NDArray

T = TypeVar("T")


def _encode(value: object) -> object:
    if isinstance(value, np.ndarray):
        array = cast("NDArray[np.generic]", value)
        data = base64.b64encode(np.ascontiguousarray(array).tobytes()).decode("ascii")
        return {"dtype": array.dtype.str, "shape": list(array.shape), "data": data}
    raise NotImplementedError(f"{type(value).__name__} cannot be saved")


def _decode(kind: type, value: Any) -> Any:  # noqa: ANN401 - the library's own signature
    if kind is np.ndarray or getattr(kind, "__origin__", None) is np.ndarray:
        return _array(value)
    raise NotImplementedError(f"{kind} cannot be restored")


def _array(value: dict[str, Any]) -> NDArray[np.generic]:
    try:
        raw = np.frombuffer(base64.b64decode(value["data"]), dtype=np.dtype(value["dtype"]))
        return raw.reshape(value["shape"]).copy()
    except (KeyError, TypeError, ValueError) as error:
        raise msgspec.ValidationError(f"damaged array ({error})") from error


def dumps(state: object) -> bytes:
    """JSON of a state made of dataclasses, structs, plain values and numpy arrays."""
    return msgspec.json.encode(state, enc_hook=_encode)


def loads(data: bytes, kind: type[T]) -> T:
    """The state of type `kind` that `dumps` wrote.

    Raises
    ------
    msgspec.DecodeError : the data are not such a state.
    """
    return msgspec.json.decode(data, type=kind, dec_hook=_decode)
