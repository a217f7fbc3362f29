"""`kickstand live` and `kickstand record`: sensors that send now."""

from __future__ import annotations

import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from imu.cli.app import EXIT_INTERRUPTED
from imu.cli.keeping import close_recording, recorder_of, remember
from imu.cli.options import SettingsFile
from imu.cli.output import remark, say
from imu.cli.playing import AsEvents, NoWindow, Spare, Target
from imu.cli.recorded import in_terminal
from imu.cli.sensornames import Asked, Leg, Opened, known, open_choice, open_sensors
from imu.cli.windows import Lead, can_train, connect, show, train
from imu.cli.wording import link_line, trouble_line
from imu.errors import NoWindowError
from imu.live import Ended, LiveSession, Playback, Trouble, Worker
from imu.recording import RecordingWriter
from imu.settings import Settings, load_settings
from imu.sources.news import LinkReport, LinkState, Stories

Left = Annotated[str | None, typer.Option(metavar="S", help="The sensor on the left thigh.")]
Right = Annotated[str | None, typer.Option(metavar="S", help="The sensor on the right thigh.")]
Only = Annotated[
    str | None,
    typer.Option("--sensor", metavar="S", help="One sensor, for one leg after the other."),
]
First = Annotated[Leg, typer.Option(help="With --sensor: the leg that it begins on.")]
Rate = Annotated[
    float | None, typer.Option(metavar="HZ", min=1.0, help="Samples a second to ask for.")
]
Host = Annotated[
    str | None, typer.Option(metavar="ADDRESS", help="Where to listen for Sensor Logger.")
]
Align = Annotated[
    bool,
    typer.Option(
        "--align",
        help="Let two sensors agree on one clock first (Movella DOT: half a minute; Capture2Go).",
    ),
]
Check = Annotated[
    bool,
    typer.Option(
        "--restrap-check",
        help="No training: two sets of each leg, the sensor strapped on anew between them, for"
        " 'kickstand compare'.",
    ),
]
Port = Annotated[int | None, typer.Option(metavar="N", min=1, max=65535, help="Its port.")]


def live(  # noqa: PLR0913 - options of the command
    context: typer.Context,
    *,
    left: Left = None,
    right: Right = None,
    sensor: Only = None,
    first: First = "left",
    rate: Rate = None,
    host: Host = None,
    port: Port = None,
    align: Align = False,
    reps: Target = None,
    taps: Annotated[bool, typer.Option(help="Two taps on the sensor start and stop a set.")] = True,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="DIR", help="A new folder to record in."),
    ] = None,
    recorded: Annotated[
        bool, typer.Option("--record/--no-record", help="Record the session.")
    ] = True,
    spare: Spare = None,
    restrap: Check = False,
    choose: Annotated[
        bool, typer.Option("--connect", help="Find and choose the sensors in a window first.")
    ] = False,
    no_window: NoWindow = False,
    as_json: AsEvents = False,
    settings_file: SettingsFile = None,
) -> int:
    """Train with sensors: reps are counted and judged as they happen.

    S is what 'kickstand scan' calls a sensor (its name, the beginning of one, its address),
    phyphox:ADDRESS, or sensor-logger. With nothing named, the sensors of last time are used; the
    first time, a window lets you choose. A sensor that is lost is looked for until it is back.
    Ctrl-C or q ends the session; it is recorded among your recordings unless you say otherwise.
    """
    asked = Asked(left, right, sensor, first, rate, host, port, align)
    in_window = choose or not (no_window or as_json)
    opened = _opened(context, asked, choose=choose, in_window=in_window)
    if opened is None:
        return 0
    settings = load_settings(settings_file) if settings_file else None
    keeps = recorded or output is not None
    if not (no_window or as_json) and can_train(context):
        code = _led(context, opened, Lead(settings, reps, keeps, output, taps, restrap))
        if code is not None:
            return code
    recorder = recorder_of(opened, output, _known(restrap=restrap)) if keeps else None
    playback = Playback(
        opened.source,
        settings=settings or Settings(),
        target=reps,
        folder=recorder.path if recorder is not None else None,
        recorder=recorder,
        taps=taps,
    )
    _hint(opened)
    with _kept(opened, recorder, spare):
        code = show(context, playback, as_json=as_json, wants_window=not no_window)
    return 0 if code == EXIT_INTERRUPTED else code


