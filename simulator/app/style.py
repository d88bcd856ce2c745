"""What the pages look like beyond the theme: a note that stays in sight, captions dark enough to read."""

from pathlib import Path

import streamlit as st

from simulator.app.charts import colours
from simulator.app.tokens import tokens
from simulator.model.adoption import status_line
from simulator.presentation.sentences import CONDITIONAL, NOT_MODELLED, SHORT_NOTE
from simulator.words.say import direction, languages, say, spoken
from simulator.words.turn_to import turn_to

MIRRORED = Path(__file__).with_name("mirrored.css")
_CSS = """
.st-key-standing { position: fixed; bottom: 0; left: 0; right: 0; background: var(--paper); border-top: 1px solid var(--line);
  z-index: 999995; padding: .25rem 1rem; }
.st-key-standing p { font-size: .75rem; line-height: 1.2; }
.st-key-standing button { min-height: 1.6rem; padding: 0 .6rem; }
:is(.st-key-feeds, .st-key-kept-link) { position: absolute; height: 0; overflow: hidden; }
[data-testid=stCaptionContainer], [data-testid=stCaptionContainer] p { color: var(--soft) !important; opacity: 1 !important; }
/* What is fixed elsewhere takes no gap here. */
[data-testid=stLayoutWrapper]:has(> :is(.st-key-language, .st-key-tour, .st-key-feeds, .st-key-kept-link)) { position: absolute; }
@media (min-width: 641px) and (min-height: 561px) {
  [data-testid=stLayoutWrapper]:has(> .st-key-standing) { position: absolute; }
}
[data-testid=stMainBlockContainer] { padding-top: 3.9rem; padding-bottom: 7rem; max-width: 1640px; }
@media (min-width: 800px) { [data-testid=stMainBlockContainer] { padding-left: 2.2rem; padding-right: 2.2rem; } }
[data-testid=stSidebarContent] { padding-bottom: 5rem; }
@media (max-width: 640px), (max-height: 560px) { /* on a small or much enlarged page the note takes its place in it */
  .st-key-standing { position: static; padding-inline: 0; }
  [data-testid=stLayoutWrapper]:has(> .st-key-standing) { order: 1; }
  [data-testid=stMainBlockContainer] { padding-bottom: 2rem; }
}
@media (max-width: 640px) {
  [data-testid=stMainBlockContainer] { padding-top: 4.2rem; }
  .st-key-asked [data-testid=stColumn] { min-width: calc(50% - .5rem); flex: 1 1 calc(50% - .5rem); }
  .st-key-asked [data-testid=stColumn]:first-child, .st-key-asked [data-testid=stColumn]:last-child { min-width: 100%; }
  .st-key-asked [data-testid=stColumn]:last-child { order: -1; }
  :root:not([data-asked=open]) .st-key-asked [data-testid=stColumn]:not(:last-child) { display: none; }
  [data-testid=stMain] { scroll-padding-bottom: 8.5rem; } /* what has the focus is not under the levers */
  .st-key-asked [data-testid=stHorizontalBlock] { gap: .4rem; }
  [data-testid=stMarkdownContainer] :is(th, td) { overflow-wrap: anywhere; padding-inline: .3rem; }
}
[data-tag] *, [data-testid=stBaseButton-primary] p { color: var(--on-accent); }
.js-plotly-plot .modebar { display: none; } /* its button is pressed by those below the chart */
[data-testid=stPlotlyChart] .main-svg { background: none !important; }
[data-testid=stPlotlyChart] text[style*=text-shadow] { text-shadow: 0 0 2px var(--paper), 0 0 2px var(--paper) !important; }
.st-key-hosts [data-testid=stTable] :has(> table) { max-height: 22rem; overflow: auto; }
.st-key-hosts thead th { position: sticky; inset-block-start: 0; background: var(--paper); }
.st-key-why { scroll-margin-top: 4rem; }
[data-testid=stElementContainer] { text-align: start; } /* the framework says left */
h2 { padding: .2rem 0; }
@media print {
  [data-testid=stHeader], [data-testid=stToolbar], .st-key-language, [data-testid=stPopover], [data-testid=stExpander] { display: none; }
  .st-key-standing, [data-testid=stLayoutWrapper]:has(> .st-key-standing) { position: static; }
  [data-testid=stMainBlockContainer] { padding-block: 0; }
  .st-key-hosts [data-testid=stTable] :has(> table) { max-height: none; overflow: visible; }
  [data-testid=stTable] :is(th, td) { font-size: .6rem; padding: .1rem .2rem; }
}
:lang(zh) th { white-space: nowrap; } /* where a line may break after any character, a narrow column would stand on end */
"""


def style() -> None:
    """Apply it to the page, and draw the note that stands below every one."""
    mirrored = MIRRORED.read_text(encoding="utf-8") if direction(spoken().language) == "rtl" else ""
    st.html(f"<style>{tokens()}{mirrored}{_CSS}{colours()}</style>")
    with st.container(key="standing", horizontal=True, vertical_alignment="center"):
        st.caption(f"{status_line()} {say(SHORT_NOTE)}", width="stretch")
        _not_about_you()


def _not_about_you() -> None:
    """This is about rules; and whom to turn to, in every language of the program, the reader's own first."""
    now = spoken().language
    with st.popover(say("About you?")):
        st.markdown(f"**{say('This is about rules, not about you.')}**")
        known = languages()
        for language in (now, *(other for other in known if other != now)):
            if language != now:
                st.caption(known[language])
            st.text(turn_to(language))


def limits() -> None:
    """What the results are not, whole; below every map and at the end of every page."""
    st.caption(f"{say(SHORT_NOTE)} {say(CONDITIONAL)} {say(NOT_MODELLED)}")
