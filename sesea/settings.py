"""Settings of the whole project, driven by the environment (see `sesea/environment.py`)."""

from pathlib import Path

from sesea import environment as read
from sesea import files, headers, oidc

BASE_DIR = Path(__file__).resolve().parent.parent

DEBUG = read.read_debug()
DATA_DIR = read.read_data_dir(BASE_DIR, debug=DEBUG)
SECRET_KEY = read.read_secret_key(DATA_DIR, debug=DEBUG)
ALLOWED_HOSTS = read.read_allowed_hosts(debug=DEBUG)
CSRF_TRUSTED_ORIGINS = read.env.list("CSRF_TRUSTED_ORIGINS", default=[])
TRUSTED_PROXIES = read.read_trusted_proxies()
SITE_URL = read.env.str("SITE_URL", default="http://127.0.0.1:8000")
# Says that nothing in the database matters: its server may forget, as that of the tests does.
DISPOSABLE_DATABASE = read.env.str("DISPOSABLE_DATABASE", default="0") == "1"

INSTALLED_APPS = [
    "sesea",
    "programs",
    "reports",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "bootstrap",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_prose_editor",
    "import_export",
    "simple_history",
    "django_tasks",
    "django_tasks_db",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
]

MIDDLEWARE = [
    "sesea.watch.middleware.WatchMiddleware",
    "django.middleware.security.SecurityMiddleware",
    # The headers go before whatever may answer: a refusal and a static file carry them too.
    "sesea.headers.FixedHeadersMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "programs.views.session.ReadableAddressMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Áreas capture over slow lines. Static files are compressed beforehand: WhiteNoise goes first.
    "sesea.compression.TextGZipMiddleware",
    "programs.views.acts.ActMiddleware",
    "programs.views.storage.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "programs.views.storage.StorageMiddleware",
    "programs.views.session.SamePersonMiddleware",
    "programs.views.session.SignedInMiddleware",
    "programs.views.owed.OwedMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "sesea.urls"
WSGI_APPLICATION = "sesea.wsgi.application"

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
                "programs.context_processors.shell",
            ],
        },
    },
]

DATABASES = {"default": read.read_database(DATA_DIR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "programs.User"
AUTHENTICATION_BACKENDS = ["programs.backends.WaitingBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "account_login"
# allauth leads through the steps of a log-in; who may try, and how often, is of WaitingBackend: its
# own limits go by address alone and would lock out a whole office.
ACCOUNT_ADAPTER = "programs.adapters.AccountAdapter"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_RATE_LIMITS = False
# A provider whose accounts open those of here, or None.
OIDC = oidc.read_oidc()
SOCIALACCOUNT_ADAPTER = "programs.adapters.ProviderAdapter"
SOCIALACCOUNT_REQUESTS_TIMEOUT = 3
MFA_ADAPTER = "programs.adapters.SecondFactorAdapter"
MFA_KEYS = read.read_mfa_keys(DATA_DIR, debug=DEBUG)
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
PASSWORD_HASHERS = ["sesea.hashers.ModestArgon2Hasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "programs.passwords.KnownPasswordValidator"},
]
# Of invitations; the links of a forgotten password end sooner.
PASSWORD_RESET_TIMEOUT = read.read_invitation_seconds()
# Without use, and at most after entering.
SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_LONGEST_AGE = 12 * 60 * 60
SESSION_ENGINE = "sesea.sessions"
vars().update(headers.https_settings(https=read.read_https(debug=DEBUG)))
CSRF_FAILURE_VIEW = "programs.views.session.csrf_failure"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = headers.CSP
# Fonts and styles are for our own pages alone; by default WhiteNoise lets any site read them.
WHITENOISE_ALLOW_ALL_ORIGINS = False

LANGUAGE_CODE = "es-mx"
TIME_ZONE = read.env.str("TIME_ZONE", default="America/Mexico_City")
USE_I18N = True
USE_TZ = True

STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = DATA_DIR / "static"
MEDIA_ROOT = files.read_media_root(DATA_DIR)
# Of each host: who may make a document now, and what is being made.
RENDER_SLOTS_DIR = DATA_DIR / "slots"
RENDER_DRAFTS_DIR = DATA_DIR / "drafts"
# Documents that were asked for, kept among the received files: every host reads them.
DOCUMENTS_DIR = "documentos"
DOCUMENTS_KEPT_DAYS = 30
TASKS = {
    "default": {
        "BACKEND": "django_tasks_db.DatabaseBackend",
        "QUEUES": ["documentos"],
    }
}
STORAGES = {
    "default": files.read_files(debug=DEBUG),
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "sesea.statics.StaticsStorage"
    },
}
FIXTURE_DIRS = [BASE_DIR / "fixtures"]
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4000

CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"
IMPORT_EXPORT_USE_TRANSACTIONS = True

EMAIL_CONFIG = read.env.email_url("EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = SERVER_EMAIL = read.read_email_from()
HELP_CONTACT = read.read_help_contact()
PUBLIC_REVISAR = read.read_public_revisar(debug=DEBUG)

METRICS_TOKEN = read.read_metrics_token()
LOG_FORMAT = read.read_log_format(debug=DEBUG)
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"refusals": {"()": "sesea.watch.logs.RefusalFilter"}},
    "formatters": {
        "json": {"()": "sesea.watch.logs.JsonFormatter"},
        "texto": {"()": "sesea.watch.logs.TextFormatter"},
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": LOG_FORMAT,
            "filters": ["refusals"],
        }
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "sesea": {"level": "INFO"},
        # The server of development writes a line for each request itself.
        "sesea.requests": {"level": "WARNING" if DEBUG else "INFO"},
        # Django's own handlers would write each record a second time.
        "django": {"handlers": [], "level": "WARNING"},
        "django.request": {"filters": ["refusals"]},
    },
}
