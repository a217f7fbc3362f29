"""The view-model: updates in, the whole state of a training screen out. Knows no screen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

import msgspec

from imu.counter.legchange import LEG_COMMANDS, other_leg
from imu.events import AnyEvent, DotEvent, Event, RepEvent, SetEvent
from imu.live.past import Survey, Told
from imu.live.updates import Ended, Paced, Sought, Started, Surveyed, Tick, Trouble, Update
from imu.samples import SIDES, Command, CommandKind, Session
from imu.sources.news import LinkReport, LinkState
from imu.targets import targets_from
from imu.view.band import BandFinder
from imu.view.bookmarks import Bookmarks, Known
from imu.view.change import ChangeModel
from imu.view.link import LinkView
from imu.view.side import ARMS, SideModel
from imu.view.snapshot import SideView, Snapshot


class View:
    """What a training screen shows; the window and the terminal draw the same `snapshot`.

    Belongs to one thread.

    Parameters
    ----------
    target : reps that a set shall have, or None.
    """

    def __init__(self, target: int | None = None) -> None:
        self._target = target
        self._started = Started("", ())
        self._paced = Paced(None, paused=False)
        self._links: dict[str, LinkReport] = {}
        self._survey: Survey | None = None
        self._bookmarks = Bookmarks()
        self._forget()

    def _forget(self) -> None:
        """Know only what a seek does not change."""
        self._ended: Ended | None = None
        self._session: Session | None = None
        self._trouble = ""
        self._time_s: float | None = None
        self._known = Known({}, self._started.sides, "", BandFinder(), ChangeModel())
        for side in self._started.later:
            self._side(side).give_sensor()

    @property
    def survey(self) -> Survey | None:
        """The whole recording, as far as it will be counted; None until it was gone through."""
        return self._survey

    @property
    def session(self) -> Session | None:
        """What was counted in all, with its name; None until the session has ended."""
        return self._session

    @property
    def links(self) -> Mapping[str, LinkReport]:
        """How the sensors' links are, by the side that each sensor came with; {} in a replay."""
        return self._links

    @property
    def ended(self) -> Ended | None:
        """How the session ended; None while it runs."""
        return self._ended

    def advance(self, update: Update) -> None:
        """Take one update, in the order in which they come."""
        match update:
            case Started():
                self._started = update
                self._forget()
            case Tick():
                self._tick(update)
            case Told():
                self._told(update.command)
            case Paced() | Trouble() | LinkReport():
                self._note(update)
            case Sought():
                self._seek(update)
            case Surveyed():
                self._survey = update.survey
            case Ended():
                self._end(update)
            case Event():
                self._hear(update)

    def _note(self, update: Paced | Trouble | LinkReport) -> None:
        """Take what replaces what was said before."""
        match update:
            case Paced():
                self._paced = update
            case Trouble():
                self._trouble = update.problem or ""
            case LinkReport():
                self._links[update.side] = update

    def snapshot(self) -> Snapshot:
        """The screen now."""
        started, ended = self._started, self._ended
        time_s = self._time_s if self._time_s is not None else started.start_s or 0.0
        return Snapshot(
            name=started.name,
            time_s=time_s,
            start_s=started.start_s,
            end_s=started.end_s,
            speed=self._paced.speed,
            is_paused=self._paced.paused,
            sides=tuple(self._side_view(name, time_s) for name in self._shown()),
            working=self._known.working,
            trouble=self._trouble or _link_trouble(self._links),
            is_ended=ended is not None,
            is_stopped=ended is not None and ended.stopped,
            error=str(ended.error) if ended is not None and ended.error is not None else "",
            band=self._known.band.band,
            change=self._known.changes.now,
            is_live=bool(started.sides) and started.end_s is None,
        )

    def _side_view(self, name: str, time_s: float) -> SideView:
        view, report = self._side(name).view(time_s, self._known.changes), self._links.get(name)
        return view if report is None else replace(view, link=LinkView.of(report))

    def _side(self, name: str) -> SideModel:
        if name not in self._known.sides:
            self._known.sides[name] = SideModel(name, self._target)
        return self._known.sides[name]

    def _shown(self) -> Iterable[str]:
        """Thighs with a sensor now, and those that have done a set with one."""
        done = [name for name in self._known.sides if self._side(name).has_done_a_set]
        return [side for side in SIDES if side in self._known.worn or side in done]

    def _tick(self, tick: Tick) -> None:
        self._time_s = tick.time_s
        self._known.worn = tuple(tick.sides)
        for name, glimpse in tick.sides.items():
            self._side(name).look(glimpse)

    def _told(self, command: Command) -> None:
        if command.kind is CommandKind.SIDE:
            self._rename(command)
            return
        if command.kind is CommandKind.TARGETS:
            self._known.band.aim(targets_from(command.value))
            return
        if command.kind in LEG_COMMANDS and command.side is not None:
            self._change_leg(command, command.side)
            return
        for name in [command.side] if command.side is not None else list(self._known.worn):
            self._side(name).obey(command.kind)
        if command.side is not None and command.kind in ARMS and not self._is_in_set:
            self._known.working = command.side

    def _hear(self, event: AnyEvent) -> None:
        self._side(event.side).hear(event)
        self._follow(event)
        if isinstance(event, RepEvent):
            self._known.band.hear(event)

    def _rename(self, command: Command) -> None:
        """Ticks carry the new name too, but commands may come before the next one."""
        every = command.side is None
        names = [
            command.value if every or name == command.side else name for name in self._known.worn
        ]
        self._known.worn = tuple(dict.fromkeys(names))

    def _change_leg(self, command: Command, leg: str) -> None:
        self._known.changes.obey(command)
        self._links.clear()  # of the only sensor: what was said of it is of the leg before
        other = self._side(other_leg(leg))
        if command.kind is CommandKind.CHANGE_LEG:
            self._side(leg).give_sensor()
            other.wait_for_sensor()
            self._known.working = other_leg(leg)
        else:
            other.give_sensor()
            self._side(leg).take_sensor(command.time_s)
            self._known.working = leg

    def _seek(self, sought: Sought) -> None:
        self._forget()
        heard, past = 0, sought.past
        found = self._bookmarks.latest(past)
        if found is not None:
            heard, self._known = found
        for told, happening in enumerate(past[heard:], start=heard + 1):
            self.advance(happening)
            self._bookmarks.keep(past, told, self._known)
        self._time_s = sought.time_s

    @property
    def _is_in_set(self) -> bool:
        return any(one.is_in_set for one in self._known.sides.values())

    def _end(self, ended: Ended) -> None:
        self._ended = ended
        if ended.session is not None:
            name = ended.session.recording or self._started.name
            self._session = msgspec.structs.replace(ended.session, recording=name)

    def _follow(self, event: Event) -> None:
        """Find out which side works: the one in a set; before a set, the one with the most dots."""
        if self._known.changes.now is not None:
            return  # what ends with the change is of the leg that the sensor leaves
        current = self._known.sides.get(self._known.working)
        if current is not None and (current.is_in_set or event.side == self._known.working):
            return
        one = self._side(event.side)
        leads = isinstance(event, DotEvent) and (current is None or one.dots > current.dots)
        if isinstance(event, RepEvent | SetEvent) or leads:
            self._known.working = event.side


def _link_trouble(links: Mapping[str, LinkReport]) -> str:
    """What to know of the first sensor from which nothing comes; "" where all send."""
    for side in SIDES:
        report = links.get(side)
        if report is None or report.state is LinkState.STREAMING:
            continue
        which = "Sensor" if side == "unknown" else f"{side.capitalize()} sensor"
        said = ". ".join(text.rstrip(".") for text in (report.sentence, report.advice) if text)
        return f"{which}: {said}."
    return ""
