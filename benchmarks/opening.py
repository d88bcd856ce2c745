"""What opening the page asks of the server and weighs, and how soon there is a picture: first visit, and with a filled cache.

Opens a link in headless Chromium, which may reach nothing else, on a warm server.
Run: python -m benchmarks.opening [--visits 10]
"""

import argparse
import shutil
from collections import Counter
from dataclasses import dataclass, field
from tempfile import TemporaryDirectory
from typing import Any

from playwright.sync_api import BrowserContext, sync_playwright

from benchmarks.page import percentiles, served
from simulator.export.link.choice import Choice
from simulator.export.link.text import encode

LINK = encode(Choice.of("adopted-text-universal").model_copy(update={"requesting": "NIC"}))
# The moment the first State has a class of the link's own scenario, and the moment its full result stands.
WATCH = """
globalThis.seen = {};
const look = () => {
  const root = globalThis.safeHavens?.state?.root;
  if (root?.querySelector(".tiles [data-level=high]")) seen.picture ??= performance.now();
  if (root?.querySelector(".mark[data-look=full]")?.textContent && seen.picture) seen.full ??= performance.now();
  if (!seen.full) requestAnimationFrame(look);
};
look();
"""


@dataclass
class Opened:
    """One opening: requests and bytes by kind, and when things were seen [ms]."""

    requests: Counter[str] = field(default_factory=Counter)
    received: Counter[str] = field(default_factory=Counter)  # bytes, as they came over the wire
    kinds: dict[str, str] = field(default_factory=dict)
    seen: dict[str, float] = field(default_factory=dict)

    def on_response(self, event: dict[str, Any]) -> None:
        """A request was answered."""
        kind = "Font" if event["response"]["mimeType"].startswith("font/") else event["type"]
        self.kinds[event["requestId"]] = kind
        if not event["response"].get("fromDiskCache"):
            self.requests[kind] += 1

    def on_finished(self, event: dict[str, Any]) -> None:
        """All of an answer has come."""
        self.received[self.kinds.get(event["requestId"], "Other")] += int(event["encodedDataLength"])

    def on_frame(self, event: dict[str, Any]) -> None:
        """A message came over the web socket; binary ones are told in base64."""
        self.requests["messages"] += 1
        self.received["messages"] += len(event["response"]["payloadData"]) * 3 // 4


def opened(context: BrowserContext, url: str, megabit: float | None) -> Opened:
    """Open the link in a new page, over a line of so many Mbit/s and 20 ms if not the machine's own."""
    page, found = context.new_page(), Opened()
    page.set_default_timeout(120_000)
    wire = context.new_cdp_session(page)
    wire.send("Network.enable")
    if megabit:
        speed = megabit * 1e6 / 8
        line = {"offline": False, "latency": 20, "downloadThroughput": speed, "uploadThroughput": speed}
        wire.send("Network.emulateNetworkConditions", line)
    wire.on("Network.responseReceived", found.on_response)
    wire.on("Network.loadingFinished", found.on_finished)
    wire.on("Network.webSocketFrameReceived", found.on_frame)
    page.add_init_script(WATCH)
    page.goto(f"{url}/#{LINK}")
    page.wait_for_function("() => seen.full")
    found.seen = page.evaluate("seen")
    page.close()
    return found


def told(title: str, visits: list[Opened]) -> None:
    """Print what the visits had in common: the last one's requests, everybody's times."""
    last = visits[-1]
    print(
        f"{title}: {sum(last.requests.values()) - last.requests['messages']} requests, {sum(last.received.values()) / 1000:,.0f} KB"
    )
    for kind in sorted(last.requests):
        print(f"  {kind}: {last.requests[kind]}, {last.received[kind] / 1000:,.0f} KB")
    print("  first picture:", percentiles([one.seen["picture"] for one in visits]))
    print("  full result:", percentiles([one.seen["full"] for one in visits]))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--visits", type=int, default=10)
    parser.add_argument("--megabit", type=float, help="as over a line of so many Mbit/s, as in a crowded room")
    args = parser.parse_args()
    with served() as (url, _), sync_playwright() as driver:
        path = shutil.which("chromium") or shutil.which("google-chrome")
        first, again = [], []
        for _ in range(args.visits + 1):  # the first of all warms the server
            with TemporaryDirectory() as cache:
                context = driver.chromium.launch_persistent_context(
                    cache, executable_path=path, args=["--no-sandbox"], viewport={"width": 1440, "height": 900}
                )
                first.append(opened(context, url, args.megabit))
                again.append(opened(context, url, args.megabit))
                context.close()
        told("First visit", first[1:])
        told("With a filled cache", again[1:])


if __name__ == "__main__":
    main()
