"""Every text of the program in every language: none missing, none doubtful, none left over, each with its values."""

import ast
import re

import pytest
from babel.messages.catalog import Catalog
from terms import load_terms

from simulator.law.settings import load_catalogue
from simulator.model.scenario import load_scenario, scenario_paths
from simulator.words.extract import PACKAGE, _of_code, template
from simulator.words.say import FORMAL, LOCALE, catalogue_path, languages, read_catalogue, say, using

PLAIN = [code for code in languages() if code != "en"]
EVERY = sorted(folder.name for folder in LOCALE.iterdir())
STRUCK_IN = {  # by language
    "en": r"repressi|launder|red ?line|dictator|safest",
    "es": r"represiv|blanqueo|línea roja|dictadura|más segur",
    "ar": r"قمعي|القمع|غسل الأموال|غسيل|تبييض|خط(وط)? (أحمر|حمراء)|الخط الأحمر|ديكتاتور|دكتاتور|أكثر أمان",
    "fr": r"répressi|blanchiment|ligne rouge|dictature|plus sûr",
    "zh": r"镇压|洗钱|洗白|红线|独裁|最安全",
    "ru": r"репресс|отмыва|красн\w+ лини|диктат|безопаснее|самы\w+ безопасн|наиболее безопасн",
}
STRUCK = re.compile("|".join(STRUCK_IN.values()), re.I)


def texts(catalog: Catalog):
    """Each message with its English forms and its forms in the language, as tuples."""
    for message in catalog:
        if message.id:
            ids, strings = (one if isinstance(one, tuple) else (one,) for one in (message.id, message.string))
            yield message, tuple(ids), tuple(strings)


def names(text):
    return sorted(re.findall(r"{(\w*)}", text))


def ids(catalog):
    return {ids for _, ids, _ in texts(catalog)}


def test_the_languages_are_those_that_have_a_catalogue_by_their_own_names():
    assert {"es", "fr"} <= set(PLAIN)
    assert languages()["fr"] == "Français" and languages()["es"] == "Español" and next(iter(languages())) == "en"


@pytest.mark.parametrize("name", PLAIN)
def test_a_catalogue_has_every_text_and_no_other(name):
    catalog = read_catalogue(catalogue_path(name))
    missing, unused = ids(template()) - ids(catalog), ids(catalog) - ids(template())
    assert (missing, unused) == (set(), set()), "run python -m simulator.words.extract, then translate what is empty"
    assert not catalog.obsolete


@pytest.mark.parametrize("name", EVERY)
def test_no_text_is_empty_or_doubtful_and_each_has_the_values_of_the_english(name):
    catalog = read_catalogue(catalogue_path(name))
    assert ids(catalog) <= ids(template())
    for message, english, translated in texts(catalog):
        assert all(translated), f"{name}: {english} is not translated"
        assert not message.fuzzy, f"{name}: {english} is doubtful"
        assert len(translated) == (catalog.num_plurals if message.pluralizable else 1)
        for one in translated:
            assert names(one) == names(english[-1]), f"{name}: {one!r} has other values than {english[-1]!r}"
            assert one.strip() == one or one.startswith(" ") == english[-1].startswith(" ")


@pytest.mark.parametrize("name", EVERY)
def test_no_catalogue_has_a_struck_word(name):
    for _, english, translated in texts(read_catalogue(catalogue_path(name))):
        assert not [one for one in (*english, *translated) if STRUCK.search(one)]


LATIN_IN_CHINESE = re.compile(r"[A-Za-z]{4,}")
KEPT_IN_LATIN = {  # names of things, and marks
    "Safe", "Havens", "Python", "numpy", "numba", "Natural", "Earth", "Equal", "world", "atlas", "text", "report", "assume", "recall",
}  # fmt: skip
HALF_WIDTH = re.compile(r"[\u4e00-\u9fff）][,;:.?!]|[,;:?!][\u4e00-\u9fff]")


