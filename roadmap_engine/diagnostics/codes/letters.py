"""RM776–RM782, RM785–RM799: addresses of people, letters to them, and the mail server."""

from __future__ import annotations

from roadmap_engine.diagnostics.codes.code import Code
from roadmap_engine.diagnostics.severity import Severity

__all__ = ["LETTER_CODES"]

_W, _N = Severity.WARNING, Severity.NOTICE

LETTER_CODES: tuple[Code, ...] = (
    Code(
        "RM776",
        "no-address-of-mail",
        "{thing}: «{value}» is no address of mail",
        "write it as zavuch@school-12.example: what stands before «@» in Latin letters",
    ),
    Code(
        "RM777",
        "contacts-of-another",
        "{file} has no addresses for the people of «{organisation}», whose plan is «{plan}»",
        "put its people under «organisations», or a contacts.yaml of its own beside the plan",
        severity=_W,
    ),
    Code(
        "RM778",
        "contact-of-nobody",
        "an address for «{post}»: «{organisation}» has no such post",
        "take one of its posts: {near}",
        severity=_W,
    ),
    Code(
        "RM779",
        "post-without-address",
        "there is something to say to «{post}», and no address of hers is known; plans: {plans}",
        "write her address into contacts.yaml, or her post under «unsubscribed»",
        severity=_W,
    ),
    Code(
        "RM780",
        "people-without-address",
        "«{organisation}»: no addresses of {posts}: no letter tells what waits for them by the plan",
        "write addresses into contacts.yaml, or the posts under «unsubscribed»",
        severity=_N,
    ),
    Code(
        "RM781",
        "unsubscribed-nobody",
        "«{post}» is said to want no letters: «{organisation}» has no such post",
        "take one of its posts: {near}",
        severity=_W,
    ),
    Code(
        "RM782",
        "address-of-two",
        "«{one}» and «{other}» are two people with one address, {address}: a letter tells both of both",
        "give each an address of her own; if it is one person, write her name the same way twice",
        severity=_N,
    ),
    Code(
        "RM785",
        "letter-to-nobody",
        "«{role}» of the plan «{plan}» names nobody: no letter tells of what they answer for (rows: {count})",
        "say in the adoption, under «roles», who fills the role",
        severity=_N,
    ),
    Code(
        "RM786",
        "no-letter-settings",
        "nothing says how letters are sent: there is no roadmap.toml beside {file} or above it",
        "write roadmap.toml, or name it with --settings; --dry-run and --paste do without",
    ),
    Code(
        "RM787",
        "settings-not-toml",
        "the settings are not written as TOML",
        'write a line as: host = "smtp.example.org"',
        "cannot be read from here on",
    ),
    Code(
        "RM788",
        "login-by-half",
        "{thing}: whoever logs in at the mail server needs both «user» and «password_env»",
        "write both, or neither; the password itself is taken from the environment",
    ),
    Code(
        "RM789",
        "letter-refused",
        "the mail server refuses the letter to {address}: «{answer}»",
        "correct the address; --again sends the letter of this week anew",
    ),
    Code(
        "RM790",
        "letter-put-off",
        "the mail server puts off the letter to {address}: «{answer}»",
        "run the command again later: what was put off is sent then",
        severity=_W,
    ),
    Code(
        "RM791",
        "letter-begun",
        "the letter to {address} was begun on {day} and nobody knows whether it arrived: another run sends "
        "it now, or was cut short",
        "ask whether it has arrived; --again sends it once more",
        severity=_W,
    ),
    Code(
        "RM792",
        "mail-server-silent",
        "the mail server {host}:{port} cannot be reached: {reason}",
        "run the command again later: what was not sent is sent then",
    ),
    Code(
        "RM793",
        "mail-server-unwilling",
        "the mail server {host}:{port} takes no letters from here: «{answer}»",
        "look at «user», «from» and «security» in the settings, and at the password",
    ),
    Code(
        "RM794",
        "login-in-the-open",
        "{thing}: a password would be sent without encryption",
        'say security = "starttls" or "tls"',
    ),
    Code(
        "RM795",
        "no-contacts",
        "there is no contacts.yaml beside {file} or above it: nobody's address is known",
        "write one: `contacts: {organisation}`, and addresses under «people»",
    ),
    Code(
        "RM796",
        "password-not-given",
        "the password of the mail server is not there: the environment has no {variable}",
        "set the variable for whoever runs the command, in cron too",
    ),
    Code(
        "RM798",
        "letter-of-nobody-asked",
        "«{post}» is no post of the plans",
        "take one of: {near}",
    ),
)
