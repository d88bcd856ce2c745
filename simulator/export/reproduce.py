"""How to get the same figures again: as a link, as a command line, as lines of Python."""

import shlex
from textwrap import dedent

from simulator.analysis.candidates import RULES
from simulator.analysis.havens import Comparison
from simulator.export.link.choice import Choice
from simulator.export.link.text import decode, encode
from simulator.model.adoption import States
from simulator.model.network import HORIZONS
from simulator.model.scenario import baseline_of, load_scenario, scenario_paths
from simulator.words.names import code_of
from simulator.words.say import spoken

HORIZON = 365  # of a command that names none [day]


def choice_of(found: Comparison) -> Choice | None:
    """What was compared, as a link can hold it; None where it comes from files that no link can name."""
    scenario, known = found.scenario, scenario_paths()
    if scenario.id not in known or found.baseline.id not in known:
        return None
    base, rule, tongue = load_scenario(scenario.id), _rule(found), spoken()
    choice = Choice(
        base=scenario.id,
        requesting=found.requesting,
        case=scenario.case,
        baseline=found.baseline.id,
        settings={**base.settings, **scenario.settings},
        adoption=scenario.adoption,
        declarations=scenario.declarations,
        assumptions={id: value for id, value in scenario.assumptions.items() if base.assumptions.get(id) != value},
        days=HORIZONS[found.horizon],
        hosts=rule if rule in ("recorded", "all") else States(states=_hosts(found)),
        lang=tongue.language,
        words=tongue.register,
        names=tongue.aliases.mode,
        key=tongue.aliases.key,
    )
    again = choice.scenario()
    same = again.model_copy(update={"baseline": scenario.baseline}) == scenario and baseline_of(again) == found.baseline
    return choice if same and decode(encode(choice)) == (choice, ()) else None


def link_of(found: Comparison) -> str | None:
    """The text of the link to what was compared, or None."""
    choice = choice_of(found)
    return encode(choice) if choice else None


def command(found: Comparison) -> str:
    """The command line that gives the same figures; what no link can name stands as a file."""
    choice, run = choice_of(found), f"--replicates {found.n} --seed {found.seed}"
    if choice and not _as_it_comes(choice):
        return f"safe-havens run --link {shlex.quote(encode(choice))} {run}"
    names, known = (found.baseline.id, found.scenario.id), scenario_paths()
    files = (name if name in known and choice else f"{name}.toml" for name in names)
    return f"safe-havens compare {' '.join(files)} {_options(found)} {run}"


def python(found: Comparison) -> str:
    """Lines of Python that print the same sentences."""
    choice, run = choice_of(found), f"seed={found.seed}, n={found.n}"
    head = dedent("""\
        from simulator.analysis.havens import compare
        from simulator.analysis.refine import with_band
        {opening}
        from simulator.model.world import load_world
        from simulator.presentation.sentences import headline

        {chosen}
        found = with_band(compare(load_world(), {what}))
        print(*headline(found), sep="\\n")""")
    if choice:
        return head.format(
            opening="from simulator.export.link.text import decode",
            chosen=f'choice, faults = decode("{encode(choice)}")',
            what=f"choice.scenario(), choice.requesting, {run}, horizon=choice.days, hosts=choice.rule",
        )
    baseline, scenario, rule = f'"{found.baseline.id}.toml"', f'"{found.scenario.id}.toml"', _rule(found)
    hosts = f'"{rule}"' if rule in RULES else f"frozenset({[code_of(host) for host in _hosts(found)]})"
    return head.format(
        opening="from simulator.model.scenario import load_scenario",
        chosen=f"baseline, scenario = load_scenario({baseline}), load_scenario({scenario})",
        what=f'scenario, "{code_of(found.requesting)}", {run}, horizon={HORIZONS[found.horizon]}, baseline=baseline, hosts={hosts}',
    )


def _as_it_comes(choice: Choice) -> bool:
    """Whether a command without a link can name it: a scenario of this program, with another case, baseline or hosts.

    Aliases of States need a link, which says how they were dealt.
    """
    if choice.aliases.blind:
        return False
    apart = ("requesting", "case", "baseline", "days", "hosts", "lang", "words", "key")
    return choice == Choice.of(choice.base).model_copy(update={name: getattr(choice, name) for name in apart})


def _options(found: Comparison) -> str:
    rule, days = _rule(found), HORIZONS[found.horizon]
    hosts = rule if rule in RULES else ",".join(map(code_of, _hosts(found)))
    given = {"--requesting": code_of(found.requesting), "--case": found.scenario.case}
    given |= {"--horizon": str(days)} if days != HORIZON else {}
    given |= {"--hosts": hosts} if hosts != "recorded" else {}
    return " ".join(f"{name} {value}" for name, value in given.items())


def _rule(found: Comparison) -> str:
    """The rule of the candidate hosts, or `own`."""
    return next((rule for rule, told in RULES.items() if told == found.candidates.rule), "own")


def _hosts(found: Comparison) -> tuple[str, ...]:
    return tuple(code for code, there in zip(found.world.codes, found.candidates.chosen, strict=True) if there)
