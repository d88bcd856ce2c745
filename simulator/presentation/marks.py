"""What figures and pages share: families of instruments told apart, faces of States, classes of exposure, ink; marks of law."""

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
# Paper and ink of a State by how it looks, ordered by lightness so that grey print and colour-blind readers see the order;
# then those that differ on a dark page. The tokens of the page's style sheets are made of them.
FACES = {
    "low": ("#9fd2f2", "#10222f"),
    "raised": ("#e69f00", "#201500"),
    "high": ("#a8410b", "#fffaf5"),
    "same": ("#d9e0e5", "#15202b"),
    "asked": ("#15202b", "#ffffff"),
    "unknown": ("#eef1f3", "#5a656f"),
}
DARK_FACES = {
    "high": ("#c2500f", "#ffffff"),
    "same": ("#55626d", "#eef2f5"),
    "asked": ("#f4f7f9", "#15202b"),
    "unknown": ("#222b33", "#a9b4be"),
}
HATCHES = {"low": "", "raised": "/", "high": "x"}  # by class of exposure
SIDES: tuple[Word, ...] = ("baseline", "scenario")
TITLES: dict[str, Word] = {"baseline": "Baseline", "scenario": "Scenario"}
INK = "#15202b"
MARKS_OF_LAW: Word = (
    "Marks: **text** read in the official text; **report** read in a report about it; **recall-H, -M, -L** from memory "
    "with high, medium or low confidence; **assume** assumed. All wording is paraphrase, as understood, not checked "
    "against the official text, unless its mark is text."
)
