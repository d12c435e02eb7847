"""Names: one spelled in two ways, and short forms that nobody explains."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from articles.text.particulars import bare
from articles.text.spelling import slips
from articles.text.style.copy import Copy
from articles.text.style.lexicon import times
from articles.text.style.registry import Hit, Severity, check

_SHORTEST, _LONG, _RARE = 5, 8, 2
_MOST = 40
"""Names that begin alike and are compared with each other; no story has so many."""
_A_NAME = 300
"""How often a word is met at most that is in the list of words as a name."""
_TITLES = frozenset(
    {"Mr", "Mrs", "Ms", "Miss", "Dr", "Sir", "Dame", "Lord", "Lady", "Prof", "President", "Minister", "The"}
)
# What one name may have more than another and be its plural, its people or its adjective.
_KIN = frozenset({
    "s", "es", "an", "ian", "i", "ish", "ese", "ean", "a", "er", "ers", "ed", "y", "ies", "na", "ne", "ina", "is",
    "ite", "ic", "la", "ns", "ans", "ians", "ist", "ists", "ing", "ism",
})  # fmt: skip


@dataclass(slots=True)
class _Name:
    """A word that is written with a capital, and the words with capitals beside it."""

    word: str
    places: list[tuple[int, int]] = field(default_factory=list)
    before: set[str] = field(default_factory=set)
    after: set[str] = field(default_factory=set)


@check(
    "name-variant",
    Severity.WARN,
    reason="A name is spelled in one way throughout a story.",
    example="Ana Tellerman won the vote. Tellarman is 40.",
    spares_quotations=False,
)
def name_variant(copy: Copy) -> Iterator[Hit]:
    names = _names(copy)
    near = _by_letters(names.values())
    for one in names.values():
        if len(one.places) > _RARE or len(one.word) < _SHORTEST:
            continue
        others = (other for key in _letters(one.word) for other in near[key] if _may_be_one(one, other))
        meant = max(others, key=lambda other: len(other.places), default=None)
        if meant is not None:
            start, end = one.places[0]
            said = f"“{one.word}” here, “{meant.word}” elsewhere in this story: is it one name?"
            yield Hit(start, end, said, meant.word)


def _letters(word: str) -> tuple[str, str]:
    """What words that may be one have in common, one or the other: their beginning, or all but that."""
    return word[:2].lower(), f"-{word[1:]}"


def _by_letters(names: Iterable[_Name]) -> Mapping[str, list[_Name]]:
    found: dict[str, list[_Name]] = defaultdict(list)
    for name in names:
        for key in _letters(name.word):
            found[key].append(name)
    return {key: some[:_MOST] for key, some in found.items()}


def _names(copy: Copy) -> dict[str, _Name]:
    found: dict[str, _Name] = {}
    last, last_end = "", -1
    for match in copy.words:
        word = bare(match[0])
        if not word[0].isupper() or word.isupper() or word in _TITLES:
            last = ""
            continue
        beside = last if last and copy.text[last_end : match.start()] in (" ", "\n") else ""
        for piece in word.split("-") if "-" in word else (word,):
            name = found.setdefault(piece, _Name(piece))
            start = match.start() + word.index(piece)
            name.places.append((start, start + len(piece)))
            if beside:
                name.before.add(beside)
                found[beside].after.add(piece)
            last, last_end = piece, match.start() + len(word)
        if len(word) < len(match[0]):
            last = ""
    return found


def _may_be_one(one: _Name, other: _Name) -> bool:
    """Whether the first is the second misspelled: rarer, near, no form of it, and not another person's."""
    a, b = one.word.lower(), other.word.lower()
    if a == b or len(b) < _SHORTEST or len(other.places) < len(one.places) or abs(len(a) - len(b)) > 2:
        return False
    if len(one.places) == len(other.places) and one.places < other.places and (times(a) or not times(b)):
        return False  # of two that stand as often the later is asked about, or the one that is no word
    if a[0] != b[0] and (len(a) < _LONG or a[1:] != b[1:]):
        return False
    shared = not one.before.isdisjoint(other.before) or not one.after.isdisjoint(other.after)
    most = 2 if min(len(a), len(b)) >= _LONG - 2 * shared and (shared or not times(a)) else 1
    if slips(a, b, most=most) > most or are_kin(a, b):
        return False
    if times(a) > _A_NAME:
        return len(a) > _SHORTEST and not one.after.isdisjoint(other.after)
    if shared or (times(b) > _A_NAME and not times(a) and len(a) > _SHORTEST):
        return True
    return _stand_apart(one, other) and _is_told(one, other)


