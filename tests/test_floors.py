"""The house keeps its rules; and each rule bites, shown on a small house with one breach planted in it."""

import re
from pathlib import Path

import pytest
from django.apps import apps

from tests import floors, plan

pytestmark = pytest.mark.once

TOP = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def house() -> floors.House:
    return floors.House(TOP)


@pytest.mark.parametrize("rule", floors.RULES, ids=lambda rule: rule.__name__)
def test_house_keeps(rule, house) -> None:
    assert list(rule(house)) == []


def test_house_was_read(house) -> None:
    assert {"articles", "articles.models", "articles.text.dates", "articles.press"} <= set(house.modules)


def test_every_model_is_the_desks_or_the_readers() -> None:
    models = {model.__name__ for model in apps.get_app_config("articles").get_models()}
    assert models == plan.DESK_MODELS | plan.READERS_MODELS
    assert not plan.DESK_MODELS & plan.READERS_MODELS


def test_the_map_names_the_rooms_of_each_floor_in_their_order() -> None:
    table = (TOP / "articles/ROOMS.md").read_text().partition("\n## ")[0]
    floors_drawn: list[dict[str, None]] = []
    for begins, rooms in re.findall(r"^\| ([0-6 ]) \| (`.*?) \|", table, re.MULTILINE):
        if begins.strip():
            floors_drawn.append({})
        floors_drawn[-1] |= dict.fromkeys(re.findall(r"`(\w+)", rooms))
    assert [tuple(floor) for floor in floors_drawn] == list(plan.FLOORS)


def test_every_door_to_the_desk_is_listed() -> None:
    doors = {
        field.name if field.concrete else field.get_accessor_name()
        for model in apps.get_app_config("articles").get_models()
        for field in model._meta.get_fields()
        if model.__name__ in plan.READERS_MODELS
        and getattr(field.related_model, "__name__", "") in plan.DESK_MODELS
    }
    assert doors == plan.DESK_DOORS


SOUND = {
    "articles/__init__.py": "",
    "articles/text/__init__.py": "",
    "articles/text/dates.py": "from datetime import date\n",
    "articles/models/__init__.py": "from .stories import Story\nfrom .editions import Edition\n",
    "articles/models/stories.py": "from articles.text import dates\nclass Story: ...\n",
    "articles/models/editions.py": "class Edition: ...\n",
    "articles/rules.py": "from articles.models import Story\n",
    "articles/search.py": "",
    "articles/press.py": "from . import rules\nfrom articles.models import Edition\n",
    "articles/site/__init__.py": "",
    "articles/site/stories.py": '"""Of Story, story__ and .story prose may speak."""\ndef story(): ...\n',
    "articles/site/urls.py": "from articles.models import Edition\nfrom . import stories\n"
    "story = path(stories.story, name='story', kwargs={'story': Edition.story_id})\n",
    "articles/desk/admin.py": "from articles import press\nfrom articles.models import Story\n",
    "templates/site/story.html": "<p>the.story</p>{% url 'site:story' %}{{ story.story_id }}\n",
    "tests/test_press.py": "def test_press(): ...\n",
}


def breaches(top: Path, planted: dict[str, str]) -> list[tuple[str, str]]:
    """The rule broken and the sentence about it, for the sound house with some files added or changed."""
    for path, source in (SOUND | planted).items():
        (top / path).parent.mkdir(parents=True, exist_ok=True)
        (top / path).write_text(source)
    house = floors.House(top)
    return [(rule.__name__, sentence) for rule in floors.RULES for sentence in rule(house)]


def test_sound_house_passes(tmp_path) -> None:
    assert breaches(tmp_path, {}) == []


