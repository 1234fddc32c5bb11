"""The page stands alone, its links lead somewhere, and it works from the keyboard."""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

import unres
from handmade import arabic, lettered, reading_rooms
from unres.exports.html import to_html
from unres.models import Paragraph, Part, Resolution

_VOID = {"meta", "input", "br", "link"}
_FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


class Reader(HTMLParser):
    """Ids, links and text of a page; fails on tags that do not nest."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.ids: Counter[str] = Counter()
        self.links: list[str] = []
        self.loads: list[str] = []
        self.open: list[str] = []
        self.text = ""
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if values.get("id"):
            self.ids[str(values["id"])] += 1
        if tag == "a" and values.get("href"):
            self.links.append(str(values["href"]))
        self.loads.extend(str(values[name]) for name in ("src", "srcset", "poster") if values.get(name))
        if tag == "link":
            self.loads.append(str(values.get("href")))
        if tag not in _VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] not in ("script", "style"):
            self.text += data


@pytest.mark.parametrize("resolution", [reading_rooms(), lettered(), arabic(), Resolution()])
def test_ids_are_unique_and_links_within_the_page_lead_somewhere(resolution: Resolution) -> None:
    page = Reader(to_html(resolution))
    assert {id: count for id, count in page.ids.items() if count > 1} == {}
    inside = [link[1:] for link in page.links if link.startswith("#")]
    assert [link for link in inside if link not in page.ids] == []


def test_the_page_loads_nothing_and_forbids_the_network() -> None:
    page = to_html(reading_rooms())
    assert Reader(page).loads == []
    assert "default-src 'none'" in page
    assert re.findall(r"url\(|@import|fetch\(|XMLHttpRequest", page) == []


def test_citations_lead_to_the_un_and_paragraphs_to_their_place() -> None:
    page = Reader(to_html(reading_rooms()))
    outside = {link for link in page.links if not link.startswith("#")}
    assert outside == {f"https://docs.un.org/en/{symbol}" for symbol in ("A/RES/57/32", "A/RES/70/1", "A/85/77")}
    assert "#op2" in page.links


def test_every_mark_leads_to_its_note_and_every_note_back_to_each_mark() -> None:
    page = Reader(to_html(reading_rooms()))
    marks = {id for id in page.ids if id.startswith("fnref")}
    assert marks == {"fnref1-1", "fnref1-2", "fnref1-3", "fnref2-1", "fnref2-2", "fnref3-1"}
    assert {link[1:] for link in page.links if link.startswith("#fnref")} == marks


def test_the_whole_text_is_on_the_page_as_it_is() -> None:
    text = " ".join(Reader(to_html(reading_rooms())).text.split())
    for block in reading_rooms().preamble + reading_rooms().operative:
        assert block.text.split(",")[0] in text
    assert "Noting with concern that *lamps* & <books> are few" in text


def test_text_that_looks_like_markup_stays_text() -> None:
    evil = '<script>alert("1")</script><img src=x onerror=alert(1)>'
    block = Paragraph(start=0, end=0, id='p"><b', text=evil)
    page = Reader(to_html(Resolution(title=evil, symbol=evil, parts=(Part(start=0, end=0, blocks=(block,)),))))
    assert page.loads == []
    assert page.text.count("alert(1)") >= 2
    assert 'p"><b' in page.ids


def test_arabic_is_set_from_right_to_left_and_english_from_left_to_right() -> None:
    assert '<html lang="ar" dir="rtl">' in to_html(arabic())
    assert '<html lang="en" dir="ltr">' in to_html(lettered())


def test_brackets_around_a_mark_are_raised_with_it_and_other_brackets_are_not() -> None:
    path = Path(__file__).parents[1] / "examples" / "lighthouses.ar.txt"
    page = to_html(unres.parse_file(path))
    assert re.search(r'المنارات<sup>\(</sup><sup><a id="fnref1-1"[^>]*>1</a></sup><sup>\)</sup>،', page)
    assert "<sup>(</sup>" not in to_html(reading_rooms())
    text = " ".join(Reader(page).text.split())
    assert "حالة المنارات(1)،" in text  # read aloud or copied, it is what is printed


@pytest.mark.parametrize(("language", "setting"), [("en", "leads"), ("ar", "leads bold"), ("zh", "leads bold upright")])
def test_lead_phrases_are_set_as_the_language_sets_them(language: str, setting: str) -> None:
    assert f'<body class="{setting}">' in to_html(Resolution(language=language))


def test_a_short_cell_of_a_table_stays_in_one_line_and_a_long_one_breaks() -> None:
    page = to_html(reading_rooms())
    assert '<th class="short" data-search>Rooms</th>' in page
    assert "<td data-search>North | East</td>" in page


def test_a_vote_stands_whole_below_the_text_each_list_of_states_on_a_line_of_its_own() -> None:
    volume = (Path(__file__).parents[1] / "examples" / "era_2000_volume_with_votes.txt").read_text(encoding="utf-8")
    page = to_html(unres.parse_all(volume)[0])
    found = re.search(r'<p class="vote" data-search>(.*?)</p>', page)
    assert found is not None
    lines = re.findall("<span>(.*?)</span>", found[1])
    assert lines[0].startswith("Adopted at the 81st plenary meeting, on 4 December 2000, ")
    assert [line.split(":")[0] for line in lines[1:]] == ["In favour", "Against", "Abstaining"]
    assert 'class="closing"' not in page  # which that sentence states
    assert 'class="masthead"' not in page  # which a page of a volume has none of


def test_diagnostics_are_listed_with_line_and_column_and_link_to_their_clause() -> None:
    page = to_html(reading_rooms())
    found = re.search(r'<li class="diagnostic info">(.*?)</li>', page)
    assert found is not None
    assert found[1].startswith('<a href="#pre2">6:2</a>')
    assert "<code>unknown-opening</code>" in found[1]


_KEYBOARD = """
<script>
(async () => {
  const seen = {};
  const wait = (ms) => new Promise((done) => setTimeout(done, ms));
  const press = (key, target = document) =>
    (target || document).dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
  press("j"); seen.first = document.querySelector(".here").tagName;
  press("j"); press("j"); seen.third = document.querySelector(".here").id;
  press("k"); seen.back = document.querySelector(".here").id;
  press("/"); seen.search = document.activeElement.id;
  const input = document.getElementById("unres-search");
  input.value = "KEEPERS"; input.dispatchEvent(new Event("input"));
  await wait(300);
  seen.hits = document.querySelectorAll("mark").length; seen.count = document.getElementById("unres-count").textContent;
  document.getElementById("unres-find").requestSubmit();
  seen.next = document.getElementById("unres-count").textContent;
  press("Escape", input); seen.cleared = document.querySelectorAll("mark").length;
  const note = document.querySelector('[data-notes="3"]'), tip = document.getElementById("unres-tip");
  note.focus(); seen.tip = tip.textContent; seen.shown = !tip.hidden;
  press("Escape"); seen.hidden = tip.hidden;
  press("o"); seen.panel = getComputedStyle(document.getElementById("unres-panel")).display;
  press("l"); seen.leads = document.body.classList.contains("leads");
  document.body.dataset.seen = JSON.stringify(seen);
})();
</script>
"""


def seen(folder: Path, resolution: Resolution, script: str, size: str) -> Any:
    """What a script finds on the page in headless Chromium.

    Chromium's virtual time lets the page's own timers run out before the page is read.
    """
    page = folder / "page.html"
    page.write_text(to_html(resolution).replace("</body>", script + "</body>"), encoding="utf-8")
    browser = ["chromium", *_FLAGS, f"--user-data-dir={folder / 'profile'}", f"--window-size={size}"]
    dumped = subprocess.run(
        [*browser, "--virtual-time-budget=4000", "--dump-dom", page.as_uri()],
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    ).stdout
    found = re.search(r'data-seen="([^"]*)"', dumped)
    assert found is not None
    return json.loads(html.unescape(found[1]))


@pytest.mark.skipif(shutil.which("chromium") is None, reason="no Chromium here: apt-get install chromium")
def test_the_page_works_from_the_keyboard_in_a_browser(tmp_path: Path) -> None:
    assert seen(tmp_path, reading_rooms(), _KEYBOARD, "1200,900") == {
        "first": "H1",
        "third": "pre1",
        "back": "formula",
        "search": "unres-search",
        "hits": 2,
        "count": "1 / 2",
        "next": "2 / 2",
        "cleared": 0,
        "tip": "3 Ibid., annex II. [A/85/77, annex II.]",
        "shown": True,
        "hidden": True,
        "panel": "none",
        "leads": False,
    }


_PHONE = """<script>
addEventListener("load", () => {
  const panel = document.getElementById("unres-panel");
  const seen = { before: getComputedStyle(panel).display };
  document.querySelector(".closing, [data-search]:last-of-type").scrollIntoView();
  document.getElementById("unres-toggle-panel").click();
  const frame = panel.getBoundingClientRect();
  seen.after = getComputedStyle(panel).display;
  seen.inSight = frame.top < innerHeight && frame.bottom > 0;
  panel.querySelector("nav a").click();
  seen.chosen = getComputedStyle(panel).display;
  seen.wider = document.documentElement.scrollWidth > innerWidth;
  document.body.dataset.seen = JSON.stringify(seen);
});
</script>
"""


@pytest.mark.skipif(shutil.which("chromium") is None, reason="no Chromium here: apt-get install chromium")
@pytest.mark.parametrize("resolution", [reading_rooms(), arabic()], ids=["left to right", "right to left"])
def test_on_a_phone_the_panel_opens_where_the_reader_is_and_closes_when_a_clause_is_chosen(
    tmp_path: Path, resolution: Resolution
) -> None:
    assert seen(tmp_path, resolution, _PHONE, "500,844") == {
        "before": "none",
        "after": "block",
        "inSight": True,
        "chosen": "none",
        "wider": False,
    }
