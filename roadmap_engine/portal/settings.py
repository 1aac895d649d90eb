"""Options of a portal → the settings of Django."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote, urlsplit

import django
from django.conf import settings

from roadmap_engine.portal.options import APPS, PortalOptions

__all__ = ["configure", "list_settings"]

_WAIT = 20
"""Seconds that a writer waits for another one."""
_LARGEST_FORM = 2_500_000
_MOST_FIELDS = 1_000
_SESSION = 12 * 60 * 60
_YEAR = 365 * 24 * 60 * 60


def configure(options: PortalOptions, key: str) -> None:
    """Set Django up for a portal; once in a process."""
    settings.configure(**list_settings(options, key))
    django.setup()


def list_settings(options: PortalOptions, key: str) -> dict[str, Any]:
    """List the settings.

    Args:
        options: how the portal is run.
        key: what sessions and links are signed with.
    """
    return {
        "PORTAL": options,
        "SECRET_KEY": key,
        "DEBUG": False,
        "ALLOWED_HOSTS": _list_hosts(options),
        "ROOT_URLCONF": "roadmap_engine.portal.urls",
        "INSTALLED_APPS": [
            "django.contrib.auth",
            "django.contrib.contenttypes",
            "django.contrib.messages",
            "django.contrib.sessions",
            "csp",
            *(f"roadmap_engine.portal.{each}" for each in APPS),
        ],
        "MIDDLEWARE": [
            "roadmap_engine.portal.logs.tell_requests",
            "django.middleware.security.SecurityMiddleware",
            "csp.middleware.CSPMiddleware",
            "roadmap_engine.portal.middleware.speak",
            "roadmap_engine.portal.middleware.refuse_odd_requests",
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.middleware.common.CommonMiddleware",
            "django.middleware.csrf.CsrfViewMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
            "django.contrib.messages.middleware.MessageMiddleware",
            "roadmap_engine.portal.middleware.ask_who",
            "django.middleware.clickjacking.XFrameOptionsMiddleware",
        ],
        "TEMPLATES": [
            {
                "BACKEND": "django.template.backends.jinja2.Jinja2",
                "OPTIONS": {"environment": "roadmap_engine.portal.pages.environment.take_environment"},
            }
        ],
        "DATABASES": {"default": _name_database(options)},
        "DEFAULT_AUTO_FIELD": "django.db.models.BigAutoField",
        "AUTH_USER_MODEL": "accounts.Account",
        "AUTH_PASSWORD_VALIDATORS": _VALIDATORS,
        "LOGIN_URL": "login",
        "LANGUAGE_CODE": "ru",
        "LANGUAGES": [("ru", "Русский"), ("en", "English")],
        "USE_I18N": True,
        "USE_TZ": True,
        "TIME_ZONE": "UTC",
        "DATA_UPLOAD_MAX_MEMORY_SIZE": _LARGEST_FORM,
        "DATA_UPLOAD_MAX_NUMBER_FIELDS": _MOST_FIELDS,
        "DATA_UPLOAD_MAX_NUMBER_FILES": 20,
        "CSRF_FAILURE_VIEW": "roadmap_engine.portal.pages.failing.show_forged",
        "MESSAGE_STORAGE": "django.contrib.messages.storage.session.SessionStorage",
        "LOGGING_CONFIG": None,
        **_guard(options),
    }


_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
     "OPTIONS": {"user_attributes": ("login", "name")}},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]  # fmt: skip
"""Long enough, not among twenty thousand common ones, not one's own name; nothing is asked about signs."""


def _list_hosts(options: PortalOptions) -> list[str]:
    local = ["127.0.0.1", "localhost", "[::1]"]
    return [*options.names, *local] if options.is_local or options.names else [options.host, *local]


def _name_database(options: PortalOptions) -> dict[str, Any]:
    if not options.database:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": options.own / "portal.sqlite3",
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": _WAIT,
                # FULL: what was said to be kept outlives a power cut.
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
            },
        }
    parts = urlsplit(options.database)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def _guard(options: PortalOptions) -> dict[str, Any]:
    """What browsers are told to refuse, and what the portal does."""
    secure = options.proxy
    prefix = "__Host-" if secure else ""
    guards: dict[str, Any] = {
        "CONTENT_SECURITY_POLICY": {
            "DIRECTIVES": {
                "default-src": ["'none'"],
                "script-src": ["'self'"],
                "style-src": ["'self'"],
                "img-src": ["'self'", "data:"],
                "connect-src": ["'self'"],
                "form-action": ["'self'"],
                "base-uri": ["'none'"],
                "frame-ancestors": ["'none'"],
            }
        },
        "SECURE_CONTENT_TYPE_NOSNIFF": True,
        "SECURE_REFERRER_POLICY": "same-origin",
        "SECURE_CROSS_ORIGIN_OPENER_POLICY": "same-origin",
        "X_FRAME_OPTIONS": "DENY",
        "SESSION_COOKIE_NAME": f"{prefix}session",
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": secure,
        "SESSION_COOKIE_AGE": _SESSION,
        "SESSION_ENGINE": "django.contrib.sessions.backends.db",
        "LANGUAGE_COOKIE_NAME": f"{prefix}language",
        "LANGUAGE_COOKIE_AGE": _YEAR,
        "LANGUAGE_COOKIE_HTTPONLY": True,
        "LANGUAGE_COOKIE_SAMESITE": "Lax",
        "LANGUAGE_COOKIE_SECURE": secure,
        "CSRF_COOKIE_NAME": f"{prefix}csrf",
        "CSRF_COOKIE_HTTPONLY": True,
        "CSRF_COOKIE_SAMESITE": "Strict",
        "CSRF_COOKIE_SECURE": secure,
    }
    if secure:
        guards |= {
            "SECURE_HSTS_SECONDS": _YEAR,
            "CSRF_TRUSTED_ORIGINS": [f"https://{name}" for name in options.names],
        }
    return guards
