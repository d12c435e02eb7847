"""Page furniture: what the pages of any site say around a story. General vocabulary only, in the common languages."""

import re
from functools import lru_cache

from articles.text.parsing.hints import Hints
from articles.text.parsing.picturelines import picture_line
from articles.text.patterns import pattern

# A line made of nothing but these is furniture, glued or not: "FacebookTwitterEmail", "cancel email link share".
# Each is taken once and not given back, so a line of prose is done with at its first word.
_TOKENS = pattern(
    r"(?:facebook|twitter|linkedin|whatsapp|flipboard|messenger|reddit|telegram|pinterest|instagram|youtube"
    r"|google|plus\b"
    r"|tumblr|bluesky|threads|viber|vkontakte|mastodon|snapchat|tiktok|\brss\b|e-?mail|print|share|save|send"
    r"|copy|link"
    r"|bookmark|cancel|close|embed|tweet|comments?|icon|button|arrow|image|menu|search|login|log ?in"
    r"|sign ?in|sign ?up"
    r"|register|subscribe|follow|home|next|previous|\bback\b|\btop\b|post|listen|more|large|medium|small|teilen"
    r"|drucken"
    r"|kommentare?|merken|partager|imprimer|commenter|compartir|imprimir|comentarios|compartilhar|condividi"
    r"|stampa"
    r"|delen|dela\b|udostępnij|поделиться|分享|blog|discuss|about|this|article|story|page|on|via|to|and|us|the|or|of\b"
    r"|\bx\b|\d+"
    r"|[ |,·•/.:&!()-])*+",
    re.IGNORECASE,
)

_LINE = pattern(
    r"(?:loading(?: more)?(?:\s?\.{2,3}|…)?|advert(?:isement|ising)?s?|ad|sponsored(?: (?:content|features?"
    r"|links?))?|promoted"
    r"|anzeige|werbung|reklama?|publicit[ée]|publicidad|publicidade|pubblicit[àa]|annons|advertentie|реклама"
    r"|広告"
    r"|(?:share|save|print|e-?mail|listen to|bookmark|rate) (?:this|the) (?:article|story|page|post)\w*"
    r"|(?:click|tap) (?:here )?to (?:copy|share|play|expand|enlarge)\w*.{0,40}|(?:link )?copied!?"
    r"|copy (?:link|url).{0,30}"
    r"|(?:view|show|hide|load|read|post|add|leave|write|join|see)(?: all| a| your| more| the"
    r"| \d+)* (?:comments?|reply|"
    r"discussion|conversation|full (?:story|article|bio)|gallery|replies)|no comments(?: yet)?"
    r"|\d+ (?:comments?|shares?|views?|replies)"
    r"|comments?(?: \(\d+\)| are closed\.?| section)?|(?:skip|jump) to .{0,30}|back to (?:top|home\w*|news)"
    r"|(?:please )?(?:log|sign)(?:ged)? in(?: to .{0,40}| or .{0,40}|/.{0,20})?\.?|not logged in"
    r"|\|?\s*register\s*/\s*log ?in"
    r"|(?:ca\. )?\d{1,3}\s?-?(?:min|mins|minutes?|minuten)\.?(?: read| lesezeit)?|(?:est\.? )?(?:reading"
    r"|lese) ?(?:time|zeit)\W.{0,30}"
    r"|(?:about )?(?:an?|\d+) (?:second|minute|min|hour|hr|day|week|month|year)s? ago|(?:just now|yesterday"
    r"|today)"
    r"|story continues.{0,40}|article continues.{0,40}|continue reading.{0,40}|keep reading"
    r"|read (?:the )?(?:full|rest|original).{0,40}"
    r"|follow .{0,40}|listen|watch|play(?: video)?|video|image|images|photos?|gallery|audio|photo|picture"
    r"|(?:slideshow|gallery|photos|fotos(?:trecke)?|bilder)\s?\(\s?\d{1,3}(?: \w{1,8})?\s?\)|slideshow"
    r"|you are here:?|text ?: ?a+\s?print|(?:large|medium|small)(?: (?:large|medium|small))+"
    r"|font size.{0,20}|aa+"
    r"|next(?: article| story| post| page| up)?|prev(?:ious)?(?: article| story| post| page)?|more|mehr|menu"
    r"|topics?|tags?"
    r"|home|news|search|subscribe.{0,30}|subscribed|sign up.{0,40}|newsletters?|whatsapp|translate"
    r"|cookies?.{0,30}"
    r"|(?:text|source|photos?) ?:|get (?:the )?app|download.{0,30}|open in app|buy now|shop now|learn more"
    r"|find out more"
    r"|views? ?:? ?[\d,.]+k?|hits ?: ?\d+|[\d,.]+k?|\d{1,2}:\d\d(?: min)?"
    r"|[\d.,]+ ?[km]? ?(?:likes?|shares)(?: share on \w{1,12})?"
    r"|\W{0,3}image\W{0,3}|read (?:in|on) .{0,30}"
    r"|kopiere.{0,40}|zur (?:start|haupt)\w+.{0,20}|zum (?:inhalt|artikel)\w*.{0,20}|direkt zum .{0,20}"
    r"|leserbrief\w*.{0,20}|(?:読了|阅读|閱讀)(?:時間|时间).{0,12}"
    r"|(?:artikel )?(?:anhören|drucken|teilen|merken|versenden).{0,20}|\|\s*.{0,20}log ?in.{0,20}"
    r"|(?:jetzt )?weiter ?lesen.{0,3}|lire (?:la suite|plus).{0,3}|(?:seguir leyendo|leer más|ler mais"
    r"|continua a leggere|läs mer|czytaj dalej|читать далее|подробнее|devamını oku).{0,3}"
    r"|(?:印刷|シェア|ツイート|ブックマーク|分享|收藏|打印|列印|字号|字號|評論|评论|转发|공유|인쇄|스크랩)(?:する|到|:|：)?.{0,6}"
    r"|.{1,12}(?:でシェア|にシェア|でブックマーク)(?:する)?.{0,6}|\[?pr\]?|广告|廣告|광고|返回.{1,8}|查看更多.{0,6}"
    r"|view this post on instagram|a post shared by .{1,120}|(?:image|bild|photo) \d+ (?:of|von|/).{0,12}"
    r"|(?:责任编辑|責任編輯|编辑|编审|原标题|平台声明|免责声明|版权声明|发布于|声明)\s?[:：].{0,120}"
    r"|(?:warning|notice|deprecated|(?:fatal|parse) error): .{0,250} on line \d+"
    r"|\W{0,4}(?:enlarge(?: (?:this )?(?:image|photo|picture))?|(?:bild )?vergrößern|agrandir)"
    r"|(?:donate|support us|spenden?|jetzt (?:spenden|unterstützen)|faire un don|haz una donación)(?: now| today)?!?"
    r"|(?:kommentieren|kommentare) (?:ist|sind) (?:(?:momentan|derzeit|leider) )?(?:nicht möglich|geschlossen)\.?"
    r"|(?:empfohlener )?(?:redaktioneller|externer) inhalt|empfohlener .{0,20}inhalt"
    r"|\W{0,6}scroll down\b.{0,30}"
    r"|share (?:current article |this )?(?:via|on|by) (?:facebook|twitter|x|linkedin|whatsapp|e-?mail)"
    r"|(?:auf|via|per) (?:facebook|twitter|x|linkedin|whatsapp|e-?mail) teilen.{0,12}|link kopieren.{0,20}"
    r"|iframe:.{0,80}|[\[(]?button[\])]?.{0,20})",
    re.IGNORECASE,
)

