"""Whatever is done before the last act is answered, is done: in its order, once, and with the library's figures."""

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from simulator.analysis.havens import compare
from simulator.export.link.choice import Choice
from simulator.export.link.text import encode
from simulator.model.levers import levers, move
from simulator.model.scenario import load_scenario
from simulator.model.world import load_world

START = Choice.of().model_copy(update={"requesting": "NIC", "lang": "en"})
SCENARIO = load_scenario("adopted-text-universal")
BAR = """safeHavens.state.find('[data-lever={}] [data-level="{}"]').click()"""
TILE = "safeHavens.state.find('.tiles [data-state={}]').dispatchEvent(new MouseEvent('click', {{ bubbles: true }}))"


class Line:
    """The line between a page and its server, on which answers can be held up."""

    def __init__(self, page):
        self.page, self.held, self.up = page, [], True
        page.route_web_socket("**/_stcore/stream", self._connect)

    def _connect(self, client):
        server = client.connect_to_server()
        client.on_message(server.send)
        server.on_message(lambda message: client.send(message) if self.up else self.held.append(message))
        self.client, self.server = client, server

    def cut(self):
        """The line breaks; the page makes another by itself."""
        self.client.close()
        self.server.close()

    def hold(self):
        """From now on no answer comes through."""
        self.up = False

    def finished(self):
        """Wait until the server has said, on the line held up, that a page is drawn to its end."""
        while not any(ForwardMsg.FromString(one).WhichOneof("type") == "script_finished" for one in self.held):
            self.page.wait_for_timeout(20)

    def let_go(self):
        """Whatever was held up comes, in its order, and what follows."""
        self.up = True
        for message in self.held:
            self.client.send(message)
        self.held.clear()


def opened(visit, choice=START):
    """A page that shows a choice in full, and its line."""
    seen = visit()
    line = Line(seen.page)
    seen.page.goto("about:blank")
    seen.page.goto(f"{seen.address}/#{encode(choice)}")
    seen.page.wait_for_function("told => location.hash === '#' + told", arg=encode(choice))
    seen.settled()
    return seen, seen.page, line


def moved(choice, **to):
    """A choice with levers moved."""
    for lever, level in to.items():
        choice = choice.model_copy(update={"settings": move(choice.scenario(), lever, level).settings})
    return choice


def shows(seen, choice):
    """Assert that the page comes to show a choice, with the figures of the library."""
    seen.page.wait_for_function("told => location.hash === '#' + told", arg=encode(choice))
    seen.settled()
    found = compare(load_world(), choice.scenario(), choice.requesting)
    assert seen.board()["kept"] == {kind: "{1} of {0}".format(*found.tally(kind)) for kind in ("data", "person")}


def test_two_levers_moved_at_once_are_both_moved(visit):
    seen, page, _ = opened(visit)
    page.evaluate(f"() => {{ {BAR.format('scope', 'any')}; {BAR.format('threshold_years', '1')} }}")
    shows(seen, moved(START, scope="any", threshold_years="1"))


def test_a_level_taken_back_before_it_is_answered_is_as_if_never_moved(visit):
    seen, page, _ = opened(visit)
    page.evaluate(f"() => {{ {BAR.format('scope', 'any')}; {BAR.format('scope', 'serious')} }}")
    page.wait_for_function("() => safeHavens.state.stand.answered === 3")  # the link, and two moves
    shows(seen, START)


def test_a_lever_moved_by_keyboard_is_not_lost_when_another_is_pressed_at_once(visit):
    seen, page, _ = opened(visit)
    page.evaluate(f"""() => {{
      const slider = safeHavens.state.find("#lever-scope");
      slider.value = 0;
      slider.dispatchEvent(new Event("input"));
      {BAR.format("threshold_years", "1")};
    }}""")
    shows(seen, moved(START, scope=levers()["scope"].levels[0].id, threshold_years="1"))


def test_a_state_chosen_stays_chosen_when_a_lever_is_moved_before_the_page_is_drawn(visit):
    seen, page, line = opened(visit)
    line.hold()
    page.evaluate(f"() => {{ {TILE.format('CRI')} }}")
    line.finished()
    page.evaluate(f"() => {{ {BAR.format('threshold_years', '1')} }}")
    line.let_go()
    shows(seen, moved(START, threshold_years="1").model_copy(update={"host": "CRI"}))
    page.locator('.tiles .chosen[data-state="CRI"]').wait_for()
    page.get_by_text("Costa Rica.", exact=True).wait_for()


