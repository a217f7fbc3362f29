"""What the connect screen says, in English."""

from __future__ import annotations

CONNECT_TITLE = "Connect your sensor"
CONNECT_READY_TWO = "Ready. Enter starts with both sensors."
CONNECT_READY_MAY_AGREE = (
    "Ready. Enter starts with both sensors. C: they agree on one clock first, so that left and"
    " right are exact to each other; that takes about {seconds:.0f} s."
)
CONNECT_READY_AGREED = (
    "Ready. Enter starts with both sensors, which agree on one clock first: about {seconds:.0f} s."
    " C: start at once, each by its own clock."
)
CONNECT_READY_ONE = "Ready. Enter starts with the {side} leg only. B: both legs, one after another."
CONNECT_READY_BOTH = "Ready. Enter starts with the {side} leg, then the other. B: this leg only."
CONNECT_READY_MORE = (
    "Ready. Enter adds this sensor; to start without it, go back to yours with ↑ ↓."
)
CONNECT_BATTERY = "battery {percent:.0f} %"
CONNECT_BATTERY_LOW = "battery low, {percent:.0f} %"
CONNECT_LAST_TIME = "on the {side} leg last time"
CONNECT_USE = "Enter: use it"
CONNECT_AGAIN = "Enter: try again"
CONNECT_NO_USE = "cannot be used"
CONNECT_WHICH = "Which leg?  L or R"
CONNECT_MOVE = "move this leg"
CONNECT_TURNED = "turned by {tilt:.0f}°"
CONNECT_PHONE_ALONE = "Phones go with no other sensors: let those go first, with Delete."
CONNECT_FULL = "Two legs, two sensors: let one go first, with Delete."
CONNECT_ACTIONS = {
    "start": "Start",
    "use": "Use it",
    "left": "Left (L)",
    "right": "Right (R)",
    "swap": "Swap (S)",
    "both": "One leg or both (B)",
    "align": "One clock (C)",
    "release": "Let go (Delete)",
    "look": "Look again (A)",
    "phone": "Use a phone (P)",
    "phyphox": "phyphox instead (Y)",
    "back": "Back (Esc)",
}
CONNECT_QR_TITLE = "Use a phone: Sensor Logger"
CONNECT_QR = (
    "1.  Phone and computer in your own wireless network: others in it could read along.",
    "2.  Scan this code with the phone and copy the address.",
    "3.  Sensor Logger: Settings, Data Streaming, HTTP Push on, paste it as Push URL.",
    "4.  Switch on accelerometer, gravity and gyroscope, and start a recording.",
)
CONNECT_QR_SPOKEN = "QR code of the address {address}"
CONNECT_ADDRESS_TITLE = "Use a phone: phyphox"
CONNECT_ADDRESS = "In phyphox, allow remote access, and enter the address that it shows."
CONNECT_ADDRESS_FIELD = "Address of phyphox"
CONNECT_ADDRESS_EXAMPLE = "192.168.1.5:8080"
