"""Lines that announce something: related stories, keywords, corrections, contacts, end marks, boilerplate."""

import re

from articles.text.dates import lacks_year
from articles.text.patterns import pattern

_RELATED = pattern(
    r"(?:related(?: (?:coverage|stories|story|articles?|news|topics?|content|posts?|links?|reading"
    r"|items?|slideshows?|videos?|galler(?:y|ies)))?(?: (?:from|on|to) .{1,40})?"
    r"|(?:read|see|learn|find out|discover) more(?: (?:on|about|from|in|news|stories|at)\b.{0,50})?"
    r"|read (?:also|next|this|on)|also (?:read|see|on|in)\b.{0,40}"
    r"|more (?:from|on|in|about|news|stories|top|like|headlines|articles|coverage)\b.{0,50}"
    r"|more [A-Z][\w ]{1,30} (?:stories|news)"
    r"|(?:like this\W{1,3})?(?:you )?(?:may|might) (?:also )?(?:like|be interested).{0,20}"
    r"|lesetipps?"
    r"|see also|see (?:more|all)\b.{0,30}|(?:most|top|popular|trending|latest|recent|recommended|featured"
    r"|editor'?s?'?|other|top|must|breaking|today.s|our|this week.s)[- ]"
    r"(?:read|viewed|popular|shared|commented|watched|recent|news|stories|story|articles?|posts?|videos?"
    r"|picks?|choice|headlines|topics?|now|reads?|for you|coverage|on .{2,20})(?: .{0,25})?"
    r"|trending|popular|recommended|what to read next|don.?t miss.{0,20}|up next|next up"
    r"|in case you missed it|around the web|from (?:the|our|around) .{1,30}"
    r"|market voices on|lesen sie auch|mehr zum thema(?: (?:auf|bei|in|im) .{2,40})?"
    r"|mehr (?:aus|von|zu|über)\b.{0,40}|auch interessant"
    r"|das könnte (?:sie|dich|euch).{0,40}|.{0,30}\bkönnten? (?:sie|dich|euch) .{0,20}interessieren"
    r"|zum thema|aus dem ressort|ähnliche (?:artikel|beiträge|themen)|baca juga|berita terkait"
    r"|ilgili haberler|lue myös|(?:weitere|neueste|aktuelle|letzte|beliebte|empfohlene)"
    r" (?:artikel|meldungen|nachrichten|themen|beiträge|inhalte)\b.{0,20}"
    r"|(?:am )?(?:meist|viel|häufig)(?:en)?[- ]?(?:gelesen|geklickt|gesucht|kommentiert)\w{0,2}\b.{0,20}"
    r"|(?:les )?(?:plus lus|derniers articles)|(?:i )?più letti|(?:artículos|entradas) recientes|meest gelezen"
    r"|mest l(?:äs|es)ta?|najczęściej czytane|самое (?:читаемое|популярное)|explore further|inf[oó]rmate más"
    r"|more must[- ]reads?\b.{0,30}|articles correspondants"
    r"|الأكثر قراءة|اقر[أا] أيضا?ً?ا?|(?:موضوعات|مواضيع|أخبار) ذات صلة"
    r"|verwandte .{0,20}"
    r"|(?:mehr (?:zum thema|dazu)|(?:lesen|sehen) sie (?:dazu |hierzu |hier )?auch)\b.{0,50}(?=:)"
    r"|passend zum thema"
    r"|(?:à lire|lire|à voir|voir)(?: aussi| également)?|sur le même (?:sujet|thème)|articles? (?:liés"
    r"|similaires)|plus d.(?:articles|actualités)"
    r"|lea? tambi[ée]n|te puede interesar|más (?:noticias|información|sobre .{0,30}|en .{0,30})|(?:noticias"
    r"|artículos|notas) relacionad[oa]s(?:más del? .{1,20})?|para saber más"
    r"|le puede interesar|temas relacionados|lo más (?:leído|visto)|ver (?:más|todo)\b.{0,40}"
    r"|leia (?:também|mais).{0,30}|veja (?:também|mais)|mais (?:lidas|notícias|sobre .{0,30})"
    r"|notícias relacionadas|leggi anche|potrebbe interessarti|lees (?:ook|meer)\b.{0,20}|meer over .{0,30}"
    r"|läs (?:också|mer)\b.{0,20}|les også"
    r"|czytaj (?:także|też|również|więcej)|zobacz (?:także|też|również|więcej)|(?:polecane|powiązane).{0,20}"
    r"|(?:что (?:ещё|еще) )?почитать|материалы по теме|похожие (?:новости|материалы)|pour aller plus loin"
    r"|читайте (?:также|ещё|еще)|相关(?:阅读|新闻|报道|文章)"
    r"|相關(?:閱讀|新聞|報導|文章)|延伸閱讀|関連(?:記事|ニュース)|추천 뉴스|관련 ?기사)"
    r"\s?[:：…]?",
    re.IGNORECASE,
)
_NEIGHBOUR = (
    r"(?:(?:next|prev(?:ious)?) (?:post|article|story)|(?:nächster|vorheriger) (?:beitrag|artikel)"
    r"|(?:artículo|entrada|post) (?:siguiente|anterior)|article (?:suivant|précédent)"
    r"|articolo (?:successivo|precedente)"
    r"|(?:próximo|anterior) (?:artigo|post)|(?:volgend|vorig) (?:artikel|bericht))"
)
_LEADS_ON = pattern(rf"\W{{0,3}}{_NEIGHBOUR}\W{{0,3}}", re.IGNORECASE)
_LEADS_TO = pattern(
    r"(?:«|←|<<|‹)\s[^»›→]+|[^«‹←]+\s(?:»|→|>>|›)"
    r"|(?:next\s?(?:post|article|story)|(?:prev(?:ious)?|nächster|vorheriger|volgend|vorig|próximo|siguiente|anterior"
    r"|suivant|précédent)(?:\s?(?:post|article|story|beitrag|artikel|artículo|artigo|bericht))?)"
    r"(?-i:(?=[^\W\d_a-zà-ÿ])).+"
    r"|(?:artículo|artigo|entrada|post|article|articolo)\s?(?:siguiente|anterior|suivant|précédent|successivo"
    r"|precedente)(?-i:(?=[^\W\d_a-zà-ÿ])).+",
    re.IGNORECASE,
)
_LEADS_UP = pattern(
    r"\W{0,3}(?:(?:back )?to (?:the )?top|nach oben|zum (?:seiten)?anfang|zurück nach oben|volver arriba"
    r"|haut de (?:la )?page|torna su|naar boven|voltar ao topo|till toppen|do góry)\W{0,3}",
    re.IGNORECASE,
)
_INLINE_RELATED = pattern(
    r"(?:(?:also|must|next|see) ?(?:read|also)|(?:read|see)(?: ?(?:next|more|also|this))?|related(?: (?:story"
    r"|article|news"
    r"|content))?|see also|watch|listen|in pictures|video|more|mira|vea|ver|(?:le|te|les) (?:puede"
    r"|podría) interesar"
    r"|le[aeé]r? (?:m[áa]s|también)|nota relacionada|читайте (?:також|ещё|еще)|यह भी प(?:\u095d|\u0922\u093c)ें"
    r"|mehr zum thema|zum thema|auch interessant|baca juga|oku|haberi oku|lue myös|pročitajte"
    r"|don.t miss|lesen sie auch|lire aussi|à lire aussi|lea también|leia também|leia mais|leggi anche"
    r"|lees ook|läs också|czytaj (?:także|też|również)|читайте также|>>+)"
    r"\s?[:|>]+\s*(?P<title>\S.{8,200})"
    r"|[\[(](?:read|watch|see|listen|more|video|photos|related)(?: also| more)?"
    r"\s?:\s?(?P<bracketed>[^\[\]()]{8,200})[\])]"
    r"|\[\s(?P<alone>[^\[\]]{20,200}[^\[\].\s])\s\]"
    rf"|{_NEIGHBOUR}(?:\s?[:|>»]\s?|(?=(?-i:[^\W\d_a-z])|[¿¡“„«\"]))(?P<beside>\S.{{8,200}})",
    re.IGNORECASE,
)
_MEDIUM = pattern(r"\W*(?:watch|listen|in pictures|video|photos)\b", re.IGNORECASE)
_KEYWORDS = pattern(
    r"(?:tags?|topics?|keywords?|key words|filed under|in this (?:article|story)|categor(?:y|ies)|posted in"
    r"|labels|section|subjects?|hashtags|related (?:topics|tags)"
    r"|ressort|rubrik|rubrique|sección|sezione|editoria"
    r"|themen(?: in diesem artikel)?|schlagw(?:örter|orte)|stichw(?:örter|orte)"
    r"|mots[- ]clés|palabras clave|sujets|etiquetas|temas|argomenti)"
    r"\s?[:：|]\s?.{1,300}",
    re.IGNORECASE,
)
_BETWEEN_KEYWORDS = pattern(r"\s*[,;|•·/、，]\s*|\s+(?=#)")
_SECTION = pattern(
    r"(?:section|categor(?:y|ies)|posted in|filed under|ressort|rubrik|rubrique|sección|sezione|editoria)\b",
    re.IGNORECASE,
)
_END_MARK = pattern(
    r"(?:-\s?30\s?-|#{3}|\(?(?:ends|end)\)?|\[ends?\]|/ends?|-ends?-|\(完\)|（完）|\*{3,}|_{3,}|-{3,}|={3,}"
    r"|~{3,})",
    re.IGNORECASE,
)
_EDITORS_NOTE = pattern(
    r"\(?(?:eds?:|note to editors|editor.?s.? note|editors:|adds?\b|updates?\b|updating\b|recasts?\b"
    r"|refiles?\b|rewrites?\b|removes?\b|releads?\b|with .{3,60}photos?|for more .{3,80}double.?click"
    r"|repeat(?:s|ing)?\b)"
    r"|this is a (?:breaking|developing).{0,20}(?:story|news)",
    re.IGNORECASE,
)
_CORRECTION = pattern(
    r"\(?(?:correction|corrects|corrected|clarification|this (?:article|story|post"
    r"|version).{0,40}(?:corrected|amended|updated))\b",
    re.IGNORECASE,
)
_CONTACT = pattern(
    r"(?:(?:to )?contacts?(?: the (?:writer|author|reporter)| us| details| information)?\b"
    r"|media (?:contacts?|enquiries|inquiries)"
    r"|investor (?:contacts?|relations)|(?:tel|phone|fax|mob(?:ile)?|e-?mail|twitter)\s?[:.]|for (?:further"
    r"|more|media) (?:information|enquiries|inquiries).{0,40}contact"
    r"|write to .{1,60} at \S+@|follow .{1,40} on (?:twitter|x|instagram|facebook)|\S+@\S+\.\w{2,6}$"
    r"|@\w{2,30}$)",
    re.IGNORECASE,
)
_BOILERPLATE = pattern(
    r"a version of this (?:article|story) (?:appear|ran).{0,160}"
    r"|about (?-i:[A-Z])\S*(?: \S+){0,5}|this (?:article|story|post|piece|report)\b.{0,40}(?:first "
    r"|originally )?(?:appeared|published).{0,120}|forward-looking statements?|safe harbor.{0,40}"
    r"|dieser (?:artikel|text|beitrag) (?:erschien|ist .{0,60}erschienen|wurde .{0,80}veröffentlicht).{0,120}"
    r"|cet article (?:a été |est )(?:initialement |d.abord )?(?:publié|paru).{0,120}"
    r"|este artículo (?:fue|se) publi.{0,120}|questo articolo è (?:stato )?(?:apparso|pubblicato).{0,120}"
    r"|(?:the )?(?:views|opinions) expressed .{0,200}|(?:[a-z]+ )?disclaimer\s?:.{0,470}|disclaimer.{0,200}"
    r"|the following information is not.{0,60}",
    re.IGNORECASE,
)
_EMBARGO = pattern(
    r"(?:strictly )?(?:embargo(?:ed)?\b|not for (?:release|publication|use) (?:before|until)"
    r"|hold for release).{0,120}|for immediate release",
    re.IGNORECASE,
)