def _stand_apart(one: _Name, other: _Name) -> bool:
    """Whether no name beside them says that they are two persons'. What is in the list as a name stands alone."""
    if times(one.word.lower()) and (one.before or one.after or not other.before):
        return False
    return not any(mine and theirs for mine, theirs in ((one.before, other.before), (one.after, other.after)))


def _is_told(one: _Name, other: _Name) -> bool:
    """Whether the other stands often enough, or is so long or so common, that the first is a slip."""
    long = len(one.word) > _SHORTEST
    return len(other.places) > 1 or len(one.word) > _SHORTEST + 1 or (times(other.word.lower()) > 0 and long)


def are_kin(a: str, b: str) -> bool:
    """Whether one name is the other's plural, adjective or people: Russia, Russians."""
    short, long = sorted((a.lower(), b.lower()), key=len)
    for cut in range(3):
        stem, end = short[: len(short) - cut], short[len(short) - cut :]
        rest = long.removeprefix(stem)
        if len(stem) > 2 and rest != long and (not cut or end in _KIN):
            return rest in _KIN or (rest == "n" and stem[-1] in "aeiou")
    return False


_ACRONYM = re.compile(r"(?<![\w.$£€&@/#-])[A-Z](?:[A-Z]|&(?=[A-Z])){2,5}(?![\w@/]|[-–]\d|\.[A-Z]|\.[a-z])")
_KNOWN_LIST = """
    AA AARP ABC ABN AC ACLU ADHD AFP AGM AIDS AIG ALL AM AMD ANC AND AOL ASBO ATF ATM ATP BA BAE BAFTA BBC BBQ BHP
    BMI BMW BNP BP BREAKING BSE BSKYB BST BT BUT CAC CBE CBI CBS CCTV CD CDC CEO CES CEST CET CFO CGT CIA CNN CO
    COVID CPS CSI CV DAX DC DEA DEFRA DHS DIY DJ DNA DOJ DTI DUI DUP DVD DVDS DWP ECB EDF EDS EDT EEC EGM EMI EPA
    EPSRC ESA ESPN ESRC EST ETA EU EXCLUSIVE FA FAA FAQ FBI FC FCC FDA FDIC FEMA FIFA FM FOR FTC FTSE FTSE100 GB
    GCHQ GCSE GDP GE GM GMB GMT GNP GOP GP GP2 GPS HBO HBOS HD HDTV HIV HMRC HMS HP HQ HRT HRW HSBC HSE HTC HTML HUD
    IAAF IAEA IBM ICC ICE ID IDF IEA IED IMF INC ING IOC IPCC IPO IQ IRA IRB IRS ISBN ISIS ISP ISPS IT ITV IVF JAL
    JP KC KFC KGB KLM KPMG LA LCD LED LG LGBT LGBTQ LLC LNG LP LPG LSD LSE LSU LTA LTD LVMH MBA MBE MC MDC MDMA MEP
    MEPS MGM MI5 MI6 MIT MLB MLS MMR MOT MP MPAA MPS MRI MRSA MSF MSNBC MSP MTV NAACP NASA NASCAR NASDAQ NATO NBA
    NBC NCAA NEC NEW NFL NGO NGOS NHL NHS NHTSA NOT NPR NRA NSA NTL NTSB NY NYMEX NYPD NYSE NYT OAP OBE ODPM OECD
    OFCOM OFSTED OK ONE OPEC OSHA PA PAC PAYE PBS PC PCS PDF PDT PE PF PFA PGA PHD PIN PKK PLC PLO PM PMS POW PR PS
    PSNI PST PSV PTA PTO PTSD PVC QC RAC RAF RBS RCA RFID RFU RIAA RNA RNLI RSC RSI RSPB RSPCA RSS RTE RTS RUC SAP
    SARS SAS SBC SCO SDLP SDP SEC SIM SMS SNP SOS SUV SVP SWAT TGV TGWU THE TNT TSA TUC TV TVS TWO UAE UBS UCLA UEFA
    UFC UFO UK UKIP UN UNESCO UNHCR UNHRC UNICEF UPDATE UPS URL US USA USB USC USDA USSR UTC VAT VIDEO VIP VIPS VP
    VW WADA WAP WBA WBC WBO WFP WHO WTA WTO WWE WWF XML XP YES YMCA ZANU
"""
_KNOWN = frozenset(_KNOWN_LIST.split())
_EXPLAINED_BY = re.compile(
    r"(?:\b(?:body|union|agency|group|company|airline|firm|party|broadcaster|regulator|watchdog|charity"
    r"|organi[sz]ation|association"
    r"|federation|authority|bank|giant|maker|network|club|team|league|council|committee|commission|institute|service"
    r"|programme"
    r"|program|system|device|drug|virus|disease|software|formats?|standards?|index|exchange|operator|supplier"
    r"|retailer|manufacturer"
    r"|board|department|ministry|office|unit|bureau|force|army|movement|alliance|coalition|campaign|lobby|channel"
    r"|station|site"
    r"|website|tank|consultancy|analysts?|accountants?|auditors?|chain|label|publisher|newspaper|magazine|carmaker"
    r"|insurer|brewer"
    r"|lender|developer|provider|chipmaker|studio|rapper|singer|band|duo|director|conglomerate|subsidiary|treaty|law"
    r"|act|scheme|scans?"
    r"|tests?|technique|technology|chemical|gas|molecule|protein|gene|metal|material|known\sas|called|short\sfor"
    r"|abbreviated\sto),?\s"
    r"(?:the\s|called\s|as\s)?|[(\[\"“‘'])\Z"
)
_SHOUTED_AFTER = re.compile(r"\W{1,3}[A-Z]{3,}\b|,?\s[\w., ]{0,20}\((?:Reuters|AP|AFP|UPI)\)")
_SHOUTED_BEFORE = re.compile(r"\b[A-Z]{3,}\W{1,3}\Z")
_NAMED = re.compile(r"\s[A-Z][a-z]+")
"""Behind a short form that is a part of a name: QRZ Holdings."""
_APPOSED = re.compile(r"(?:\s?[(\[]|,\s(?:the|an?|short|or|one)\s|\s[–—-]\s|\sstands\sfor\b)")