# For small letters: a search that minds case is more than twice as fast.
_PHRASE = pattern(
    r"sign(?:ing)? up (?:to|for) (?:our|the|a|get|receive)|subscribe (?:to|now|today|for)\b|\bnewsletters?\b"
    r"|\bakismet\b|personal,? non-?commercial use only|\bcookies\b.{0,60}\b(?:zulassen|akzeptieren"
    r"|accept|consent)"
    r"|(?:to|in) your inbox|free trial"
    r"|privacy policy|terms (?:of|and) (?:use|service|conditions)|\bcookies?\b|all rights reserved"
    r"|alle rechte vorbehalten"
    r"|tous droits réservés|todos los derechos|todos os direitos|download (?:our|the) .{0,20}app\b"
    r"|follow us on"
    r"|\b(?:enabl|activ|aktivier|turn|disabl|requir|needs?\b|without|allow|ohne|sans)\w*\b.{0,40}\bjavascript"
    r"|\bjavascript\b.{0,40}\b(?:enabl|disabl|requir|activ|aktivier|must|erforderlich|einschalten|désactiv)\w*"
    r"|your browser|(?:create|register for) an? (?:free )?account|(?:log|sign) in to\b|already (?:a "
    r"|have an |)(?:subscri|account|member)"
    r"|support (?:independent|quality|our) journalism|no credit card|be emailed about|want to bookmark"
    r"|comment policy"
    r"|join (?:our|the) .{0,30}(?:forum|channel|community|group|conversation)|would you like to comment"
    r"|comments? (?:are|is) (?:closed|moderated)"
    r"|^join .{0,60}conversations|become a (?:member|subscriber)|start your .{0,40}subscription"
    r"|open in a new (?:window|tab)|activate instantly|push notifications?|breaking news alerts"
    r"|stay up to date|get the latest .{0,60}(?:news|stories|updates)|get smarter|click (?:here|below) to"
    r"|^click (?:here )?for|please (?:log in|register|read our|enter (?:your|a valid))"
    r"|this (?:video|content|site|page) (?:is|requires|uses|can|cannot)|unterstützen sie uns|abonnieren"
    r"|jetzt (?:lesen|abonnieren|testen)"
    r"|when you (?:purchase|buy) (?:\w+ )?through|supported by (?:its|our) (?:audience|readers)"
    r"|affiliate (?:commission|links?)"
    r"|we may (?:earn|receive) (?:an? )?(?:\w+ )?(?:commission|compensation)|internet explorer"
    r"|\b(?:about|contact) us\b|^(?:our|more) newsletters|adblocker|ad ?blocker|paywall|\bapp store\b"
    r"|google play\b|comment form\b|like us on (?:facebook|twitter|instagram)"
    r"|(?:media|video) playback is (?:un|not )supported"
    r"|©|\(c\) ?\d{4}|^copyright\b|(?:^|[•|·] ?|\b(?:is|proudly|comments|conversation|content|theme|site) )powered by"
    r"|rss feed|facebook[ ,|]{1,3}twitter\b"
)
# One of these is in all that the pattern above finds, and most lines have none.
_HINTS = Hints(
    "sign", "subscri", "newsletter", "akismet", "commercial use", "cookie", "inbox", "free trial", "privacy policy",
    "terms of", "terms and", "rights reserved", "rechte vorbehalten", "droits réservés", "los derechos", "os direitos",
    "download", "follow us", "javascript", "your browser", "account", "log in", "already", "journalism", "credit card",
    "emailed", "bookmark", "comment", "join", "become a", "start your", "activate", "notification", "news alert",
    "open in a new",
    "up to date", "get the latest", "get smarter", "click", "please", "this video", "this content", "this site",
    "this page", "unterstützen", "abonnieren", "jetzt", "when you", "supported by", "affiliate", "we may",
    "internet explorer", "about us", "contact us", "blocker", "paywall", "app store", "google play", "like us",
    "playback", "©", "(c)", "copyright", "powered by", "rss feed", "facebook",
)  # fmt: skip
_SAID = pattern(r"(?:And|But|Or|So|No)(?: [a-z]+)+\.")  # "And more."
_URL = pattern(
    r"(?:\d{1,3}\.\s)?(?:(?:https?|file|ftp|mailto|javascript):/{0,3}|www\.)\S+|[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|co\.\w\w|de|fr|it|es|pl|cn)(?:/\S*)?",
    re.IGNORECASE,
)
_SKIPS = pattern(
    r"(?:aller|passer|saltar|ir|vai|pular|ga|naar|hoppa|hopp|gå|siirry|przejdź|přejít|перейти|zum|direkt|skip)\b"
    r".{0,16}\b(?:contenu|contenido|contenuto|conteúdo|inhoud|innehåll|innhold|indhold|sisältöön|treści|obsahu"
    r"|содержа\w+|inhalt|content)\b(?!,).{0,40}",
    re.IGNORECASE,
)
_ARROWS = "←→"  # to the stories before and after
_CRUMBS = pattern(
    r"[^>»›]{1,40}(?:\s[>»›/]\s[^>»›]{1,40}){1,6}|[^>»›]{1,40}(?:\s[>»›]\s[^>»›]{1,40}){1,6}\s[>»›]\s.{1,160}",
)
_PATH = pattern(r"(?:home|start(?:seite)?|news)(?:\s?/\s?[^/]{1,60}){2,7}", re.IGNORECASE)
_LONGEST = 320
_SHORT = 160
_WORDLESS = 110
_EARLY = 60  # a sentence of copy may speak of newsletters too, but seldom begins so
_EARLY_PHRASE = pattern(rf".{{0,{_EARLY - 1}}}?(?:{_PHRASE.pattern})", re.DOTALL)


