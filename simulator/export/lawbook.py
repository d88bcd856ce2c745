"""`docs/law.md`, made from the law files: `python -m simulator.export.lawbook > docs/law.md`."""

import sys
from collections.abc import Iterable

from simulator.export.trust import MARKS, marks
from simulator.law.assumptions import load_assumptions
from simulator.law.conducts import load_conducts
from simulator.law.instruments import load_instruments
from simulator.law.routes import WAYS
from simulator.law.settings import load_catalogue
from simulator.model.adoption import known_on, not_before

OPEN = (
    "37(4): that no sentence excludes political offences; 24(5); wording of 41 on locating suspects; the closed lists of "
    "grounds in 42(6) and 43(2); 36(2); 60; whether serious crime is measured by the requesting State's law alone; the number "
    "of ratifications; Qatar's reservations; India; the vote of the European Parliament; what the 2021 draft said of dual "
    "criminality and political offences; Riyadh 41; the 2009 convention of the Shanghai organisation; ECOWAS; Chisinau 89; "
    "the cap on detention in the United Arab Emirates."
)


def table(head: Iterable[str], rows: Iterable[Iterable[object]]) -> list[str]:
    """A table of the document; bars in a cell would break it."""
    head = list(head)
    lines = [f"| {' | '.join(head)} |", f"| {' | '.join('---' for _ in head)} |"]
    return [*lines, *(f"| {' | '.join(str(cell).replace('|', '/') for cell in row)} |" for row in rows), ""]


def lawbook() -> str:
    """The whole document."""
    lines = [
        "# The law in this model",
        "",
        "Made from the files in `simulator/law`; not edited by hand.",
        "",
        _read(),
        "",
    ]
    lines += [*_settings(), *_routes(), *_instruments(), *_conducts(), *_assumptions()]
    lines += ["## Still to verify before anything here is stated as fact", "", OPEN, ""]
    return "\n".join(lines)


def _read() -> str:
    counted = marks()
    return f"How the claims below were read: {'; '.join(f'{counted[m]} {words} [{m}]' for m, words in MARKS.items())}."


def _settings() -> list[str]:
    lines = ["## Settings", "", "As understood, not checked against the official text.", ""]
    for setting in load_catalogue().values():
        lines += [f"### {setting.number}. {setting.title} (`{setting.id}`)", ""]
        lines += [f"Article {setting.article or 'none'} [{setting.mark.value}]. From least to most protective.", ""]
        lines += table(
            ("level", "paraphrase", "acts at", "article and mark", "who could move it"),
            (
                (
                    f"**{level.name}** (adopted)" if level.id == setting.adopted else level.name,
                    level.paraphrase,
                    level.effect.removeprefix("acts at ")
                    + (f"; rests on `{level.rests_on}` alone" if level.rests_on else ""),
                    f"{level.article} [{level.mark.value}]",
                    f"{level.route.value}, not before {not_before(level.route)}",
                )
                for level in setting.level
            ),
        )
        lines += [f"What one State can do alone: {setting.alone} ({setting.alone_route.value})", ""]
    return lines


def _routes() -> list[str]:
    lines = ["## Routes", "", f"Status as known on {known_on()}; days are bounds, not forecasts.", ""]
    return lines + table(
        ("route", "who", "rule", "articles and mark"),
        ((route.value, way.who, way.rule, f"{way.article} [{way.mark.value}]") for route, way in WAYS.items()),
    )


def _instruments() -> list[str]:
    lines = ["## Instruments", ""]
    for one in load_instruments().values():
        general = " Its clauses take the place of the Convention's under 40(6)-(7)." if one.general_assistance else ""
        force = f" In force from {one.minimum_parties} parties." if one.minimum_parties else ""
        lines += [f"### {one.name} (`{one.id}`)", ""]
        lines += [f"{one.reference} [{one.mark.value}].{force}{general} {one.note}".strip(), ""]
        lines += [f"To verify: {one.verify}", ""] if one.verify else []
        lines += table(
            ("measure", "desk", "article and mark", "paraphrase", "dual criminality"),
            (
                (r.measure.value, r.desk.value, f"{r.article} [{r.mark.value}]", r.paraphrase, r.dual_criminality)
                for r in one.measure
            ),
        )
    return lines


def _conducts() -> list[str]:
    lines = ["## Conducts", ""]
    for one in load_conducts().values():
        listed = ", ".join(one.convention_offence) or "none"
        lines += [f"### {one.name} (`{one.id}`)", ""]
        lines += [f"{one.paraphrase} {one.kind.capitalize()}. On the list of offences at levels: {listed}.", ""]
        if one.national:
            lines += table(
                ("State", "law", "minimum", "maximum [years]", "before", "mark"),
                (
                    (code, law.law, *map(_years, (law.minimum, law.maximum, law.maximum_before)), law.mark.value)
                    for code, law in one.national.items()
                ),
            )
    return lines


def _years(value: float | None) -> str:
    return "" if value is None else f"{value:g}"


def _assumptions() -> list[str]:
    lines = ["## Assumptions", "", "Everything that is neither law nor data.", ""]
    return lines + table(
        ("assumption", "default", "low", "high", "unit", "reason"),
        (
            (f"`{id}`", f"{one.default:g}", f"{one.low:g}", f"{one.high:g}", one.unit, one.reason)
            for id, one in load_assumptions().items()
        ),
    )


if __name__ == "__main__":
    sys.stdout.write(lawbook())
