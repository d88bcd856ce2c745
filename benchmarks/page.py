"""How fast the page answers: levels crossed while dragging, parties a second, release to full result, bytes an update.

Starts the app on a free port and drives it in headless Chromium, which may reach nothing else.
Run: python benchmarks/page.py [--sweeps 30] [--moves 30]
"""

import argparse
import json
import os
import shutil
import socket
import statistics
import subprocess
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Locator, Page, sync_playwright

from simulator.commands.app import command, environment

ROOT = Path(__file__).resolve().parents[1]
LEVERS = (
    "Years that make a crime serious",
    "Human-rights clause",
    "Persecution as a ground",
    "Hosts use their grounds",
)
PARTIES = "Parties to the Convention"
THUMB = 16  # of a slider [px]

# Times are taken in the page: from an input event to the frame after it, and at each message of the socket.
PROBE = """
globalThis.probe = { painted: [], seen: new Set(), sockets: [], released: 0, full: 0 };
const Plain = WebSocket;
globalThis.WebSocket = class extends Plain {
  constructor(...given) {
    super(...given);
    this.addEventListener("message", (event) =>
      probe.sockets.push(["in", performance.now(), event.data.byteLength ?? event.data.size ?? event.data.length]));
  }
  send(data) { probe.sockets.push(["out", performance.now(), data.length]); super.send(data); }
};
addEventListener("input", () => {
  const start = performance.now();
  requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => {
      probe.painted.push(performance.now() - start);
      const state = safeHavens.state;
      const board = state.root.querySelector("[data-board]");
      probe.seen.add(board.querySelector(".sentence").textContent + board.querySelector("[data-kind=data]").textContent
        + [...board.querySelectorAll(".tiles .state")].map((node) => node.getAttribute("class")).join());
    };
    channel.port2.postMessage(0);
  });
}, true);
addEventListener("pointerup", () => { probe.released = performance.now(); probe.full = 0; }, true);
globalThis.watch = () => {
  const mark = safeHavens.state.root.querySelector(".mark");
  new MutationObserver(() => {
    if (mark.dataset.look === "full" && probe.released && !probe.full) probe.full = performance.now();
  }).observe(mark, { attributes: true });
};
"""


@contextmanager
def served() -> Iterator[tuple[str, int]]:
    """The app on a port of its own, and the number of its process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(
        command(port), cwd=ROOT, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    url = f"http://127.0.0.1:{port}"
    try:
        for _ in range(300):
            try:
                urllib.request.urlopen(f"{url}/_stcore/health", timeout=1)
                break
            except OSError:
                time.sleep(0.2)
        yield url, server.pid
    finally:
        server.terminate()
        server.wait(20)


def at(slider: Locator, value: float) -> tuple[float, float]:
    """Where on the screen the thumb stands at a value."""
    box, top = slider.bounding_box(), float(slider.get_attribute("max") or 1)
    assert box
    return box["x"] + THUMB / 2 + (box["width"] - THUMB) * value / top, box["y"] + box["height"] / 2


def used(process: int) -> float:
    """Processor time that a process has used [ms]; the machine may be busy with other things, this is not."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return 1000 * (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def settled(page: Page) -> None:
    """Wait for the full result and for every preview."""
    page.locator(".mark[data-look=full]").wait_for()
    page.wait_for_function(
        "() => { const s = safeHavens.state; return s.result && Object.entries(s.result.keys)"
        ".every(([lever, key]) => s.tables.get(lever)?.key === key); }"
    )


def percentiles(values: Sequence[float]) -> str:
    """Median and 95th percentile [ms]."""
    ordered = sorted(values)
    return f"median {statistics.median(ordered):.0f} ms, p95 {ordered[int(0.95 * (len(ordered) - 1))]:.0f} ms, n={len(ordered)}"


def sweeps(page: Page, times: int) -> None:
    """Drag each lever to and fro, level by level."""
    page.evaluate("probe.painted.length = 0")
    for name in LEVERS:
        slider = page.get_by_role("slider", name=name, exact=True)
        top, start = int(slider.get_attribute("max") or 1), int(slider.input_value())
        page.mouse.move(*at(slider, start))
        page.mouse.down()
        for _ in range(times):
            for value in (*range(top + 1), *reversed(range(top))):
                page.mouse.move(*at(slider, value))
        page.mouse.move(*at(slider, start))
        page.mouse.up()
    print("level crossed to repaint:", percentiles(page.evaluate("probe.painted")))


def parties(page: Page, seconds: float) -> None:
    """Drag the number of parties to and fro; how many different pictures a second."""
    slider = page.get_by_role("slider", name=PARTIES)
    page.evaluate("probe.painted.length = 0; probe.seen.clear()")
    page.mouse.move(*at(slider, 195))
    page.mouse.down()
    start, value = time.perf_counter(), 195
    while time.perf_counter() - start < seconds and value > 40:
        value -= 1
        page.mouse.move(*at(slider, value))
    took = time.perf_counter() - start
    page.mouse.move(*at(slider, 195))
    seen = page.evaluate("probe.seen.size")
    print(
        f"parties: {seen} different pictures in {took:.1f} s, {seen / took:.0f} a second;",
        percentiles(page.evaluate("probe.painted")),
    )
    page.mouse.up()
    settled(page)


def releases(page: Page, times: int, process: int) -> None:
    """Move a lever one level, let go, and wait for the full result."""
    totals, sent, heard, sizes, work = [], [], [], [], []
    for i in range(times):
        slider = page.get_by_role("slider", name=LEVERS[i % len(LEVERS)], exact=True)
        top, now = int(slider.get_attribute("max") or 1), int(slider.input_value())
        page.mouse.move(*at(slider, now))
        page.mouse.down()
        page.mouse.move(*at(slider, now + 1 if now < top else now - 1))
        page.evaluate("probe.sockets.length = 0")
        before = used(process)
        page.mouse.up()
        page.wait_for_function("() => probe.full > 0", polling=5)
        work.append(used(process) - before)
        found = json.loads(
            page.evaluate("JSON.stringify({released: probe.released, full: probe.full, sockets: probe.sockets})")
        )
        out = next(when for way, when, _ in found["sockets"] if way == "out")
        last = max((when for way, when, _ in found["sockets"] if way == "in" and when <= found["full"]), default=out)
        totals.append(found["full"] - found["released"])
        sent.append(last - out)
        heard.append(found["full"] - last)
        settled(page)
        page.wait_for_timeout(300)
        sizes.append(sum(size for way, _, size in page.evaluate("probe.sockets") if way == "in"))
    print("release to full result:", percentiles(totals))
    print("  of it request to its last message:", percentiles(sent))
    print("  the server's processor time until then:", percentiles(work))
    print("  of it message to picture:", percentiles(heard))
    print(f"bytes received for a move, previews and page below included: median {statistics.median(sizes):,.0f}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sweeps", type=int, default=30)
    parser.add_argument("--moves", type=int, default=30)
    args = parser.parse_args()
    with served() as (url, process), sync_playwright() as driver:
        path = shutil.which("chromium") or shutil.which("google-chrome")
        browser = driver.chromium.launch(executable_path=path, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.set_default_timeout(120_000)
        page.add_init_script(PROBE)
        page.goto(url)
        page.get_by_role("combobox", name="Requesting State").click()
        page.get_by_role("option").first.wait_for()
        page.keyboard.type("Nicaragua")
        page.keyboard.press("Enter")
        settled(page)
        page.evaluate("watch()")
        sweeps(page, args.sweeps)
        parties(page, 6.0)
        releases(page, args.moves, process)
        browser.close()


if __name__ == "__main__":
    main()
