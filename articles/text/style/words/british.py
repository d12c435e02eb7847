"""Words that Britain and America spell differently: which of the two a word is, and the other."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain, product
from typing import Literal, NamedTuple

Side = Literal["British", "American"]

_OUR = (
    "arb", "ard", "arm", "behavi", "cand", "clam", "col", "demean", "endeav", "fav", "ferv", "flav", "harb",
    "hon", "hum", "lab", "neighb", "od", "parl", "ranc", "rig", "rum", "sav", "savi", "splend", "succ", "tum",
    "val", "vap", "vig", "misdemean", "watercol", "technicol", "clang", "enam",
)  # fmt: skip
_OUR_ENDS = (
    "s ed ing able ably ful fully less hood hoods side er ers al ally ist ists ite ites itism ings y ly"
)
_RE = (
    "cent", "theat", "fib", "calib", "somb", "spect", "sab", "lust", "lacklust", "meag", "lit", "kilomet",
    "centimet", "millimet", "millilit", "kilolit", "epicent", "amphitheat", "mit", "och", "sepulch", "louv",
)  # fmt: skip
_ISE_LIST = """
    agon antagon collateral incentiv disincentiv securit serial apolog author bapt brutal burglar cannibal canon
    capital categor cauter central character civil colon commercial computer conceptual critic crystal custom
    decentral demon demoral destabil digit dramat econom emphas energ equal euthan familiar fantas fertil final
    formal fratern galvan general global harmon hospital human hypnot ideal idol immobil immortal immun individual
    industrial initial institutional internal international ital jeopard legal legitim liberal local marginal maxim
    mechan memor mesmer militar minim mobil modern monet monopol moral motor national natural neutral normal optim
    organ ostrac patron penal personal plagiar polar politic popular pressur priorit privat public pulver radical
    random rational real recogn revital revolution romantic sanit satir scandal scrutin secular sensational sexual
    social special stabil standard steril stigmat subsid summar symbol sympath synchron tantal terror theor tranquil
    traumat trivial urban util vandal victim visual weapon western acclimat anonym bastard caramel commod
    compartmental container contextual criminal crystall dogmat empath epitom eulog external federal fictional
    fossil homogen hybrid idol incentiv intellectual ion item lion magnet material metabol novel operational oxid
    particular pasteur pedestrian philosoph plural proselyt regional regular sensit sermon solemn strateg synthes
    system systemat token tranquill tyrann union verbal vocal winter vulcan
"""
_ISE = tuple(_ISE_LIST.split())
_ISE_ENDS = "e es ed ing er ers ation ations able ational ationally ingly"
_LL = (
    "bevel", "cancel", "channel", "counsel", "dial", "duel", "enamel", "fuel", "funnel", "grovel", "imperil",
    "jewel", "label", "level", "libel", "marvel", "model", "panel", "pedal", "pencil", "quarrel", "refuel",
    "rival", "shovel", "shrivel", "signal", "snivel", "spiral", "swivel", "total", "towel", "travel", "tunnel",
    "unravel", "bedevil", "chisel", "devil", "equal", "marshal", "parcel", "pummel", "remodel", "snorkel", "squirrel",
    "stencil", "trial", "unrival", "unequal", "carol", "kennel",
)  # fmt: skip
_LL_ENDS = "ed ing er ers ous ously ings"
_PAIRS = """
    councillor councilor | counsellor counselor | marvellous marvelous | jeweller jeweler | paediatric pediatric |
    paediatrician pediatrician | anaesthetic anesthetic | anaesthetist anesthetist | haemorrhage hemorrhage |
    leukaemia leukemia | anaemia anemia | gynaecologist gynecologist | orthopaedic orthopedic | oestrogen estrogen |
    foetus fetus | foetal fetal | diarrhoea diarrhea | haemophilia hemophilia | paedophile pedophile | caesarean
    cesarean | oesophagus esophagus | haemoglobin hemoglobin | defence defense | offence offense | pretence pretense
    | analyse analyze | analysed analyzed | analysing analyzing | paralysed paralyzed | paralyse paralyze |
    catalysed catalyzed | catalogue catalog | catalogued cataloged | programme program | grey gray | plough plow |
    ploughed plowed | ploughing plowing | aluminium aluminum | jewellery jewelry | sceptic skeptic | sceptical
    skeptical | scepticism skepticism | mould mold | mouldy moldy | smouldering smoldering | smoulder smolder |
    pyjamas pajamas | moustache mustache | cosy cozy | manoeuvre maneuver | manoeuvred maneuvered | manoeuvring
    maneuvering | aeroplane airplane | sulphur sulfur | skilful skillful | skilfully skillfully | wilful willful |
    wilfully willfully | fulfil fulfill | fulfils fulfills | fulfilment fulfillment | enrol enroll | enrolment
    enrollment | instalment installment | mum mom | ageing aging | artefact artifact | woollen woolen | kerb curb |
    tyre tire | cheque check | storey story | draught draft | axe ax | maths math | doughnut donut | yoghurt yogurt
    | practise practice | licence license | metre meter | haematology hematology | haematologist hematologist |
    haemorrhaging hemorrhaging | haemorrhaged hemorrhaged | haematoma hematoma | anaesthesia anesthesia | anaemic
    anemic | paediatrics pediatrics | paedophilia pedophilia | orthopaedics orthopedics | gynaecology gynecology |
    gynaecological gynecological | oedema edema | faeces feces | coeliac celiac | caesium cesium | palaeontologist
    paleontologist | palaeontology paleontology | breathalyser breathalyzer | breathalysed breathalyzed | dialysed
    dialyzed | analyser analyzer | paralysing paralyzing | catalysing catalyzing | greyer grayer | greying graying |
    greyish grayish | greyed grayed | chequered checkered | draughty drafty | draughtsman draftsman | woolly wooly |
    cosier cozier | sulphuric sulfuric | sulphate sulfate | sulphide sulfide | moult molt | moulted molted |
    moulting molting | mouldering moldering | moulding molding | moulded molded | smouldered smoldered | instil
    instill | distil distill | enthral enthrall | titbit tidbit | behove behoove | theatregoer theatergoer |
    centrepiece centerpiece | carburettor carburetor | furore furor | kerbside curbside | worshipped worshiped |
    worshipper worshiper | worshipping worshiping | manoeuvrable maneuverable | ploughman plowman | snowplough
    snowplow | rouble ruble | baulk balk | speciality specialty | mollusc mollusk | whisky whiskey
