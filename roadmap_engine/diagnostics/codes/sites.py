"""RM674, RM675: pages and feeds for a web host."""

from __future__ import annotations

from roadmap_engine.diagnostics.codes.code import Code

__all__ = ["SITE_CODES"]

SITE_CODES: tuple[Code, ...] = (
    Code(
        "RM674",
        "two-plans-of-one-name",
        "«{adoption}» is the name of two plans, in {file} and in {other}; on a site each has its own address",
        "give one of them another name: `adoption: …`",
    ),
    Code(
        "RM675",
        "site-key-broken",
        "{file} is no key of a site: it should be {size} bytes long",
        "put back the file as it was: with it all addresses stay\nor remove it: a new one is made, and every "
        "address becomes another",
    ),
)
