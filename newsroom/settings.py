"""Every setting, by section. What an installation may change is read from the environment, strictly."""

from pathlib import Path

from whitenoise.compress import Compressor

from newsroom import addresses, buckets, crawlers, environment, keys, logs, mail, replicas, retention, roles

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = environment.folder(Path(environment.text("NEWSROOM_DATA_DIR", str(BASE_DIR / ".data"))).absolute())

# ── The newsroom ──

# Which addresses this process answers: those of readers, of the desk, or all.
ROLE = environment.choice("NEWSROOM_ROLE", roles.ALL, roles.ROLES)
SITE_NAME = environment.text("NEWSROOM_SITE_NAME", "Newsroom")
SITE_LANGUAGE = environment.language("NEWSROOM_LANGUAGE", "en-GB")
# Whether straight quotation marks and the like, imported or typed, become those that are printed.
TYPESETTING = environment.flag("NEWSROOM_TYPESETTING", default=True)
KEEP_ORIGINALS = environment.integer("NEWSROOM_KEEP_ORIGINALS", 20_000_000)  # bytes of each imported file
# That reading a file, or a story of one that holds many, may take before its reader is ended: an hour at most.
READ_SECONDS = environment.integer("NEWSROOM_READ_SECONDS", 120, least=1, most=3600)
UPLOAD_LIMIT = environment.integer(
    "NEWSROOM_UPLOAD_LIMIT", 1_000_000_000, least=1_000_000
)  # bytes of copy dropped at once
# That somebody may leave a taken story alone: a year at most.
IDLE_MINUTES = environment.integer("NEWSROOM_IDLE_MINUTES", 120, least=1, most=365 * 24 * 60)
# That a cache which readers share may answer in our place: no longer is a change unseen.
SHARED_CACHE_SECONDS = environment.integer("NEWSROOM_SHARED_CACHE_SECONDS", 10, most=3600)
_megabytes = environment.integer("NEWSROOM_PAGE_MEMORY", 16, most=100_000)
# Of each process of the server. One that waits for the database or for a page that another makes holds up none of the
# others; each has a connection of its own, and takes some 5 MB by that.
SERVER_THREADS = environment.integer("NEWSROOM_THREADS", 8, least=1, most=512)
# That it serves on after SIGTERM, while it says that it is not ready: whoever sends readers here sends them elsewhere.
# With what it may take to end what was begun (``serving.PATIENCE``), less than those who stop it wait (``deploy/``).
LEAVING_SECONDS = environment.integer("NEWSROOM_LEAVING_SECONDS", 0, most=25)
# Where processes share finished pages; "" is nowhere.
PAGE_STORE = addresses.store("NEWSROOM_PAGE_STORE")
# The hub (WebSub) that tells followers of our feeds what is new; "" where there is none.
WEBSUB_HUB = addresses.url("NEWSROOM_WEBSUB_HUB")
# Of share cards, for scripts beside Latin, Greek and Cyrillic.
CARD_FONTS = environment.files("NEWSROOM_CARD_FONTS")
# Whom to tell of a hole in the site's security, for security.txt; "" is nobody.
SECURITY_CONTACT = addresses.url("NEWSROOM_SECURITY_CONTACT", schemes=("mailto", "https", "tel"))
# Where it says who may mine our texts and data (TDMRep); "" leaves that unsaid.
TDM_POLICY = addresses.url("NEWSROOM_TDM_POLICY")
_ai_allowed = {
    "training": environment.flag("NEWSROOM_AI_TRAINING", default=False),
    "search": environment.flag("NEWSROOM_AI_SEARCH", default=True),
    "fetching": environment.flag("NEWSROOM_AI_FETCHING", default=True),
}
AI_CRAWLERS_REFUSED = [crawlers.JOBS[job] for job, allowed in _ai_allowed.items() if not allowed]
# The key under which search engines are told of what changed (IndexNow); "" tells none.
INDEXNOW_KEY = environment.token(
    "NEWSROOM_INDEXNOW_KEY", of="[A-Za-z0-9-]{8,128}", expected="8 to 128 letters, digits and hyphens"
)
INDEXNOW_ENDPOINT = addresses.url("NEWSROOM_INDEXNOW_ENDPOINT") or "https://api.indexnow.org/indexnow"

# ── Django ──

