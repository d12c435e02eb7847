"""What the names of columns, keys and labels mean, in the languages that newsrooms export in."""

import re
import unicodedata

NAMES = {
    "headline": "headline title titel titre titulo título titolo überschrift schlagzeile rubrik otsikko "
    "titre_article post_title titular kop krantenkop manchete tytuł rubriktext 标题 標題 题目 題目 タイトル "
    "заголовок название",
    "standfirst": "standfirst subtitle subhead subheadline dek deck description summary abstract excerpt teaser "
    "vorspann untertitel chapeau chapô entradilla sommario ingress lead intro inleiding sottotitolo occhiello "
    "subtítulo bajada resumo linha_fina post_excerpt 摘要 导语 導語 подзаголовок аннотация лид",
    "byline": "byline author authors writer by autor autoren autora auteur autore verfasser författare post_author "
    "author_name signature signé_par firma schrijver redacteur redator repórter firmato_da tekst_autor 作者 记者 "
    "記者 автор",
    "dateline": "dateline place ort lieu lugar luogo",
    "published": "published date pubdate published_at publish_date publication_date date_published datum "
    "veröffentlicht fecha data date_de_publication fecha_de_publicación data_di_pubblicazione data_de_publicação "
    "publicatiedatum erscheinungsdatum veröffentlicht_am erstellt_am publié_le publicado publicado_em "
    "pubblicato_il gepubliceerd_op julkaistu post_date created created_at 日期 发布时间 發布時間 发布日期 發佈日期 "
    "发表时间 дата дата_публикации",
    "source": "source quelle fuente fonte bron källa publisher bronvermelding agencia agenzia agência 来源 來源 "
    "稿源 источник",
    "proofreader": "proofreader proofread_by proofread editor lektor lektorat korrektor",
    "language": "language lang sprache langue idioma lingua locale",
    "section": "section category categories ressort rubrique sección seccion sezione desk kategorie kategorien "
    "channel rubriek sectie rubrica seção editoria categoría categoria dział 分类 分類 栏目 欄目 版面 рубрика "
    "раздел",
    "keywords": "keywords tags keyword tag schlagwörter schlagworte mots_clés etiquetas palabras_clave "
    "parole_chiave trefwoorden palavras_chave ключевые_слова теги 关键词 關鍵詞 标签",
    "slugline": "slugline slug",
    "address": "url old_url address permalink link canonical canonical_url canonicalurl alte_adresse adresse",
    "body": "body text content article story_text artikel inhalt texte contenu cuerpo texto contenido testo corpo "
    "body_html content_html content_text post_content fulltext full_text haupttext artikeltext fließtext "
    "fliesstext meldung corps corps_de_l_article texte_intégral contenuto tekst inhoud artikeltekst conteúdo "
    "conteudo notícia matéria cuerpo_de_la_noticia treść 正文 内容 內容 文章内容 文章內容 全文 текст содержание "
    "текст_статьи",
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