@pytest.mark.parametrize("name", [name for name in EVERY if name.startswith("zh")])
def test_chinese_has_chinese_punctuation_and_no_word_left_in_english(name):
    for _, english, translated in texts(read_catalogue(catalogue_path(name))):
        for one in translated:
            plain = re.sub(r"{\w*}|`[^`]*`|--\w+", "", one)
            assert not HALF_WIDTH.search(plain), one
            assert set(LATIN_IN_CHINESE.findall(plain)) <= KEPT_IN_LATIN | set(re.findall(r"[A-Z]{4,}", english[-1])), (
                one
            )


def test_struck_words_are_known_in_every_language():
    assert STRUCK_IN.keys() == set(languages())


@pytest.mark.parametrize("name", EVERY)
def test_every_catalogue_says_that_no_lawyer_has_read_it(name):
    assert "not yet reviewed by a lawyer" in catalogue_path(name).read_text(encoding="utf-8")


def test_titles_and_levels_of_the_law_and_of_the_scenarios_are_among_the_texts():
    known = {text for ids_ in ids(template()) for text in ids_}
    for setting in load_catalogue().values():
        assert {setting.title, *(level.name for level in setting.level)} <= known
    assert {load_scenario(id).title for id in scenario_paths()} <= known


def test_a_text_with_its_values_already_in_it_cannot_be_extracted():
    with pytest.raises(ValueError, match="cannot be translated"):
        list(_of_code(ast.parse('say(f"{n} havens")'), "page.py"))


@pytest.mark.parametrize("name", PLAIN)
def test_a_term_of_law_is_said_with_the_word_of_the_table_of_terms(name):
    used = set()
    for _, english, translated in texts(read_catalogue(catalogue_path(name))):
        for term in load_terms():
            if re.search(rf"\b{term.english}", english[-1], re.I):
                used.add(term.english)
                words = term.words(name)
                assert any(word.lower() in translated[-1].lower() for word in words), (
                    f"{translated[-1]!r} has none of {words}"
                )
    assert "dual criminality" in used


def test_no_term_is_called_official_before_somebody_has_read_it():
    assert {term.mark for term in load_terms()} <= {"own", "text"}
    assert all(term.read_in for term in load_terms() if term.mark == "text")


@pytest.mark.parametrize("language", languages())
def test_the_formal_register_says_haven_and_forwarding_otherwise_and_the_rest_as_the_plain_one(language):
    formal = read_catalogue(catalogue_path(f"{language}@{FORMAL}"))
    assert len(ids(formal)) > 20
    with using(language):
        plain = {ids_: say(ids_[-1]) for ids_ in ids(template()) if len(ids_) == 1}
    with using(language, FORMAL):
        said = {ids_: say(ids_[-1]) for ids_ in plain}
    differ = {ids_ for ids_ in plain if plain[ids_] != said[ids_]}
    assert differ == {ids_ for ids_ in ids(formal) if len(ids_) == 1}
    named, fields = (
        re.compile(r"\b(havens?|forwarding|passed \w+ \w*\s?on)\b(?<!Safe Havens)(?<!safe-havens)", re.I),
        re.compile(r"{\w+}"),
    )
    for _, english, _ in texts(template()):
        if named.search(fields.sub("", english[-1])):
            assert english in ids(formal), f"{language}@{FORMAL} says {english!r} in plain words"
    if language == "en":
        assert not [
            one for _, _, translated in texts(formal) for one in translated if named.search(fields.sub("", one))
        ]


@pytest.mark.parametrize("layer", ["app", "presentation", "export", "commands", "words"])
def test_no_text_of_a_page_has_a_struck_word(layer):
    for path in sorted((PACKAGE / layer).rglob("*.py")):
        constants = [
            node.value
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Constant)
        ]
        assert not [text for text in constants if isinstance(text, str) and STRUCK.search(text)], path
    for path in sorted((PACKAGE.parent / "scenarios").rglob("*.toml")):
        assert not STRUCK.search(path.read_text(encoding="utf-8")), path
