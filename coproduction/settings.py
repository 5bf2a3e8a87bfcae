"""One settings file for every way to stand. The environment chooses; what is missing is said aloud.

Two modes, told apart by SITE_URL alone:

- local (no SITE_URL): this machine only, over plain http. Nothing needs to be set.
- public (SITE_URL=https://…): secure cookies, strict transport, and no default for a secret.

DATABASE_URL and REDIS_URL choose the database and the broker. docs/running.md explains every variable.
"""

from datetime import timedelta
from operator import attrgetter
from pathlib import Path
from urllib.parse import urlsplit

import django_stubs_ext
import environ
from django.core.exceptions import ImproperlyConfigured
from django.utils.csp import CSP

from coproduction import broker, help_lines, logs
from coproduction.keys import kept_key
from coproduction.mail import mailer, provider

django_stubs_ext.monkeypatch()  # so that ModelForm[Ask] and the like also run

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

# --- This site ------------------------------------------------------------------------------------

DEMO = env.bool("DEMO", default=False)
DEBUG = env.bool("DEBUG", default=False)
VAR = Path(env.str("VAR", default=str(BASE_DIR / "var"))).resolve()  # data, mail, files: all private
SITE_NAME = env.str("SITE_NAME", default="Coproduction")
SITE_URL = env.str("SITE_URL", default="").rstrip("/")
PUBLIC = bool(SITE_URL)
if PUBLIC and not SITE_URL.startswith("https://"):
    raise ImproperlyConfigured("SITE_URL must begin with https://. Leave it out to run on this machine only.")
if PUBLIC and DEBUG:
    raise ImproperlyConfigured("DEBUG shows secrets to visitors. Take it away, or take SITE_URL away.")
SITE_URL = SITE_URL or f"http://localhost:{env.int('PORT', default=8000)}"
SITE_HOST = urlsplit(SITE_URL).hostname or ""
SITE_OWNER = env.str("SITE_OWNER", default="")  # the organisation that answers for the service
SITE_CONTACT = env.str("SITE_CONTACT", default="")  # how anyone can reach it
EMERGENCY_NUMBER = env.str("EMERGENCY_NUMBER", default="999")
HELP_LINES = help_lines.read(env.str("HELP_LINES", default=""))

SECRET_KEY = env.str("SECRET_KEY", default="")
if PUBLIC and not SECRET_KEY:
    raise ImproperlyConfigured(
        "SECRET_KEY is missing. It must be long, random and kept out of the repository."
    )
SECRET_KEY = SECRET_KEY or kept_key(VAR / "secret-key")
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])

ALLOWED_HOSTS = env.list(
    "ALLOWED_HOSTS", default=[SITE_HOST] if PUBLIC else ["localhost", "127.0.0.1", "[::1]"]
)

# --- What it is made of ---------------------------------------------------------------------------

INSTALLED_APPS = [
    "coproduction",
    "lifecycle",
    "investment",
    "facilitation",
    "groups",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django_htmx",
    "anymail",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "coproduction.headers.HeadersMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "groups.shared_devices.SharedDeviceMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "coproduction.urls"
WSGI_APPLICATION = "coproduction.wsgi.application"
ASGI_APPLICATION = "coproduction.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "coproduction.context.site",
                "groups.display.display",
            ],
        },
    },
]
FORM_RENDERER = "groups.rendering.FormRenderer"

# --- Database, cache, sessions --------------------------------------------------------------------

DATABASE_POOL = env.int("DATABASE_POOL", default=8)
ANSWERS_AT_ONCE = max(1, DATABASE_POOL - 2)  # by ASGI; one connection is for who listens, one to spare
DATABASES = {"default": env.db_url("DATABASE_URL", default=f"sqlite:///{VAR}/db.sqlite3")}
DATABASES["default"]["ATOMIC_REQUESTS"] = False  # actions open their own transactions
SQLITE = DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3"
if SQLITE:
    VAR.mkdir(parents=True, exist_ok=True)
    DATABASES["default"]["OPTIONS"] = {
        # Take the write lock at the start, so that two writers queue instead of failing.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        # secure_delete writes zeros over what is deleted (promise 5).
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"
        " PRAGMA secure_delete=ON;",
    }
    if env.bool("TEST_ON_DISK", default=False):  # a database that threads and processes can open at once
        DATABASES["default"]["TEST"] = {"NAME": str(VAR / "test.sqlite3")}
