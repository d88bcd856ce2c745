"""What each assumption is called where people read of it; files, links and commands name it by its id.

Names of families are put together: of a conduct and what is assumed of it, of a kind of request and where courts are weak.
"""

from collections.abc import Callable

from simulator.data.states import state_of
from simulator.law.conducts import load_conducts
from simulator.law.settings import load_catalogue
from simulator.words.names import name_of
from simulator.words.say import Word, inside, say

NAMES: dict[str, Word] = {
    "aligned_forwarding": "Passing on by aligned States (a stress test)",
    "alignment.closest": "How many States count as aligned",
    "assurances.accepted": "What promises of the requesting State set aside, where they are accepted",
    "assurances.monitored": "What promises of the requesting State set aside, where they are watched over",
    "bound.bilateral_assistance": "Pairs of States with an assistance treaty of their own",
    "bound.bilateral_extradition": "Pairs of States with an extradition treaty of their own",
    "comply.top": "How far a duty to refuse is kept, where courts are most independent",
    "cooperation_level": "How readily all States help",
    "court.review": "Requests that come before a court which the person must call upon",
    "court.prior": "How well a court sees a request that it must authorise",
    "data_protection.adequate": "Strength of data protection under European law",
    "data_protection.other": "Strength of data protection elsewhere",
    "days.assistance": "Typical days of formal assistance",
    "days.preservation": "Typical days to preserve data",
    "days.urgent": "Typical days of an urgent request",
    "days.surrender": "Typical days to a decision on custody",
    "days.provider": "Typical days of a provider",
    "days.informal": "Typical days from police to police",
    "days.sigma": "How far delays spread",
    "days.court": "Days that authorisation by a court adds",
    "displacement": "Informal requests that move to the Convention",
    "forward.convention_share": "How often parties to the Convention pass on what they learned",
    "forward.arab_circulars": "Passing on by members of the Arab Interior Ministers' Council",
    "forward.gcc": "Passing on by members of the Gulf Cooperation Council",
    "forward.sco": "Passing on by members of the Shanghai Cooperation Organisation",
    "forward.cis_lists": "Passing on by members of the Commonwealth of Independent States",
    "found.base": "Chance that a person is found without any request",
    "found.border": "Chance that an alert is seen at a border",
    "index.error": "Error of an index that publishes none",
    "mask.pretext": "How far a pretext hides what a request is about",
    "non_refoulement.refugee": "Weight of the Refugee Convention against return",
    "non_refoulement.torture": "Weight of the Convention against Torture against return",
    "non_refoulement.iccpr": "Weight of the Covenant on Civil and Political Rights against return",
    "non_refoulement.half": "Weight of the bar on return where it is looked at case by case",
    "non_refoulement.nature": "How plainly a case shows a risk on return",
    "oversight.national": "How far a national oversight body brings about refusals",
    "oversight.international": "How far an international oversight body brings about refusals",
    "transparency.statistics": "How far published statistics bring about refusals",
    "transparency.register": "How far a register open to review brings about refusals",
    "practice.floor": "How often a State may refuse and does, where it is least liberal",
    "practice.ceiling": "How often a State may refuse and does, where it is most liberal",
    "practice.rare": "How much is left of that, if hosts refuse rarely",
    "proof.substantial": "What can be shown, if the standard is substantial grounds",
    "proof.real_risk": "What can be shown, if the standard is a real risk",
    "proof.could": "What can be shown, if the standard is that it could happen",
    "provider.trust": "How often providers answer the States they trust least",
    "realtime.endeavour": "How often a duty to try is met, for live data",
    "realtime.shall": "How often a duty to provide is met, for live data",
    "remedy.prior": "Requests that a person told beforehand can stop",
    "retention.days": "Days for which providers keep data",
    "retention.sigma": "How far the days spread for which data are kept",
    "screening.label": "What is seen of a request from the name of the offence",
    "screening.summary": "What is seen of a request from the summary of facts",
    "screening.check": "What is seen of a request if person and sender are checked",
    "standing.recognised_refugee": "How much the standing of a recognised refugee protects",
    "standing.asylum_seeker": "How much the standing of an asylum seeker protects",
    "standing.resident": "How much the standing of a resident protects",
    "standing.visitor": "How much the standing of a visitor protects",
    "standing.stateless": "How much the standing of a stateless person protects",
    "vetting.none": "Alerts that INTERPOL stops without review",
    "vetting.ex_post": "Alerts that INTERPOL stops by review on complaint",
    "vetting.mixed": "Alerts that INTERPOL stops by review before publication and on complaint",
    "vetting.full": "Alerts that INTERPOL stops by full review before publication",
    "waiver.extradition": "States that hand over though it is no crime of theirs",
    "warned.never": "People warned where notice is forbidden",
    "warned.none_required": "People warned where no notice is required",
    "warned.delayed": "People warned by notice after the fact",
    "warned.prior": "People warned by notice beforehand",
}
KINDS: dict[str, Word] = {"speech": "Any deed of speech", "pretext": "Any offence as a label"}  # of conducts
OF_CONDUCT: dict[str, Word] = {
    "label_free": "States with a crime of that name, where expression is freest",
    "label_unfree": "States with a crime of that name, where expression is least free",
    "conduct_free": "States where the deed is a crime, where expression is freest",
    "conduct_unfree": "States where the deed is a crime, where expression is least free",
    "rights_compatible": "how far that crime agrees with human-rights law",
    "nature.persecution": "how plainly a request shows persecution",
    "nature.human_rights": "how plainly a request shows that a right would be violated",
    "nature.political": "how plainly a request shows a political offence",
    "nature.press": "how plainly a request shows that the press is meant",
    "nature.essential": "how plainly a request touches interests of the host",
    "maximum": "typical maximum penalty",
    "minimum": "typical minimum penalty",
}
REQUESTS: dict[str, Word] = {
    "assistance": "Formal requests for data",
    "preservation": "Requests to preserve data",
    "live": "Interception for another State",
    "police": "Requests to the contact point",
    "spontaneous": "Sharing without a request",
    "surrender": "Requests to hand over a person",
    "provider_order": "Orders to a provider through its office",
    "alert": "Alerts of joint lists",
    "informal": "Informal handovers between neighbours",
    "interpol": "INTERPOL notices and diffusions",
    "police_informal": "Questions from police to police",
    "voluntary": "Voluntary disclosure by providers",
    "compelled": "Pressure on a provider through law or staff on the spot",
    "own_provider": "Orders to a State's own providers",
    "removal": "Removal by immigration authorities",
    "documents": "Lost-document alerts",
}
COURTS: dict[str, Word] = {
    "weak": "share handled, where courts are weakest",
    "strong": "share handled, where courts are most independent",
}
SERVICES: dict[str, Word] = {
    "mail": "Mail accounts",
    "social": "Social accounts",
    "messenger": "Messenger accounts",
    "hosting": "Hosting accounts",
}
HELD: dict[str, Word] = {"host": "share held in the host", "own": "share held in the requesting State"}
USED: dict[str, Word] = {
    "extradition": "How often a State asks for a person to be handed over",
    "deportation": "How often a State asks for removal by immigration authorities",
    "police_informal": "How often a State asks from police to police",
    "joint_platform": "How often a State uses a joint list",
    "interpol_notice": "How often a State uses INTERPOL",
    "mla": "How often a State asks formally for data",
    "provider_data": "How often a State asks a provider in the host",
}


