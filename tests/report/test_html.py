"""The page as an HTML file: well-formed, alone, and safe whatever people wrote."""

from __future__ import annotations

import re
from functools import cache
from html.parser import HTMLParser

import pytest

from imu.report import Page, Report, page_of, report_of
from imu.report.html import html_of
from tests.report.examples import HOSTILE, REPORTS, changed_report, report, weeks

FETCHING = {"script", "iframe", "object", "embed", "link", "img", "form", "a"}
_VOID = {"meta", "br", "hr", "img", "input", "link"}


class Reader(HTMLParser):
    """Reads a page; every element that begins must end, in order.

    Attributes
    ----------
    tags : every element in its order.
    attributes : every attribute with the name of its element.
    text : what a person reads, in order.
    """

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.text: list[str] = []
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        if tag not in _VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]

    def handle_endtag(self, tag: str) -> None:
        assert self._open, f"</{tag}> ends nothing"
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self._open[-1:] not in (["style"], ["script"]):
            self.text.append(data)

    def finish(self) -> str:
        """Give all text in one line."""
        self.close()
        assert self._open == []
        return " ".join(" ".join(self.text).split())


def read(one: Report) -> tuple[Reader, str]:
    return parsed(html_of(page_of(one), one))


def parsed(text: str) -> tuple[Reader, str]:
    reader = Reader()
    reader.feed(text)
    return reader, reader.finish()


@cache
def html(name: str) -> str:
    """Give the file of one of `REPORTS`."""
    one = REPORTS[name]()
    return html_of(page_of(one), one)


@pytest.mark.parametrize("name", REPORTS)
def test_every_element_ends(name: str) -> None:
    reader, text = parsed(html(name))
    assert reader.tags[0] == "html"
    assert reader.tags.count("h1") == 1
    assert "Not a medical device." in text


@pytest.mark.parametrize("name", REPORTS)
def test_nothing_is_fetched_and_nothing_runs(name: str) -> None:
    reader, _ = parsed(html(name))
    assert not {"script", "iframe", "object", "embed", "link", "img", "form", "a"} & set(
        reader.tags
    )
    for tag, attribute, value in reader.attributes:
        assert not attribute.startswith("on"), (tag, attribute)
        if attribute in ("src", "href", "xlink:href", "action", "data"):
            assert value.startswith("#"), (tag, attribute, value)
        assert not re.search(r"url\((?!#)", value)


@pytest.mark.parametrize("name", REPORTS)
def test_its_style_fetches_nothing_either(name: str) -> None:
    styles = re.findall(r"<style[^>]*>(.*?)</style>", html(name), re.DOTALL)
    assert styles
    assert not any("@import" in style or "url(" in style for style in styles)


def test_a_browser_is_told_to_refuse_the_rest() -> None:
    reader, _ = read(report())
    policy = next(
        v for t, n, v in reader.attributes if (t, n) == ("meta", "content") and "src" in v
    )
    assert policy == "default-src 'none'; style-src 'unsafe-inline'"


def test_what_people_wrote_is_text_and_no_markup() -> None:
    one = changed_report(
        report(), person=HOSTILE, load=HOSTILE, notes=HOSTILE, stop_reason=HOSTILE, rung=HOSTILE
    )
    reader, text = read(one)
    assert "script" not in reader.tags
    assert text.count('<script>alert("1")</script>') >= 3
    assert "&amp;<img" in text  # what was written, not what it would have meant


def test_a_name_of_a_recording_is_no_markup_either() -> None:
    reader, _ = read(changed_report(report(), recording="<b>bold</b>"))
    assert "b" not in reader.tags


@pytest.mark.parametrize("name", REPORTS)
def test_everything_that_the_page_says_is_in_it(name: str) -> None:
    _, text = parsed(html(name))
    for said in every_text(page_of(REPORTS[name]())):
        assert " ".join(said.split()) in text


def every_text(one: Page) -> list[str]:
    """All texts of a page but what describes its pictures."""
    texts = [one.title, one.subtitle, one.warning, one.legs_title, one.notes, one.limits]
    texts += [part for pair in (*one.head, *one.felt) for part in (pair.name, pair.text)]
    for table in (one.dose, one.legs):
        texts += [*table.head, *(cell for row in table.rows for cell in row)]
    for said in (one.dose_said, one.legs_said, one.trend, one.remarks, one.method):
        texts += said
    return [*texts, *(picture.title for row in one.pictures for picture in row)]


def test_every_picture_is_there_and_is_told_to_who_does_not_see_it() -> None:
    one = report_of(weeks(6))
    reader, _ = read(one)
    assert reader.tags.count("svg") == 5
    told = [value for _, name, value in reader.attributes if name == "aria-label"]
    assert told == [picture.alt for row in page_of(one).pictures for picture in row]


def test_rows_and_columns_have_heads() -> None:
    reader, _ = read(report())
    scopes = [value for tag, name, value in reader.attributes if (tag, name) == ("th", "scope")]
    assert scopes.count("row") == 2 + 7
    assert scopes.count("col") == 7 + 7


def test_names_are_given_once() -> None:
    reader, _ = read(report_of(weeks(6)))
    ids = [value for _, name, value in reader.attributes if name == "id"]
    by_picture = [value.partition("-")[0] for value in ids]
    assert set(by_picture) == {"depth", "curve", "intervals", "speed", "feeling"}
    assert len(ids) == len(set(ids))


def test_a_full_page_is_printed_smaller() -> None:
    def printed_pt(name: str) -> float:
        found = re.search(r"@media print { body { font-size: ([\d.]+)pt", html(name))
        assert found is not None
        return float(found[1])

    assert printed_pt("usual") == 7.0
    assert printed_pt("crowded") < 7.0


def test_the_same_report_gives_the_same_file() -> None:
    one = report()
    assert html_of(page_of(one), one) == html("usual")
