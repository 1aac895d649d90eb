"""What is kept of people: an account, what it was given, invitations, attempts to come in, and acts.

A name stands here and in the texts of schools, and nowhere in a log: there the account's key stands.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from roadmap_engine.portal.access.roles import Role

__all__ = [
    "Account",
    "Act",
    "Attempt",
    "Grant",
    "Invitation",
    "LinkCode",
    "PersonalLink",
    "digest_token",
    "make_key",
    "make_link_key",
    "make_token",
]

_TOKEN_BYTES = 20
INVITED = dt.timedelta(days=14)
"""How long an invitation holds."""


def make_key() -> str:
    """Give the key of a new account: what logs call it by, for ever."""
    return f"u-{secrets.token_hex(6)}"


def make_link_key() -> str:
    """Give the key of a new link: what logs call whoever came by it."""
    return f"l-{secrets.token_hex(6)}"


def make_token() -> str:
    """Give a secret for an address: 160 bits that nobody guesses."""
    return secrets.token_urlsafe(_TOKEN_BYTES)


def digest_token(token: str) -> str:
    """Give what is kept of a secret: a database that is read gives nobody a way in."""
    return hashlib.sha256(token.encode()).hexdigest()


class _Accounts(BaseUserManager["Account"]):
    """Accounts as Django's own parts make them."""

    def get_by_natural_key(self, username: str | None) -> Account:
        found: Account = self.get(login=(username or "").strip().casefold())
        return found


class Account(AbstractBaseUser):
    """Somebody who comes in.

    Attributes:
        key: what logs call her by.
        login: what she comes in by: an address of mail, or a word, in small letters.
        name: what pages call her; goes when she does.
    """

    key = models.CharField(max_length=40, primary_key=True, default=make_key, editable=False)
    login = models.CharField(max_length=254, unique=True)
    name = models.CharField(max_length=200)
    is_active = models.BooleanField(default=True)
    made_at = models.DateTimeField()

    objects = _Accounts()
    USERNAME_FIELD = "login"
    REQUIRED_FIELDS = ["name"]
    grants: models.Manager[Grant]
    feeds: models.Manager[Any]
    drafts: models.Manager[Any]
    jobs: models.Manager[Any]
    begun: models.Manager[Any]
    decisions: models.Manager[Any]

    def __str__(self) -> str:
        return self.key


class _Given(models.Model):
    """What somebody is given, or offered.

    Attributes:
        school: id of the organisation; empty for those who see more than one.
        municipality: of whose schools an officer sees; all of them where empty.
        post: key of the post that a person holds in a plan.
    """

    role = models.CharField(max_length=20, choices=[(each.value, each.name) for each in Role])
    school = models.CharField(max_length=200, blank=True, default="")
    municipality = models.CharField(max_length=500, blank=True, default="")
    post = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        abstract = True


class Grant(_Given):
    """What an account may do where."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="grants")
    account_id: str

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "role", "school", "municipality", "post"], name="granted_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.account_id}: {self.role} {self.school}{self.municipality}"


class Invitation(_Given):
    """An offer that somebody takes by its address, once.

    Attributes:
        digest: of the secret in the address.
        name: whom it is meant for, as whoever invites says it.
        account: that was made by it; None while nobody took it.
    """

    digest = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=200, blank=True, default="")
    made_by = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, related_name="invited")
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    account = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, related_name="invitations")
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.role} {self.school}"

    def holds(self, at: dt.datetime) -> bool:
        """Tell whether it can be taken now."""
        return self.used_at is None and at < self.ends_at


class PersonalLink(models.Model):
    """An address by which somebody of a plan sees her own measures, without an account.

    Attributes:
        key: what logs call her by.
        digest: of the secret in the address.
        post: key of the post that she holds.
        name: whom it was made for.
    """

    key = models.CharField(max_length=40, primary_key=True, default=make_link_key, editable=False)
    digest = models.CharField(max_length=64, unique=True)
    school = models.CharField(max_length=200, db_index=True)
    post = models.CharField(max_length=200)
    name = models.CharField(max_length=200)
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    codes: models.Manager[LinkCode]

    def __str__(self) -> str:
        return self.key


class LinkCode(models.Model):
    """A code by which an editor of the school lets somebody with a link record one thing.

    Attributes:
        tries: how often a wrong one was given while it held.
    """

    link = models.ForeignKey(PersonalLink, on_delete=models.CASCADE, related_name="codes")
    digest = models.CharField(max_length=64)
    ends_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    tries = models.IntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.link_id} {self.ends_at}"

    link_id: str


class Attempt(models.Model):
    """A failed attempt to come in, kept for a few minutes: by what name, from where, as digests."""

    name = models.CharField(max_length=64, db_index=True)
    peer = models.CharField(max_length=64, db_index=True)
    at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return str(self.at)


class Act(models.Model):
    """What somebody did here, for whoever has to account for it; no address of anybody's computer.

    Attributes:
        who: key of the account; stays when the account goes.
        did: a word of `acts.ACTS`.
        about: id of a school, key of an account; empty where there is none.
    """

    at = models.DateTimeField(db_index=True)
    who = models.CharField(max_length=40, blank=True, default="")
    did = models.CharField(max_length=40)
    about = models.CharField(max_length=300, blank=True, default="")

    def __str__(self) -> str:
        return f"{self.at} {self.who} {self.did}"
