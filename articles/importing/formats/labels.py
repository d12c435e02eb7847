"""What the names of columns, keys and labels mean, in the languages that newsrooms export in."""

import re
import unicodedata

NAMES = {
    "headline": "headline title titel titre titulo título titolo überschrift schlagzeile rubrik otsikko titre_article "
    "post_title 标题 標題 タイトル заголовок",
    "standfirst": "standfirst subtitle subhead subheadline dek deck description summary abstract excerpt teaser "
    "vorspann untertitel chapeau entradilla sommario ingress lead intro post_excerpt 摘要",
    "byline": "byline author authors writer by autor autoren autora auteur autore verfasser författare post_author "
    "作者 автор",
    "dateline": "dateline place ort lieu lugar luogo",
    "published": "published date pubdate published_at publish_date publication_date date_published datum "
    "veröffentlicht fecha data date_de_publication julkaistu post_date created created_at 日期 дата",
    "source": "source quelle fuente fonte bron källa publisher 来源 источник",
    "proofreader": "proofreader proofread_by proofread editor lektor lektorat korrektor",
    "language": "language lang sprache langue idioma lingua locale",
    "section": "section category categories ressort rubrique sección seccion sezione desk kategorie kategorien channel "
    "分类 рубрика",
    "keywords": "keywords tags keyword tag schlagwörter schlagworte mots_clés etiquetas 关键词",
    "slugline": "slugline slug",
    "address": "url old_url address permalink link canonical canonical_url canonicalurl alte_adresse adresse",
    "body": "body text content article story_text artikel inhalt texte contenu cuerpo texto contenido testo corpo "
    "body_html content_html content_text post_content fulltext full_text haupttext 正文 内容 текст",
    "key": "id guid key nr no number uid article_id story_id post_id",
    "pictures": "image images picture photo bild foto img featured_image",
    "file": "file filename file_name path datei dateiname fichier archivo dosya",
}
"""Names by what they mean, the plainest first."""

_MEANINGS = {name: meaning for meaning, names in NAMES.items() for name in names.split()}
_BETWEEN = re.compile(r"[\W_]+")


def meaning(label: str) -> str:
    """What a label says that its value is: a field of ``Stated``, or body, key, pictures, file. "" for no such."""
    return _MEANINGS.get(normal(label), "")


def normal(label: str) -> str:
    """The form in which labels are compared: ``Old URL`` and ``old-url`` are one."""
    return _BETWEEN.sub("_", unicodedata.normalize("NFC", label).casefold()).strip("_")
