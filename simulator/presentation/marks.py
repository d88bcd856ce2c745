"""Looks that figures share: families of instruments told apart, classes of exposure, ink."""

from simulator.words.say import Word

# After Okabe and Ito; no two families share a colour and a dash, so neither is needed to tell them apart.
FAMILIES = {
    "Bilateral treaties": ("#0072b2", "longdash"),
    "Council of Europe": ("#56b4e9", "dashdot"),
    "European Union": ("#009e73", "longdashdot"),
    "Immigration": ("#b8860b", "2px,6px"),
    "Joint lists": ("#d55e00", "dash"),
    "Police": ("#cc79a7", "8px,2px,2px,2px,2px,2px"),
    "Providers": ("#6b6b6b", "12px,3px,3px,3px"),
    "Regional treaties": ("#e69f00", "dot"),
    "UN treaties": ("#0072b2", "solid"),
}
CLASSES = {"low": ("#9fd2f2", ""), "raised": ("#e69f00", "/"), "high": ("#a8410b", "x")}
SIDES: tuple[Word, ...] = ("baseline", "scenario")
TITLES: dict[str, Word] = {"baseline": "Baseline", "scenario": "Scenario"}
INK = "#15202b"
