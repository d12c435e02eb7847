"""What is shipped to deploy by: every command in it is there, every variable is one, and paths agree."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from django.core.management import get_commands

from articles.management.serving import PATIENCE
from tests.test_settings import manage

TOP = Path(__file__).parent.parent
SHIPPED = TOP / "newsroom/deploy"
UNITS = sorted((SHIPPED / "systemd").glob("*.[st]*[er]"))
FILES = [path for path in sorted(SHIPPED.rglob("*")) if path.is_file()]
ANALYZE = shutil.which("systemd-analyze")
TMPFILES = shutil.which("systemd-tmpfiles")


def text(path):
    return path.read_text()


def settings():
    rows = re.findall(r"^\| (`.+?) \|", text(SHIPPED / "SETTINGS.md"), re.MULTILINE)
    known = set(re.findall("`([A-Z_]+)`", " ".join(rows)))
    return known | {f"{name}_FILE" for name in known if "SECRET" in name}


def called():
    """(file, command) of every command of ours that is named where it is run."""
    patterns = (
        r"manage\.py\s+([a-z_]+)",
        r"(?:^|`)newsroom ([a-z_]+)",
        r"command: \[([a-z_]+)[,\]]",
        r"^CMD \[\"([a-z_]+)\"",
    )
    for path in FILES:
        for pattern in patterns:
            for name in re.findall(pattern, text(path), re.MULTILINE):
                yield path.name, name


def test_every_command_is_there():
    found = {pair for pair in called() if pair[1] != "valkey"}
    assert {name for _, name in found} >= {"serve", "migrate", "backup", "restore", "prove_backup", "tidy"}
    assert [pair for pair in sorted(found) if pair[1] not in get_commands()] == []


def test_every_variable_is_one_that_is_read():
    named = {
        (path.name, name)
        for path in FILES
        for name in re.findall(r"\b(?:NEWSROOM|DATABASE)_[A-Z_]*[A-Z]\b", text(path))
    }
    assert len(named) > 40
    assert [pair for pair in sorted(named) if pair[1] not in settings()] == []


def test_units_read_settings_that_are_shipped_and_run_where_it_is_installed():
    guide = text(SHIPPED / "README.md")
    for unit in [*UNITS, SHIPPED / "systemd/newsroom-.service.d/hardened.conf"]:
        for name in re.findall(r"^EnvironmentFile=/etc/newsroom/(\S+)", text(unit), re.MULTILINE):
            roles = ("public", "desk", "all") if "%i" in name else ("",)
            for role in roles:
                assert (SHIPPED / "env" / name.replace("%i", role)).is_file()
        for path in re.findall(r"/(?:opt|var)/[\w/]+", text(unit)):
            assert path.removesuffix("/") in guide or path.startswith("/opt/newsroom/")
    for path in (SHIPPED / "env").iterdir():
        for line in text(path).splitlines():
            assert re.fullmatch(r"(#.*|[A-Z_]+=\S.*)", line), f"{path.name}: {line}"


def started():
    """The name of each service as it is started, a node by each of its roles."""
    names = [unit.name for unit in UNITS if unit.suffix == ".service"]
    return sorted({name.replace("@", f"@{role}") for name in names for role in ("public", "desk", "all")})


def given(name, directive):
    """What a service is given by a directive, in the order in which systemd reads it: the unit, then its drop-ins by
    their names, whichever folder they are in (systemd.unit(5)).
    """
    unit = re.sub("@[a-z]+", "@", name)
    folders = {f"{name}.d", f"{unit}.d", "newsroom-.service.d"}
    dropped = [path for folder in folders for path in (SHIPPED / "systemd" / folder).glob("*.conf")]
    read = [SHIPPED / "systemd" / unit, *sorted(dropped, key=lambda path: path.name)]
    return [value for path in read for value in re.findall(rf"^{directive}=(.*)", text(path), re.MULTILINE)]


@pytest.mark.parametrize("name", started())
def test_what_a_service_has_of_its_own_holds_before_what_all_have_in_common(name):
    """Of a variable that stands in two files systemd takes the later one (systemd.exec(5), EnvironmentFile=)."""
    files = given(name, "EnvironmentFile")
    own = "%i" if "@" in name else "desk"
    assert files == ["/etc/newsroom/common.env", f"/etc/newsroom/{own}.env"]
    word = re.findall(r"-p EnvironmentFile=(\S+)", text(SHIPPED / "README.md"))
    assert word == [file.replace("%i", "desk") for file in files]


def test_a_node_for_readers_is_another_user_who_writes_nothing_that_the_desk_reads():
    ours, public = "newsroom-web@desk.service", "newsroom-web@public.service"
    assert given(ours, "User") == ["newsroom"]
    assert given(public, "User")[-1] == "newsroom-public"
    assert given(ours, "StateDirectory") == ["newsroom"]
    assert given(public, "StateDirectory")[-2:] == ["", "newsroom-public"]
    assert given(public, "ReadWritePaths") == []
    assert "NEWSROOM_DATA_DIR=/var/lib/newsroom-public\n" in text(SHIPPED / "env/public.env")
    users = re.findall(
        r"^useradd .* --home-dir /var/lib/(\S+) .* \1\b", text(SHIPPED / "README.md"), re.MULTILINE
    )
    assert users == ["newsroom", "newsroom-public"]


@pytest.mark.skipif(
    not TMPFILES, reason="systemd-tmpfiles is not installed (Debian: apt-get install systemd)."
)
def test_its_folder_is_its_own_and_leads_to_what_it_reads_of_the_desk(tmp_path):
    top, state = tmp_path / "top", tmp_path / "top/var/lib"
    (top / "etc").mkdir(parents=True)
    for name in ("newsroom-public", "newsroom"):
        with (top / "etc/passwd").open("a") as users, (top / "etc/group").open("a") as groups:
            users.write(f"{name}:x:{os.getuid()}:{os.getgid()}::/:/bin/false\n")
            groups.write(f"{name}:x:{os.getgid()}:\n")
    for folder in ("newsroom/media/pictures", "newsroom/static"):
        (state / folder).mkdir(parents=True)
    (state / "newsroom/commits").touch()
    subprocess.run([TMPFILES, "--create", f"--root={top}", SHIPPED / "tmpfiles.conf"], check=True)
    own = state / "newsroom-public"
    links = {str(path.relative_to(own)): path.resolve() for path in own.rglob("*") if path.is_symlink()}
    assert links == {name: state / "newsroom" / name for name in ("commits", "static", "media/pictures")}
    assert all(path.exists() for path in links.values())
    assert {path.name for path in (own / "media").iterdir() if not path.is_symlink()} == {"renditions"}
    assert (state / "newsroom/media/uploads").stat().st_mode & 0o777 == 0o700


def test_timers_have_their_services_and_the_guide_starts_them():
    guide = text(SHIPPED / "README.md")
    timers = [unit for unit in UNITS if unit.suffix == ".timer"]
    assert len(timers) == 3
    for timer in timers:
        assert timer.with_suffix(".service") in UNITS
        assert timer.name in guide


@pytest.mark.skipif(not ANALYZE, reason="systemd-analyze is not installed (Debian: apt-get install systemd).")
def test_units_are_understood_and_given_no_more_than_they_need(tmp_path):
    shutil.copytree(SHIPPED / "systemd", tmp_path / "units")
    for unit in (tmp_path / "units").glob("*.service"):
        unit.write_text(text(unit).replace("/opt/newsroom/.venv/bin/python", shutil.which("true")))
    names = [*started(), *(unit.name for unit in UNITS if unit.suffix == ".timer")]
    where = {"SYSTEMD_UNIT_PATH": f"{tmp_path}/units:"}
    said = subprocess.run([ANALYZE, "verify", *names], env=where, capture_output=True, text=True, check=False)
    assert [line for line in said.stderr.splitlines() if "newsroom" in line] == []
    for name in (name for name in names if name.endswith(".service")):
        looked = [ANALYZE, "security", "--offline=yes", "--threshold=20", name]
        exposed = subprocess.run(looked, env=where, capture_output=True, text=True, check=False)
        assert exposed.returncode == 0, exposed.stdout.splitlines()[-1]


def test_who_stops_a_node_waits_until_it_has_ended_what_it_began():
    refused = manage("check", NEWSROOM_LEAVING_SECONDS="1000").stderr
    most = int(re.search(r"expected a whole number, 0 to (\d+)\.", refused)[1])
    assert f"and {most} at most" in text(SHIPPED / "SETTINGS.md")
    bounds = {
        "systemd/newsroom-web@.service": r"TimeoutStopSec=(\d+)$",
        "compose.yaml": r"stop_grace_period: (\d+)s$",
    }
    for path, bound in bounds.items():
        assert int(re.search(bound, text(SHIPPED / path), re.MULTILINE)[1]) >= most + PATIENCE + 5, path


@pytest.mark.parametrize("path", ["compose/replica.sh", "DATABASES.md"])
def test_a_replica_sees_soon_that_the_way_to_its_primary_is_cut_and_that_it_is_back(path):
    assert re.search(r"wal_receiver_timeout ?= ?4s", text(SHIPPED / path))
    assert re.search(r"wal_retrieve_retry_interval ?= ?1s", text(SHIPPED / path))


def test_the_container_holds_no_secret_and_what_it_copies_is_there():
    lines = text(SHIPPED / "Containerfile")
    sources = [line.split()[1] for line in lines.splitlines() if re.match(r"COPY (?!--from)", line)]
    assert "ARG LOCK=requirements.lock" in lines
    assert sources == ["${LOCK}", "manage.py", "newsroom", "articles", "templates", "static"]
    assert all((TOP / source).exists() for source in sources[1:])
    assert "--require-hashes" in lines
    assert re.search(r"^USER 10001$", lines, re.MULTILINE)
    assert not [path for path in FILES if "secret" in path.name.lower()]
    compose = text(SHIPPED / "compose.yaml")
    for path in re.findall(r"- \./(\S+?):", compose):
        assert (SHIPPED / path).is_file()
    for name in re.findall(r"^  (\w+): \{file: (\S+)\}", compose, re.MULTILINE):
        assert name[1] == f"/etc/newsroom/secrets/{name[0]}"


def test_a_container_for_readers_is_another_user_who_writes_nothing_that_the_desk_reads():
    compose, made = text(SHIPPED / "compose.yaml"), text(SHIPPED / "Containerfile")
    public = compose.partition("  public:\n")[2].partition("\n\n")[0]
    assert re.search(r'^    user: "10002:10001"$', public, re.MULTILINE)
    assert re.search(r'^    volumes: \["readers:/readers", "data:/data:ro"\]$', public, re.MULTILINE)
    assert "      NEWSROOM_DATA_DIR: /readers\n" in public
    assert re.search(r"install -d -o newsroom -g newsroom -m 700 /data/media/uploads ", made)
    links = re.findall(r"ln -s ((?:/data/\S+ )+)/readers/", made)
    wanted = re.findall(r"\.\./newsroom/(\S+)$", text(SHIPPED / "tmpfiles.conf"), re.MULTILINE)
    assert sorted(" ".join(links).split()) == sorted(f"/data/{name}" for name in wanted)


def test_the_front_and_the_nodes_agree_on_headers():
    """What nginx.conf says that the newsroom needs is in the settings that are shipped."""
    needed = dict(re.findall(r"(NEWSROOM_\w+_HEADER)=([\w-]+)", text(SHIPPED / "nginx.conf")))
    assert len(needed) == 3
    for path, pattern in (("env/common.env", "{}={}\n"), ("compose.yaml", "  {}: {}\n")):
        shipped = text(SHIPPED / path)
        assert [name for name, value in needed.items() if pattern.format(name, value) not in shipped] == []


def test_the_front_keeps_pages_where_it_can_make_the_folder():
    """nginx makes the last folder of a path alone; /var/cache is on every machine."""
    kept = re.search(r"^proxy_cache_path (\S+)", text(SHIPPED / "nginx.conf"), re.MULTILINE)[1]
    assert str(Path(kept).parent) == "/var/cache"
    assert f"kept:{kept}\n" in text(SHIPPED / "compose.yaml")


@pytest.mark.parametrize("path", ["env/public.env", "compose.yaml"])
def test_a_node_for_readers_has_the_primary_beside_the_replica_and_may_read_alone(path):
    shipped = text(SHIPPED / path).partition("  public:")[2 if path == "compose.yaml" else 0]
    named = re.findall(r"\b(DATABASE_URL|NEWSROOM_REPLICA_URL)[=:] ?postgres://(\w+)[:@]", shipped)
    assert dict(named[:2]) == dict.fromkeys(["DATABASE_URL", "NEWSROOM_REPLICA_URL"], "newsroom_reader")


def test_who_sends_mail_has_a_server_for_it_and_who_serves_readers_has_not():
    compose = text(SHIPPED / "compose.yaml")
    assert re.search(r"^x-mail: &mail\n  NEWSROOM_EMAIL_URL: smtp://", compose, re.MULTILINE)
    services = dict(re.findall(r"^  (\w+):\n((?:(?: {4}.*)?\n)+)", compose, re.MULTILINE))
    assert {name for name, lines in services.items() if "*mail" in lines} == {"desk", "notices"}
    assert {"public", "migrate"} < {*services}
    for name in ("common", "public", "desk"):
        has_server = "\nNEWSROOM_EMAIL_URL=smtp" in text(SHIPPED / f"env/{name}.env")
        assert has_server == (name == "desk")