DEBUG = environment.flag("NEWSROOM_DEBUG", default=False)
SECRET_KEY = keys.secret("NEWSROOM_SECRET_KEY", kept_in=DATA_DIR / roles.own("secret_key", ROLE))
SECRET_KEY_FALLBACKS = keys.secrets_before("NEWSROOM_SECRET_KEY_FALLBACKS")
# Bytes of finished pages that each process may hold; none where pages change with the code.
PAGE_MEMORY = 0 if DEBUG else _megabytes * 1_000_000
ALLOWED_HOSTS = addresses.hosts("NEWSROOM_ALLOWED_HOSTS", "localhost 127.0.0.1 [::1]")
ROOT_URLCONF = "newsroom.urls"
WSGI_APPLICATION = "newsroom.wsgi.application"

INSTALLED_APPS = [
    "articles",
    "articles.desk.apps.DeskConfig",
    "newsroom.checks.Checks",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django_filters",
    "django_prose_editor",
]

MIDDLEWARE = [
    "newsroom.requests.Requests",
    # Outside of the others, so that whatever answers, an error or a static file too, carries the headers.
    "articles.csp.ContentSecurityPolicyMiddleware",
    "articles.isolation.IsolationMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "newsroom.staticfiles.StaticFiles",
    "newsroom.lengths.Lengths",
    "newsroom.charsets.Charsets",
    "newsroom.reading.Reading",
    "newsroom.desk.Patience",
    # At the addresses of the desk alone, but for the one that lets no form of a stranger's through.
    "newsroom.desk.Sessions",
    "django.middleware.csrf.CsrfViewMiddleware",
    "newsroom.desk.Accounts",
    "newsroom.desk.Messages",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "libraries": {"desk": "articles.desk.tags"},
        },
    },
]
if ROLE == roles.PUBLIC:
    INSTALLED_APPS, MIDDLEWARE, TEMPLATES = roles.without_desk([INSTALLED_APPS, MIDDLEWARE, TEMPLATES])

# ── Database ──

# Whether the next query may come to another connection of PostgreSQL's, which is not prepared for it.
_is_pooled = environment.flag("NEWSROOM_POOLER", default=False)
_database = environment.database(replicas.primary(ROLE), kept_in=DATA_DIR / "newsroom.sqlite3")
if _database["ENGINE"] == "django.db.backends.sqlite3":
    _database["ENGINE"] = "newsroom.databases.sqlite3"
    _database["OPTIONS"] = {
        # A transaction that turned from reading to writing would fail at once, without waiting its turn.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,  # seconds that a writer waits for another
        # NORMAL is safe in WAL: a power cut may undo the last commits, and never damages the file.
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; "
        "PRAGMA recursive_triggers=ON",  # without it REPLACE deletes rows past the triggers that guard them
    }
else:
    _database |= {"ENGINE": "newsroom.databases.postgresql", "CONN_HEALTH_CHECKS": True}
    _database["OPTIONS"] = {
        # By which a server whose machine is not heard of any more is given up; by themselves systems wait for hours.
        "connect_timeout": 5,  # seconds, as the next two
        "keepalives_idle": 10,
        "keepalives_interval": 5,
        "keepalives_count": 3,
        "tcp_user_timeout": 20_000,  # milliseconds
        **_database.get("OPTIONS", {}),
        "prepare_threshold": None if _is_pooled else 0,
    }
# That one statement for a page of readers may take on PostgreSQL; 0 is as long as it needs.
READER_SECONDS = environment.integer("NEWSROOM_READER_SECONDS", 20, most=3600)
_database["CONN_MAX_AGE"] = 60  # seconds that a thread keeps its own
DATABASES = {"default": _database, **replicas.of(_database, ROLE)}
# Where all processes of this machine see that something was committed.
COMMITS = DATA_DIR / "commits"
# Where those of this role find what each of them counts.
COUNTS = DATA_DIR / roles.own("counts", ROLE)

# ── Language and time ──

LANGUAGE_CODE = environment.spoken_by_django(SITE_LANGUAGE)
TIME_ZONE = environment.time_zone("NEWSROOM_TIME_ZONE", "UTC")
USE_TZ = True
FORMAT_MODULE_PATH = "newsroom.formats"

# ── Files ──

