"""Addresses of mail: what is one, and what could end a header."""

from __future__ import annotations

from email import policy
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from roadmap_engine.model.contacts import Contacts, split_address

GOOD = {
    "zavuch@school-12.example": "school-12.example",
    "a.b+c_d@a.example": "a.example",
    "zavuch@школа.рф": "xn--80atdl2c.xn--p1ai",
    "x@a-b.c-d.example": "a-b.c-d.example",
}
BAD = (
    *("", "a", "a@", "@a.example", "a@b", "a b@c.example", "a@b c.example", "a@@b.example", "a@b@c.example"),
    *(".a@b.example", "a.@b.example", "a..b@c.example", "иван@a.example", '"a b"@c.example', "a@[127.0.0.1]"),
    *("a@-b.example", "a@b-.example", "a@b..example", "a@b.example.", "a@b_c.example", "a@10.0.0.1"),
    *("a@b.example\n", "a@b.example\r\nBcc: c@d.example", "a@b.example,c@d.example", "<a@b.example>"),
    *("a\x00@b.example", "a@\u202eb.example", "a@b.exam\u200bple", f"{'a' * 65}@b.example"),
    *(f"a@{'я' * 60}.example", f"a@{'.'.join(['abcdefgh'] * 40)}.example"),
)


@pytest.mark.parametrize(("address", "domain"), GOOD.items())
def test_what_is_an_address(address: str, domain: str) -> None:
    """The domain is as a mail server takes it."""
    assert split_address(address) == (address.partition("@")[0], domain)


@pytest.mark.parametrize("address", BAD)
def test_what_is_none(address: str) -> None:
    """Whatever has two readings, or none."""
    with pytest.raises(ValueError, match="no address of mail"):
        split_address(address)


@given(st.text(max_size=40) | st.from_regex(r"[a-z.,;<>\r\n @]{1,20}@[a-z.\r\n ]{1,20}", fullmatch=True))
def test_what_is_taken_is_one_line_of_one_address(words: str) -> None:
    """Python's own reader of mail sees the same one address in the header."""
    try:
        local, domain = split_address(words)
    except ValueError:
        return
    message = EmailMessage(policy=policy.SMTP)
    message["To"] = f"{local}@{domain}"
    assert [each.addr_spec for each in message["To"].addresses] == [f"{local}@{domain}"]
    assert message["To"].defects == ()
    assert len(bytes(message).split(b"\r\n\r\n", 1)[0].splitlines()) == 1


class TestContacts:
    """Whose addresses stand in a file."""

    CONTACTS = Contacts.model_validate(
        {
            "contacts": "school-12",
            "people": {"head": "head@a.example"},
            "organisations": {"school-13": {"head": "head@b.example"}},
            "unsubscribed": "head",
        }
    )

    def test_each_organisation_has_its_own(self) -> None:
        """The same post of two is two people; of a third nothing is said."""
        assert self.CONTACTS.addresses_of("school-12") == {"head": "head@a.example"}
        assert self.CONTACTS.addresses_of("school-13") == {"head": "head@b.example"}
        assert self.CONTACTS.addresses_of("school-14") is None

    @pytest.mark.parametrize(
        "people", [{"Head": "a@b.example"}, {"head": "b.example"}, {"head": None}, ["x"]]
    )
    def test_what_is_no_file_of_addresses(self, people: object) -> None:
        """Keys are those of posts, values are addresses."""
        with pytest.raises(ValidationError):
            Contacts.model_validate({"contacts": "school-12", "people": people})
