"""Settings: safe defaults are production; everything else comes from the environment.

Every variable is listed in .env.example. `make run` fills in what a single machine needs.
"""

from pathlib import Path

from django.utils.csp import CSP
from django.utils.translation import gettext_lazy as _

from config import addresses
from config.env import env_bool, env_int, env_list, env_secret, env_str

BASE_DIR = Path(__file__).resolve().parent.parent
# Everything that a running Casebook writes: database, files, messages, mail, logs, key.
DATA_DIR = Path(env_str("CASEBOOK_DATA", str(BASE_DIR / "var"))).resolve()

# --- The site: one address, from which hosts, origins, links and the passkey id derive ---
HTTP_PORT = env_int("PORT", 8000)
SITE = addresses.site(env_str("CASEBOOK_URL", f"http://localhost:{HTTP_PORT}"))
SITE_URL = f"{SITE.scheme}://{SITE.netloc}"
LOOPBACK_NAMES = ["localhost", "127.0.0.1", "[::1]"]
SITE_IS_LOCAL = SITE.hostname in {"localhost", "127.0.0.1", "::1"}
ALLOWED_HOSTS = [SITE.hostname or "", *(LOOPBACK_NAMES if SITE_IS_LOCAL else [])]
CSRF_TRUSTED_ORIGINS = [SITE_URL]
IS_HTTPS = SITE.scheme == "https"

DEBUG = env_bool("CASEBOOK_DEBUG", default=False)
SECRET_KEY = env_secret("CASEBOOK_SECRET_KEY", kept_in=DATA_DIR / "secret-key")
SECRET_KEY_FALLBACKS = env_list("CASEBOOK_OLD_SECRET_KEYS")
# Demo people: `make run` switches them on where it listens to this machine only.
DEMO = env_bool("CASEBOOK_DEMO", default=False)
# A list page that loads a row at a time fails at once under tests and DEBUG; see core.orm.
STRICT_FETCH = env_bool("CASEBOOK_STRICT_FETCH", default=DEBUG)

INSTALLED_APPS = [
    # core and accounts come first: their templates restyle those of allauth and of Django.
    "core",
    "accounts",
    "content",
    "courses",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "core.web.middleware.RequestIdMiddleware",
    # Answers before anything looks at the host: a load balancer asks by address.
    "core.web.health.HealthMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "core.web.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    # The person's language and time, what a shared machine may keep, who needs a second step.
    "accounts.middleware.PersonMiddleware",
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "core.context.navigation",
            ]
        },
    }
]
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"

# --- Services, each by URL ---
DATABASES = {
    "default": addresses.database(
        env_str("DATABASE_URL", f"sqlite://{DATA_DIR / 'casebook.sqlite3'}")
    )
}
CACHES = {"default": addresses.cache(env_str("CACHE_URL", "database"))}
MAILERS = {"default": addresses.mailer(env_str("MAIL_URL", "kept"), folder=DATA_DIR / "mail")}
DEFAULT_FROM_EMAIL = env_str("MAIL_FROM", f"Casebook <casebook@{SITE.hostname}>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
STORAGES = {
    "default": addresses.files(env_str("FILES_URL", "folder"), folder=DATA_DIR / "files"),
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
CELERY_BROKER_URL = env_str("CELERY_BROKER_URL", f"casebook-files://{DATA_DIR / 'messages'}")

# --- Accounts: sign-in, reset, second factor (agreed with the accounts app) ---
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["accounts.auth_backends.SignInBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "accounts.forms.LoginForm",
    "reset_password": "accounts.forms.ResetPasswordForm",
    "add_email": "accounts.forms.AddEmailForm",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
# An address that the inviter entered is never asked to be confirmed, before MFA neither.
ACCOUNT_EMAIL_VERIFICATION = "none"
MFA_ALLOW_UNVERIFIED_EMAIL = True
ACCOUNT_CHANGE_EMAIL = True  # one address a person; a new one counts once it is confirmed
ACCOUNT_SESSION_REMEMBER = False  # signed in until the browser closes, or for a long shift
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
# Per account rather than per address: a whole site may sign in from behind one address.
ACCOUNT_RATE_LIMITS = {
    "login": None,
    "login_failed": "10/10m/key",
    "reset_password": "5/h/key",
    "reauthenticate": None,  # counted as login_failed
    "reset_password_from_key": None,
    "signup": None,
}
MFA_ADAPTER = "accounts.adapter.SecondStepAdapter"
MFA_FORMS = {"add_webauthn": "accounts.forms.AddKeyForm"}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_TOLERANCE = 1
MFA_TOTP_ISSUER = "Casebook"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = SITE_IS_LOCAL and not IS_HTTPS
MFA_RATE_LIMITS = {"webauthn_login": None}
# --- End of accounts ---

# --- Sessions, cookies and headers ---
SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
SESSION_COOKIE_NAME = "casebook_session"
SESSION_COOKIE_AGE = 12 * 60 * 60  # a long shift; nothing stays signed in overnight
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = IS_HTTPS
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = "casebook_csrf"  # readable by the page: a script reads it when it sends
CSRF_FAILURE_VIEW = "core.web.errors.csrf_failure"
SECURE_SSL_REDIRECT = IS_HTTPS
SECURE_HSTS_SECONDS = env_int("CASEBOOK_HSTS_SECONDS", 31_536_000) if IS_HTTPS else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "manifest-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
    "base-uri": [CSP.NONE],
}

# --- Language and time ---
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("es", _("Spanish"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["core.formats"]
LANGUAGE_COOKIE_NAME = "casebook_language"
TIME_ZONE = "UTC"
USE_TZ = True

# --- Static files: made by collectstatic into the data folder, served by WhiteNoise ---
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "core.bundle.BundleFinder",
]
WHITENOISE_MAX_AGE = 60

# --- Logs: lines to standard error; whoever starts the process keeps and rotates them ---
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"request_id": {"()": "core.web.request_id.RequestIdFilter"}},
    "formatters": {
        "line": {"format": "%(asctime)s %(levelname)s %(request_id)s %(name)s: %(message)s"}
    },
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "filters": ["request_id"],
            "formatter": "line",
        }
    },
    "root": {"handlers": ["stderr"], "level": env_str("CASEBOOK_LOG_LEVEL", "INFO")},
    "loggers": {
        "django": {"handlers": [], "propagate": True},
        "django.server": {"handlers": [], "propagate": True},
        # A refused sign-in or a missing page is no news; errors are.
        "django.request": {"level": "ERROR"},
        # The sweeps would fill the log: a line for each task is there with DEBUG.
        "celery.app.trace": {"level": "WARNING"},
        "celery.worker.strategy": {"level": "WARNING"},
        "celery.beat": {"level": "WARNING"},
        "celery.apps.worker": {"level": "WARNING"},
        "celery.worker.consumer.connection": {"level": "WARNING"},
    },
}

# Periods of courses/retention/data_retention.yaml that the organisation makes shorter.
RETENTION_MONTHS = env_list("CASEBOOK_RETENTION_MONTHS")
# Proxies in front of the web server: what they add to X-Forwarded-For is believed.
TRUSTED_PROXIES = env_list("CASEBOOK_TRUSTED_PROXIES")

DATA_UPLOAD_MAX_MEMORY_SIZE = 6 * 1024 * 1024
SILENCED_SYSTEM_CHECKS = [
    # Whether other names of the domain speak https is not ours to promise to browsers.
    "security.W005",
    "security.W021",
]
