"""While a lever moves nothing below the sentence and the words of a State changes its place."""

import pytest

LINK = "/#v=0.1.0&s=adopted-text-universal&from=NIC&at=BRA&set.persecution=may&a.mask.pretext=0.3&lang="
PLACES = """() => Object.fromEntries([".levers", ".top", ".panes", ".under", ".legend", ".card"].map(
  (part) => [part, safeHavens.state.find(part).getBoundingClientRect().top + document.querySelector("[data-testid=stMain]").scrollTop]))"""
BELOW = "() => document.querySelector('.st-key-feeds').getBoundingClientRect().top"
# Every level of every lever under the hand, one after the other.
SWEEP = """(read) => {
  const { state } = safeHavens, seen = [];
  const note = () => seen.push(JSON.stringify(eval(read)()));
  for (const { id, levels } of state.plan.levers)
    for (const level of levels) { Object.assign(state, { moving: { lever: id, level: level.id }, card: id }); state.paint(); note(); }
  Object.assign(state, { moving: null }); state.paint(); note();
  return [...new Set(seen)];
}"""


@pytest.mark.parametrize("lang", ["en", "fr", "ru"])
@pytest.mark.parametrize(("width", "height"), [(1440, 900), (390, 844)])
def test_nothing_moves_while_a_lever_does(visit, lang, width, height):
    seen = visit(width, height, path=LINK + lang)
    seen.settled()
    seen.page.wait_for_function("() => safeHavens.state.result.kinds.data.chances")  # the longest words have come
    assert len(seen.page.evaluate(SWEEP, PLACES)) == 1
    if width > 1000:
        assert len(seen.page.evaluate(SWEEP, BELOW)) == 1
