"""Django's settings: it has one set a process, so they lie on the lowest floor that needs them.

The databases come later, one a study: see `thematique.review.database`. What names the web face are only names here.
"""

import secrets
from pathlib import Path

_WEB = Path(__file__).parent.parent / "web"

# a server gives that of its study before it answers; without a server nothing is signed
SECRET_KEY = secrets.token_urlsafe(48)
DEBUG = False
ALLOWED_HOSTS: list[str] = []
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django_htmx",
    "thematique.review.apps.ReviewConfig",
]
DATABASES: dict[str, dict[str, str]] = {}
DATABASE_ROUTERS = ["thematique.review.database.Router"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

ROOT_URLCONF = "thematique.web.urls"
MIDDLEWARE = [
    "thematique.web.middleware.Guard",
    "django.middleware.common.CommonMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "thematique.web.middleware.Doorkeeper",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [_WEB / "templates"],
        "OPTIONS": {
            "context_processors": ["django.template.context_processors.request", "thematique.web.middleware.frame"],
            "builtins": ["thematique.web.filters"],
        },
    }
]

AUTH_USER_MODEL = "review.Coder"
AUTHENTICATION_BACKENDS = ["thematique.web.entrance.Backend"]
# memory-hard, and quicker than the default for the same strength
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_FAILURE_VIEW = "thematique.web.middleware.csrf_failure"
LOGIN_URL = "/connexion/"
# a memo is the longest thing that people send; files come by the command line
DATA_UPLOAD_MAX_MEMORY_SIZE = 1 << 20
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500

LANGUAGE_CODE = "fr"
USE_TZ = True
TIME_ZONE = "UTC"
# what goes wrong is told by the web face, without a word of a transcript
LOGGING_CONFIG = None
