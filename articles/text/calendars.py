"""The words that dates are written with, in the languages that copy comes in; and how a sentence says one."""

from datetime import date

# Month names by number: English, then those of other languages.
MONTHS = (
    "january jan januar jänner januari janvier janv enero ene gennaio gen janeiro ianuarie styczeń stycznia"
    " leden ledna január ocak tammikuuta janar январь января янв січня janúar januári ιανουαρίου sausio януари"
    " يناير जनवरी",
    "february feb febr februar februari février févr fevrier febrero febbraio fevereiro fev februarie luty"
    " lutego únor února február şubat helmikuuta shkurt февраль февраля фев лютого febrúar φεβρουαρίου vasario"
    " февруари فبراير फरवरी",
    "march mar märz maerz mars marzo março marco maart mrt martie marzec marca březen března március mart"
    " maaliskuuta март марта мар березня márc maret marts μαρτίου kovo مارس मार्च",
    "april apr avril avr abril abr aprile aprilie kwiecień kwietnia duben dubna április nisan huhtikuuta prill"
    " апрель апреля апр квітня apríl απριλίου balandžio أبريل إبريل ابريل अप्रैल",
    "may mai mayo maggio mag maio maj mei maja květen května május mayıs toukokuuta май мая травня maí μαΐου"
    " gegužės مايو मई",
    "june jun juni juin junio giugno giu junho iunie czerwiec czerwca červen června június haziran kesäkuuta"
    " qershor июнь июня червня júní ιουνίου birželio юни يونيو जून",
    "july jul juli juillet juil julio luglio lug julho iulie lipiec lipca červenec července július temmuz"
    " heinäkuuta korrik июль июля липня júlí ιουλίου liepos юли يوليو जुलाई",
    "august aug août aout agosto ago augusti augustus sierpień sierpnia srpen srpna augusztus ağustos elokuuta"
    " gusht август августа авг серпня ágúst agustus ogos αυγούστου rugpjūčio أغسطس अगस्त",
    "september sept sep septembre septiembre setiembre settembre set setembro septembrie wrzesień września září"
    " szeptember eylül syyskuuta shtator сентябрь сентября сен вересня σεπτεμβρίου rugsėjo септември سبتمبر"
    " सितंबर",
    "october oct oktober okt octobre octubre ottobre ott outubro out octombrie październik października říjen"
    " října október ekim lokakuuta tetor октябрь октября окт жовтня októbra октомври οκτωβρίου spalio أكتوبر"
    " اكتوبر अक्टूबर",
    "november nov novembre noviembre novembro noiembrie listopad listopada listopadu kasım marraskuuta nëntor"
    " ноябрь ноября ноя листопада nóvember noyabr νοεμβρίου lapkričio ноември نوفمبر नवंबर",
    "december dec dezember dez décembre déc decembre diciembre dic dicembre dezembro decembrie grudzień grudnia"
    " prosinec prosince aralık joulukuuta dhjetor декабрь декабря дек грудня desember disember δεκεμβρίου"
    " gruodžio декември ديسمبر दिसंबर",
)
MONTH_OF = {
    form: number
    for number, names in enumerate(MONTHS, 1)
    for name in names.split()
    for form in (name, name.casefold())  # which differ in Greek
}

# Hours east of Greenwich. Left out: letters that several zones share and that copy gives no way to tell (IST, AST).
ZONES = {
    "z": 0, "gmt": 0, "utc": 0, "wet": 0, "bst": 1, "cet": 1, "mez": 1, "wat": 1, "cest": 2, "mesz": 2, "eet": 2,
    "sast": 2, "cat": 2, "eest": 3, "msk": 3, "eat": 3, "gst": 4, "pkt": 5, "wib": 7, "myt": 8, "sgt": 8, "hkt": 8,
    "pht": 8, "awst": 8, "jst": 9, "kst": 9, "aest": 10, "aedt": 11, "nzst": 12, "nzdt": 13, "edt": -4, "est": -5,
    "cdt": -5, "cst": -6, "mdt": -6, "mst": -7, "pdt": -7, "pst": -8,
}  # fmt: skip

WEEKDAYS = (
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|(?:mon|diens|donners|frei|sams"
    r"|sonn)tag|mittwoch|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|mi[ée]rcoles"
    r"|jueves|viernes|s[áa]bado|domingo|luned[ìi]|marted[ìi]|mercoled[ìi]|gioved[ìi]|venerd[ìi]|sabato"
    r"|domenica|(?:segunda|ter[çc]a|quarta|quinta|sexta)(?:-feira)?|maandag|dinsdag|woensdag|donderdag"
    r"|vrijdag|zaterdag|zondag|m[åa]ndag|tisdag|onsdag|torsdag|fredag|l[öø]rdag|s[öø]ndag|星期.|[月火水木金土日]曜日?"
    r"|vr|za|zo|ma|wo|lun|mer|jeu|ven|sam|dim|jue|vie|mi[ée]|s[áa]b|dom|gio|fre|l[øö]r|s[øö]n|ons|tir|tis|m[åa]n"
    r"|пн|вт|ср|чт|пт|сб|вс"
    r"|mo|di|mi|do|fr|sa|so|poniedziałek|wtorek|środa|czwartek|piątek|sobota|niedziela|pazartesi|salı"
    r"|çarşamba|perşembe|cuma(?:rtesi)?|pazar|(?:maanan|tiis|torstai|perjan)tai|keskiviikko|lauantai"
    r"|sunnuntai|понедельник|вторник|среда|четверг|пятница|суббота|воскресенье|senin|selasa|rabu|kamis"
    r"|jumat|sabtu|minggu|(?:الأحد|الاثنين|الإثنين|الثلاثاء|الأربعاء|الخميس|الجمعة|السبت)،?)"
)
"""A pattern: one weekday, full or short, any case."""

PUBLISHED = (
    r"first published|originally published|published|publication date|publish date|posted|created|issued"
    r"|release date|veröffentlicht|erstellt|publié|publicado|publicada|pubblicato|gepubliceerd|publicerad"
    r"|publisert|opublikowano|publikacja|data publikacji|publication|mise? en ligne|erschienen"
    r"|pubblicazione|geplaatst|udgivet|julkaistu|publicat|publikováno|yayın(?:lanma)? tarihi|uploaded"
    r"|опубликовано|дата публикации|تاريخ النشر|date|datum|fecha|data|发布时间|發布時間|发表时间"
)
UPDATED = (
    r"last updated|last modified|last edited|updated|modified|update|aktualisiert|stand|mis à jour"
    r"|mise à jour|actualizado|atualizado|aggiornato|bijgewerkt|uppdaterad|oppdatert|zaktualizowano"
    r"|(?:ostatnia )?aktualizacja|(?:última )?actualización|(?:ultimo )?aggiornamento|dernière mise à jour"
    r"|(?:zuletzt )?(?:geändert|aktualisiert)|opdateret|päivitetty|actualizat|güncellen?me(?: tarihi)?"
    r"|обновлено|تحديث|更新时间|更新時間|最終更新"
)
"""Patterns: what labels say before the day a story came out, and before the day it was changed."""


def spoken(day: date) -> str:
    """A day as sentences have it: "3 May 2026"."""
    return f"{day.day} {day:%b %Y}"
