"""Short forms that nobody explains."""

import re
from collections import defaultdict
from collections.abc import Iterator

from articles.text.style.copy import Copy
from articles.text.style.registry import Hit, Severity, check
from articles.text.style.words.lexicon import times

_ACRONYM = re.compile(
    r"(?<![\w.$£€&@/#-])([A-Z](?:[A-Z]|&(?=[A-Z])){2,5})s?(?![\w@/]|[-–]\d|\.[A-Z]|\.[a-z])"
)
_KNOWN_LIST = """
    AA AAA AARP ABC ABN AC ACLU ADHD AFP AGM AIDS AIG ALL AM AMD ANC AND AOL API APIS ASBO ATF ATM ATP BA BAE BAFTA
    BBC BBQ BHP BMI BMW BNP BP BREAKING BSE BSKYB BST BT BUT CAC CBE CBI CBS CCTV CD CDC CEO CES CEST CET CFO CGT
    CIA CNN CO COVID CPS CSI CV DAX DC DEA DEFRA DHS DIY DJ DNA DOJ DTI DUI DUP DVD DVDS DWP ECB EDF EDS EDT EEC EGM
    EMI EPA EPSRC ESA ESPN ESRC EST ETA EU EXCLUSIVE FA FAA FAQ FBI FC FCC FDA FDIC FEMA FIFA FM FOR FTC FTSE
    FTSE100 GB GCHQ GCSE GDP GE GIF GM GMB GMT GNP GOP GP GP2 GPS GPU HBO HBOS HD HDTV HIV HMRC HMS HP HQ HRT HRW HSBC
    HSE HTC HTML HUD IAAF IAEA IBM ICC ICE ID IDF IEA IED IMF INC ING IOC IPCC IPO IQ IRA IRB IRS ISBN ISIS ISP ISPS
    IT ITV IVF JAL JP JPEG KC KFC KGB KLM KPMG LA LCD LED LG LGBT LGBTQ LLC LNG LP LPG LSD LSE LSU LTA LTD LVMH MBA
    MBE MC MDC MDMA MEP MEPS MGM MIDI MI5 MI6 MIT MLB MLS MMR MOT MP MPAA MPS MRI MRSA MSF MSNBC MSP MTV NAACP NASA
    NASCAR NASDAQ NATO NBA NBC NCAA NEC NEW NFL NGO NGOS NHL NHS NHTSA NOT NPR NRA NSA NTL NTSB NY NYMEX NYPD NYSE
    NYT OAP OBE ODPM OECD OFCOM OFSTED OK ONE OPEC OSHA PA PAC PAYE PBS PC PCS PDF PDT PE PF PFA PGA PHD PIN PKK PLC
    PLO PM PMS PNG POTUS POW PR PS PSNI PST PSV PTA PTO PTSD PVC QC RAC RAF RBS RCA RFID RFU RIAA RNA RNLI RSC RSI RSPB
    RSPCA RSS RTE RTS RUC SAP SARS SAS SBC SCO SDLP SDP SEC SIM SMS SNP SOS SUV SVP SWAT TGV TGWU THE TNT TSA TUC TV
    TVS TWO UAE UBS UCLA UEFA UFC UFO UK UKIP UN UNESCO UNHCR UNHRC UNICEF UPDATE UPS URL US USA USB USC USDA USSR
    UTC VAT VHS VIDEO VIP VIPS VP VW WADA WAP WBA WBC WBO WFP WHO WTA WTO WWE WWF XML XP YES YMCA ZANU
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
    r"(?:the\s|called\s|as\s)?|,\sor\s(?:the\s|an?\s)?|[(\[\"“‘'])\Z"
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
    spares_quotations=False,
)
def acronym(copy: Copy) -> Iterator[Hit]:
    places = defaultdict(list)
    for found in copy.find(_ACRONYM, copy.body):
        places[found[1]].append(found)
    if len(places) > 15:
        return
    for letters, all_places in places.items():
        first = all_places[0]
        if _is_common(letters) or _is_explained(copy, letters, first) or _is_shouted(copy.text, first):
            continue
        said = f"The story does not say what {letters} stands for."
        is_sure = len(all_places) > 1 and not _NAMED.match(copy.text, first.end())
        told = next((each for each in all_places if not copy.is_quoted(each.start())), first)
        yield Hit(*told.span(1), said, None, None if is_sure else Severity.INFO)


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
