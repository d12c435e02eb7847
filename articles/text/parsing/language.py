"""A cheap guess at a text's language: its script, or which language's commonest words it has most of."""

import re
from collections import Counter

from articles.text.keys import untypeset
from articles.text.patterns import pattern

_STOP_WORDS = {
    "en": "the and of to in that is was for with on said from by at has have he his it an be as are were",
    "de": "der die das und ist nicht mit den von zu ein eine im auf dem sich des für wird als auch",
    "fr": "le la de les des et est une du dans pour qui que sur avec pas plus au par ce sont",
    "es": "el la de en y los las del que una por con para se su es como más pero fue lo al sus este",
    "it": "il di che la per un non sono con del della una gli alla anche le dei nel più è",
    "pt": "o de e os da do que em uma para com não no na por se mais dos ao foi como é",
    "nl": "de het een van en dat is op te zijn met voor niet aan er ook door bij naar om",
    "sv": "och att det som en är på för av med till den har inte om ett i de vid han",
    "da": "og at det er en til på for af med den har ikke de som et der ved fra han",
    "nb": "og at det er en til på for av med den har ikke de som et ved fra han jeg",
    "pl": "w i na się nie że z do jest to o po jak przez od za są oraz ale dla",
    "fi": "ja on ei se että oli hän mutta ovat myös kun joka mukaan sekä hänen niin tai vain ole olla",
    "tr": "ve bir bu için ile da de olarak olan daha çok en gibi kadar sonra olduğu ise ancak her göre",
    "ro": "și de la în a pe cu din care o pentru nu este sa mai un au fost prin că",
    "cs": "a se na že je v s o to i z do pro ve za jsou by jako který ale",
    "sq": "e të në dhe për që me një nga se i është ka më si do por u është kjo",
    "eo": "la kaj de en estas ke ne por kun al pri li oni sed kiu el ankaŭ pli tio ĝi",
}
_LANGUAGES: dict[str, list[str]] = {}
for _language, _words in _STOP_WORDS.items():
    for _word in set(_words.split()):
        _LANGUAGES.setdefault(_word, []).append(_language)
_SCRIPTS = (
    ("ja", pattern(r"[\u3040-\u30ff]")),
    ("ko", pattern(r"[\uac00-\ud7af]")),
    ("zh", pattern(r"[\u4e00-\u9fff]")),
    ("ar", pattern(r"[\u0600-\u06ff]")),
    ("he", pattern(r"[\u0590-\u05ff]")),
    ("hi", pattern(r"[\u0900-\u097f]")),
    ("th", pattern(r"[\u0e00-\u0e7f]")),
    ("el", pattern(r"[\u0370-\u03ff]")),
    ("ru", pattern(r"[\u0400-\u04ff]")),
)
_WORD = pattern(r"[^\W\d_]+")
_ASCII = pattern(r"[\x00-\x7f]+")
_SAMPLE = 4000
_FEWEST = 4
_LETTERS = bytes(code if code >= 128 or chr(code).isalpha() else ord(" ") for code in range(256))
"""A blank for all of ASCII but its letters, by the bytes of UTF-8."""


def guess_language(text: str) -> str:
    """BCP 47 code of the likeliest language; "" when nothing speaks clearly for one."""
    text = text[:_SAMPLE]
    return _by_script(text) or _by_words(text)


def _by_script(text: str) -> str:
    beyond = _ASCII.sub("", text)  # a page of Latin letters has few others, and they are counted nine times
    counted = [(language, len(signs.findall(beyond))) for language, signs in _SCRIPTS]
    if not any(found for _, found in counted):
        return ""
    letters = sum(map(str.isalpha, text)) or 1
    for language, found in counted:
        if found > 0.3 * letters or (language == "ja" and found > 0.1 * letters):
            return "uk" if language == "ru" and re.search("[іїєґ]", text) else language
    return ""


def _by_words(text: str) -> str:
    scores = dict.fromkeys(_STOP_WORDS, 0)
    for word, times in Counter(filter(_LANGUAGES.__contains__, _words_of(text))).items():
        for language in _LANGUAGES[word]:
            scores[language] += times
    (best, language), (second, _) = sorted(((n, code) for code, n in scores.items()), reverse=True)[:2]
    return language if best >= _FEWEST and best > 1.1 * second else ""


def _words_of(text: str) -> list[str]:
    small = untypeset(text).casefold()
    # Of a text whose signs beyond ASCII are letters, no other sign need be looked at but those of ASCII.
    if not (beyond := _ASCII.sub("", small)) or beyond.isalpha():
        return small.encode().translate(_LETTERS).decode().split()
    return _WORD.findall(text.casefold())
