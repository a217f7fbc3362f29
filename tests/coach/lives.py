"""A session as a coach hears it, made by hand."""

from __future__ import annotations

from imu.coach.coach import Coach
from imu.coach.lines import Line
from imu.coach.orders import Orders
from imu.coach.plan import Plan
from imu.events import RepEvent, RepFinalEvent, SetEvent
from imu.live import Tick, Told, Update, Wish
from imu.samples import Command, CommandKind, Quality, Rep

PLAN = Plan(rung="one-leg", sets=2, reps=4, rest_s=30.0, get_ready_s=10.0)
TICK_S = 0.1


def rep(wobble_deg: float = 1.0, quality: Quality | None = None) -> Rep:
    """A counted rep."""
    return Rep(
        start_s=0.0,
        bottom_start_s=1.0,
        bottom_end_s=1.2,
        end_s=2.0,
        provisional_s=1.9,
        announced_s=2.0,
        depth_deg=25.0,
        counted=True,
        flags=(),
        metrics={"frontal_wobble_deg": wobble_deg},
        quality=quality or Quality(met=True),
    )


class Life:
    """Plays to a coach, and does at once what it wishes, as a session would."""

    def __init__(self, coach: Coach | None = None) -> None:
        self.coach = coach or Coach(PLAN, ("left", "right"))
        self.now_s = 0.0
        self.wishes: list[Wish] = []
        self.lines: list[Line] = []
        self.ids = 0
        self.follow(self.coach.begin())

    def hear(self, update: Update) -> None:
        """One update, and what follows from it."""
        self.follow(self.coach.hear(update))

    def follow(self, orders: Orders) -> None:
        """Carry out; a command comes back as told."""
        self.wishes += orders.wishes
        self.lines += orders.lines
        for wish in orders.wishes:
            command = Command(self.now_s, wish.kind, wish.side, wish.value)
            self.hear(Told(command))

    def wait(self, seconds: float) -> None:
        """Let time pass."""
        for _ in range(round(seconds / TICK_S)):
            self.now_s += TICK_S
            self.hear(Tick(self.now_s, {}))

    def wait_for(self, kind: CommandKind, at_most_s: float = 120.0) -> Wish:
        """Let time pass until a command comes."""
        before, begun_s = len(self.wishes), self.now_s
        while not any(wish.kind is kind for wish in self.wishes[before:]):
            assert self.now_s < begun_s + at_most_s, f"no {kind} came"
            self.wait(TICK_S)
        return next(wish for wish in self.wishes[before:] if wish.kind is kind)

    def train(
        self, side: str, reps: int, *, stopped: str = "", wobble_deg: float = 1.0, ends: bool = True
    ) -> None:
        """A set, in which each rep takes 3 s."""
        self.ids += 1
        begun_s = self.now_s
        self.hear(
            SetEvent(
                time_s=self.now_s, side=side, set_id=self.ids, state="start",
                start_s=begun_s, end_s=None, count=0,
            )
        )  # fmt: skip
        for number in range(1, reps + 1):
            self.wait(3.0)
            rep_id = 100 * self.ids + number
            self.hear(
                RepEvent(
                    time_s=self.now_s, side=side, rep_id=rep_id, set_id=self.ids, count=number,
                    start_s=self.now_s - 2.0, bottom_s=self.now_s - 1.0, depth_deg=25.0,
                )
            )  # fmt: skip
            self.final(side, rep_id, rep(wobble_deg))
        if ends:
            self.wait(4.0)
            self.end(side, reps, stopped)

    def final(self, side: str, rep_id: int, one: Rep) -> None:
        """A rep's numbers are fixed."""
        self.hear(
            RepFinalEvent(time_s=self.now_s, side=side, rep_id=rep_id, set_id=self.ids, rep=one)
        )

    def end(self, side: str, reps: int, stopped: str = "") -> None:
        """The set is over."""
        self.hear(
            SetEvent(
                time_s=self.now_s, side=side, set_id=self.ids, state="end", start_s=0.0,
                end_s=self.now_s, count=reps, stopped=stopped, step_offs=1,
            )
        )  # fmt: skip
