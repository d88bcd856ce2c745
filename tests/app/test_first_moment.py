"""What somebody sees while the page is still coming has its place and its look from the first moment on."""

from gzip import decompress
from pathlib import Path
from urllib.request import Request, urlopen

APP = Path(__file__).resolve().parents[2] / "simulator" / "app"
PLACED = ("st-key-standing", "st-key-language", "st-key-tour")  # fixed to an edge of the window
WATCH = """(placed) => {
  globalThis.first = {};
  new MutationObserver(() => {
    for (const name of placed) {
      const node = document.querySelector("." + name);
      if (node) globalThis.first[name] ??= getComputedStyle(node).position;
    }
  }).observe(document, { childList: true, subtree: true });
}"""


def test_the_style_sheet_comes_with_the_page_after_the_frameworks_own(address):
    asked = Request(address, headers={"Accept": "text/html"})
    with urlopen(asked, timeout=30) as answer:
        page = answer.read().decode()
    head, body = page.split("</head>")
    assert ".st-key-standing" not in head and ".st-key-standing" in body.split('<div id="root">')[0]
    assert "[data-testid=stPlotlyChart]" in body and ":root:dir(rtl)" in body and "@media print" in body
    late = [path.name for path in APP.rglob("*.py") if "<style>" in path.read_text(encoding="utf-8")]
    assert late == ["rooted.py"], "nothing that is drawn brings a style sheet of its own later"


def test_the_page_is_sent_compressed_to_who_takes_it_so(address):
    plain, small = (
        urlopen(Request(address, headers={"Accept": "text/html", "Accept-Encoding": how}), timeout=30)
        for how in ("identity", "gzip")
    )
    whole, sent = plain.read(), small.read()
    assert small.headers["Content-Encoding"] == "gzip" and plain.headers["Content-Encoding"] is None
    assert decompress(sent) == whole and len(sent) < len(whole) / 2


def test_what_is_fixed_to_the_window_is_so_when_it_appears(browser, address):
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.set_default_timeout(60_000)
    page.add_init_script(f"({WATCH})({list(PLACED)})")
    page.goto(address)
    page.wait_for_function("(placed) => placed.every((name) => globalThis.first[name])", arg=list(PLACED))
    assert page.evaluate("globalThis.first") == dict.fromkeys(PLACED, "fixed")
    page.close()
