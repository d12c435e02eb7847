"""What pages say to their readers below and between the paragraphs of a story: comments, accounts, who wrote it."""

import re

from articles.text.parsing.hints import Hints
from articles.text.patterns import pattern

_COMMENTS = pattern(
    r"(?:(?:no|keine|aucun|sin) (?:comments?|kommentare?|commentaires?|comentarios) (?:on|for|zu|sur|en) .{1,150})"
    r"|(?:leave|post|write|submit|add) (?:a|your) (?:reply|comment)s?(?: cancel reply)?|\d+ (?:thoughts?"
    r"|repl(?:y|ies)"
    r"|responses?) (?:on|to) .{1,150}|\d+ (?:comments?|kommentare?|antworten|commentaires?|comentarios?"
    r"|reacties)"
    r" (?:on|zu|auf|sur|en|a|op|til) .{1,150}|join the (?:conversation|discussion)|(?:reader|viewer"
    r"|user) comments.{0,20}"
    r"|your e-?mail address will not be published.{0,60}|required fields are marked.{0,4}"
    r"|(?:schreibe?n? (?:sie )?(?:einen )?|ersten )kommentar(?: schreiben)?|hinterlasse.{0,30}antwort.{0,30}"
    r"|(?:deine|ihre) e-mail-adresse wird nicht veröffentlicht.{0,80}|kommentar hinterlassen"
    r"|(?:laisser|ajouter|écrire) un commentaire|dej[aáe] (?:un|tu|una|su) (?:comentario|respuesta)"
    r"|deixe (?:um|seu) comentário|lascia un commento|geef een reactie|lämna (?:en|ett) (?:kommentar|svar)"
    r"|(?:\d+ )?leser-?kommentare?\b.{0,60}|all comments.{0,6}|einen kommentar (?:schreiben|verfassen)"
    r"|réagissez à cet article"
    r"|(?:click (?:here )?to |[-*•] )?(?:reply(?: #\d+)?|antworten|répondre|responder|svar(?:a)?|odpowiedz"
    r"|rispondi|ответить)"
    r"|\d+ (?:comments|kommentare|comentarios|commentaires):|(?:comments?|kommentare?) \(0\)"
    r"|(?:hinterlasse|schreibe?n?) (?:sie )?(?:eine|deine) antwort"
    r"|(?:one|eine?|une?|una|\d+) (?:thoughts?|replies|reply|responses?|antwort(?:en)?|kommentare?|gedanken?|réponses?"
    r"|commentaires?|respuestas?|comentarios?|rispost[ae]|comment[oi]|pensamientos?) (?:on|to|auf|zu|sur|à|en|a|su)"
    r"\s?[“”\"„«»‘’'].{1,150}"
    r"|(?:reply|antworten|répondre|responder|rispondi)\s?(?:delete|löschen|supprimer|eliminar|excluir|elimina)"
    r"|legg (?:igjen|til) (?:en )?kommentar|skriv en kommentar|dodaj komentarz|yorum yap|добавить комментарий",
    re.IGNORECASE,
)
_CANCELS = pattern(
    r"\s?(?:cancel reply|antwort(?:en)? abbrechen|cancelar (?:la )?respuesta|cancelar resposta|annuler la réponse"
    r"|annulla risposta|reactie annuleren)$",
    re.IGNORECASE,
)
"""What a form for comments says behind its title."""
_CANCELLED = ("reply", "abbrechen", "respuesta", "resposta", "réponse", "risposta", "annuleren")
"""How all that the pattern above finds ends."""
_CALLED = r"comments?|kommentare?|commentaires?|comentarios?|comentários?|reacties|commenti|kommentarer"
_COUNTED = pattern(rf"[1-9]\d{{0,4}} (?:{_CALLED}|responses|replies)\W{{0,2}}", re.IGNORECASE)
_HEADED = pattern(
    r"(?:reader |user |leser|top |(?:top|highest)[- ]rated |latest |recent |best |neueste |beste )?"
    rf"(?:{_CALLED}|komentarze|комментарии|yorumlar|评论|評論|コメント)\W{{0,3}}",
    re.IGNORECASE,
)
_ABOUT_WRITER = pattern(
    r"(?:about the (?:author|writer|reporter)s?|(?:zur person|über den autor|über die autorin)"
    r"|sobre (?:el|la|o|a) autora?"
    r"|à propos de l.auteur.{0,2}|author(?: bio(?:graphy)?| profile)|meet the author|sull.autore"
    r"|om (?:författaren"
    r"|forfatteren))\W{0,2}.{0,40}",
    re.IGNORECASE,
)
_YOU = pattern(
    r"\b(?:you|your|sie|ihren?|ihrer?|ihrem|du|dein\w*|euch|vous|votre|vos|usted|você|uw|jouw|ditt"
    r"|twoje|swoj\w+|ваш\w*)\b",
    re.IGNORECASE,
)
_WE = pattern(
    r"\b(?:we|our|ours|(?-i:us)|wir|uns\w{0,3}|nous|notre|nos|nosotros|nuestr\w+|nós|noss\w+|noi|nostr\w+|wij|onze?"
    r"|мы|нас|наш\w*|nas(?:z\w*)?|vår\w?|vi)\b",
    re.IGNORECASE,
)
_QUOTED = pattern("[\"“”„«»‹›「『]|[‘'](?=\\w)|^[—–-]")
_BRIEF = 300
_TOLD = pattern(r"(?:\S+\s+){7,}\S+[.!?…]['\"”’»)]{0,2}")
_OF_PAGES = pattern(
    r"\b(?:e-?mail[- ]?ad\w+|passwor[dt]\w*|contraseña|mot de passe|senha|hasło|wachtwoord"
    r"|registrier\w*|registrat\w*"
    r"|connect(?:er|ez)|inscription|s.inscrire|iniciar sesión|registrarse|accedi|iscri(?:viti|zione)"
    r"|einloggen|eingeloggt|angemeldet|log(?:ged)? in|sign(?:ed)? (?:in|up)|login|browser|cookies?"
    r"|datenschutz\w*"
    r"|privacy|adblock\w*|akismet|spam|nutzungsbedingungen|user ?name|benutzername|abonn\w*|subscri\w+|suscr\w+"
    r"|werbebanner|tracking|kundendienst|konto|your account|your comment|to comment|kommentar\w*|inbox"
    r"|newsletters?|notifications?|checkbox|captcha|this (?:site|website|page)|diese (?:seite|website)"
    r"|web ?site"
    r"|news team|our news page)\b",
    re.IGNORECASE,
)
_WORDS_OF_PAGES = Hints(
    "mail", "passwor", "contraseña", "mot de passe", "senha", "hasło", "wachtwoord", "registrier", "registrat",
    "connect", "inscription", "inscrire", "iniciar sesión", "registrarse", "accedi", "iscri", "einloggen", "eingeloggt",
    "angemeldet", "log in", "logged in", "sign in", "signed in", "sign up", "signed up", "login", "browser", "cookie",
    "datenschutz", "privacy", "adblock", "akismet", "spam", "nutzungsbedingungen", "user name", "username",
    "benutzername", "abonn", "subscri", "suscr", "werbebanner", "tracking", "kundendienst", "konto", "your account",
    "your comment", "to comment", "kommentar", "inbox", "newsletter", "notification", "checkbox", "captcha",
    "this site", "this page", "website", "diese seite", "web site", "news team", "our news page",
)  # fmt: skip
"""One of these is in all that the pattern above finds, as in what the others find that have hints."""
_LONG = 700
_TAKE_PART = pattern(
    r"\b(?:newsletters?|comments|kommentare|commentaires|comentarios|comentários|reacties|our (?:web)?site|our app"
    r"|(?:news|web) ?page|news team|our (?:\w+ ){0,2}podcast"
    r"|unser\w* (?:app|newsletter)|notre (?:site|application)|nuestr[ao] (?:web|sitio|app))\b",
    re.IGNORECASE,
)
_PART_TAKEN = Hints(
    "newsletter", "comments", "kommentare", "commentaires", "comentarios", "comentários", "reacties", "website",
    "our site", "our app", "newspage", "webpage", "news page", "web page", "news team", "podcast", "unser", "notre",
    "nuestr",
)  # fmt: skip
_DISCLAIMED = pattern(
    r"\b(?:opinions|views|statements|comments|commentary)\b.{0,250}"
    r"\b(?:do not (?:necessarily )?(?:represent|reflect)|(?:are|is) (?:solely )?(?:those|that) of the"
    r" (?:individual|author|writer|commenter)|the views of the individual)",
    re.IGNORECASE,
)
_OPINIONS = Hints("opinions", "views", "statements", "comments", "commentary")
_IN_QUOTES = pattern('["“„«][^"“”„«»]{0,400}["”“»]')
_ASKED = pattern(
    r"\b(?:please|bitte|veuillez|por favor|per favore|sign up|subscribe|join us|follow us|visit our|check our"
    r"|get in touch|catch up|tune in|listen to"
    r"|melden sie sich|abonnieren sie|inscrivez-vous|abonnez-vous|suscríb\w+|inscreva-se|iscriviti)\b",
    re.IGNORECASE,
)
_TELL = pattern(
    r"\b(?:share|tell|let us know|weigh in|sound off|schreib\w*|teilt|verrat\w*)\b.{0,80}"
    r"\b(?:in the|in den) (?:comments?|kommentaren?|section below)\b",
    re.IGNORECASE,
)
_CONSENT = pattern(
    r"(?:yes, |ja, |oui, )?(?:ich (?:willige|bin (?:damit )?einverstanden|stimme .{0,40}zu|möchte .{0,40}newsletter)"
    r"|i (?:agree|consent|accept|would like to (?:receive|subscribe|be emailed))\b|j.accepte|acepto|aceito|accetto"
    r"|ik ga akkoord|jag godkänner|wir (?:und unsere|verwenden|nutzen|setzen).{0,40}\bcookies|we (?:and our|use)"
    r".{0,40}\bcookies|nous utilisons.{0,30}\bcookies|(?:utilizamos|usamos|utilizziamo|ta strona używa).{0,20}cookies"
    r"|(?:this|our) (?:web)?site uses|diese (?:web)?(?:seite|site) (?:verwendet|nutzt)"
    r"|mit (?:der anmeldung|dem klick))",
    re.IGNORECASE,
)

