"""What a trend says on the screen, in the language in use. The numbers are the trend's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dashboard import words
from dashboard.progress.plot import PlotState
from dashboard.progress.side import LegSaid, SideState
from dashboard.progress.strip import StripState
from dashboard.progress.weeks import WeekBox, WeeksState
from dashboard.when import date_text
from imu.asymmetry import Conditions
from imu.nextstep import DEPTH_NOTE, Suggestion
from imu.trend import Line, Says, Series, Week
from imu.trend.lines import FEWEST
from imu.view.progress import (
    Lack,
    ProgressView,
    apart_of,
    felt_of,
    left_out_of,
    span_of,
    timeless,
)


def person_text(person: str | None) -> str:
    """Whose it is."""
    return person or words.PROGRESS_NOBODY


def sessions_text(count: int) -> str:
    """So many sessions."""
    return words.PROGRESS_SESSIONS[count != 1].format(count=count)


def like_text(series: Series) -> str:
    """What the sessions of a series have in common, and how many they are."""
    like = "  ·  ".join(_conditions(series.conditions))
    return words.PROGRESS_LIKE.format(like=like, sessions=sessions_text(len(series.recordings)))


def measure_text(view: ProgressView) -> str:
    """The measure, and what a reader has to know of it."""
    title = words.LEGS_MEASURES[view.metric.metric]
    if view.measure == 0:
        return words.LEGS_CHOSEN.format(title=title)
    return words.LEGS_GUIDED.format(title=title) if view.metric.guided else title


def plot_state(view: ProgressView) -> PlotState:
    """The dots of the measure."""
    title = words.LEGS_MEASURES[view.metric.metric]
    lack = view.lack
    return PlotState(
        words.PROGRESS_PICTURE.format(title=title, unit=view.metric.unit),
        span_of(view.trend.sessions),
        view.legs,
        _times(view),
        "" if lack is Lack.NOTHING else words.PROGRESS_LACKS[lack.name],
    )


def strip_state(view: ProgressView) -> StripState:
    """How all sessions felt, those of other steps as well: pain asks for no rung."""
    return StripState(span_of(view.trend.sessions), felt_of(view.trend.sessions), _times(view))


def weeks_state(view: ProgressView) -> WeeksState:
    """What was done of the plan."""
    return WeeksState(tuple(_week(one) for one in view.trend.weeks))


def side_state(view: ProgressView) -> SideState:
    """What can be said of the measure, and what comes next."""
    step = view.trend.next_step
    is_depth = view.metric.guided
    return SideState(
        says=tuple(LegSaid(one.leg, said_text(one)) for one in view.lines),
        limit=words.PROGRESS_DEPTH if is_depth else words.PROGRESS_NO_JUDGEMENT,
        step=step_text(step),
        reason=words.of_core(step.reason),
        needs=tuple((words.of_core(one.text).rstrip("."), one.holds) for one in step.needs),
        note=words.of_core(DEPTH_NOTE),
    )


def said_text(line: Line) -> str:
    """One leg's first and last value, and a direction where one can be named."""
    first, last = line.points[0].median, line.points[-1].median
    form = words.PROGRESS_VALUES if len(line.points) > 1 else words.PROGRESS_ONE_VALUE
    values = form.format(leg=words.LEGS_NAMES[line.leg], first=first, last=last, unit=line.unit)
    if line.says is Says.NOT_ENOUGH:
        dated = {one.started_s for one in line.points if one.started_s is not None}
        said = words.PROGRESS_FEW.format(fewest=FEWEST, count=len(dated))
    else:
        said = words.PROGRESS_SLOPE.format(
            says=words.PROGRESS_SAYS[line.says],
            slope=line.per_week,
            low=line.per_week_low,
            high=line.per_week_high,
            unit=line.unit,
        )
    return _capital(f"{values}. {_capital(said)}").replace(" -", " −").replace("(-", "(−")


def step_text(step: Suggestion) -> str:
    """Which way on the ladder, and to which step."""
    if step.rung is None:
        return words.PROGRESS_NO_RUNG
    rung = words.RUNGS.get(step.rung, step.title)
    return words.PROGRESS_STEPS[step.direction].format(rung=rung)


def notice_text(view: ProgressView, problems: Sequence[str]) -> str:
    """That something is not to be seen, and where it is told; "" where all is."""
    apart = sum(len(one.recordings) for one in apart_of(view))
    counts = ((words.PROGRESS_UNREAD, len(problems)), (words.PROGRESS_STAND_APART, apart))
    return " ".join(form[n != 1].format(count=n) for form, n in counts if n)


def notes_text(view: ProgressView, problems: Sequence[str]) -> str:
    """All that a reader should know, a paragraph each."""
    return "\n\n".join(_notes(view, problems))


def problems_text(problems: Sequence[str]) -> str:
    """What could not be read, each with its reason."""
    return "\n".join([words.PROGRESS_PROBLEMS, *(f"–  {one}" for one in problems)])


def _notes(view: ProgressView, problems: Sequence[str]) -> Iterator[str]:
    if problems:
        yield problems_text(problems)
    for one in apart_of(view):
        reasons = "; ".join(words.of_core(reason) for reason in one.reasons)
        recordings = ", ".join(one.recordings)
        yield words.PROGRESS_APART.format(recordings=recordings, reasons=_capital(reasons))
    for one in left_out_of(view):
        reason = words.of_core(one.reason)
        yield words.PROGRESS_LEFT_OUT.format(recording=one.recording, reason=reason)
    undated = timeless(view.trend.sessions)
    if undated:
        yield words.PROGRESS_TIMELESS.format(recordings=", ".join(undated))
    for paragraph in words.PROGRESS_LIMITS:
        yield paragraph.format(fewest=FEWEST)


def _times(view: ProgressView) -> tuple[float, ...]:
    """Of all sessions: the same days are named below every picture."""
    return tuple(one.started_s for one in view.trend.sessions if one.started_s is not None)


def _conditions(like: Conditions) -> Iterator[str]:
    yield words.RUNGS.get(like.rung, like.rung) if like.rung else words.PROGRESS_NO_STEP
    if like.load and like.load_kg is not None:
        yield words.PROGRESS_LOAD.format(load=like.load, kg=like.load_kg)
    elif like.load_kg is not None:
        yield words.PROGRESS_KG.format(kg=like.load_kg)
    elif like.load:
        yield like.load
    if like.hand_support:
        support = words.SUPPORTS.get(like.hand_support, like.hand_support)
        yield words.PROGRESS_HAND.format(support=support)
    if like.rate_hz is not None:
        yield words.PROGRESS_HZ.format(rate=like.rate_hz)


def _week(week: Week) -> WeekBox:
    if week.planned:
        done = words.PROGRESS_WEEK.format(done=week.done, planned=week.planned)
    else:
        done = words.PROGRESS_WEEK_UNPLANNED.format(reps=week.reps)
    day = date_text(week.monday, words.PROGRESS_DAY)
    return WeekBox(day, done, sessions_text(week.sessions))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