"""
# Either side has these too, with another meaning.
_AMBIGUOUS = frozenset({
    "rouble", "roubles", "ruble", "rubles",
    "tire", "check", "story", "draft", "curb", "practice", "license", "practise", "meter", "ax", "math",
    "aging", "donut", "specialty", "speciality", "whisky", "whiskey", "savory", "miter",
    "tires", "checks", "stories", "drafts", "curbs", "practices", "licenses", "meters", "armory", "laborist",
    "installment",
})  # fmt: skip


class Spelling(NamedTuple):
    side: Side
    other: str
    family: str


@lru_cache(maxsize=1)
def _table() -> dict[str, Spelling]:
    table: dict[str, Spelling] = {}
    for british, american, family in chain(_by_stems(), _by_pairs()):
        if british not in _AMBIGUOUS:
            table[british] = Spelling("British", american, family)
        if american not in _AMBIGUOUS:
            table[american] = Spelling("American", british, family)
    return table


def _by_stems() -> Iterator[tuple[str, str, str]]:
    for stem, end, prefix in product(_OUR, ("", *_OUR_ENDS.split()), ("", "dis", "un", "mis", "multi")):
        yield f"{prefix}{stem}our{end}", f"{prefix}{stem}or{end}", "our"
    for stem, (end, other) in product(
        _RE, (("re", "er"), ("res", "ers"), ("red", "ered"), ("ring", "ering"))
    ):
        yield f"{stem}{end}", f"{stem}{other}", "re"
    for stem, end, prefix in product(_ISE, _ISE_ENDS.split(), ("", "re", "de", "dis", "un", "over")):
        yield f"{prefix}{stem}is{end}", f"{prefix}{stem}iz{end}", "ise"
    for stem, end in product(_LL, _LL_ENDS.split()):
        yield f"{stem}l{end}", f"{stem}{end}", "ll"


def _by_pairs() -> Iterator[tuple[str, str, str]]:
    for pair in _PAIRS.split("|"):
        british, american = pair.split()
        yield british, american, british
        if not british.endswith(("s", "ed", "ing", "y", "al")):
            yield f"{british}s", f"{american}s", british


def spelling_of(word: str) -> Spelling | None:
    """Whose spelling a word in small letters is; None where both spell it so, or nobody does."""
    return _table().get(word)


_A_NUMBER = r"(?:\d|hundred|thousand|two|three|four|five|six|seven|eight|nine|ten|fifty|twenty)[ -]\Z"
_A = r"\b(?:a|the|his|her|its|their)\s(?:new\s)?"
_BY_NEIGHBOUR = {
    "meter": ("metre", re.compile(_A_NUMBER)),
    "meters": ("metres", re.compile(_A_NUMBER)),
    "story": ("storey", re.compile(r"\b(?:two|three|four|five|six|seven|eight|nine|ten|multi|\d\d?)-\Z")),
    "tire": ("tyre", re.compile(rf"(?:{_A}|\b(?:flat|spare|rear|front|burst|punctured|car)\s)\Z")),
    "tires": (
        "tyres",
        re.compile(rf"(?:{_A}|['’]s?\s|\b(?:flat|spare|rear|front|burst|four|car|winter|bald)\s)\Z"),
    ),
    "curb": ("kerb", re.compile(r"\b(?:mounted|hit|hits|on|off|to|onto|over|against|struck|at)\sthe\s\Z")),
    "check": (
        "cheque",
        re.compile(r"\b(?:cash(?:ed)?|bounced|wrote|write|forged|signed|pay|paid|blank)\s(?:a\s|by\s)?\Z"),
    ),
    "checks": ("cheques", re.compile(r"\b(?:cashed|bounced|wrote|forged|signed|stolen|travel+er['’]s)\s\Z")),
    "license": (
        "licence",
        re.compile(rf"(?:{_A}|\b(?:driving|driver['’]s|liquor|alcohol|fishing|gun|premises)\s)\Z"),
    ),
}
"""What either side writes, but America for something else, by what then stands before it."""


def spelling_before(word: str, text: str, place: int) -> Spelling | None:
    """Whose spelling a word is, as ``spelling_of`` has it, or else by what stands before it in a text."""
    if word in _BY_NEIGHBOUR:
        other, before = _BY_NEIGHBOUR[word]
        return Spelling("American", other, other) if before.search(text, max(0, place - 24), place) else None
    return spelling_of(word)


SOFTWARE = re.compile(
    r"(?i)\b(?:software|computers?|spyware|code|coding|windows|apps?|anti-?virus|browser|programm(?:er|ers|ing))\b"
)
"""Where these words are, a British program is one too."""