MEDIA_ROOT = DATA_DIR / "media"
MEDIA_URL = "media/"
# Where uploads that are kept on another machine lie on this one while they are taken.
FETCHED = DATA_DIR / "fetched"
STATIC_ROOT = environment.folder(DATA_DIR / "static")
STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
# On disk whatever their size: what is dropped in the desk is read as files are.
FILE_UPLOAD_HANDLERS = [
    "newsroom.uploads.Bounded",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
# Where they lie until they are kept: where there is room, since /tmp may be memory. A node for readers is sent none.
FILE_UPLOAD_TEMP_DIR = None if ROLE == roles.PUBLIC else str(environment.folder(DATA_DIR / "temporary"))
STORAGES = {
    "default": buckets.storage(),
    "staticfiles": {"BACKEND": "newsroom.staticfiles.CollectedOrPlain"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_ROOT = BASE_DIR / "static" / "root"  # served from the root of the site, under the names they have
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = (*Compressor.SKIP_COMPRESS_EXTENSIONS, "avif", "map")

# Days that what is no part of the record is kept, by what it is.
KEEP_DAYS = retention.days()

# ── Accounts ──

AUTHENTICATION_BACKENDS = ["articles.desk.rights.Rights"]
LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"
# Who must log in by a passkey or a code of an app, too.
SECOND_FACTOR = environment.choice("NEWSROOM_SECOND_FACTOR", "none", ("none", "editors", "all"))
SESSION_ENGINE = "articles.access.store"
# That a session lasts if nobody comes; a year at most.
SESSION_IDLE_MINUTES = environment.integer("NEWSROOM_SESSION_IDLE_MINUTES", 720, least=5, most=365 * 24 * 60)
# That it lasts whoever comes.
SESSION_COOKIE_AGE = 3600 * environment.integer("NEWSROOM_SESSION_HOURS", 14 * 24, least=1, most=365 * 24)
# Seconds that the link in a mail is good to set a new password by.
PASSWORD_RESET_TIMEOUT = 60 * 60
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

# ── Security ──

X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_CSP = {
    "default-src": ["'none'"],
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "img-src": ["'self'"],
    "font-src": ["'self'"],
    "connect-src": ["'self'"],
    "manifest-src": ["'self'"],
    "form-action": ["'self'"],
    "frame-ancestors": ["'none'"],
    "base-uri": ["'none'"],
    "object-src": ["'none'"],
}

CSRF_COOKIE_HTTPONLY = True  # forms carry the token, and scripts take it from there
_hsts_seconds = environment.integer("NEWSROOM_HSTS_SECONDS", 63_072_000)  # known without HTTPS too, and idle
if environment.flag("NEWSROOM_HTTPS", default=False):
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = _hsts_seconds
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    # A browser takes a cookie of this prefix only over HTTPS, from this very host and for all of it.
    SESSION_COOKIE_NAME = "__Host-session"
    CSRF_COOKIE_NAME = "__Host-csrf"
    MESSAGE_STORAGE = "newsroom.desk.SecureMessages"

# Only behind a proxy that sets this header itself and drops a visitor's own.
_proxy_header = environment.header("NEWSROOM_PROXY_HEADER")
SECURE_PROXY_SSL_HEADER = (_proxy_header, "https") if _proxy_header else None
# Likewise, or visitors choose for themselves where they come from.
ADDRESS_HEADER = environment.header("NEWSROOM_ADDRESS_HEADER")
# By which a proxy says what it calls a request in its own log.
REQUEST_ID_HEADER = environment.header("NEWSROOM_REQUEST_ID_HEADER")

# ── Mail and log ──

_server = mail.server("NEWSROOM_EMAIL_URL")
EMAIL_BACKEND, EMAIL_HOST, EMAIL_PORT = _server.backend, _server.host, _server.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _server.user, _server.password
EMAIL_USE_TLS, EMAIL_USE_SSL = _server.use_tls, _server.use_ssl
EMAIL_TIMEOUT = 20  # seconds that a mail server may take to answer
DEFAULT_FROM_EMAIL = SERVER_EMAIL = mail.sender("NEWSROOM_EMAIL_FROM", "newsroom@localhost")
# In mails, which are written without a request.
SITE_URL = addresses.site("NEWSROOM_SITE_URL", "http://localhost:8000")
# On pages; "" where it is not said: it is then the address that they are asked for.
OWN_ADDRESS = SITE_URL if environment.text("NEWSROOM_SITE_URL", "") else ""
# Of who may read /metrics, and why a node is not ready; "" is whoever asks on the machine itself.
METRICS_TOKEN = keys.password("NEWSROOM_METRICS_TOKEN", least=32)
LOGGING = logs.configured(
    environment.choice("NEWSROOM_LOG_FORMAT", "text", logs.FORMATS),
    environment.choice("NEWSROOM_LOG_LEVEL", "INFO", ("DEBUG", "INFO", "WARNING", "ERROR")),
)

environment.refuse_unknown("NEWSROOM_")
