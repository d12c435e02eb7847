"""What stands around words that are taken for others: patterns of their neighbours."""

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
OWN = rf"{_QUALITY}(?:{'|'.join(_OWNED.split())})\b"
OF = (
    r"\b(?:of|in|on|to|at|by|with|from|under|into|over|through|against|about|between|among|during|within|despite"
    r"|across|behind"
    r"|beyond|via|per|towards?|upon|regarding|concerning|including|throughout|outside|inside|above|below"
    r"|without)\s(?:all\s|both\s)?"
)
DOES = (
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
    r"|lend|lent|ate|eat|drank|wore|pay|paid|praised?|blamed?|refused?|tell|told|build|built"
    r"|grow|grew)\s"
)
ADMITS = (
    r"\b(?!(?:\w*admitted|insisted|claimed|agreed|believed|added|explained|warned|argued|joked|stressed|revealed"
    r"|conceded"
    r"|confirmed|denied|hoped|suggested|maintained|predicted|assumed|ensured|showed|proved|learned|reali[sz]ed"
    r"|decided|noted"
    r"|observed|reported|guessed|feared|vowed|wished|pretended|promised|indicated|signalled|signaled|declared"
    r"|announced|stated"
    r"|acknowledged|recogni[sz]ed|emphasi[sz]ed|asked|need|bed|red)\b)[a-z]{3,}ed\s"
)
NO_NOUN = (
    r"(?!(?:is|are|was|were|be|been|being|will|would|has|had|have|can|could|may|might|must|should|seems?|appears?"
    r"|remains?|exists?|used"
    r"|came|comes|lies|lie|stood|stands|to|no|and|or|but|in|on|at|by|for|with|from|of|when|where|as|because|if|after"
    r"|before|until|since"
    r"|while|about|too|now|then|again|yesterday|today|tomorrow|last|next|this|who|that|it|he|she|they|we|you|i|not|a"
    r"|an|the|also|more"
    r"|onwards?|forever|instead|anyway|alone|so|ever|once|first|together|soon|often|twice|sometimes|always|late|early|quickly"
    r"|safely|though|either"
    r"|every|several|some|people|many|just|only|any|something|nothing|enough|few|little|much|all|going|time|really"
    r"|still|very|what|how"
    r"|never|like|hard|easy|easier|clear|likely|possible|important|difficult|good|great|nice|true|unlikely|my|our"
    r"|your|their|his|her|up"
    r"|there|quite|pretty|probably|certainly|simply|someone|one|expected|said|thought|hoped|believed|over|worth"
    r"|business|better|best|fair"
    r"|understood|estimated|reported|\w+ly|\w+ing|isn['’]t|aren['’]t|wasn['’]t|weren['’]t)\b)[a-z]+"
)
ITS_BE = (
    r"(?:a|an|the|not|been|going\sto|because|too|just\s(?:a|the|not|one|about|that|another|like|been)|my|our|your|that"
    r"|(?:hard|easy|possible|impossible|important|difficult|unclear|good|great|nice|vital|essential)\s(?:to|that|for)"
    r"|(?:likely|unlikely|clear|expected|believed|understood|thought|hoped|estimated)\s(?:to|that)|time\s(?:to|for)"
    r"|(?:very|really|quite|so|pretty)\s(?:hard|easy|difficult|important|likely|unlikely|good|bad|sad|nice|clear|much"
    r"|unusual|rare|early|late|close|cold|hot|expensive)(?=[.,;!]|\s(?:to|that|for|when|if|and|but|in|as|because"
    r"|here)\b)|about\s(?:time|to)|(?:never|always)\s(?:been|a|the|too|easy"
    r"|nice|good|going|hard|great|difficult)|also\s(?:a|an|the|not|been|clear|possible|important|true|worth)"
    r"|no\s(?:good"
    r"|secret|surprise|longer|use|wonder|big|different)|(?:in|on|at|for|up\sto|down\sto)\s(?:the|a|us|you|them)|raining"
    r"|snowing|getting|all\s(?:over|about|gone|right)|what|how|why|where|only\s(?:a|the|been|fair|right)|still\s(?:a"
    r"|the|not"
    r"|being|unclear)|now\s(?:a|the|up|clear|time|been)|worth\s(?:it|[a-z]+ing)|like\s(?:a|an|the|being|this|nothing"
    r"|having)|true\sthat)\b(?!-)"
)
IS = (
    r"(?:is|are|was|were|has|have|will|would|could|should|may|might|must|did|does|died|said|won|left|lost"
    r"|includes?d?|became)\b"
)
COMPARED = (
    r"\b(?:more|less|fewer|greater|higher|lower|better|worse|larger|smaller|bigger|rather|other|faster|slower"
    r"|stronger|weaker|cheaper"
    r"|longer|shorter|older|younger|sooner|earlier|later|deeper|wider|heavier|taller|richer|poorer|further|easier"
    r"|harder)\s(?:[a-z]+\s){0,2}"
)
NOT_THEIRS = "".join(
    f"(?<!{word})"
    for word in ("first", "best", "worst", "second", "third", "people", "friends", "colleagues", "children", "family",
                 "parents", "partners", "rivals", "home")
)  # fmt: skip
"""What people may be as well as have: they're friends."""
CAN = r"\b(?:to|will|would|could|may|might|not|can|cannot|shall|should|must|did|they|we|you|i)\s"
PLACED = (
    r"\b(?:lived?|living|stay(?:ed|ing)?|been|went|go(?:es|ing)?|gone|arrived?|work(?:ed|ing)?|sat|stood|over|out|up"
    r"|down"
    r"|in|from|get|got|getting|died|born|moved|held|from|near|kept|trained|met|served)\s"
)
CLAUSE = r"(?:\b(?:now|say|says|said|because|if|that|and|but|think|hope|believe|know)\s|[.!?]\s|[\"“]|^)"
SO = (
    r"(?:late|early|soon|often|far|old|young|expensive|dangerous|difficult|tired|good|bad|weak|strong|big|small|high"
    r"|low"
    r"|heavy|hot|cold|busy|risky|costly|sick|ill|harsh|lenient|strict|complicated|complex|easy|easily|quickly|slowly"
    r"|hard|severe)\b(?:(?=\s?[.,;!?])|\s(?:to|for|from|and|or|in|on|at|when|but|that|with|because|by))"
)
DONE = (
    r"(?:not\s|also\s|always\s|never\s|just\s|easily\s)?(?:been|had|done|gone|known|seen|made|taken|given|won|got"
    r"|gotten"
    r"|come|said|told|thought|put|left|lost|kept|held|run|met|paid|sent|stood|spent|found|felt|brought|caught|taught"
    r"|bought|built|let|set|hit|cut|hurt|become|read|led|sold|heard|meant|begun|drunk|written|spoken|broken|chosen"
    r"|driven"
    r"|fallen|forgotten|eaten|beaten|[a-z]+ed)\b"
)
BROUGHT_ABOUT = (
    r"(?!(?:(?:the|an?|any|some|this|that|such|real|its|their|his|her|lasting|further|major|positive|social|more)\s)?"
    r"(?:[a-z]+\s)?(?:changes?|reforms?|repairs?|arrests?|entry|entrance|rescues?|escape|cures?|transfers?|payments?"
    r"|delivery|improvements?|reconciliation|compromise|release|transition|settlement|savings|sale|merger|removal"
    r"|turnaround|revolution|closure|takeover|policy|policies)\b)"
)
MOVED = (
    r"\b(?:walk|limp|rac|rush|sprint|stroll|pedal|cycl|jogg|crawl|squeez|slipp|stumbl|wander|float|drift|charg|blast"
    r"|head"
    r"|curl|turn|clipp|roll|mov|jump|skipp|brush|breez|eas|power|storm|surg|thunder|zoom|hurtl|push|look|march|cruis"
    r"|sail"
    r"|pull|travel|parad|glid|edg|chipp|prodd|nodd|steer|thump|rifl|smash|pok|stabb|slid|speed|driv|runn|go|gett|fly"
    r"|sweep)(?:ed|ing)\s|\b(?:walk|drove|drive|went|ran|run|got|get|go|gone|flew|fly|sped|rode|ride|crept|burst|broke"
    r"|shot|swept|swung|slid|limp|just|straight|right|halfway)\s"
)
NOT_A_VOTE = (
    r"(?!the\s(?:(?-i:House|Senate|Commons|Lords|Parliament|Assembly)|committee|lower|upper|test|exam|bill|law|vote)"
    r"\b)"
)
FASTER = (
    r"\b(?:more|less|fewer|greater|higher|lower|better|worse|larger|smaller|bigger|faster|slower|stronger|weaker"
    r"|cheaper"
    r"|longer|shorter|older|younger|sooner|earlier|later|deeper|wider|heavier|taller|richer|poorer|easier|harder)\s"
    r"(?:[a-z]+\s){0,2}"
)
WORTH_COMPARING = (
    r"(?:\d|[£$€]|(?:imports|exports|wages|prices|inflation|earnings|sales|profits|costs|incomes|rents|taxes|revenues"
    r"|rivals|competitors|peers|boys|girls|others|adults|children|people|men|women|households|firms|companies|countries"
    r"|nations|cars|trains|buses|words|actions|mine|yours|ours|theirs|hers|me|him|us|you|any|all|many|some|several|each"
    r"|every|either|both|my|our|your|this|these|what|when|forecast|anticipated|planned|predicted|thought|analysts"
    r"|economists|average|normal|ever|never|originally|initially|anything|everyone|nothing|ones?|again)\b)"
)
LOSABLE = (
    r"(?:the(?!\s(?:hounds|dogs|arrow))|an?|his|her|their|its|our|your|my|out|to|by|weight|jobs?|money|ground|control|heart|interest|sight|touch"
    r"|power|support|hope|\d|all|any|everything|more|some|it|faith|seats?|votes?|confidence|patience|face|sleep|time"
    r"|one"
    r"|two|three|half|track|points?|games?|matches|business|customers|market)\b"
)
LED = (
    r"(?:by|away|from|astray|out|off|into|back|through|up|down|past|around|onto|across|along|over|a|his|her|their"
    r"|them|him"
    r"|the\s(?:way|team|side|party|country|company|club|campaign|field|world|charge|inquiry|investigation|race|line)"
    r"|to\s(?:the|an?|safety|believe|his|her|their|police)|in\s(?:handcuffs|chains))\b"
)
IN_PLACE = r"(?:since|until|when|where|because|before|to(?!-)|with|and\s(?:was|were|is|are|had|has|he|she|they))\b(?!-)"
NO_SHOW = r"(?<!doctor\s)(?<!dr\s)(?<!\bthe\s)"
"""What does not stand before a question: there are Doctor Who and The Who."""
NO_SUBJECT = (
    r"(?!(?:can|could|may|might|will|would|should|must|to|not|did|does|do|people|men|women|police|children|which|who"
    r"|often|also|new|fresh|key|vital|main|possible|narrow|early|big)\b)"
)