@check(
    "acronym",
    Severity.WARN,
    reason="A reader who has never met a short form must learn from the story what it stands for.",
    example="The QRZB said no. A spokeswoman for the QRZB gave no reason.",
)
def acronym(copy: Copy) -> Iterator[Hit]:
    places = defaultdict(list)
    for found in copy.find(_ACRONYM, copy.body):
        places[found[0]].append(found)
    if len(places) > 15:
        return
    for letters, all_places in places.items():
        first = all_places[0]
        if _is_common(letters) or _is_explained(copy, letters, first) or _is_shouted(copy.text, first):
            continue
        said = f"The story does not say what {letters} stands for."
        is_sure = len(all_places) > 1 and not _NAMED.match(copy.text, first.end())
        yield Hit(*first.span(), said, None, None if is_sure else Severity.INFO)


def _is_common(letters: str) -> bool:
    """Whether everybody knows these letters, or they are a word."""
    return (
        letters in _KNOWN
        or letters.removesuffix("S") in _KNOWN
        or _is_word(letters)
        or len(letters.replace("&", "")) < 3
    )


def _is_shouted(text: str, found: re.Match[str]) -> bool:
    """Whether the words beside it are in capitals too, as those of a subhead or a dateline are."""
    return _SHOUTED_AFTER.match(text, found.end()) is not None or (
        _SHOUTED_BEFORE.search(text, max(0, found.start() - 20), found.start()) is not None
    )


def _is_word(letters: str) -> bool:
    """Whether capitals are a word that is shouted, or Roman numerals."""
    return times(letters.lower()) > 5_000 or not letters.strip("IVXLCM")


def _is_explained(copy: Copy, letters: str, first: re.Match[str]) -> bool:
    before, after = (
        copy.text[max(0, first.start() - 30) : first.start()],
        copy.text[first.end() : first.end() + 14],
    )
    if _APPOSED.match(after) or (_EXPLAINED_BY.search(before)):
        return True
    return _initials(letters).search(_first_letters(copy)) is not None


def _first_letters(copy: Copy) -> str:
    return "".join(word[0][0].upper() + ("." if word[0][0].isupper() else "") for word in copy.words)


def _initials(letters: str) -> re.Pattern[str]:
    """Words one after the other whose first letters these are, some small words among them."""
    return re.compile(r"(?:[A-Z](?!\.)){0,2}?".join(rf"{letter}\." for letter in letters.replace("&", "")))