else:
    # One pool for each process: new connections cost three times the page.
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    DATABASES["default"]["OPTIONS"] = {"pool": {"min_size": 1, "max_size": DATABASE_POOL, "timeout": 10}}

REDIS_URL = env.str("REDIS_URL", default="")
if REDIS_URL:
    CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": REDIS_URL,
            "KEY_PREFIX": "cache",
        }
    }
    SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
else:
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = int(timedelta(days=30).total_seconds())

# --- Figures ------------------------------------------------------------------------------------

# How many people stand behind a figure about answers before it is shown. Never below 5 (groups/suppression.py).
FEWEST_PEOPLE = {
    "group": env.int("FEWEST_IN_GROUP", default=5),
    "public": env.int("FEWEST_IN_PUBLIC", default=8),
}
# A folder of questionnaires used under a licence of one's own (lifecycle/instruments/brought.py).
BROUGHT_INSTRUMENTS = env.str("BROUGHT_INSTRUMENTS", default="")

# --- Jobs -----------------------------------------------------------------------------------------

BROKER_FOLDER = VAR / "broker"
if REDIS_URL:
    CELERY_BROKER_URL = REDIS_URL
    # A nudge that a dead worker held is given out again soon; the rows' leases decide who does the work.
    CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, object] = {
        "visibility_timeout": 60,
        "socket_connect_timeout": 2,
        "socket_timeout": 10,
    }
else:
    CELERY_BROKER_URL = f"{broker.SCHEME}://localhost"
    CELERY_BROKER_TRANSPORT_OPTIONS = broker.options(BROKER_FOLDER)
CELERY_BROKER_CONNECTION_TIMEOUT = 2
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_PUBLISH_RETRY = False  # the sweep finds what a lost nudge would have started
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_SERIALIZER = "json"
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_WORKER_MAX_MEMORY_PER_CHILD = 200_000  # kilobytes
# How long a dead process keeps its work: deliveries are quick, jobs renew theirs with every step.
DELIVERY_LEASE = timedelta(seconds=60)
JOB_LEASE = timedelta(minutes=5)
# What each provider takes in a minute, all workers together; 0: as fast as it goes.
SENT_IN_A_MINUTE = {
    "email": env.int("EMAILS_A_MINUTE", default=600),
    "text": env.int("TEXTS_A_MINUTE", default=300),
}
CELERY_TIMEZONE = "Europe/London"
CELERY_BEAT_SCHEDULER = "coproduction.beat:Clock"
CLOCK_SIGN = VAR / "beat"  # touched by a clock that lives, whether it ticks or waits
CLOCK_LEASE = timedelta(seconds=10)  # after so long without a word, another clock takes over

# --- Accounts -------------------------------------------------------------------------------------

AUTH_USER_MODEL = "groups.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"

ACCOUNT_ADAPTER = "groups.adapter.AccountAdapter"
ACCOUNT_USER_DISPLAY = attrgetter("email")  # on the person's own pages; logs know accounts by number
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60  # seconds; email is slow at times, and so may people be
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/5m/key",
    "request_login_code": "20/m/ip,3/m/key",
    "reset_password": "20/m/ip,5/m/key",
    "confirm_email": "1/10s/key",
    "join": "20/h/ip,10/h/key",  # a code of an invitation; key: the part that finds the row
    "room_pass": "20/h/ip,10/h/key",  # the same for the pass of a room
    "review_code": "20/h/ip,10/h/key",  # the code of a printed form; key: the part that finds the row
    "answer_code": "20/h/ip,5/h/key",  # a code to answer one request without signing in; key: the request
    "join_email": "10/h/ip,5/h/key",
    "helper_email": "10/d/key",  # asking somebody to help, at an address a member typed; key: the member
    "interest": "10/h/ip,200/d/key",  # asking to join; key: the group
    "interest_thanks": "3/d/key",  # messages to an address that anyone may have typed
    "equality": "500/d/key",  # key: the system, so that nothing is kept about who answered
}

REQUIRE_SECOND_FACTOR = not DEMO  # of decision-makers, coordinators and whoever holds a duty for a system
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_PASSKEY_SIGNUP_ENABLED = True  # by invitation: the adapter keeps sign-up closed to others
MFA_TOTP_ISSUER = SITE_NAME
MFA_TRUST_ENABLED = True
MFA_TRUST_COOKIE_AGE = timedelta(days=30)
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PUBLIC

