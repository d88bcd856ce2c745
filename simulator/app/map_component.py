"""The world map: states as shapes of one static file, coloured, hatched and marked; a click chooses a state."""

from collections.abc import Callable
from typing import Any

import streamlit as st

_CSS = """
.map { width: 100%; }
svg { width: 100%; height: auto; display: block; background: #f4f7f9; border: 1px solid #c8d1d8; border-radius: 4px; }
path, circle { stroke: #fff; stroke-width: .4; }
.land { fill: #e3e3e3; }
.s { cursor: pointer; }
.low, .falls { fill: #5aa0cf; } .raised, .rises { fill: #f0c04c; } .high, .rises_twice { fill: #b5302a; } .same { fill: #cfd6da; }
.requesting { fill: #1a1a1a; } .not_assessed { fill: url(#dots); } .thin { fill: url(#grid); } .other, .none { fill: #cfd6da; }
.aside { opacity: .45; }
.chosen { stroke: #000 !important; stroke-width: 1.6 !important; }
.hatch { fill: url(#hatch); pointer-events: none; stroke: none; }
.cross { stroke: #fff; stroke-width: 3.2; fill: none; pointer-events: none; } .cross2 { stroke: #000; stroke-width: 1.4; fill: none; pointer-events: none; }
.tip { min-height: 2.6em; font: 14px/1.3 "Source Sans", sans-serif; padding: .3em .1em; color: #222; }
"""

_HTML = """<div class="map"><svg role="img" aria-label="Map of the world; the table below holds the same figures" viewBox="0 0 960 468">
<defs>
<pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><line x1="0" y1="0" x2="0" y2="5" stroke="#000" stroke-width="1.1"/></pattern>
<pattern id="dots" width="4" height="4" patternUnits="userSpaceOnUse"><rect width="4" height="4" fill="#dfe4e7"/><circle cx="2" cy="2" r=".8" fill="#7a858c"/></pattern>
<pattern id="grid" width="5" height="5" patternUnits="userSpaceOnUse"><rect width="5" height="5" fill="#fff"/><path d="M5 0H0V5" fill="none" stroke="#7a858c" stroke-width=".8"/></pattern>
</defs><g></g></svg><div class="tip" aria-live="polite"></div></div>"""

_JS = """
const world = fetch(new URL("app/static/world.json", document.baseURI)).then((r) => r.json());
const make = (name, attributes) => {
  const node = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  return node;
};
export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const group = parentElement.querySelector("g"), tip = parentElement.querySelector(".tip");
  world.then(({ land, shapes }) => {
    const nodes = land.map((d) => make("path", { d, class: "land" })), above = [];
    const known = new Set(data.places.map((p) => p.iso3));
    for (const [code, s] of Object.entries(shapes)) if (!known.has(code) && s.d) nodes.push(make("path", { d: s.d, class: "land" }));
    for (const p of data.places) {
      const s = shapes[p.iso3];
      if (!s) continue;
      const aside = ["low", "raised", "high", "falls", "rises", "rises_twice"].includes(p.level) && !p.candidate ? " aside" : "";
      const look = "s " + p.level + aside + (p.iso3 === data.chosen ? " chosen" : "");
      const parts = [];
      if (s.d) parts.push(make("path", { d: s.d, class: look }));
      if (s.small) parts.push(make("circle", { cx: s.x, cy: s.y, r: 3.4, class: look }));
      parts.forEach((node, i) => {
        node.dataset.code = p.iso3;
        node.dataset.level = p.level;
        if (i === 0) node.dataset.state = p.iso3;
        node.onclick = () => setTriggerValue("chosen", p.iso3);
        node.onpointerenter = () => { tip.textContent = p.label; };
        (i || !s.d ? above : nodes).push(node);
      });
      if (p.depends) above.push(s.small ? make("circle", { cx: s.x, cy: s.y, r: 3.4, class: "hatch" }) : make("path", { d: s.d, class: "hatch" }));
      if (p.lost) for (const c of ["cross", "cross2"])
        above.push(make("path", { d: `M${s.x - 3} ${s.y - 3}l6 6m0 -6l-6 6`, class: c }));
    }
    group.replaceChildren(...nodes, ...above);
    const chosen = data.places.find((p) => p.iso3 === data.chosen);
    tip.textContent = chosen ? chosen.label : data.hint;
  });
}
"""


def world_map(
    places: list[dict[str, object]], chosen: str | None, hint: str, key: str, on_chosen: Callable[[], None]
) -> Any:
    """Draw the map; `chosen` of the result is the ISO code of a state that was clicked."""
    component = st.components.v2.component("safe_havens_map", html=_HTML, css=_CSS, js=_JS)
    return component(data={"places": places, "chosen": chosen, "hint": hint}, key=key, on_chosen_change=on_chosen)