_PAID = pattern(
    r"\b(?:affiliate|partner)[- ]?links?\b.{0,200}\b(?:commission|provision|comisi[óo]n|comissão|commissione|commissie"
    r"|vergütung)\b"
    r"|\b(?:we|wir|nous)\b.{0,60}\b(?:commission|compensation|provision|vergütung)\b.{0,120}"
    r"\b(?:links?|partners?|advertisers|partnern?|partenaires)\b",
    re.IGNORECASE,
)
_PAID_BY = Hints("link", "partner", "advertiser", "partenaires")
_SIGNATURE = pattern(r"[—–-]{1,2}\s?.{1,60}\(@\w{2,30}\).{0,40}")

_GIVE = pattern(
    r"\b(?:donat\w+|gifts?|contribut\w+|support\w*|spenden?|unterstütz\w+|dons?|soute[nz]\w+|donaci\w+|apoy\w+|apóy\w+"
    r"|apoi\w+|doaç\w+|doar|sosten\w+|steun\w*|doneer\w*)\b",
    re.IGNORECASE,
)
_FOR_PRESS = pattern(
    r"\b(?:\w*journalis\w+|periodismo|jornalis\w+|giornalis\w+|(?:the|this|our) (?:reporting|article|story|newsroom)"
    r"|dieser? (?:artikel|text|recherche)|unsere (?:arbeit|redaktion|recherchen?)|cet article"
    r"|notre (?:travail|rédaction)|nuestro (?:trabajo|periódico)|nosso (?:trabalho|jornal)|conteúdos?)\b",
    re.IGNORECASE,
)
_PRESS = Hints(
    "journalis", "periodismo", "jornalis", "giornalis", "reporting", "article", "story", "newsroom", "artikel",
    "dieser text", "diese text", "recherche", "unsere", "notre", "nuestro", "nosso", "conteúdo",
)  # fmt: skip
_TIP = pattern(
    r"(?:(?:do you |you )?(?:got|have)|haben sie) (?:an?|any|einen?) (?:news )?"
    r"(?:tips?|stor(?:y|ies)|correction|hinweis)\b.{0,80}\?.{0,200}@.{0,150}",
    re.IGNORECASE,
)
_HELPFUL = pattern(
    r"(?=.{0,80}\b(?:article|artikel|story|post|page|beitrag|artículo|articolo|artigo|nota)\b)"
    r".{0,80}\b(?:helpful|useful|nützlich|hilfreich|gef(?:ällt|allen)|teilen|utile|útil|share|enjoy(?:ed)?)\b.{0,30}\?",
    re.IGNORECASE,
)
_SHORT, _APPEAL = 90, 420
_LEADS_AWAY = pattern(
    r"(?=.{0,200}\b(?:here|hier|aquí|aqui|ici|cliccando qui|tutaj|здесь)\b)"
    r"(?:.{0,120}\b(?:click|read|learn|find|found|available|more|see|listen|watch|visit|download|view|finde\w*|lesen|lest"
    r"|gibt es|geht.?s|erfahr\w+|mehr|infos?|informationen|weitere|consulta\w*|descarga\w*|más|mais|saiba|cliquez"
    r"|retrouvez|lire|plus|télécharge\w*|leggi|più|czytaj|więcej|читайте)\b.{0,80}\b"
    r"(?:here|hier|aquí|aqui|ici|qui|tutaj|здесь)\b.{0,30}"
    r"|hier (?:geht|finde|gibt|klicken|lesen)\b.{0,120}|click here\b.{0,100})",
    re.IGNORECASE,
)
_AWAY = Hints("here", "hier", "aquí", "aqui", "ici", "cliccando qui", "tutaj", "здесь")
_POINTER = 150


