"""Can a window be opened here? Asked before Qt is: Qt ends the whole programme when it cannot."""

from __future__ import annotations

import ctypes
import importlib.util
import os
import sys
from collections.abc import Mapping

_QT = ("PySide6", "pyqtgraph")

WINDOW_LIBRARIES: dict[str, str] = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
}
"""What every Qt programme on Linux loads, and the Debian package that has it."""

X11_LIBRARIES: dict[str, str] = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
"""What a window on an X11 display needs besides."""


def obstacle(environment: Mapping[str, str] | None = None) -> str | None:
    """Why no window can be opened here, in one sentence with what to do; None if nothing is known.

    Parameters
    ----------
    environment : environment variables; the process's own if None.
    """
    env = os.environ if environment is None else environment
    missing = [name for name in _QT if importlib.util.find_spec(name) is None]
    if missing:
        what = " and ".join(missing)
        return f"{what} is not installed: 'python -m pip install kickstand-imu' brings it"
    if not sys.platform.startswith("linux"):
        return None
    platform = env.get("QT_QPA_PLATFORM", "")
    libraries = dict(WINDOW_LIBRARIES)
    on_x11 = platform.startswith("xcb") or (not platform and not env.get("WAYLAND_DISPLAY"))
    if on_x11:
        if not env.get("DISPLAY"):
            return "there is no display"
        libraries |= X11_LIBRARIES
    absent = missing_libraries(libraries)
    if absent:
        packages = " ".join(libraries[name] for name in absent)
        return f"system libraries are missing: 'sudo apt-get install {packages}' brings them"
    if on_x11 and not _answers(env["DISPLAY"]):
        return f"the display {env['DISPLAY']} does not answer"
    return None


def undrawable() -> str | None:
    """Why nothing can be drawn here, not even into memory; None if nothing is known."""
    return obstacle({**os.environ, "QT_QPA_PLATFORM": "offscreen"})


def missing_libraries(libraries: Mapping[str, str]) -> list[str]:
    """Those of the shared libraries that cannot be loaded."""
    return [name for name in libraries if not _loads(name)]


def _loads(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def _answers(display: str) -> bool:
    """Whether an X server takes connections there; true where that cannot be asked."""
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return True
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connect.argtypes = [ctypes.c_char_p, ctypes.c_void_p]
    xcb.xcb_connection_has_error.argtypes = [ctypes.c_void_p]
    xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(display.encode(), None)
    failed = bool(xcb.xcb_connection_has_error(connection))
    xcb.xcb_disconnect(connection)
    return not failed