def is_furniture(text: str) -> bool:
    """Whether a line says something that pages say and stories do not."""
    return len(text) <= _LONGEST and _is_furniture(text)


@lru_cache(maxsize=4096)  # asked of a line by several readers, and files of one site share their furniture
def _is_furniture(text: str) -> bool:
    if not any(map(str.isalnum, text)) or text[0] in _ARROWS or text[-1] in _ARROWS:
        return True
    if _LINE.fullmatch(text) or _URL.fullmatch(text) or picture_line(text) or is_breadcrumb(text):
        return True
    if len(text) < _EARLY and not text.endswith((".", "!")) and _SKIPS.fullmatch(text):
        return True
    if _HINTS.are_in(text):
        lowered = text.lower()
        found = _EARLY_PHRASE.match(lowered) if len(text) >= _SHORT else _PHRASE.search(lowered)
        if found:
            return True
    return len(text) < _WORDLESS and bool(_TOKENS.fullmatch(text)) and not _SAID.fullmatch(text)


def is_breadcrumb(text: str) -> bool:
    """Whether a line is a path of sections: Home > Sport > Tennis."""
    if len(text) > 300 or text.endswith((".", "!", "?")):
        return False
    return bool(_PATH.fullmatch(text) or (any(sign in text for sign in ">»›") and _CRUMBS.fullmatch(text)))
