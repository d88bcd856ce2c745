"""A link that an older version made: the page opens it, and shows what has changed since where its faults are shown."""

import json
import subprocess
import sys

import pytest
from conftest import ROOT, Visit, free_port, up

from simulator.commands.app import command
from simulator.export import released
from simulator.export.link.text import decode
from simulator.export.released import record
from simulator.export.since import HEADS, since
from simulator.words.say import say, using

LINK = "v=0.0.9&s=adopted-text-universal&from=NIC&set.press=may"
RENAMED = '[[renamed]]\nsince = "0.1.0"\npart = "set.press"\nnow = "set.press_immunity"\n'
SERVER = """
import sys
from pathlib import Path
from simulator.export import released
released.FOLDER = Path(sys.argv.pop(1))
from streamlit.web.cli import main
main()
"""


@pytest.fixture
def records(tmp_path, monkeypatch):
    """Those of an invented older version: other numbers, another level, another list, another name of a setting."""
    old = json.loads(record().model_dump_json()) | {"version": "0.0.9"}
    old["settings"]["press"] = old["settings"].pop("press_immunity")
    old["settings"]["persecution"]["adopted"] = "none"
    old["scenarios"]["adopted-text-universal"]["parties"] = "signatories"
    old["assumptions"]["mask.pretext"][0] = 0.5
    (tmp_path / "0.0.9.json").write_text(json.dumps(old), encoding="utf-8")
    (tmp_path / "renamed.toml").write_text(RENAMED, encoding="utf-8")
    monkeypatch.setattr(released, "FOLDER", tmp_path)
    for known in (released.load_record, released.renames):
        known.cache_clear()
    yield tmp_path
    for known in (released.load_record, released.renames):
        known.cache_clear()


@pytest.fixture
def older(records):
    """A server that keeps these records."""
    port = free_port()
    served = [sys.executable, "-c", SERVER, str(records), *command(port)[3:]]
    server = subprocess.Popen(served, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    yield up(port)
    server.terminate()
    server.wait(20)


def test_what_changed_since_the_version_of_a_link_is_a_table_in_the_readers_language(browser, older):
    assert len(since(LINK).rows) == 4 and decode(LINK)[0].settings["press_immunity"] == "may"
    for lang, size in (("en", {}), ("ru", {"width": 390, "height": 844})):
        seen = Visit(browser, older, path=f"/#{LINK}&lang={lang}", **size)
        notice = seen.page.locator(".faults")
        notice.locator("table").wait_for()
        with using(lang):
            told, heads, faults = since(LINK), [say(word) for word in HEADS], decode(LINK)[1]
        assert notice.locator("caption").inner_text() == told.title
        assert notice.locator("th").all_inner_texts() == heads
        cells = notice.locator("td").all_inner_texts()
        assert cells == [cell for row in told.rows for cell in row]
        assert notice.locator("li").all_inner_texts() == list(faults) and told.note in notice.inner_text()
        assert notice.evaluate("node => node.scrollWidth <= node.clientWidth"), "every column is seen"
        seen.page.wait_for_function("() => location.hash.includes('set.press_immunity=may')")
        assert decode(seen.page.evaluate("location.hash")) == (decode(f"{LINK}&lang={lang}")[0], ())
        notice.get_by_role("button").click()
        assert not notice.is_visible()
        assert seen.errors == [] and seen.outside == []
        seen.page.close()