_MANY = r"(?:(?:about|over|almost|etwa|env\.) )?(?:an?|one|eine[rm]?|une?|una|\d+)\+?\s?[^\W\d]\S{0,9}"
_CLOCK = r"(?:(?:at|um|à|a las|alle|kl\.?|om|в) )?\d{1,2}[:.h]\d\d(?:\s?(?:[ap]\.?m\.?|uhr|h))?"
_AGO = pattern(
    r"(?:(?:first |last )?(?:published|posted|updated|added|modified)\W{0,3}|(?:aktualisiert"
    r"|veröffentlicht|publié"
    r"|publicado|actualizado)\W{0,3})?"
    rf"(?:{_MANY} (?:ago|fa|geleden|siden|sedan|temu|önce|lalu|atrás|назад|पहले)"
    rf"|(?:vor|il y a|hace|há|för|for|acum|před|منذ) {_MANY}(?: (?:sedan|siden))?"
    r"|\d+\s?(?:秒|分|分钟|時間|小时|小時|日|天|분|시간|일)\s?(?:前|전)|कुछ ही क्षण पहले)"
    rf"(?: {_CLOCK})?(?: by .{{2,40}})?",
    re.IGNORECASE,
)


def is_relative_date(text: str) -> bool:
    """ "22 hours ago": when a card of another story says that it came out. Without its year a date is one too."""
    return bool(_AGO.fullmatch(text)) or lacks_year(text)