# --- Words and time -------------------------------------------------------------------------------

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "English"), ("cy", "Cymraeg")]  # each in its own words
LANGUAGE_COOKIE_AGE = int(timedelta(days=365).total_seconds())
LOCALE_PATHS = [BASE_DIR / "locale", BASE_DIR / "wording"]  # wording: what libraries say, said our way
FORMAT_MODULE_PATH = "coproduction.formats"
TIME_ZONE = "Europe/London"
USE_TZ = True

# --- Files ----------------------------------------------------------------------------------------

STATIC_URL = "static/"
STATIC_ROOT = Path(env.str("STATIC_ROOT", default=str(VAR / "static")))
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_ROOT = VAR / "files"  # never served by address: views check access first
# Who was erased, for a restored backup to lose again: better on another volume than the database (docs/running.md).
ERASURE_LEDGER = Path(env.str("ERASURE_LEDGER", default=str(VAR / "erased" / "ledger.jsonl")))
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
FILE_UPLOAD_TEMP_DIR = VAR / "incoming"  # what is still being sent, on the same private volume
FILE_UPLOAD_TEMP_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
FILE_UPLOAD_HANDLERS = [
    "groups.files.receiving.StopTakingHandler",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
DATA_UPLOAD_MAX_NUMBER_FILES = 20
# A virus scanner that speaks INSTREAM: "host:port" or "unix:/path". Empty: files are not scanned.
CLAMAV = env.str("CLAMAV", default="")
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024  # of a form without its files
WHITENOISE_USE_FINDERS = DEBUG
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

# --- Mail -----------------------------------------------------------------------------------------

MAIL_FOLDER = VAR / "mail"
MAILERS = {"default": mailer(env.str("EMAIL_URL", default=""), MAIL_FOLDER)}
MAIL_PROVIDER = provider(env.str("EMAIL_URL", default=""))  # of django-anymail, whose reports we read
# "name:password", as a provider gives it at /mail-events/…; without it no report is believed.
# Some providers sign theirs as well: MAILGUN_WEBHOOK_SIGNING_KEY=…
ANYMAIL = {
    "WEBHOOK_SECRET": env.str("MAIL_EVENTS_SECRET", default=""),
    **env.dict("MAIL_EVENTS_KEYS", default={}),
}
DEFAULT_FROM_EMAIL = env.str("EMAIL_FROM", default="" if PUBLIC else f"{SITE_NAME} <noreply@localhost>")
if PUBLIC and not DEMO and not (env.str("EMAIL_URL", default="") and DEFAULT_FROM_EMAIL):
    raise ImproperlyConfigured("EMAIL_URL and EMAIL_FROM are missing. Without them nobody is told anything.")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# --- Text messages --------------------------------------------------------------------------------

TEXT_FOLDER = VAR / "texts"  # where they go when there is no key
NOTIFY_API_KEY = env.str("NOTIFY_API_KEY", default="")  # of GOV.UK Notify
NOTIFY_TEMPLATE = env.str("NOTIFY_TEMPLATE", default="")  # a text template whose words are ((message))
NOTIFY_URL = env.str("NOTIFY_URL", default="https://api.notifications.service.gov.uk")
if NOTIFY_API_KEY and not NOTIFY_TEMPLATE:
    raise ImproperlyConfigured("NOTIFY_TEMPLATE is missing: the text template whose words are ((message)).")

# --- Safety ---------------------------------------------------------------------------------------

CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "coproduction.errors.form_expired"
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_HTTPONLY = True
X_FRAME_OPTIONS = "DENY"
SECURE_CSP = {
    "default-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "media-src": [CSP.SELF, "blob:"],
    "object-src": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
}
if PUBLIC:
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = True
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
    CSRF_TRUSTED_ORIGINS = [SITE_URL]
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^health/"]
    SECURE_HSTS_SECONDS = int(timedelta(days=365).total_seconds())
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
if env.bool("BEHIND_PROXY", default=False):
    # Only behind a proxy that sets these headers itself, as the Caddyfile does.
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    ALLAUTH_TRUSTED_PROXY_COUNT = 1

# --- Logs -----------------------------------------------------------------------------------------

LOGGING = logs.configuration(level=env.str("LOG_LEVEL", default="INFO"), readable=not PUBLIC)
