// Pictures of charts to keep, and charts on paper; the part that is looked at.

/** A printed chart is as wide as the paper, whatever it is on the screen. */
function fit() {
  for (const svg of document.querySelectorAll(".js-plotly-plot .main-svg")) {
    const [width, height] = ["width", "height"].map((side) => svg.getAttribute(side));
    svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
    svg.parentElement.style.aspectRatio = `${width} / ${height}`;
  }
}

/** On the screen Plotly alone says how wide it is. */
function unfit() {
  for (const svg of document.querySelectorAll(".js-plotly-plot .main-svg")) svg.removeAttribute("viewBox");
}

const AFTER = 300; // without another turn of the wheel, before Python is told which part is looked at [ms]

/** Tell which part of a chart is looked at, once the hand has come to rest. */
function watch(frame) {
  let later = 0;
  const tell = () => {
    clearTimeout(later);
    later = setTimeout(() => {
      const layout = frame.querySelector(".js-plotly-plot")?._fullLayout;
      if (layout) frame.looks([layout.xaxis, layout.yaxis].map((axis) => [...axis.range]));
    }, AFTER);
  };
  for (const name of ["wheel", "dblclick", "touchend"]) frame.addEventListener(name, tell, { capture: true, passive: true });
  frame.addEventListener("pointerdown", () => addEventListener("pointerup", tell, { once: true, capture: true }), true);
}

function update({ data, parentElement: root, setTriggerValue }) {
  const frame = root.host.closest("[class*=st-key-picture-]");
  if (frame && data.zooms) {
    if (!frame.looks) watch(frame);
    frame.looks = (part) => setTriggerValue("part", part);
  }
  if (!globalThis.safeHavensFit) {
    globalThis.safeHavensFit = fit;
    addEventListener("beforeprint", fit);
    addEventListener("afterprint", unfit);
  }
  const group = root.querySelector(".picture");
  group.ariaLabel = data.label;
  for (const button of group.children) {
    button.title = data.label;
    // Plotly's own button makes it, out of sight, of the layout as it is when pressed: in the type of pictures.
    const keep = () => {
      const chart = frame?.querySelector(".js-plotly-plot:has(.modebar-btn)");
      if (!chart) return root.isConnected && setTimeout(keep, 50); // it is still being drawn
      const { font } = chart.layout;
      chart._context.toImageButtonOptions = { ...chart._context.toImageButtonOptions, format: button.textContent.toLowerCase() };
      chart.layout.font = { ...font, family: data.face };
      chart.querySelector(".modebar-btn").click();
      chart.layout.font = font;
    };
    button.onclick = keep;
  }
}