def leads_on(text: str) -> bool:
    """Whether a line says that the title under it is of the story before or after: "Next Post"."""
    return len(text) < 30 and bool(_LEADS_ON.fullmatch(text))


def leads_to_another(text: str) -> bool:
    """Whether a line is a link to the story before or after: "« Old mole to be mended", "Next articleFerry sinks"."""
    return bool(_LEADS_TO.fullmatch(text))


def leads_up(text: str) -> bool:
    """Whether a line leads back to the top of its page."""
    return len(text) < 30 and bool(_LEADS_UP.fullmatch(text))


def is_related_label(text: str) -> bool:
    """Whether a line heads a list of other stories."""
    return len(text) < 70 and len(text.split()) < 10 and bool(_RELATED.fullmatch(text))


def inline_related(text: str) -> str:
    """The title in "ALSO READ: Council backs the bridge"; "" for other lines."""
    match = _INLINE_RELATED.fullmatch(text) if len(text) < 260 else None
    return next(filter(None, match.groups())).strip() if match else ""


def related_label(text: str) -> str:
    """What "See also: Council backs the bridge" says before the title; "" where nothing does, or what says how the
    other story is told ("Video: …").
    """
    title = inline_related(text)
    label = text[: text.index(title)].strip() if title else ""
    return "" if _MEDIUM.match(label) or not any(map(str.isalpha, label)) else label


