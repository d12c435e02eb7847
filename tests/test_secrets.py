"""The secret key: given, read from a file, or made once and kept; refused without being shown."""

import stat

import pytest
from django.core.exceptions import ImproperlyConfigured

from newsroom import keys
from tests.test_settings import SECRET


def test_secret_is_made_once_and_only_its_owner_reads_it(tmp_path) -> None:
    path = tmp_path / "data" / "key"
    first = keys.secret("X_SETTING", kept_in=path)
    assert keys.secret("X_SETTING", kept_in=path) == first
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [file.name for file in path.parent.iterdir()] == ["key"]


def test_secret_of_another_process_is_kept(tmp_path) -> None:
    path = tmp_path / "key"
    path.write_text(SECRET)
    path.chmod(0o600)
    keys._make_secret(path)
    assert keys.secret("X_SETTING", kept_in=path) == SECRET


def test_secret_comes_from_a_file(tmp_path, monkeypatch) -> None:
    (tmp_path / "given").write_text(f"{SECRET}\n")
    monkeypatch.setenv("X_SETTING_FILE", str(tmp_path / "given"))
    assert keys.secret("X_SETTING", kept_in=tmp_path / "made") == SECRET
    assert not (tmp_path / "made").exists()


@pytest.mark.parametrize(
    ("variables", "sentence"),
    [
        ({"X_SETTING": "hunter2"}, "The secret in X_SETTING has 7 characters; expected at least 50."),
        (
            {"X_SETTING": SECRET, "X_SETTING_FILE": "key"},
            "X_SETTING and X_SETTING_FILE are both set; expected one",
        ),
        ({"X_SETTING": "x" * 64}, "The secret in X_SETTING repeats itself; expected at least 5 different"),
        ({"X_SETTING_FILE": "/nowhere/key"}, "The secret in /nowhere/key cannot be read (No such file"),
        ({"X_SETTING_FILE": "/"}, "The secret in / cannot be read (Is a directory)"),
    ],
)
def test_wrong_secret_is_refused_and_not_shown(variables, sentence, tmp_path, monkeypatch) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(ImproperlyConfigured) as refusal:
        keys.secret("X_SETTING", kept_in=tmp_path / "key")
    assert str(refusal.value).startswith(sentence)
    assert "hunter2" not in str(refusal.value)


def test_secret_file_of_bytes_is_refused_and_not_shown(tmp_path, monkeypatch) -> None:
    (tmp_path / "given").write_bytes(b"\xff\xfehunter2" * 20)
    monkeypatch.setenv("X_SETTING_FILE", str(tmp_path / "given"))
    with pytest.raises(ImproperlyConfigured, match=r"given cannot be read \(it is no text\)") as refusal:
        keys.secret("X_SETTING", kept_in=tmp_path / "made")
    assert "hunter2" not in str(refusal.value)


def test_kept_secret_that_is_a_folder_is_refused(tmp_path) -> None:
    (tmp_path / "key").mkdir(mode=0o700)
    with pytest.raises(ImproperlyConfigured, match=r"key cannot be read \(Is a directory\)"):
        keys.secret("X_SETTING", kept_in=tmp_path / "key")


def test_kept_secret_that_everybody_can_read_is_refused(tmp_path) -> None:
    path = tmp_path / "key"
    path.write_text(SECRET)
    path.chmod(0o644)
    with pytest.raises(ImproperlyConfigured, match="can be read by everybody on this machine"):
        keys.secret("X_SETTING", kept_in=path)


def test_secrets_before_stand_in_a_variable_or_a_file(tmp_path, monkeypatch) -> None:
    assert keys.secrets_before("X_SETTING") == []
    monkeypatch.setenv("X_SETTING", f"{SECRET}\n{SECRET}2")
    assert keys.secrets_before("X_SETTING") == [SECRET, f"{SECRET}2"]
    (tmp_path / "before").write_text(f"{SECRET}3\n{SECRET}\n")
    monkeypatch.setenv("X_SETTING_FILE", str(tmp_path / "before"))
    with pytest.raises(ImproperlyConfigured, match="are both set"):
        keys.secrets_before("X_SETTING")
    monkeypatch.delenv("X_SETTING")
    assert keys.secrets_before("X_SETTING") == [f"{SECRET}3", SECRET]


def test_a_secret_before_that_is_too_short_is_refused_and_not_shown(monkeypatch) -> None:
    monkeypatch.setenv("X_SETTING", f"{SECRET}\nhunter2")
    with pytest.raises(ImproperlyConfigured) as refused:
        keys.secrets_before("X_SETTING")
    assert str(refused.value) == "Secret 2 in X_SETTING has 7 characters; expected at least 50."