LONG = "    x = 1\n"
PLANTED = [
    ("every_room_has_a_floor", "articles/utils.py", "", "articles/utils.py: the room 'utils'"),
    (
        "imports_look_down",
        "articles/rules.py",
        "from articles.press import publish",
        "rules may not import press",
    ),
    (
        "imports_look_down",
        "articles/rules.py",
        "def f():\n    import articles.press",
        "rules.py:2: rules may not",
    ),
    ("imports_look_down", "articles/rules.py", "from . import search", "rules may not import search"),
    ("imports_look_down", "articles/text/a.py", "from ..models import Story", "text may not import models"),
    (
        "imports_look_down",
        "articles/site/a.py",
        "from articles.desk import admin",
        "site may not import desk",
    ),
    ("imports_look_down", "articles/migrations/0001.py", "from articles import rules", "joins a place"),
    ("imports_look_down", "articles/press.py", "import articles", "joins a place"),
    (
        "the_mail_room_looks_down",
        "articles/importing/reading/a.py",
        "from articles.importing.taking import batching",
        "reading may not import taking",
    ),
    (
        "the_mail_room_looks_down",
        "articles/importing/odd.py",
        "import articles.models",
        "'odd' has no place",
    ),
    ("no_circles", "articles/models/editions.py", "from . import stories\nfrom . import Story", "a circle"),
    ("no_circles", "articles/site/stories.py", "from articles.site import urls", "a circle of imports"),
    (
        "configuration_is_not_imported",
        "articles/press.py",
        "from newsroom import settings",
        "press.py:1: articles",
    ),
    (
        "nothing_is_imported_by_name",
        "articles/rules.py",
        "m = import_module('articles.press')",
        "hides an import",
    ),
    ("models_have_one_door", "articles/press.py", "from articles.models.stories import Story", "import from"),
    ("ground_floor_is_pure", "articles/text/a.py", "from django.utils import html", "may not import django"),
    ("ground_floor_is_pure", "articles/text/a.py", "import os.path", "may not import os.path"),
    ("ground_floor_is_pure", "articles/text/a.py", "x = datetime.now()", "may not call now()"),
    ("ground_floor_is_pure", "articles/text/a.py", "open('x')", "may not call open()"),
    (
        "site_names_no_desk_model",
        "articles/site/a.py",
        "from articles.models import Story",
        "may not name Story",
    ),
    (
        "site_names_no_desk_model",
        "articles/lists/filters.py",
        "import x\nx.SignOff",
        "filters.py:2: the site may not",
    ),
    (
        "site_names_no_desk_model",
        "articles/feeds.py",
        "x = apps.get_model('articles.Story')",
        "may not name Story",
    ),
    ("site_names_no_desk_model", "articles/api.py", "x = edition.story.headline", "may not name .story"),
    ("site_names_no_desk_model", "articles/api.py", "x = source.stories.all()", "may not name .stories"),
    (
        "site_names_no_desk_model",
        "articles/site/a.py",
        "q = live.filter(story__stage=1)",
        "name story__stage",
    ),
    ("site_names_no_desk_model", "articles/site/a.py", "q = live.order_by('-story__id')", "name -story__id"),
    ("site_names_no_desk_model", "articles/site/a.py", "q = live.select_related('story')", "name .story"),
    (
        "site_templates_name_no_desk_model",
        "templates/site/a.html",
        "\n{{ e.story.headline }}",
        "a.html:2: the",
    ),
    (
        "site_templates_name_no_desk_model",
        "templates/site/a.html",
        "{% for s in t.stories.all %}",
        ".stories",
    ),
    ("nothing_is_too_long", "articles/press.py", "def f():\n" + LONG * 60, "press.py::f has 61 lines"),
    ("nothing_is_too_long", "articles/press.py", "x = 1\n" * 301, "press.py has 301 lines"),
    ("nothing_is_too_long", "templates/site/a.html", "<p>\n" * 131, "a.html has 131 lines"),
    (
        "nothing_is_too_long",
        "tests/test_a.py",
        "def test_a():\n" + LONG * 25,
        "test_a.py::test_a has 26 lines",
    ),
    (
        "typed_rooms_are_typed_whole",
        "pyproject.toml",
        '[[tool.mypy.overrides]]\nmodule = ["articles.*", "articles.outbox"]',
        "mypy is told of articles.outbox, which is no such room",
    ),
]


@pytest.mark.parametrize(("rule", "path", "source", "sentence"), PLANTED)
def test_rule_bites(rule: str, path: str, source: str, sentence: str, tmp_path) -> None:
    found = breaches(tmp_path, {path: source})
    assert rule in [broken for broken, said in found if sentence in said], found


def test_exception_that_is_no_longer_needed_is_a_breach(tmp_path, monkeypatch) -> None:
    monkeypatch.setitem(floors.LONGER, "articles/press.py", "it was long once")
    assert breaches(tmp_path, {}) == [
        ("nothing_is_too_long", "articles/press.py is listed as longer than its budget, and is not")
    ]


def test_exception_lets_a_long_module_stand(tmp_path, monkeypatch) -> None:
    monkeypatch.setitem(floors.LONGER, "articles/press.py", "a table")
    assert breaches(tmp_path, {"articles/press.py": "x = 1\n" * 301}) == []
