"""Where letters reach people: addresses by the key of their post; never published, never in a bundle."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated

from frozendict import frozendict
from pydantic import AfterValidator, Field, StringConstraints

from roadmap_engine.model.base import Frozen, FrozenMap, Slug, Slugs

__all__ = ["Address", "Contacts", "fold_address", "split_address"]

_LONGEST_ADDRESS = 254
_LONGEST_LOCAL = 64
_LONGEST_DOMAIN = 253

# RFC 5321, 4.1.2: Dot-string @ Domain. A quoted local part is left out, as mail services do: nobody has one,
# and it could hold what ends a header.
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LOCAL = re.compile(rf"{_ATOM}(\.{_ATOM})*")
_LABEL = re.compile(r"[^\W_]([\w-]{0,61}[^\W_])?")


def split_address(address: str) -> tuple[str, str]:
    """Give the two sides of an address as a mail server takes them: a domain in other letters encoded.

    Raises:
        ValueError: it is no address.

    >>> split_address("zavuch@школа.рф")
    ('zavuch', 'xn--80atdl2c.xn--p1ai')
    """
    local, _, domain = address.rpartition("@")
    labels = domain.split(".")
    try:
        encoded = domain.encode("idna").decode()
    except UnicodeError:
        encoded = ""
    fits = (
        _LOCAL.fullmatch(local) is not None
        and len(local) <= _LONGEST_LOCAL
        and len(labels) > 1
        and all(_LABEL.fullmatch(each) and "_" not in each for each in labels)
        and 0 < len(encoded) <= _LONGEST_DOMAIN
        and not labels[-1].isdigit()
    )
    if not fits:
        raise ValueError("no address of mail")
    return local, encoded


def fold_address(address: str) -> str:
    """Give an address so that two that reach one mailbox are equal: the case of a domain means nothing.

    >>> fold_address("Zavuch@School-3.example")
    'Zavuch@school-3.example'
    """
    local, at, domain = address.rpartition("@")
    return f"{local}{at}{domain.lower()}"


def _check_address(address: str) -> str:
    split_address(address)
    return address


Address = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=_LONGEST_ADDRESS),
    AfterValidator(_check_address),
]
"""An address of mail, «zavuch@school-12.example»; its domain may be in Russian letters."""


class Contacts(Frozen):
    """Addresses of an organisation's people.

    Attributes:
        contacts: the id of the organisation.
        people: its addresses, by the key of a post; of those who hold it one after another by the key with
            the day, `head-2027-02-01`.
        organisations: addresses of people of further organisations whose plans lie in the same folder.
        unsubscribed: keys of the organisation's posts that want no letters.
    """

    contacts: Slug
    people: FrozenMap[Slug, Address] = Field(default_factory=dict)
    organisations: FrozenMap[Slug, FrozenMap[Slug, Address]] = Field(default_factory=dict)
    unsubscribed: Slugs = ()

    def addresses_of(self, organisation: str) -> Mapping[str, str] | None:
        """Give the addresses of an organisation's people; None where nothing is said of it."""
        if organisation == self.contacts:
            return self.people
        known = self.organisations.get(organisation)
        return frozendict(known) if known is not None else None

    def unsubscribed_of(self, organisation: str) -> frozenset[str]:
        """Give the keys of an organisation's posts that want no letters."""
        return frozenset(self.unsubscribed) if organisation == self.contacts else frozenset()