def is_keywords(text: str) -> bool:
    """Whether a line lists keywords under a label."""
    return bool(_KEYWORDS.fullmatch(text)) and not text.endswith(".")


def keywords(text: str) -> tuple[str, ...]:
    """The words that a line of keywords lists, without its label."""
    if is_keywords(text):
        text = re.split(r"[:：|]", text, maxsplit=1)[1]
    words = (word.strip(" \t#•.") for word in _BETWEEN_KEYWORDS.split(text))
    return tuple(dict.fromkeys(word for word in words if word))


def names_section(text: str) -> bool:
    """Whether a line says by its label to which section a story belongs: "Section: Harbour"."""
    return is_keywords(text) and bool(_SECTION.match(text))


def is_end_mark(text: str) -> bool:
    """Whether a line says that the story ends here, or rules it off."""
    return bool(_END_MARK.fullmatch(text))


def is_editors_note(text: str) -> bool:
    """Whether a line in brackets, or beginning "Eds:", speaks to editors."""
    bracketed = text.startswith("(") and text.endswith(")")
    return (
        len(text) < 400
        and bool(_EDITORS_NOTE.match(text))
        and (bracketed or not text[0].isalpha() or text[:3] in ("Eds", "Edi", "Thi", "Not"))
    )


def is_correction(text: str) -> bool:
    """Whether a line says what was corrected."""
    return (
        len(text) < 400
        and bool(_CORRECTION.match(text))
        and (text.startswith(("(", "This")) or ":" in text[:15])
    )


def is_contact(text: str) -> bool:
    """Whether a line says whom to call or write to."""
    return len(text) < 260 and bool(_CONTACT.match(text))


def is_boilerplate(text: str) -> bool:
    """Whether a line is the standing text of a release or a page."""
    return len(text) < 500 and bool(_BOILERPLATE.fullmatch(text))


def is_embargo(text: str) -> bool:
    """Whether a line says when copy may be used."""
    return len(text) < 150 and bool(_EMBARGO.fullmatch(text))
