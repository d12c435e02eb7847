"""Legacy encodings: which one a file is in, and whether that is a guess for a person to look at."""

import pytest

from articles.text.reading import NotText, read
from articles.text.tongues import reads_true

COPY = {
    "pl": "Przed zamknięciem mostu zapytano o zgodę wójta i mieszkańców. Żółte łodzie wróciły do portu w środę.\n" * 3,
    "hu": "A hajó tizenegy hét után tért vissza a kikötőbe, közölte kedden a révhivatal. Az út békésen telt.\n" * 3,
    "ru": "Паром вернулся в гавань после одиннадцати недель ремонта, сообщили во вторник в порту.\n" * 3,
    "zh": "渡輪在船塢停留十一個星期之後，星期二回到了港口。船長說，發動機運轉得很安靜。\n" * 3,
    "ja": "フェリーは十一週間の修理を終えて、火曜日に港へ戻ったと港湾局が発表した。\n" * 3,
    "ko": "여객선이 열한 주의 수리를 마치고 화요일에 항구로 돌아왔다고 항만청이 밝혔다.\n" * 3,
    "th": "เรือข้ามฟากกลับมาที่ท่าเรือหลังจากซ่อมเป็นเวลาสิบเอ็ดสัปดาห์ สำนักงานท่าเรือกล่าวเมื่อวันอังคาร\n" * 3,
    "de": "Die Fähre fährt wieder: „Sie läuft ruhig“, sagte der Kapitän – für 40 € die Überfahrt.\n" * 3,
    "en": "The café’s owner said: “We’re ready” – at £4 a cup, Zoë’s brew isn’t dear…\n" * 3,
}  # fmt: skip
GUESSED = [
    ("pl", "cp1250"), ("pl", "iso8859-2"), ("hu", "cp1250"), ("th", "tis-620"), ("en", "mac_roman"), ("en", "gb18030"),
]  # fmt: skip
TRUE = [
    ("ru", "cp1251"), ("ru", "koi8_r"), ("ru", "cp866"), ("ru", "iso8859-5"), ("ru", "mac_cyrillic"), ("zh", "big5"),
    ("zh", "gb18030"), ("ja", "shift_jis"), ("ja", "euc_jp"), ("ko", "euc_kr"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "encoding"), GUESSED)
def test_reads_a_legacy_encoding_and_says_that_it_was_a_guess(language, encoding):
    reading = read(COPY[language].encode(encoding))

    assert reading.text == COPY[language]
    assert ["which is a guess" in note.sentence for note in reading.notes if not note.sure] == [True]


@pytest.mark.parametrize(("language", "encoding"), TRUE)
def test_what_reads_as_its_language_does_is_not_doubted(language, encoding):
    reading = read(COPY[language].encode(encoding))

    assert (reading.text, reading.notes) == (COPY[language], ())
    assert not reads_true(COPY[language][:30], encoding)


@pytest.mark.parametrize("encoding", ["cp1250", "iso8859-2"])
def test_polish_words_prove_their_encoding(encoding):
    text = (
        "Prom jest znów w porcie i nie odpłynie do środy. Kapitan mówi, że to był pierwszy rejs od wielu "
        "tygodni, a na pokładzie było sto osób. Żółte łodzie też już są, choć się ich nie używa.\n" * 2
    )

    assert read(text.encode(encoding)).notes == ()


@pytest.mark.parametrize(
    ("encoding", "other"), [("cp1251", "koi8_r"), ("cp1251", "mac_cyrillic"), ("mac_cyrillic", "cp1251"),
    ("euc_kr", "gb18030"), ("big5", "gb18030"), ("euc_jp", "gb18030"), ("shift_jis", "gb18030")],
)  # fmt: skip
def test_no_text_reads_true_in_another_encoding(encoding, other):
    for text in COPY.values():
        wrong = text.encode(encoding, "ignore").decode(other, "ignore")
        assert not reads_true(wrong, other)


@pytest.mark.parametrize("language", ["en", "de"])
def test_reads_western_windows_copy_without_a_doubt(language):
    reading = read(COPY[language].encode("cp1252"))

    assert (reading.text, reading.encoding, reading.notes) == (COPY[language], "cp1252", ())


def test_one_accented_word_that_no_western_language_has_is_no_sure_reading():
    reading = read(COPY["pl"].replace("ł", "l").replace("ż", "z").encode("cp1250"))

    assert not reading.notes[0].sure


@pytest.mark.parametrize("mark", ["it’s", "“yes”", "late – again", "end…"])
def test_marks_that_a_chinese_editor_typed_in_english_copy_are_read(mark):
    text = f"The ferry was late and the harbour office said so on Tuesday: {mark} indeed.\n"

    assert read(text.encode("big5")).text == text


@pytest.mark.parametrize(
    "data",
    ["The ferry is back in the harbour. ".encode("cp037") * 20, bytes(range(0xA1, 0x100)) * 30],
    ids=["ebcdic", "noise"],
)
def test_refuses_bytes_that_make_words_in_no_encoding(data):
    with pytest.raises(NotText, match="its encoding could not be told"):
        read(data)


def test_a_second_opinion_is_asked_of_a_long_file_too():
    text = COPY["ru"] * 2_000

    assert read(text.encode("koi8_r")).text == text