def test_what_was_undone_stays_undone_when_something_is_done_before_the_page_is_drawn(visit):
    seen, page, line = opened(visit)
    page.get_by_text("Compared with, candidate hosts and horizon").click()
    page.get_by_text("all states", exact=True).click()
    everyone = START.model_copy(update={"hosts": "all"})
    page.wait_for_function("told => location.hash === '#' + told", arg=encode(everyone))
    seen.settled()
    line.hold()
    page.keyboard.press("Control+z")
    line.finished()
    page.evaluate(f"() => {{ {BAR.format('threshold_years', '1')} }}")
    line.let_go()
    page.wait_for_function("told => location.hash === '#' + told", arg=encode(moved(START, threshold_years="1")))


def test_undo_takes_back_a_move_that_is_not_answered_yet(visit):
    seen, page, _ = opened(visit)
    page.evaluate(f"""() => {{
      {BAR.format("threshold_years", "1")};
      dispatchEvent(new KeyboardEvent("keydown", {{ key: "z", ctrlKey: true }}));
    }}""")
    redo = page.get_by_role("button", name="Redo")
    page.wait_for_function("() => !safeHavens.link.find('[data-act=redo]').disabled")
    shows(seen, START)
    redo.click()
    shows(seen, moved(START, threshold_years="1"))


def test_a_link_copied_before_a_move_is_answered_has_the_move(visit):
    seen, page, _ = opened(visit)
    page.evaluate("""() => {
      globalThis.copied = [];
      navigator.clipboard.writeText = async (text) => copied.push(text);
    }""")
    page.evaluate(f"() => {{ {BAR.format('threshold_years', '1')}; safeHavens.link.find('[data-copy]').click(); }}")
    page.wait_for_function("() => copied.length")
    assert page.evaluate("copied") == [f"{seen.address}/#{encode(moved(START, threshold_years='1'))}"]


def test_every_press_of_a_remote_is_a_step_however_quickly_they_come(visit):
    seen = visit()
    page = seen.page
    page.get_by_role("link", name="Tell it in a room").click()
    page.get_by_text(SCENARIO.steps[0].text).wait_for()
    page.wait_for_function("() => safeHavens.remote?.root.isConnected")
    press = 'dispatchEvent(new KeyboardEvent("keydown", { key: "PageDown" }));'
    page.evaluate(f"() => {{ {press} {press} {press} }}")
    page.get_by_text(SCENARIO.steps[3].text).wait_for()
    page.evaluate("""() => {
      dispatchEvent(new KeyboardEvent("keydown", { key: "PageUp" }));
      dispatchEvent(new KeyboardEvent("keydown", { key: "PageUp" }));
    }""")
    page.get_by_text(SCENARIO.steps[1].text).wait_for()


def test_tiles_stay_true_while_the_map_does_not_come_and_it_comes_when_the_line_is_back(visit):
    seen, page, _ = opened(visit)
    page.route("**/world.json", lambda route: route.abort())
    page.get_by_role("button", name="Map", exact=True).click()
    choice = moved(START, host_practice="never")
    page.evaluate(f"() => {{ {BAR.format('host_practice', 'never')} }}")
    shows(seen, choice.model_copy(update={"view": "map"}))
    found = compare(load_world(), choice.scenario(), "NIC")
    lost = sorted(code for code, gone in zip(found.world.codes, found.lost("data"), strict=True) if gone)
    assert seen.board()["lost"] == lost
    page.unroute("**/world.json")
    page.evaluate("() => { dispatchEvent(new Event('online')) }")
    page.locator(".shapes [data-state=BRA]").wait_for()
    assert all("world.json" in one or "ERR_FAILED" in one for one in seen.errors)
    seen.errors.clear()


def test_what_is_done_while_the_line_is_down_is_done_once_it_is_there_again(visit):
    seen, page, line = opened(visit)
    page.evaluate("""() => {
      globalThis.down = new Promise((done) => new MutationObserver(done).observe(
        document.querySelector("[data-testid=stApp]"), { attributeFilter: ["data-test-connection-state"] }));
    }""")
    line.cut()
    page.evaluate("() => down")
    page.evaluate(f"() => {{ {BAR.format('threshold_years', '1')} }}")
    shows(seen, moved(START, threshold_years="1"))
    assert all("disconnected from server" in one for one in seen.errors)
    seen.errors.clear()
