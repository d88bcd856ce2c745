"""The link in the address, and the way back: what is opened, changed and undone gives the library's own sentences."""

from simulator.analysis.havens import compare
from simulator.export.link.choice import Choice
from simulator.export.link.text import decode, encode
from simulator.model.levers import move
from simulator.model.world import load_world
from simulator.presentation.sentences import count_sentence
from simulator.words.say import say, using

STRICT = Choice.of("budapest-wording").model_copy(
    update={"requesting": "NIC", "assumptions": {"mask.pretext": 0.3}, "lang": "en", "kind": "person"}
)


def sentence(choice):
    return count_sentence(compare(load_world(), choice.scenario(), choice.requesting), "person")


def held(page):
    """The choice that the address of a page holds."""
    choice, faults = decode(page.evaluate("location.hash"))
    assert faults == ()
    return choice


def test_a_link_opens_its_scenario_and_undo_brings_every_figure_back(visit):
    seen = visit(path=f"/#{encode(STRICT)}&set.no_such=1")
    page = seen.page
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.get_by_text(sentence(STRICT)).first.wait_for()
    page.get_by_text("set.no_such: no setting of this model.").wait_for()
    page.get_by_role("button", name="Close", exact=True).click()
    assert page.locator("[data-kind=person]").get_attribute("aria-checked") == "true"
    page.wait_for_function("told => location.hash === '#' + told", arg=encode(STRICT))

    moved = STRICT.model_copy(update={"settings": move(STRICT.scenario(), "host_practice", "never").settings})
    assert sentence(moved) != sentence(STRICT), "the lever must change what is said"
    seen.lever("Hosts use their grounds").press("Home")
    seen.lever("Hosts use their grounds").press("Enter")
    page.get_by_text(sentence(moved)).first.wait_for()
    page.wait_for_function("told => location.hash === '#' + told", arg=encode(moved))
    page.keyboard.press("Control+z")
    page.get_by_text(sentence(STRICT)).first.wait_for()
    assert held(page) == STRICT
    page.get_by_role("button", name="Redo").click()
    page.get_by_text(sentence(moved)).first.wait_for()

    page.get_by_role("button", name="Reset", exact=True).click()
    page.get_by_role("button", name="Reset policies to the scenario").click()
    page.get_by_text(sentence(STRICT)).first.wait_for()
    assert held(page).assumptions == {"mask.pretext": 0.3}, "edited assumptions stay"
    page.get_by_role("button", name="Reset", exact=True).click()
    page.get_by_role("button", name="Reset assumptions").click()
    page.wait_for_function("() => !location.hash.includes('a.mask')")
    assert not any("NIC" in url for url in asked), "an address that was asked for names the requesting State"


def test_the_way_back_covers_what_is_looked_at_and_what_is_chosen_in_the_order_of_the_steps(visit):
    seen = visit(path=f"/#{encode(STRICT)}")
    page = seen.page
    page.get_by_text(sentence(STRICT)).first.wait_for()
    page.wait_for_function("told => location.hash === '#' + told", arg=encode(STRICT))
    back, forth = (page.get_by_role("button", name=name, exact=True) for name in ("Undo", "Redo"))
    moved = STRICT.model_copy(update={"settings": move(STRICT.scenario(), "host_practice", "never").settings})

    looked = STRICT.model_copy(update={"kind": "data"})
    page.locator("[data-kind=data]").click()
    page.wait_for_function("told => location.hash === '#' + told", arg=encode(looked))
    chosen = moved.model_copy(update={"kind": "data"})
    seen.lever("Hosts use their grounds").press("Home")
    seen.lever("Hosts use their grounds").press("Enter")
    page.wait_for_function("told => location.hash === '#' + told", arg=encode(chosen))
    last = chosen.model_copy(update={"view": "map"})
    page.get_by_role("button", name="Map", exact=True).click()
    page.wait_for_function("told => location.hash === '#' + told", arg=encode(last))

    steps = (STRICT, looked, chosen, last)
    for step in reversed(steps[:-1]):
        back.click()
        page.wait_for_function("told => location.hash === '#' + told", arg=encode(step))
    assert back.is_disabled() and page.locator("[data-kind=person]").get_attribute("aria-checked") == "true"
    for step in steps[1:]:
        forth.click()
        page.wait_for_function("told => location.hash === '#' + told", arg=encode(step))
    assert forth.is_disabled() and not back.is_disabled()
    page.get_by_text(sentence(moved)).first.wait_for()
    back.click()
    back.click()  # before the first is answered
    page.wait_for_function("told => location.hash === '#' + told", arg=encode(looked))
    page.locator("[data-choice=change]").click()
    page.wait_for_function(
        "told => location.hash === '#' + told", arg=encode(looked.model_copy(update={"under": "change"}))
    )
    assert forth.is_disabled(), "what had been undone is forgotten"


def test_what_is_compared_with_is_the_users_to_choose_and_the_sentence_says_so(visit):
    own = Choice.of().model_copy(update={"requesting": "NIC", "lang": "en"})
    seen = visit(path=f"/#{encode(own)}")
    seen.settled()
    assert "Compared with" not in seen.board()["sentence"]
    seen.page.get_by_text("Compared with, candidate hosts and horizon").click()
    seen.choose("Compared with", "Adopted text, signatories")
    chosen = own.model_copy(update={"baseline": "adopted-text-signatories"})
    seen.page.wait_for_function("told => location.hash === '#' + told", arg=encode(chosen))
    seen.page.get_by_text("would remain. Compared with: Adopted text, signatories.").wait_for()
    board = seen.board()
    found = compare(load_world(), chosen.scenario(), "NIC")
    assert board["kept"]["data"] == "{1} of {0}".format(*found.tally("data"))


def test_what_a_link_cannot_say_is_named_in_the_language_that_it_asks_for(visit):
    text = f"{encode(STRICT.model_copy(update={'lang': 'fr'}))}&set.no_such=1&days=9"
    with using("fr"):
        _, faults = decode(text)
    page = visit(path=f"/#{text}").page
    alert = page.get_by_role("alert").filter(has_text="set.no_such")
    alert.wait_for()
    page.wait_for_function("lang => document.documentElement.lang === lang", arg="fr")
    assert len(faults) == 2 and all("Utilisé à la place" in fault for fault in faults)
    for fault in faults:
        alert.get_by_text(fault).wait_for()


def test_a_page_without_the_bar_that_is_loaded_anew_still_knows_what_was_chosen(visit):
    edited = STRICT.model_copy(update={"lang": "fr", "kind": "data"})
    page = visit(path=f"/#{encode(edited)}").page
    page.wait_for_function("told => location.hash === '#' + told", arg=encode(edited))
    page.locator(".mark[data-look=full]").wait_for()
    with using("fr"):
        rules, home = say(edited.scenario().title), say("Safe havens")
        page.get_by_role("link", name=say("My country")).click()
        page.get_by_role("heading", name=say("My country"), level=1).wait_for()
    page.get_by_text(f"{rules}, ").first.wait_for()
    page.reload()
    page.get_by_text(f"{rules}, ").first.wait_for()
    page.get_by_role("link", name=home).click()
    page.wait_for_function("told => location.hash === '#' + told", arg=encode(edited))
    assert held(page) == edited
