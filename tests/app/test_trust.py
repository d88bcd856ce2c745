"""The page of trust comes up and says plainly where the model loses."""

from streamlit.testing.v1 import AppTest

from simulator.export.trust import MARKS, marks, resting
from simulator.export.validation_document import own_cases


def show():
    from simulator.app import trust_page

    trust_page.show()


def test_the_page_says_that_the_model_loses_to_freedom_alone_with_the_channel_blank():
    page = AppTest.from_function(show, default_timeout=300).run()
    assert not page.exception
    said = "\n".join(one.value for one in page.markdown)
    model, freedom = own_cases()[1].forecasts["blank"][:2]
    assert freedom.by_pair.verdict == "worse" and freedom.name == "freedom of the host alone"
    assert f"{model.by_pair.auc:.2f} against {freedom.by_pair.auc:.2f}" in said
    for words in (
        "person results lose to one number",
        "data results are not validated",
        "Abduction",
        "robustness",
        "checks passed",
    ):
        assert words in said
    (link,) = page.get("page_link")
    assert "Validation" in link.proto.label and link.proto.page == "validation"
    for sentence in resting():
        assert sentence in said


def test_every_claim_of_law_is_counted_under_a_mark():
    assert set(marks()) <= set(MARKS)
    assert marks().total() > 100 and str(marks().total()) in resting()[0]