def signs_a_post(text: str) -> bool:
    """Whether a line says who wrote the post above it, on a network: "— Ann Quill (@annq) May 3, 2024"."""
    return len(text) < 150 and bool(_SIGNATURE.fullmatch(text))


def asks_consent(text: str) -> bool:
    """Whether a page asks its reader's leave: for its cookies, its mails, its terms."""
    return bool(_CONSENT.match(text))


def discloses_payment(text: str) -> bool:
    """Whether a page says that it earns by its links: "This post holds affiliate links, we may earn a commission"."""
    return len(text) < 500 and _PAID_BY.are_in(text) and bool(_PAID.search(text))


def is_comments_label(text: str) -> bool:
    """Whether readers' comments, or the form for them, begin here."""
    if len(text) >= 200:
        return False
    return bool(_COMMENTS.fullmatch(_CANCELS.sub("", text) if text.lower().endswith(_CANCELLED) else text))


def is_comments_count(text: str) -> bool:
    """Whether a line says how many comments there are: "27 Comments"; one that says none does not."""
    return len(text) < 30 and bool(_COUNTED.fullmatch(text))


def heads_comments(text: str) -> bool:
    """Whether a line is only the word for what readers say: "Comments"."""
    return len(text) < 30 and bool(_HEADED.fullmatch(text))


