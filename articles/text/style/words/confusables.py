"""Words taken for others that sound like them: which, for what, and between which words that is sure.

A row is (written, meant, what stands before it, what stands after it): patterns, "" for anything.
"""

import re

from articles.text.patterns import pattern
from articles.text.style.words import grammar
from articles.text.style.words.surroundings import (
    ADMITS,
    BROUGHT_ABOUT,
    CAN,
    CLAUSE,
    COMPARED,
    DOES,
    DONE,
    FASTER,
    IN_PLACE,
    IS,
    ITS_BE,
    LED,
    LOSABLE,
    MOVED,
    NO_NOUN,
    NO_SHOW,
    NO_SUBJECT,
    NOT_A_VOTE,
    NOT_THEIRS,
    OF,
    OWN,
    PLACED,
    SO,
    WORTH_COMPARING,
)

ROWS = (
    ("it's", "its", "", rf"(?!best\s(?:to|if|not|when)\b){OWN}(?!\s(?:as|that|who|which|for)\b)"),
    ("it's", "its", OF, NO_NOUN),
    ("it's", "its", DOES, rf"(?:{NO_NOUN}(?:\s[a-z]|[.,])|\d+(?:st|nd|rd|th)\b)"),
    ("it's", "its", ADMITS, rf"{NO_NOUN}(?<!ing)(?<!ed)(?:[.,;]|\s(?:and|in|on|at|to|for|by|with|from|after|when"
        rf"|as|of)\b)"),
    ("its", "it's", "", ITS_BE),
    ("who's", "whose", NO_SHOW, rf"(?!who\b){OWN}(?!\s(?:to|for|by)\b)"),
    ("who's", "whose", NO_SHOW, rf"(?!(?:who|ill|dead|sick|pregnant|responsible|guilty"
        r"|alive|not|been|now|also|just|still|only|never|always|there|here|he|she|it|this"
        rf"|that|next)\b)(?:[a-z]+(?<!ing)(?<!ed)(?<!ly)\s){{1,2}}{IS}"),
    ("whose", "who's", "", r"(?:been|going|not|a|an|the|now|also|just|still|never|always|currently|already|there"
        r"|known|tipped|set\sto|due\sto|supposed|said\sto|believed|expected|recovering|here|on|in|at|from|really"
        r"|getting"
        r"|coming|trying|(?:playing|running|leaving|living|doing|waiting|hoping|wearing|carrying)\s(?:in|at|for|on|with"
        r"|the|an?|to|his|her))\b(?!['’-])"),
    ("there", "their", r"\b(?:of|for|with|by|about|against|after|during|at|into|among|despite|under|on|between"
        r"|through|within|over)\s(?:all\s(?:of\s)?|both\s|(?:some|many|most)\sof\s)?", NO_NOUN),
    ("there", "their", "", rf"{OWN}(?<!people)(?<!work)(?<!home)(?<!first)(?<!last)(?<!next)(?<!needs)(?!\s(?:is|was"
        r"|are"
        rf"|were)\b)"),
    ("there", "their", "", r"(?:first|second|third|last|next|final|only|biggest)\s(?:win|victory|defeat|home|child|baby"
        r"|album|title|game|match|season|visit|meeting|point|try|wicket)\b"),
    ("there", "their", DOES, NO_NOUN),
    ("there", "their", r"\b(?:said|says?|that|believed?|because|if|claim\w*|fear\w*|hoped?|and)\s",
        rf"{OWN}(?<!people)\s(?:is|was|are|were|had|has|have|would|will|could|should)\b"),
    ("there", "they're", CLAUSE, r"(?:going\sto(?!\sbe)|not\s(?:going|coming|happy|sure|ready)|coming\s(?:to|back|home)"
        r"|getting|trying\sto|back\b(?=[.,;])|all\s[a-z]+ing)\b"),
    ("there", "they're", CLAUSE, r"(?:planning|hoping|looking|preparing|expecting|refusing|struggling)\s(?:to|for)\b"),
    ("there", "their", r"\b(?:said|says|that|because|claimed)\s",
        rf"{NO_NOUN}(?<!ing)(?<!ly)\s(?:is|was|were|had|has|will|would|could|should)\b"),
    ("their", "there", "", r"(?:is|are|was|were|(?:has|have|had)\sbeen|(?:will|would|must|should|may|might|could)\sbe"
        r"|will\shave|seems|appears\sto)\b"),
    ("their", "there", "", IN_PLACE),
    ("their", "there", PLACED, r"(?=[.,;!?])|(?:in|on|at|for|as|by|after|yesterday|today|and|but|again)\b(?!-)"),
    ("their", "there", "", r"(?=[.;!?](?:\s|\Z))"),
    ("their", "they're", "", r"(?:not|going\s(?:to|home)|coming\s(?:to|home|back)|all\s\w+ing)\b"),
    ("they're", "their", "", rf"(?:own\b|{OWN}{NOT_THEIRS}(?!\s(?:to|and|as)\b)(?<!s))"),
    ("they're", "their", "", rf"{OWN}\s(?:is|are|was|were|has|have|had|will|would|could)\b"),
    ("they're", "their", rf"{DOES}(?<!told\s)(?<!tell\s)(?<!show\s)(?<!showed\s)(?<!find\s)(?<!found\s)(?<!watch\s)",
        rf"{NO_NOUN}(?<!ed)(?<!en)(?<!friends)(?<!home)"),
    ("they're", "their", r"\b(?:of|in|on|at|with|by|from|into|under|behind|inside|outside|against|near|between"
        r"|among|over|through|during|without|despite|towards|across|around|about)\s",
        rf"{NO_NOUN}(?<!ed)(?<!en)"),
    ("they're", "their", ADMITS, rf"{NO_NOUN}(?<!ing)(?<!ed)(?:[.,;]|\s(?:and|in|on|at|to|for|by|with|from|after|when"
        r"|as|of|outside|inside|near|into|over|before|behind)\b)"),
    ("your", "you're", "", r"(?:(?:entitled|invited|required|advised|obliged)\sto|eligible\sfor|there|here)\b(?!-)"),
    ("your", "you're", "", r"(?:(?:welcome(?!\s(?:mat|pack|party|home|letter))|going\sto|gonna|not|a|the|an|been|too"
        r"|really"
        r"|about\sto|supposed\sto|allowed\sto|likely\sto|kidding|joking|looking\s(?:for|at|forward|to)|trying\sto"
        r"|getting\s(?:a|the|to|on|old)|never\s(?:going|too)|from|so\s(?!-)[a-z]+)\b(?!-)|(?:right|wrong)[.,;!?])"),
    ("you're", "your", "", r"(?:own|self|money|children|name|house|car|life|job|vote|doctor|computer|phone|body|country"
        r"|wife|husband|ticket|tickets|bills?|accounts?|password|pension|mortgage|savings|rights|kids|dog|cat|bank"
        r"|parents|mother|father|mum|dad|employer|neighbou?rs?|garden|kitchen|local|family['’]s)\b"),
    ("you're", "your", "", rf"{NO_NOUN}(?<!ing)(?<!ed)(?<!ly)\s(?:is|was|were|has|had|will|would|can|could|should"
        r"|must)\b"),
    ("you're", "your", r"\b(?:of|in|with|by|from|into|to|for|on|at)\s", rf"{NO_NOUN}(?<!ing)(?<!ed)"),
    ("then", "than", COMPARED, r"(?:\d|(?:an?|the|half|twice|any|in|one|two|three|four|five|six|ten|expected"
        r"|previously|ever|last|his|her|their|its|it|he|she|they|most|usual|just|before|that|those|other|anyone|men"
        r"|women|once|previous)\b)"),
    ("then", "than", FASTER, WORTH_COMPARING),
    ("then", "than", r"\b(?:rather|no\ssooner|no\sother)\s", r"[a-z\d]"),
    ("then", "than", r"\b(?:would|could|['’]d)\srather\s(?:[a-z]+\s){1,3}", r"[a-z]+"),
    ("then", "than", r"\b(?:nothing|anything|something|nobody|reason|none)\sother\s", r"[a-z]+"),
    ("than", "then", r"\b(?:since|back|until|by|and|but|even)\s", r"(?:the|he|she|they|it|we|i|was|were|had|has)\b"),
    ("than", "then", r"\b(?:now\sand|since|back|until|right|from|by)\s", r"(?=[.,;])"),
    ("than", "then", r"(?:[.!?][\"”]?\s|^)", r"(?:the|he|she|they|it|we|i|came|there|in|on)\b"),
    ("of", "have", r"\b(?:could|should|would|must|may)(?:n['’]t|\snot)?\s", r"(?!course\b)[a-z]+"),
    ("of", "have", r"\b(?:they|he|she|we|i|it|who|that|you|[a-z]+s)\smight(?:n['’]t|\snot)?\s", DONE),
    ("affect", "effect", r"\b(?:the|an|no|any|little|big|major|significant|adverse|negative|positive|great|much"
        r"|immediate|profound|lasting|side|into|in|same|direct|serious|knock-on)\s",
            r"(?:on|of|for|was|is|will|from|immediately)\b"),
    ("affect", "effect", "", r"(?:on|upon)\b(?!-)"),
    ("affect", "effect", r"\b(?:take|takes|took|taking|taken|come\sinto|came\sinto|comes\sinto|immediate|knock-on"
        r"|domino"
        r"|ripple|greenhouse|placebo|side|net|desired|cause\sand|to\sthat|to\sgreat|to\sgood|to\slittle|to\sno|opposite"
        r"|devastating|with\sno|chilling|no|little)\s", ""),
    ("affects", "effects", r"\b(?:the|no|any|adverse|negative|positive|great|profound|lasting|side|direct|serious|ill"
        r"|long-term|harmful|special|sound|visual|its|knock-on)\s", r"(?:on|of|for|were|are|have|will|from)\b"
        r"|(?=[.,;])"),
    ("effect", "affect", r"\b(?:could|would|may|might|will|not|can|did|does|badly|adversely|directly|seriously"
        r"|severely|negatively|to)\s(?:[a-z]+ly\s)?", rf"{BROUGHT_ABOUT}(?:the|our|their|his|her|its|many|those|all"
        r"|people|more|us|them|you|everyone|every|thousands|millions|some|any|both|sales|profits|prices|demand|children"
        r"|women|patients|residents|\d)"),
    ("effects", "affects", r"\b(?:it|which|this|directly|adversely|really|also|badly|often|only|disproportionately)\s",
        rf"{BROUGHT_ABOUT}(?:the|our|their|his|her|its|everyone|everybody|all|people|many|more|us|them|you|me|most|both"
        r"|\d|women|men|children|workers|families|thousands|millions|hundreds|some|every|those|how|patients)\b"),
    ("effects", "affects", r"\b(?:smoking|drinking|gambling|bullying|[a-z]+(?:ion|ness|ity|ment|ease|ism))\s",
        r"(?:our|everyone|people|us|you|them|children)\b"),
    ("effects", "affects", r"\b(?:smoking|drinking|gambling|bullying|alcohol|disease|stress)\s", r"the\b"),
    ("effected", "affected", r"\b(?:badly|worst|people|areas|most|severely|adversely|directly|those|residents|families"
        r"|customers|homes|businesses|passengers|patients|communities|seriously|also)\s", rf"{BROUGHT_ABOUT}"
        r"|(?=[.,;])"),
    ("effected", "affected", r"\b(?:be|been|being|was|were|are|is|not)\s", r"by\s(?:the\s)?(?:floods?|fires?"
        r"|strikes?|storm"
        r"|virus|closures?|delays?|cuts|outages?|crash|war|crisis|recession|weather|drought|ban|disease|changes)\b"),
    ("effecting", "affecting", "", r"(?:people|everyone|thousands|millions|all|more\sthan|around|our|their|his|her"
        r"|sales"
        r"|prices|businesse?s?|residents|children|women|patients|services|\d)\b"),
    ("loose", "lose", CAN, LOSABLE),
    ("lead", "led", r"\b(?:was|were|been|being|has|have|had)\s", LED),
    ("lead", "led", r"\b(?:has|have|had|which|that)\s(?:also\s|since\s)?", r"to\s[a-z]+ing\b|to\s(?:calls|fears"
        r"|claims)\b"),
    ("lead", "led", r"(?:[.;,!?]\s|\b(?:and|when|as|after|before)\s)(?:he|she|it)\s", r"(?:the|a|an|to|his|her|its"
        r"|by)\b"),
    ("lead", "led", rf"\b(?:the|this|that|which)\s{NO_SUBJECT}[a-z]+(?<!s)\s",
        r"to\s(?:his|her|the|an?|their)\b"),
    ("led", "lead", r"\b(?:to|will|would|could|can|may|might|should|must)\s", r"(?:the|a|an|to|his|her|its|their)\b"),
    ("mislead", "misled", r"\b(?:was|were|been|being|has|have|had|is|are)\s", ""),
    ("passed", "past", r"\b(?:in|over)\sthe\s", r"(?!(?:by|since|before|in|on|and|away|through|with|without)\b)"),
    ("passed", "past", MOVED, rf"{NOT_A_VOTE}(?:the|an?|him|her|them|his|its|their|our|us|me|my|it|midnight|security"
        r"|guards|one|two|goalkeeper|keeper)\b"),
    ("past", "passed", r"\b(?:has|have|had|who)\s", r"(?:away|(?:the|a)\s(?:bill|law|test|exam|motion|ball))\b"),
    ("past", "passed", "", r"away(?:(?=[.,;])|\s(?:in|on|at|from|after|last|peacefully|suddenly|aged|when)\b)"),
    ("past", "passed", r"\b(?:was|were|been|being|be|is)\s", r"by\s(?:\d|a\s(?:vote|majority|margin|single))"),
    ("principle", "principal", r"\b(?:is|was|as|became|be|the|new|appointed)\s(?:[a-z]+\s)?",
        r"of\s(?:the\s)?(?:[a-z]+\s)?(?:school|college|academy|university|institute)\b"),
    ("accept", "except", r"(?:^|[.,;]\s|\b(?:and|but|with|for|to|of|by|from|than)\s)(?:everyone|everybody|everything"
        r"|nobody|nothing|anything|anyone)\s", r"(?!that\b)[a-z]+"),
    ("brought", "bought", "", r"(?:an?|the|two|his|her|their|its|new|\d+)\s(?!(?:[a-z]+\s)?(?:claim|case|action|suit"
        r"|lawsuit|proceedings|bill)\b)(?:[a-z-]+\s){0,3}for\s(?:[£$€]|a\srecord|an\sundisclosed)"),
    ("bought", "brought", "", r"(?:about\s(?:the\s(?:end|downfall|collapse)|an?\s(?:change|end)|change|by)"
        r"|to\s(?:justice|an\send|life|book|court)|charges|forward)\b"),
    ("do", "due", r"\b(?:[a-z]+(?:ed|en)|shut|cut|lost|is|was|were|are|be|off|down)\s", r"to\s(?:the|an?|his|her|their"
        r"|its|lack|bad|snow|ice|illness|injury|heavy|high|poor|rain|fog|flooding|staff|strikes?)\b"),
    ("form", "from", r"\b(?:rose|fell|up|down|dropped|ranging|away|came|comes|escaped|suffer(?:s|ed|ing)?|died|moved"
        r"|far"
        r"|graduated|resigned|retired|stolen|ranged|recover(?:ed|ing)?)\s",
        r"(?:the|an?|his|her|their|its|\d|[£$€]|all|one)"),
    ("suppose", "supposed", r"\b(?:is|was|are|were|be|been|am)\s", r"to\b"),
    ("use", "used", r"(?<!did\s)(?<!n['’]t\s)\b(?:he|she|there|it)\s", r"to\s[a-z]+"),
    ("on", "en", "", r"route\sto\b"),
    ("maybe", "may be", r"\b[a-z]+(?<!\bor)(?<!\band)(?<!\bbut)\s",
        r"(?:able|forced|required|asked|entitled|unable|liable)\sto\b"),
    ("baited", "bated", "", r"breath\b"), ("say", "se", r"\bper\s", ""), ("alot", "a lot", "", ""),
    ("desert", "dessert", r"\b(?:praised|ordered|ate|eat|enjoyed|tasted|serve|served|serving|skip|skipped|shared"
        r"|baked)\s"
        r"(?:(?:the|an?|for)\s)?", ""),
    ("mute", "moot", "", r"point\b"),
    ("peaked", "piqued", "", r"(?:(?:his|her|their|our|my|your|public|the)\s)?(?:interest|curiosity)\b"),
    ("intensive", "intents and", r"\bfor\sall\s", r"purposes\b"), ("in", "and", r"\bone\s", r"the\ssame\b"),
    ("borne", "born", r"\b(?:was|were)\s", r"(?:in|on)\s(?:\d|[A-Z])"),
    ("to", "too", "", r"(?:much|many|few|little|late|early|soon|often|fast|big|small|expensive|dangerous"
        r"|difficult)\s(?:to\s(?:be|call|say|tell|handle|bear|ignore|win|make|get|see|go)|for\s(?:the|me|him|her"
        r"|them|us|many|most|some|comfort))\b"),
    ("to", "too", r"\b(?:have|has|had|having|there\s(?:is|are|was|were)|there['’]s|far|drank|drink|drunk|ate|spent"
        r"|spend|spending|paid|asked|with)\s", r"(?:much|many|few|little)\b(?!-)"),
    ("to", "too", r"\b(?:is|was|are|were|been|being|it['’]s|that['’]s|looks?|looked|seems?|seemed|feels?|felt|became"
        r"|came"
        r"|come|stood|sat|went|go|gone|far|not|all|much|arrived|ran|run|drove|spoke)\s", SO),
    ("to", "too", r",\s", r"(?=[.;](?:\s|\Z))"),
    ("to", "too", "", r"(?:quickly|slowly|easily|heavily|severely|harshly|often|soon|fast|far|much)(?=[.;!?,])"),
    ("too", "to", r"\b(?:want|wants|wanted|plans?|planned|able|need|needs|needed|used|due|likely|ready|according"
        r"|thanks|tried"
        r"|try|failed|agreed|hopes?|hoped|decided|refused|forced|willing|unable|supposed|went|go|going|back|next"
        r"|close)\s",
        r"(?:the|an?|be|his|her|their|its|my|our|get|make|take|help|stop|find|keep|give|pay|win|play|leave)\b"),
    ("breaks", "brakes", r"\b(?:slammed|slam|put)\s(?:on\s)?the\s", ""),
    ("no", "know", r"\b(?:don['’]t|didn['’]t|doesn['’]t|(?:did|do|does)\snot)\s", r"[a-z]+"),
    ("no", "know", r"\b(?:don['’]t|didn['’]t|did\snot|do\snot|we|they|you|i|to)\s", r"(?:what|how|who|whether|why"
        r"|where)\b"),
    ("now", "know", r"\b(?:don['’]t|didn['’]t|did\snot|do\snot|wants?\sto|need\sto)\s", r"(?:what|how|who|whether"
        r"|why)\b"),
    ("new", "knew", r"\b(?:he|she|they|who|nobody|everyone)\s", r"(?:that|the|what|how|nothing|it|him|her|them"
        r"|about)\b"),
    ("were", "where", r"\b(?:place|house|home|area|hospital|town|city|village|street|school|court|scene|station"
        r"|hotel|flat"
        r"|pub|room|building|country|stadium)\s", r"(?:he|she|they|it|we|i|police|officers)\b(?!\sto\b)"),
    ("where", "were", r"\b(?:they|we|you|who|people|men|women|children|officers|passengers|players|fans|shares"
        r"|prices)\s",
        r"(?:killed|hurt|injured|arrested|taken|found|shot|told|forced|being|trapped|rescued|charged|evacuated"
        r"|expected)\b"),
    ("buy", "by", r"\b(?:killed|hit|made|said|owned|run|written|caused|led|backed|attacked|followed|driven|used|rose"
        r"|fell"
        r"|[a-z]+(?<!help)(?<!want)(?<!need)ed)\s", r"(?:the|an?|his|her|its|up\sto|police|another|\d)"),
    ("one", "won", r"\b(?:he|she|they|who|has|have|had)\s", r"the\s(?:title|cup|match|game|race|election|league"
        r"|final|toss"
        r"|seat|award|championship|contract|prize|medal)\b"),
    ("won", "one", r"\b(?:at\sleast|only|the|each|every|another)\s", r"of\b"),
)  # fmt: skip


def _compiled() -> dict[str, tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...]]:
    table: dict[str, tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...]] = {}
    for written, meant, before, after in (*ROWS, *grammar.ROWS):
        behind = (
            rf"\s(?:{after})"
            if after and not after.startswith("(?")
            else rf"(?:\s|(?=[.,;!?]))(?:{after})"
            if after
            else ""
        )
        row = (meant, pattern(rf"(?:{before})\Z", re.IGNORECASE), pattern(behind, re.IGNORECASE))
        table[written] = (*table.get(written, ()), row)
    return table


CONFUSED = _compiled()
"""By the word as it is written: what is meant, and what then stands before and after it."""