def called(id: str) -> str:
    """What an assumption is called, in the reader's words; States in it by the names that the reader knows them by."""
    family, _, rest = id.partition(".")
    return _FAMILIES[family](rest) if id not in NAMES else say(NAMES[id])


def _of_conduct(rest: str) -> str:
    conduct, _, what = rest.partition(".")
    name = KINDS[conduct] if conduct in KINDS else load_conducts()[conduct].name
    return _of(say(name), say(OF_CONDUCT[what]))


def _handled(rest: str) -> str:
    what, courts = rest.split(".")
    return _of(say(REQUESTS[what]), say(COURTS[courts]))


def _held(rest: str) -> str:
    service, where = rest.split(".")
    share = say(HELD[where]) if where in HELD else say("share held in {state}", state=name_of(state_of(where)))
    return _of(say(SERVICES[service]), share)


def _passed_on(rest: str) -> str:
    setting, level = rest.split(".")
    entry = load_catalogue()[setting]
    return say(
        "How much is passed on, by the clause {title}: {level}",
        title=inside(say(entry.title)),
        level=say(entry[level].name),
    )


def _of(what: str, words: str) -> str:
    return say("{name}: {words}", name=what, words=words)


_FAMILIES: dict[str, Callable[[str], str]] = {
    "conduct": _of_conduct,
    "will": _handled,
    "service": _held,
    "transit": lambda code: say("Journeys through {state}", state=name_of(state_of(code))),
    "use": lambda channel: say(USED[channel]),
    "forward": _passed_on,
}
