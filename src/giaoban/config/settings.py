"""Django's settings. Every value that differs between installations comes from the environment."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from csp.constants import NONE, SELF

from giaoban.config import environment as env
from giaoban.config import sqlite

SOURCE = Path(__file__).resolve().parent.parent
HOME = env.home()
SECRET_KEY = env.secret_key(HOME, secrets.token_urlsafe(48))
DEBUG = env.DEBUG.is_on
EXAMPLE = env.EXAMPLE.is_on
SECURE = env.SECURE.is_on
ALLOWED_HOSTS = [host.strip() for host in env.HOSTS.value.split(",") if host.strip()]

INSTALLED_APPS = [
    "giaoban.core",
    "giaoban.bodies",
    "giaoban.accounts",
    "giaoban.notices",
    "giaoban.documents",
    "giaoban.directives",
    "giaoban.work",
    "giaoban.desk",
    "giaoban.reporting",
    "giaoban.api",
    "giaoban.config",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "giaoban.api.views.elsewhere.Elsewhere",
    "giaoban.core.middleware.OneLook",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "giaoban.core.middleware.ChosenLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "giaoban.accounts.middleware.OwnLanguage",
    "giaoban.accounts.middleware.SecondStep",
    "giaoban.core.middleware.Refusals",
]

ROOT_URLCONF = "giaoban.config.urls"
WSGI_APPLICATION = "giaoban.config.wsgi.application"
AUTH_USER_MODEL = "accounts.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "giaoban.core.navigation.context",
            ],
        },
    },
]


FORM_RENDERER = "giaoban.core.fields.Renderer"


def _databases() -> dict[str, dict[str, Any]]:
    if env.DATABASE_URL.value:
        return {"default": env.postgres(env.DATABASE_URL.value)}
    return {
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": HOME / "giaoban.sqlite3",
            "OPTIONS": sqlite.options(sqlite.take_sound_library()),
            "CONN_MAX_AGE": None,
        },
    }


DATABASES = _databases()

# Words and time
LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LOCALE_PATHS = [SOURCE / "locale", SOURCE / "locale_allauth"]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
USE_I18N = True
FORMAT_MODULE_PATH = ["giaoban.config.formats"]

# Files
STATIC_URL = "static/"
STATIC_ROOT = HOME / "static"
MEDIA_ROOT = HOME / "files"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
FILE_UPLOAD_HANDLERS = ["giaoban.documents.uploads.MemoryOnly"]
FILE_UPLOAD_PERMISSIONS = 0o600
MAX_UPLOAD_BYTES = int(env.MAX_UPLOAD_MB.value) * 1_000_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 12_000_000
DATA_UPLOAD_MAX_NUMBER_FILES = 200

# Kept in files, so that every process counts the same attempts to sign in.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": HOME / "cache",
    },
}

# Background work
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

# Sign-in
AUTHENTICATION_BACKENDS = ["giaoban.accounts.backends.Accounts"]
SESSION_ENGINE = "giaoban.accounts.sessions"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_REDIRECT_URL = "home"
LOGIN_URL = "account_login"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_ADAPTER = "giaoban.accounts.adapter.AccountAdapter"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 900
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Giao ban"
# One step before and after: the clocks of phones go astray (RFC 6238, 5.2).
MFA_TOTP_TOLERANCE = 1
REQUIRE_TOTP = (
    [] if EXAMPLE else [role.strip() for role in env.REQUIRE_TOTP.value.split(",") if role.strip()]
)
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_NAME = "__Host-giaoban" if SECURE else "giaoban"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
CSRF_COOKIE_NAME = "__Host-csrf" if SECURE else "csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_USE_SESSIONS = False
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SECURE = SECURE

# Browser
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = SECURE
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE else None
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE
SECURE_HSTS_PRELOAD = SECURE
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    },
}
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"


def _email() -> dict[str, Any]:
    if not env.EMAIL_URL.value:
        return {
            "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "EMAIL_FILE_PATH": str(HOME / "mail"),
        }
    parts = env.mail_server(env.EMAIL_URL.value)
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or 587,
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme == "smtp",
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_TIMEOUT": 30,
    }


globals().update(_email())
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.MAIL_FROM.value
SITE_URL = env.SITE_URL.value.rstrip("/")
QUIET_HOURS = env.hours(env.QUIET_HOURS.value)
STALE_DAYS = int(env.STALE_DAYS.value)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "filters": {
        "calm": {"()": "giaoban.core.unlogged.Calm"},
        "veil": {"()": "giaoban.core.unlogged.Veil"},
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["calm", "veil"],
        }
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"giaoban": {"level": "INFO"}},
}
