"""Words taken for others that sound like them: which, for what, and between which words that is sure.

A row is (written, meant, what stands before it, what stands after it): patterns, "" for anything.
"""

import re

from articles.text.patterns import pattern

_OWNED = r"""
    own headquarters shares? chief chairman chairwoman profits? sales staff workers workforce board members? team
    squad customers clients products? stake forecasts? shareholders parent rivals? stock services users debut peak
    best worst biggest largest highest lowest latest earliest owners? founders? president prime leaders? leadership
    manager captain coach players? fans supporters defence defense economy exports imports currency borders?
    citizens people population government army troops forces soldiers neighbou?rs? capital territory plans? policy
    policies budget debts? revenues? earnings income costs losses operations? subsidiary subsidiaries units?
    offices? factory factories plants? stores shops branches website network lead title campaign season match
    matches games? opponents? tour album series films? readers viewers audience content software technology systems?
    names? history role reputation future past decision statement report findings offer bid proposals? approach
    efforts? attempts? ability power influence support commitment position strategy assets funds share impact
    effects? origins? roots homes? houses? famil(?:y|ies) children parents wives husbands wife husband sons?
    daughters? father mother brothers? sisters? jobs? careers? lives life bodies body minds? hands? eyes heads? hair
    feet rights votes? voters views? opinions? beliefs hopes fears dreams demands? needs belongings possessions
    luggage cars? money savings pensions salaries wages pay turn chances? first second third fourth fifth final next
    previous former current new main original recent initial annual quarterly full-year half-year
    (?:first|second|third|fourth)-quarter nearest closest respective contracts? victims? crew pilots? passengers
    captors attackers colleagues friends relatives employe(?:rs?|es?) bosses boss agents? lawyers? partners?
    counterparts? objections? concerns complaints? appeal claims? case evidence testimony performances? form fitness
    records? medals? goals? points? victory win defeats? wins opening qualifying work dut(?:y|ies) training homework
    studies schools? teachers pupils students land farms? crops ships? boats? fleet planes? weapons guns computers?
    phones? handsets? music songs? books? novels? skills? abilities talents? wits tempers? patience nerves? spirits?
    faces? mouths? arms? legs? ideas? stor(?:y|ies) identit(?:y|ies) privacy safety security freedom independence
    allies enemies goods wares produce predecessors?
"""
_QUALITY = (
    r"(?:(?:own|new|first|second|third|last|next|main|biggest|largest|best|latest|entire|whole|full|former|current"
    r"|long-term"
    r"|short-term|domestic|foreign|international|global|local|annual|net|pre-tax|future|early|recent|long-awaited"
    r"|core|key|top"
    r"|two|three|four|five|six|seven|eight|nine|ten|old|young|favou?rite)\s)?"
)
_OWN = rf"{_QUALITY}(?:{'|'.join(_OWNED.split())})\b"
_OF = (
    r"\b(?:of|in|on|to|at|by|with|from|under|into|over|through|against|about|between|among|during|within|despite"
    r"|across|behind"
    r"|beyond|via|per|towards?|upon|regarding|concerning|including|throughout|outside|inside|above|below"
    r"|without)\s(?:all\s|both\s)?"
)
_DOES = (
    r"\b(?:lost|cut|raised|lowered|launched|increased|reduced|doubled|closed|opened|sold|bought|made|took|gave|kept"
    r"|held"
    r"|began|started|ended|marked|celebrated|published|released|expanded|reached|changed|moved|completed|maintained"
    r"|defended|won|withdrew|hon(?:e|ed)|improved?|lose|raise|protect|defend|express(?:ed)?|show(?:ed)?|sell|buy"
    r"|spen[dt]"
    r"|shared?|voiced?|celebrate|win|end|begin|risk(?:ed)?|use|used|watch|change|increase|reduce|double|launch|find"
    r"|found"
    r"|(?:celebrate|mark|lose|make|keep|take|give|hold|sell|open|close|launch|reduce|increase|raise|cut|start|end"
    r"|change|move"
    r"|use|defend|publish|release|expand|improve|show|celebrate)s|hurt|hit|left|leave|put|want|need|needed|wanted"
    r"|lend|lent|pay|paid|praised?|blamed?|refused?|tell|told|build|built"
    r"|grow|grew)\s"
)
_ADMITS = (
    r"\b(?!(?:\w*admitted|insisted|claimed|agreed|believed|added|explained|warned|argued|joked|stressed|revealed"
    r"|conceded"
    r"|confirmed|denied|hoped|suggested|maintained|predicted|assumed|ensured|showed|proved|learned|reali[sz]ed"
    r"|decided|noted"
    r"|observed|reported|guessed|feared|vowed|wished|pretended|promised|indicated|signalled|signaled|declared"
    r"|announced|stated"
    r"|acknowledged|recogni[sz]ed|emphasi[sz]ed|asked|need|bed|red)\b)[a-z]{3,}ed\s"
)
_NO_NOUN = (
    r"(?!(?:is|are|was|were|be|been|being|will|would|has|had|have|can|could|may|might|must|should|seems?|appears?"
    r"|remains?|exists?|used"
    r"|came|comes|lies|lie|stood|stands|to|no|and|or|but|in|on|at|by|for|with|from|of|when|where|as|because|if|after"
    r"|before|until|since"
    r"|while|about|too|now|then|again|yesterday|today|tomorrow|last|next|this|who|that|it|he|she|they|we|you|i|not|a"
    r"|an|the|also|more"
    r"|onwards?|forever|instead|anyway|alone|so|ever|once|first|together|soon|sometimes|always|late|early|quickly"
    r"|safely|though|either"
    r"|every|several|some|people|many|just|only|any|something|nothing|enough|few|little|much|all|going|time|really"
    r"|still|very|what|how"
    r"|never|like|hard|easy|easier|clear|likely|possible|important|difficult|good|great|nice|true|unlikely|my|our"
    r"|your|their|his|her|up"
    r"|there|quite|pretty|probably|certainly|simply|someone|one|expected|said|thought|hoped|believed|over|worth"
    r"|business|better|best|fair"
    r"|understood|estimated|reported|\w+ly|\w+ing|isn['’]t|aren['’]t|wasn['’]t|weren['’]t)\b)[a-z]+"
)
_ITS_BE = (
    r"(?:a|an|the|not|been|going\sto|because|too|very|really|just|also|hard|easy|likely|unlikely|possible|impossible"
    r"|clear|unclear"
    r"|(?:expected|believed|understood|thought|hoped|estimated)\s(?:to|that)|time\sto|important|difficult|my|our"
    r"|your|that|about\stime|never|always)\b(?!-)"
)
_IS = (
    r"(?:is|are|was|were|has|have|will|would|could|should|may|might|must|did|does|died|said|won|left|lost"
    r"|includes?d?|became)\b"
)
_COMPARED = (
    r"\b(?:more|less|fewer|greater|higher|lower|better|worse|larger|smaller|bigger|rather|other|faster|slower"
    r"|stronger|weaker|cheaper"
    r"|longer|shorter|older|younger|sooner|earlier|later|deeper|wider|heavier|taller|richer|poorer|further|easier"
    r"|harder)\s(?:[a-z]+\s){0,2}"
)
_NOT_THEIRS = "".join(
    f"(?<!{word})"
    for word in ("first", "best", "worst", "second", "third", "people", "friends", "colleagues", "children", "family",
                 "parents", "partners", "rivals", "home")
)  # fmt: skip
"""What people may be as well as have: they're friends."""
_CAN = r"\b(?:to|will|would|could|may|might|not|can|cannot|shall|should|must|did|they|we|you|i)\s"
ROWS = (
    ("it's", "its", "", rf"{_OWN}(?!\s(?:as|that|who|which|for)\b)"),
    ("it's", "its", _OF, _NO_NOUN),
    ("it's", "its", _DOES, rf"(?:{_NO_NOUN}(?:\s[a-z]|[.,])|\d+(?:st|nd|rd|th)\b)"),
    ("it's", "its", _ADMITS, rf"{_NO_NOUN}(?<!ing)(?<!ed)(?:[.,;]|\s(?:and|in|on|at|to|for|by|with|from|after|when"
        rf"|as|of)\b)"),
    ("its", "it's", "", _ITS_BE),
    ("who's", "whose", "", rf"(?!who\b){_OWN}(?!\s(?:to|for|by)\b)"),
    ("who's", "whose", "", rf"(?!(?:who|not|been|now|also|just|still|only|never|always|there|here|he|she|it|this"
        rf"|that)\b)(?:[a-z]+(?<!ing)(?<!ed)(?<!ly)\s){{1,2}}{_IS}"),
    ("whose", "who's", "", r"(?:been|going|not|a|an|the|now|also|just|still|never|always|currently|already|there"
        r"|known|tipped"
        r"|set\sto|due\sto|supposed|said\sto|believed|expected|recovering"
        r"|here|on|in|at|from|really|getting|coming|trying)\b(?!['’-])"),
    ("there", "their", r"\b(?:of|for|with|by|about|against|after|during|at|into|among|despite|under|on|between"
        r"|through|within|over)\s(?:all\s(?:of\s)?|both\s|(?:some|many|most)\sof\s)?", _NO_NOUN),
    ("there", "their", "", rf"{_OWN}(?<!people)(?<!work)(?<!home)(?<!first)(?<!last)(?<!next)(?!\s(?:is|was|are"
        rf"|were)\b)"),
    ("there", "their", _DOES, _NO_NOUN),
    ("there", "their", r"\b(?:said|says?|that|believed?|because|if|claim\w*|fear\w*|hoped?|and)\s",
        rf"{_OWN}(?<!people)\s(?:is|was|are|were|had|has|have|would|will|could|should)\b"),
    ("their", "there", "", r"(?:is|are|was|were|(?:has|have)\sbeen|(?:will|would|must|should|may|might|could)\sbe"
        r"|will\shave|seems|appears\sto)\b"),
    ("their", "they're", "", r"(?:not|going\s(?:to|home)|coming\s(?:to|home|back)|all\s\w+ing)\b"),
    ("they're", "their", "", rf"(?:own\b|{_OWN}{_NOT_THEIRS}(?!\s(?:to|and|as)\b))"),
    ("they're", "their", _DOES, rf"{_NO_NOUN}(?<!ed)(?<!en)(?<!friends)(?<!home)"),
    ("your", "you're", "", r"(?:(?:welcome|going\sto|not|a|the|an|been|too|very|really)\b|right[,.;])"),
    ("you're", "your", "", r"(?:own|self|money|family|children|name|home|house|car|life|job|vote|doctor|computer"
        r"|phone|body|country|friends|wife|husband)\b"),
    ("then", "than", _COMPARED, r"(?:\d|(?:an?|the|half|twice|any|in|one|two|three|four|five|six|ten|expected"
        r"|previously|ever|last|his|her|their|its|it|he|she|they|most|usual|just|before|that|those|other|anyone|men"
        r"|women|once|previous)\b)"),
    ("than", "then", r"\b(?:since|back|until|by|and|but|even)\s", r"(?:the|he|she|they|it|we|i|was|were|had|has)\b"),
    ("of", "have", r"\b(?:could|should|would|must|might|may)(?:n['’]t|\snot)?\s", r"(?!course\b)[a-z]+"),
    ("affect", "effect", r"\b(?:the|an|no|any|little|big|major|significant|adverse|negative|positive|great|much"
        r"|immediate|profound|lasting|side|into|in|same|direct|serious|knock-on)\s",
            r"(?:on|of|for|was|is|will|from|immediately)\b"),
    ("affects", "effects", r"\b(?:the|no|any|adverse|negative|positive|great|profound|lasting|side|direct|serious)\s",
        r"(?:on|of|for|were|are|will|from)\b"),
    ("effect", "affect", r"\b(?:could|would|may|might|will|not|can|did|does|badly|adversely|directly|seriously"
        r"|severely|negatively)\s", r"(?:the|our|their|his|her|its|many|those|all|people|more|us|them|you|everyone"
            r"|thousands|millions|some|any|every|both|sales|profits|prices|demand|\d)"),
    ("effected", "affected", r"\b(?:be|been|being|was|were|are|is|badly|worst|those|people|areas|most|severely|not"
        r"|adversely|directly)\s", r"(?!(?:a|an|change|changes|repairs|entry|through)\b)"),
    ("loose", "lose", _CAN, r"(?:the|an?|his|her|their|its|our|your|my|out|to|by|weight|jobs?|money|ground|control"
        r"|heart|interest|sight|touch|power|support|hope|\d|all|any|everything|more|some|it|faith|seats?|votes?"
        r"|confidence|patience|face|sleep|time|one|two|three)\b"),
    ("loosing", "losing", "", r"(?:the|a|his|her|their|its|money|ground|out|to|control|side|team|streak|weight|jobs?"
        r"|seats?|votes?)\b"),
    ("principle", "principal", "", r"(?:reasons?|sources?|causes?|dancers?|owners?|residence|conductor|shareholders?"
        r"|characters?|architects?|author|photography|beneficiar\w+|secretary|guest|investigator)\b"),
    ("principle", "principal", r"\b(?:school|college|vice|deputy|assistant|academy)\s", ""),
    ("principal", "principle", r"\b(?:in|on|matter\sof|guiding|basic|first|key|fundamental)\s",
        r"(?:that|of|to|but)\b|(?=[,.;])"),
    ("lead", "led", r"\b(?:was|were|been|being|has|have|had)\s", r"(?:by|away|from|astray|out|off|into|a|to\s(?:the"
        r"|an?|safety|believe))\b"),
    ("passed", "past", r"\b(?:in|over)\sthe\s|\b(?:walk(?:ed)?|drove|drive|went|ran|run|got|gone|going|sailed|flew"
        r"|half|quarter|look(?:ed)?|swept|cruised|marched)\s", r"(?!(?:by|since|before|in|on|and|away|through|with"
            r"|without)\b)"),
    ("past", "passed", r"\b(?:has|have|had|who)\s", r"(?:away|(?:the|a)\s(?:bill|law|test|exam|motion|ball))\b"),
    ("peaked", "piqued", "", r"(?:(?:his|her|their|our|my|your|public|the)\s)?(?:interest|curiosity)\b"),
    ("baited", "bated", "", r"breath\b"),
    ("reign", "rein", r"\b(?:free|full|tight)\s", r"(?!of\s(?:terror|king|queen))"),
    ("reign", "rein", "", r"(?:in|back)\s(?:the|spending|costs?|its|his|her|their|on|inflation)\b"),
    ("reigns", "reins", r"\b(?:t[ao]ken?|takes|taking|took|hand(?:ed|ing)?|hold(?:ing)?)\s(?:over\s)?(?:the|over)\s",
        ""),
    ("peak", "peek", r"\bsneak\s", ""), ("slight", "sleight", "", r"of\shand\b"), ("mute", "moot", "", r"point\b"),
    ("tow", "toe", r"\b(?:to|not|must|will|should|would)\s", r"the\s(?:party\s)?line\b"), ("say", "se", r"\bper\s", ""),
    ("bare", "bear", "", r"(?:in\smind|the\s(?:brunt|cost)|witness|responsibility|fruit)\b"),
    ("intensive", "intents and", r"\bfor\sall\s", r"purposes\b"), ("in", "and", r"\bone\s", r"the\ssame\b"),
    ("seeded", "seated", r"\bdeep[\s-]", ""), ("alot", "a lot", "", ""),
    ("weather", "whether", "", r"(?:or\snot|they|he|she|it\s(?:is|was|will|would|can)|to)\b"),
    ("whether", "weather", "", r"(?:conditions|forecast(?:s|ers?)?|warnings?|system|patterns?|bureau|service)\b"),
    ("stationary", "stationery", "", r"(?:shops?|stores?|suppl\w+|retailer|cupboard)\b"),
    ("stationery", "stationary", r"\b(?:remained|stayed|was|were|stood|a)\s",
        r"(?:at|for|when|car|vehicle|lorry|bus|train|in|on|while)\b"),
    ("sight", "site", r"\b(?:building|construction|heritage|camp|crash|caravan|landfill|bomb)\s", ""),
    ("roll", "role", r"\b(?:leading|key|starring|major|crucial|important|active|supporting)\s", r"(?!call|out)"),
    ("roll", "role", "", r"models?\b"), ("borne", "born", r"\b(?:was|were)\s", r"(?:in|on)\s(?:\d|[A-Z])"),
    ("compliment", "complement", "", r"each\sother\b"), ("complemented", "complimented", "",
        r"(?:him|her|them|the\s(?:team|staff|police|players))\s(?:on|for)\b"),
    ("counsel", "council", r"\b(?:town|city|parish|county|district|local|borough|a|the)\s",
        r"(?:house|housing|tax|estate|meeting|leader|chamber|workers?)\b"),
    ("to", "too", "", r"(?:much|many|few|little|late|early|soon|often|fast|big|small|expensive|dangerous"
        r"|difficult)\s(?:to\s(?:be|call|say|tell|handle|bear|ignore|win|make|get|see|go)|for\s(?:the|me|him|her"
        r"|them|us|many|most|some|comfort))\b"),
    ("quite", "quiet", r"\b(?:very|fairly|relatively|eerily|unusually|remained|stayed|kept|keep)\s",
        r"(?=[.,;])|(?:about|on|over)\b"),
    ("breaks", "brakes", r"\b(?:slammed|slam|put)\s(?:on\s)?the\s", ""), ("breaks", "brakes", "", r"failed\b"),
)  # fmt: skip
_ANY = "|".join(dict.fromkeys(row[0].replace("'", "['’]") for row in ROWS))
WRITTEN = pattern(rf"(?<![\w'’-])(?:{_ANY})(?![\w'’-])", re.IGNORECASE)
"""Any of the words that are taken for others."""


def _compiled() -> dict[str, list[tuple[str, re.Pattern[str], re.Pattern[str]]]]:
    table: dict[str, list[tuple[str, re.Pattern[str], re.Pattern[str]]]] = {}
    for written, meant, before, after in ROWS:
        behind = (
            rf"\s(?:{after})"
            if after and not after.startswith("(?")
            else rf"(?:\s|(?=[.,;]))(?:{after})"
            if after
            else ""
        )
        row = (meant, pattern(rf"(?:{before})\Z", re.IGNORECASE), pattern(behind, re.IGNORECASE))
        table.setdefault(written, []).append(row)
    return table


CONFUSED = _compiled()
"""By the word as it is written: what is meant, and what then stands before and after it."""