def is_about_writer(text: str) -> bool:
    """Whether a line heads a few words about the writer."""
    return len(text) < 80 and bool(_ABOUT_WRITER.fullmatch(text))


def is_told(line: str) -> bool:
    """Whether a line is a sentence that tells something, and does not speak of who prints it or to who reads it."""
    text = line.strip()
    return bool(_TOLD.fullmatch(text)) and not (_YOU.search(text) or _WE.search(text))


def is_to_reader(text: str) -> bool:
    """Whether a short paragraph, none of it quoted, speaks of who prints it or to who reads it."""
    brief = len(text) < _BRIEF and not _QUOTED.search(text)
    return brief and bool(_YOU.search(text) or _WE.search(text))


def appeals(text: str) -> bool:
    """Whether whoever prints a story asks its reader for money, a hint, an opinion of the page, or to go on elsewhere
    ("Find all results here").
    """
    if len(text) < _SHORT and text.endswith("?") and _HELPFUL.fullmatch(text):
        return True
    if len(text) >= _APPEAL:
        return False
    if "@" in text and "?" in text and _TIP.fullmatch(text):
        return True
    leads = len(text) < _POINTER and _AWAY.are_in(text)
    if leads and not _QUOTED.search(text) and _LEADS_AWAY.fullmatch(text):
        return True
    if not _PRESS.are_in(text):
        return False
    said = _IN_QUOTES.sub("", text)
    to_reader = _YOU.search(said) or _WE.search(said)
    return bool(to_reader and _GIVE.search(said) and _FOR_PRESS.search(said))


def asks_readers(text: str) -> bool:
    """Whether a paragraph asks its readers, and not in a quotation, to take part in comments, mails or pages; or says
    that what they write there is theirs.
    """
    if len(text) >= _LONG:
        return False
    if _OPINIONS.are_in(text) and _DISCLAIMED.search(text):
        return True
    if len(text) < _POINTER and _TELL.search(_IN_QUOTES.sub("", text)):
        return True
    said = _IN_QUOTES.sub("", text) if _PART_TAKEN.are_in(text) else ""
    return bool(_TAKE_PART.search(said)) and bool(_ASKED.search(said))


def addresses_reader(text: str) -> bool:
    """Whether a page speaks to its reader of accounts, comments, mail and the like."""
    told = len(text) < _LONG and _WORDS_OF_PAGES.are_in(text)
    return told and bool(_OF_PAGES.search(text)) and bool(_YOU.search(text))
