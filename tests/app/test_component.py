"""A component of the page hears what is told in the order in which it became true, whatever order the framework comes in."""

from simulator.app import component

TELL = """async script => {
  const heard = `const heard = []; function update({ data }) { heard.push(data.says); return [...heard]; }`;
  const url = URL.createObjectURL(new Blob([heard + script], { type: "text/javascript" }));
  const { default: tell } = await import(url);
  const at = (says, key, visit, turn) => tell({ data: { says, order: { key, visit, turn } } });
  at("first", "board", "a", 1);
  at("third", "board", "a", 3);
  at("second, late", "board", "a", 2);
  at("third, drawn again", "board", "a", 3);
  at("another of its kind", "tour", "a", 1);
  return at("a visit begun anew", "board", "b", 1);
}"""


def test_what_was_true_before_is_not_heard_after_what_is_true_now(browser):
    page = browser.new_page()
    heard = page.evaluate(TELL, component._IN_ORDER)
    page.close()
    assert heard == ["first", "third", "third, drawn again", "another of its kind", "a visit begun anew"]


def test_what_has_not_changed_keeps_its_turn_and_what_is_true_again_has_a_later_one(monkeypatch):
    monkeypatch.setattr(component.st, "session_state", {})
    told = [component._order(key, {"lang": lang}) for key, lang in ["ab", "ab", "ac", "bb", "ab"]]
    assert [one["turn"] for one in told] == [1, 1, 2, 1, 3]
    assert [one["key"] for one in told] == list("aaaba") and len({one["visit"] for one in told}) == 1
