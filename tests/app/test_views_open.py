"""Each world view opens on the page, with its table and without a complaint of the browser."""

import pytest


@pytest.mark.parametrize("width", [1440, 390])
def test_every_view_opens_alone_and_gives_its_table(visit, width):
    seen = visit(width=width)
    seen.choose("Requesting State", "Egypt")
    views = {"Network of the front": ".scatterlayer", "Flow of 1,000 requests": ".sankey", "Days passing": ".barlayer"}
    starts = ("joins,through,family", "family,ended,baseline", "days,world,exposure")
    for (name, drawn), start in zip(views.items(), starts, strict=True):
        seen.page.get_by_role("radio", name=name).click()
        seen.page.locator(f".js-plotly-plot {drawn}").first.wait_for(state="attached")
        for other in set(views.values()) - {drawn, ".scatterlayer"}:
            seen.page.locator(f".js-plotly-plot {other} *").first.wait_for(state="detached")
        assert seen.page.get_by_text("scenario, not forecast").count() >= 1
        picture = seen.page.locator("[class*=st-key-picture-]").first
        for form, begins in (("SVG", b"<svg"), ("PNG", b"\x89PNG")):
            with seen.page.expect_download() as download:
                picture.get_by_role("button", name=form).click()
            kept, file = download.value.path().read_bytes(), download.value.suggested_filename
            assert kept.startswith(begins) and file.endswith(form.lower())
            assert "adopted-text-universal-EGY" in file
            assert form == "PNG" or b"scenario, not forecast" in kept
        assert seen.take("this view", "CSV").path().read_text(encoding="utf-8").startswith(start)
    assert seen.page.get_by_text("Traceback").count() == 0
