"""Words taken for others, told by the parts of speech beside them: what never follows the one, and does the other.

The rows are those of ``confusables``: written, meant, before, after.
"""

from articles.text.style.words.surroundings import BROUGHT_ABOUT, NO_NOUN

_PREPOSITION = r"(?:by|of|in|for|to|from|on|with|at|as|about|without|under|into|out|over)\b"
_PARTICIPLE = (
    r"(?:(?!(?:need|feed|seed|speed|weed|deed|breed|indeed|hundred|sacred|shred|beloved|wicked)\b)[a-z]{2,}ed"
    r"|caught"
    r"|taken|given|known|born|driven|stuck|bitten|hidden|sworn|forbidden|shaken|stung|paid|told|sent|sold"
    r"|taught|torn"
    r"|worn|chosen|beaten|bound|drawn)"
)
_PURE_LIST = """
    wide deep shallow tall short loud noisy dark bright dangerous risky expensive cheap costly heavy small big large
    great tiny huge old young ill sick weak strong frail poor rich tired drunk scared afraid frightened angry sad happy
    nervous busy crowded complex complicated difficult hard easy simple vague broad strict harsh lenient generous soft
    tough rough far late early soon fast quick hot cold humid windy icy muddy slippery fragile rusty unstable unsafe
    remote similar different good bad nice proud ashamed embarrassed stubborn lazy greedy optimistic cautious
    pessimistic timid severe
    painful bitter sweet salty spicy important valuable precious rare common often political technical
    personal sensitive controversial high low steep wealthy inexperienced raw hasty detailed lengthy unreliable
    impractical bulky distant quickly slowly easily heavily badly predictable familiar busy faint blurred damaged
    traumatic traumatised traumatized distressing premature ambitious narrow-minded clever polite
"""
_PURE = rf"(?:{'|'.join(_PURE_LIST.split())}|[a-z]{{3,}}(?:ous|less|ful)(?<!bless)(?<!unless))"
"""Adjectives that are no verbs."""
_ALSO_VERBS = r"(?:narrow|slow|thin|wet|warm|cool|dry|dirty|weary|steady|quiet|shy|faint|blunt|dim)"
_AT_END = r"(?=\s?[.;!?])|(?=,\s(?!(?:[a-z]+ed|[a-z]+)\s(?:and|or)\b))"
_BE = (
    r"\b(?:is|was|are|were|been|being|be|it['’]s|that['’]s|isn['’]t|wasn['’]t|aren['’]t|weren['’]t|not|looks?"
    r"|looked"
    r"|seems?|seemed|feels?|felt|became|becomes?|become|proved|found\sit|made\sit|considered|deemed|thought"
    r"|judged)\s"
    r"(?:(?:simply|far|way|just|still|really|often|sometimes|generally|perhaps|already|always|never|now"
    r"|slightly|rather"
    r"|much|all|also|probably|clearly|largely|either|both)\s)?"
)
_FIRST_OF_MANY = (
    r"\b(?:an?|another|one|every|each)\s(?:(?:young|elderly|older|old|pregnant|local|married|single)\s)?"
)
_MANY = (
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|many|several|these|those|both)\s(?:(?:young|elderly"
    r"|older|old"
    r"|pregnant|local|married|other)\s)?"
)
_PERSON = r"(?:who|whose|in|from|with|aged|and|at|on|had|told|said)\b"
_AFFECTED = (
    rf"{BROUGHT_ABOUT}(?!(?:results?|measures|ends|peace|exchanges|agreements|outcomes|shifts|cuts|differences)\b)"
    r"(?:[a-z]{3,}(?<!s)s|trade|business|everyone|everybody|anyone|production|output|growth|tourism|traffic|health"
    r"|sleep|behaviou?r|performance|demand|employment|turnout|voting|training|attendance)\b"
)
_PAST = (
    r"(?:the|an?|his|her|its|their)\s[^.;:!?]{1,60}\b(?:(?:for|in|after|over)\s(?:[\w-]+\s){1,3}(?:years"
    r"|months|seasons"
    r"|weeks|decades)|(?:in|from|until|between|since)\s(?:19|20)\d\d|last\s(?:year|month|week|season|night|summer"
    r"|spring|autumn|winter)|yesterday|(?:years|months|weeks)\sago|before\s(?:he|she|it|they)\s[a-z]+ed)\b"
)
"""What is led, and when that was."""
_SINGULAR = (
    r"(?:the|his|her|its|their|our)\s(?:[a-z]+\s)?(?!(?:men|women|people|police|children|crew|staff|group|family"
    r"|couple|pair|trio|duo|party|government|team|side|club|band|majority|opposition|home|public|army|company"
    r"|firm)\b)"
    r"[a-z]+(?<!s)\s"
)
_HEAD = r"(?:^|[.;,]\s|[“\"]|\b(?:when|after|before|because|while)\s)"
_SENTENCE = (
    r"(?:^|[.;!?][\"”]?\s|[“\"])(?:(?!(?:will|would|to|can|could|may|might|must|should|shall|let|did|does|do"
    r"|if|and)\b)"
    r"[\w'’,-]+\s){0,7}"
)
"""A sentence as far as there is nothing in it that a bare verb follows."""
_TITLED = (
    r"\b(?:Mr|Mrs|Ms|Dr|Sir|Dame|Sergeant|Sgt|Inspector|Constable|Captain|Capt|Prof|Professor|Judge|Supt|Colonel"
    r"|Superintendent|Detective)\.?\s(?:[\w'’-]+\s)?[\w'’-]+,\swho\s"
)
_PAPERS = (
    r"over\s(?:(?!(?:and|or|on|onto|into|to|in|at|from|for|with|by|as)\b)[a-z-]+\s){0,4}(?:documents?|papers"
    r"|figures"
    r"|footage|maps?|images|data|cctv|tapes|transcripts|spreadsheets?|statistics|manuscripts?|letters|diaries"
    r"|blueprints"
    r"|reports?|archives?|ledgers?|photographs|photos|e-?mails|statements|results|details|drawings|contracts?"
    r"|records"
    r"|evidence|files?|newspapers|notes|scripts?|minutes|recordings?|videos?|listings|brochures?|accounts"
    r"|books|charts"
    r"|plans|clues|bills|texts?|invoices|receipts|registers?|catalogues?|catalogs?)\b"
)
_NO_LIQUID = "".join(
    rf"(?<!{liquid}\s)(?<!{liquid}\swas\s)(?<!{liquid}\sis\s)"
    for liquid in (
        "water",
        "rain",
        "petrol",
        "oil",
        "paint",
        "coffee",
        "wine",
        "tea",
        "milk",
        "acid",
        "ink",
        "blood",
        "fuel",
        "light",
        "smoke",
        "floodwater",
        "mud",
        "sand",
    )
)
_ROOMS = (
    r"(?:loft|garden|kitchen|bedrooms?|attic|basement|cellar|shed|garage|tent|caravan|lounge|flats?|apartments?|van"
    r"|vehicles?|hotel|rooms?|beds?|teens|twenties|thirties|forties|fifties|\d0s|sleep|wake|midst|entirety"
    r"|bid|quest"
    r"|hometown|neighbou?rhoods?|classrooms?|driveways?|pockets?|bags|pyjamas|seats?|(?:hundreds|thousands"
    r"|droves)(?!\sof))\b"
)
_WEATHER = (
    r"to\s(?:heavy\s|thick\s|bad\s|high\s|severe\s|black\s)?(?:fog|snow|ice|rain|flooding|floods|illness"
    r"|injury|winds"
    r"|weather|roadworks|flu|covid|sickness|subsidence|a\slack|lack|staff\sshortages|fears|vandalism)\b"
)
_GOVERNS = (
    r"\b(?:hopes?|hoped|hoping|wants?|wanted|wanting|plans|planned|planning|due|asked|told|forced|ordered"
    r"|urged|allowed"
    r"|able|unable|likely|unlikely|expected|set|agreed|decided|refused|failed|tried|trying|began|begun|going|needs?"
    r"|needed|used|ought|continued?|threatened|vowed|promised|offered|invited|encouraged|supposed|required|chose"
    r"|managed|intends?|intended|attempted|struggled|struggling|is|was|are|were|has|have|had)\s"
)
_VERB = (
    r"(?:be|have|do|go|get|make|take|give|see|come|keep|pay|find|tell|ask|leave|stay|win|play|help|stop|start"
    r"|begin|run"
    r"|move|work|join|return|reopen|build|sell|buy|raise|reduce|increase|avoid|become|bring|change|continue"
    r"|create|meet"
    r"|show|speak|spend|visit|wait|walk|watch|write|appear|attend|believe|consider|face|fight|improve|learn|protect"
    r"|provide|reach|receive|remain|replace|resign|save|send|sign|step|support|survive|talk|turn|vote)\b(?![-.,;])"
)

ROWS = (
    ("it's", "its", r"\b(?:of|in|on|at|by|with|from|under|into|through|despite|across|behind|against|during|within"
        r"|throughout)\s", r"(?!(?:being|going|not|getting|having|doing|saying)\b)[a-z]+ing\s[a-z]+"),
    ("it's", "its", r"\b(?:had|has|have|having)\s", rf"{NO_NOUN}(?<!ed)(?<!en)(?<!got)"),
    ("it's", "its", r"\b(?:cited|seen|regarded|described|named|hailed|listed|used|chosen|given|billed)\sas\s",
        NO_NOUN),
    ("there", "their", r"\b(?:celebrat|mark|reach)(?:e|es|ed|ing)?\s", r"\d+(?:st|nd|rd|th)\b"),
    ("there", "their", r"\b(?:in|inside|from|to|near|outside|on)\s", _ROOMS),
    ("they're", "there", "", r"(?:is|was|are|were|(?:has|have|had)\sbeen|(?:will|must|may|should|can"
        r"|would)\sbe)\b"),
    ("who's", "whose", r"(?<!doctor\s)(?<!dr\s)\b(?:the|an?)\s[a-z]+\s", r"(?!(?:ill|dead|sick|responsible"
        r"|guilty|free"
        r"|alive|late|pregnant|old|young|new|here|there|not|now)\b)[a-z]+(?<!ing)(?<!ed)(?<!ly)(?<!en)\shad\b"),
    ("whose", "who's", "", rf"{_PARTICIPLE}\s{_PREPOSITION}"),
    ("your", "you're", "", rf"{_PARTICIPLE}\s(?!as\b|to\b){_PREPOSITION}"),
    ("your", "you're", r"\b(?:if|when|once|unless|until|that|think|thinks|know|because|since|whether|say|and"
        r"|while)\s",
        rf"{_PARTICIPLE}\sto\b"),
    ("your", "you're", "", r"(?:able|unable|unsure|sure|afraid|aware|unaware|likely|unlikely|liable|sorry"
        r"|glad|worried"
        r"|responsible|guilty|happy|unhappy|lucky|tired|proud|eligible)\s(?:to|of|about|for|that|if|in|with)\b"),
    ("your", "you're", r"\b(?:if|when|unless|that|think|know|as|because|since|whether|say|while|hope)\s",
        r"(?:able|unable|unsure|sure|afraid|aware|unaware|sorry|late|early|pregnant|ill|lucky|alone|right"
        r"|wrong|ready"
        r"|under\s\d\d|over\s\d\d)(?=[.,;!?])"),
    ("your", "you're", r"\b(?:if|when|unless|because|while|whether|as)\s", r"(?!(?:wedding|morning|evening|building"
        r"|meeting|king|feeling|being)\b)[a-z]{2,}ing\s(?:at\snight|an?|the(?!\sother)|too|out|home|alone"
        r"|to\s(?:the|an?"
        r"|work|school|be|get|go|see|make|take|buy|sell)|your)\b"),
    ("then", "than", r"\b(?:would|could|['’]d)\ssooner\s(?:[a-z]+\s){1,3}", r"[a-z]+"),
    ("then", "than", r"\b(?:more|less|fewer|greater|higher|lower|better|worse|larger|smaller|bigger|faster"
        r"|slower|longer"
        r"|shorter|sooner|earlier|later|deeper|wider|cheaper|easier|harder)\s",
        r"(?:scheduled|advertised|required|budgeted|intended|necessary|feared|promised|hoped|usual|imagined"
        r"|estimated)\b"),
    ("than", "then", r"\b(?:and|but)\s", r"(?!(?:expected|needed|planned|scheduled|required|anticipated"
        r"|predicted|used"
        r"|estimated|hoped|feared|reported)\b)(?:[a-z]{3,}ed|became|went|came|took|gave|ran|told|said|fell"
        r"|began|won"
        r"|lost|sold|bought|drove)\b"),
    ("to", "too", _BE, rf"{_PURE}\b(?!-)(?:{_AT_END}|\s(?:to|for|from|and|or|in|on|at|when|but|that|with"
        rf"|because|by)\b)"),
    ("to", "too", _BE, rf"{_ALSO_VERBS}\b(?!-)(?:(?=\s?[.;!?])|\sfor\s(?:the|an?|his|her|their|its|it|him"
        rf"|them|us|me|some"
        r"|many|most|such|large|big|comfort|two|any|cars|buses|lorries|people|children)\b)"),
    ("to", "too", _BE, rf"(?:{_ALSO_VERBS}|long)\sto\s(?:{_VERB}|(?:react|act|use|respond|notice|cope|spot"
        rf"|catch|carry"
        r"|fit|pass|drive|handle|allow|hold|bear|compete|challenge|understand)\b)"),
    ("to", "too", r"\b(?:takes?|took|taken|taking|lasted?|waited|stayed|wait)\s", r"long\b(?:\s(?:to|for|in"
        r"|and|on)\b|(?=[.,]))"),
    ("to", "too", r"\b(?:is|was|are|were|been|not|it['’]s|at|of|for|by|with|paid|pay|took|take|far|pos(?:e|ed"
        r"|es|ing))\s",
        rf"(?!more\b){_PURE}\san?\s[a-z]+"),
    ("to", "too", r"\b(?:of|for|by|with|from|after|under)\s", rf"(?:much|many|few|little|{_PURE})\s(?!effect"
        rf"|avail)[a-z]+"),
    ("to", "too", r"\b(?:said|says|that|because|but|when|as|if)\s", r"(?:few|many|much"
        r"|little)\s(?:[a-z]+\s){1,2}(?:are"
        r"|were|have|is|had)\b"),
    ("too", "to", _GOVERNS, _VERB),
    ("too", "to", r"\b(?:taken?|took|taking|sent|brought|rushed|airlifted)\s", r"(?:court|hospital|jail|prison|task"
        r"|school|safety)\b"),
    ("two", "too", r"(?<!\bthe\s)(?<!these\s)(?<!those\s)(?<!other\s)(?<!last\s)(?<!first\s)", r"(?:much"
        r"|many)\b(?!-)"),
    ("loose", "lose", r"\b(?:afford|stands?|likely|liable|going|hate|about|expected|beginning|continue|want)\sto\s",
        r"(?!(?:arrows?|hounds|dogs|an\sarrow|off|upon)\b)(?:[a-z]|[£$€\d])"),
    ("loose", "lose", r"\b(?:to|will|would|could|may|might|not|can|cannot|should|must)\s", r"(?:another|thousands"
        r"|hundreds|millions|billions|livelihoods?|licen[cs]es?|trust|access|consciousness|count|hair|homes?"
        r"|[£$€])\b"),
    ("effect", "affect", r"\b(?:will|would|could|may|might|can|cannot|not)\s", _AFFECTED),
    ("effected", "affected", r"\b(?:has|have|had)\s(?:also\s|already\s|badly\s)?", _AFFECTED),
    ("lead", "led", rf"{_HEAD}{_SINGULAR}", r"(?:his|her|him|them|the\s(?:way|side|team|charge|singing"
        r"|tributes))\b"),
    ("lead", "led", rf"{_SENTENCE}(?:[a-z]+,\s|(?-i:[A-Z])[a-z]+\s|(?:he|she|it|who|they)\s)", _PAST),
    ("lead", "led", r"(?<!saw\s)(?<!see\s)(?<!let\s)(?<!made\s)(?<!make\s)(?<!that\s)(?<!ould\s)(?<!will\s)(?<!did\s)"
        r"\b(?:his|her|their|its)\s(?!(?:dog|cable|extension|guitar|power|charging|new|narrow)\b)[a-z]+(?<!s)"
        r"\s", r"to\s(?:his|her|the|an?|their)\b"),
    ("lead", "led", _TITLED, r"(?:the|an?|his|her)\b"),
    ("passed", "past", r"\b(?:in|over|from|of|for)\s", r"(?:years|decades|centuries|seasons|months)\b"),
    ("past", "passed", r"\b(?:he|she|they|who|i|we|you)\s(?:has\s|have\s|had\s)?", r"(?:his|her|their|my|our"
        r"|the|a)\s"
        r"(?:[a-z-]+\s)?(?:tests?|exams?|degree|medical|audition|fitness)\b"),
    ("past", "passed", r"\b(?:bill|law|act|motion|measure|resolution|budget|legislation|ordinance"
        r"|amendment)\s(?:was|were"
        r"|is|has\sbeen|be)\s", r"(?:in|by|on|last|with|unanimously|without)\b"),
    ("compliments", "complements", r"\b(?:perfectly|nicely|beautifully|neatly|superbly)\s", r"(?:the|its"
        r"|their|a|any)\b"),
    ("rein", "reign", r"(?:['’]s|\b(?:his|her|the))\s(?:[a-z]+\s)?", r"(?:lasted|began|ended|saw|came\sto)\b"),
    ("poured", "pored", rf"{_NO_LIQUID}\b(?!(?:was|were|is|are|be|been|being|and)\b)[\w'’]+\s", _PAPERS),
    ("pouring", "poring", _NO_LIQUID, _PAPERS),
    ("poured", "pored", r"\b(?:detectives|officers|investigators|analysts|scientists|historians|auditors|lawyers"
        r"|researchers|he|she|experts|scholars)\s(?:have\s|has\s|had\s)?", r"over\s(?:the|his|her|every|hours"
        r"|it|them)\b"),
    ("pouring", "poring", r"\b(?:(?:detectives|officers|investigators|analysts|scientists|historians|auditors"
        r"|lawyers"
        r"|researchers|he|she|experts|scholars)\s(?:are|were|is|was)|(?:hours|days|weeks|months|years"
        r"|evenings|nights"
        r"|time))\s", r"over\b"),
    ("whether", "weather", r"\bthe\s", r"(?:was|is|will|has|had|should|turned|cleared|improves?d?|forecast)\b"),
    ("moral", "morale", r"(?<!story)(?<!fable)(?<!tale)(?:['’]s|s['’])\s", r"(?:was|is|has|had|fell|improved"
        r"|remains?)\b"),
    ("moral", "morale", r"(?<!\bthe\s)(?<!\ba\s)", r"among\b"),
    ("court", "caught", r"\b(?:was|were|been|being)\s", r"(?:at|by|in|on|trying|shoplifting)\b"),
    ("do", "due", r"\b(?!(?:they|can|will|would|could|people|what|must|should|might|shall|that|just|cannot"
        r"|these|this|also"
        r"|really|[a-z]+s)\b)[a-z]{4,}\s", _WEATHER),
    ("decent", "descent", r"\b(?:the|a|its|their|steep|rapid)\s", r"(?:from|into|down|towards?)\b"),
    ("one", "won", r"\b(?:he|she|they|who|has|have|had)\s", r"the\s(?:argument|case|appeal|vote|war|battle|lottery"
        r"|trophy|tournament)\b"),
    ("here", "hear", r"\b(?:could|can|cannot|couldn['’]t|can['’]t)\s", r"(?:shots|screams?|voices|music"
        r"|gunfire|noises?"
        r"|sirens|shouting|people|cries|him|her|them|what|every|explosions?|birds|footsteps|traffic)\b"),
    ("women", "woman", _FIRST_OF_MANY, rf"(?:{_PERSON}"
        rf"|of\s)"), ("men", "man", _FIRST_OF_MANY, rf"(?:{_PERSON}|of\s)"),
    ("woman", "women", _MANY, rf"(?:{_PERSON}|were\b|are\b|have\b)"),
    ("man", "men", _MANY, rf"(?:{_PERSON}|were\b|are\b|have\b)"),
)  # fmt: skip