def record(  # noqa: PLR0913 - as above
    *,
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="DIR", help="A new folder to record in.")
    ],
    left: Left = None,
    right: Right = None,
    sensor: Only = None,
    first: First = "left",
    rate: Rate = None,
    host: Host = None,
    port: Port = None,
    align: Align = False,
    duration: Annotated[
        float | None,
        typer.Option(metavar="S", min=1.0, help="Stop so many seconds after the first sample."),
    ] = None,
    spare: Spare = None,
    restrap: Check = False,
) -> int:
    """Record sensors, and show nothing but how their links are.

    Names of sensors are as for 'kickstand live'. Ctrl-C ends the recording in good order.
    """
    asked = Asked(left, right, sensor, first, rate, host, port, align)
    opened = open_sensors(asked, known())
    recorder = recorder_of(opened, output, _known(restrap=restrap))
    _hint(opened)
    with _kept(opened, recorder, spare), Worker() as worker:
        session = LiveSession(opened.source, recorder=recorder)
        session.start(worker)
        ended = _watched(session, duration)
    if ended is not None and ended.error is not None:
        raise ended.error
    return 0


def _known(*, restrap: bool) -> dict[str, object]:
    """What goes into the session's file from the start."""
    return {"restrap_check": True} if restrap else {}


def _led(context: typer.Context, opened: Opened, lead: Lead) -> int | None:
    """Lead a training in a window; None where there is none."""
    try:
        code, said = train(context, opened, lead)
    except NoWindowError as error:
        remark(f"No window: {str(error).rstrip('.')}. Showing it in the terminal.")
        return None
    if said:
        remark(said)
    return 0 if code == EXIT_INTERRUPTED else code


def _opened(
    context: typer.Context, asked: Asked, *, choose: bool, in_window: bool
) -> Opened | None:
    """The sensors that were named, used last, or chosen in a window; None if none was chosen."""
    own = known()
    is_first_time = asked.names_none and not own.remembered.sensors
    if choose or (is_first_time and in_window):
        try:
            choice = connect(context)
        except NoWindowError:
            if choose:
                raise
        else:
            return None if choice is None else open_choice(choice, own, align=asked.align)
    return open_sensors(asked, own)


def _watched(session: LiveSession, duration_s: float | None) -> Ended | None:
    """Say how the links fare until the session is over, or was to be."""
    stories, until_s = Stories(), float("inf")
    try:
        while True:
            for update in session.updates(wait_s=0.1):
                if isinstance(update, Ended):
                    return update
                if isinstance(update, Trouble):
                    remark(trouble_line(update))
                if not isinstance(update, LinkReport):
                    continue
                if stories.is_new(update):
                    remark(link_line(update))
                if update.state is LinkState.STREAMING and duration_s is not None:
                    until_s = min(until_s, time.monotonic() + duration_s)
            if time.monotonic() >= until_s:
                return _stopped(session)
    except KeyboardInterrupt:
        return _stopped(session)


def _stopped(session: LiveSession) -> Ended | None:
    session.stop()
    ended = [update for update in session.updates() if isinstance(update, Ended)]
    return ended[-1] if ended else None


def _hint(opened: Opened) -> None:
    for line in opened.hints:
        say(line)


@contextmanager
def _kept(opened: Opened, recorder: RecordingWriter | None, spare: Path | None) -> Generator[None]:
    """Close the recording on the way out, say where it is, and remember who sent."""
    try:
        yield
    finally:
        for sentence in remember(opened):
            remark(sentence)
        if recorder is not None:
            remark(close_recording(recorder, in_terminal(spare)))
