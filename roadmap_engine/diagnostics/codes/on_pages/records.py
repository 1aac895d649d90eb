"""What pages say of records, letters and signed papers, beside what those are told who keep the texts."""

from __future__ import annotations

from roadmap_engine.diagnostics.codes.on_pages.words import OnPage, Where

__all__ = ["RECORDS_ON_PAGES"]

RECORDS_ON_PAGES: tuple[OnPage, ...] = (
    OnPage(
        "RM541",
        message="what is done by the log is kept in the school's text as it was: {names}",
        remedy="nothing need be done",
    ),
    OnPage("RM542", remedy="record the day that is right", where=Where.EVENT),
    OnPage("RM545", remedy="if the order is signed already, record it as signed", where=Where.SIGNING),
    OnPage("RM550", remedy="record how it really is: the next entry decides", where=Where.MEASURE),
    OnPage("RM551", remedy="record how it is", where=Where.MEASURE),
    OnPage("RM552", remedy="record how it is; this entry stays", where=Where.MEASURE),
    OnPage(
        "RM554",
        message="the log has entries about something that the plan no longer has: {count}",
        remedy="they are kept",
    ),
    OnPage("RM562", remedy="say it in the remark"),
    OnPage(
        "RM568",
        message="the attached file «{name}» is not in its place any more",
        remedy="attach it again, or ask the administrator for the backup",
        where=Where.MEASURE,
    ),
    OnPage(
        "RM569",
        message=(
            "what is attached travels with the texts of the school: names of pupils have no place in it"
        ),
    ),
    OnPage(
        "RM573",
        message="nothing is recorded: what was written is not there",
        remedy="tell the administrator, and record it again",
    ),
    OnPage(
        "RM740",
        message="somebody else is writing for this school just now; nothing is written",
        remedy="try again in a minute",
    ),
    OnPage(
        "RM741",
        message="the folder of the school cannot be written to; nothing is written",
        remedy="tell the administrator",
    ),
    OnPage("RM745", remedy="check the date, or say the reason in your own words"),
    OnPage(
        "RM777",
        message="there are no addresses of this school's people",
        remedy="write them",
        where=Where.ADDRESSES,
    ),
    OnPage(
        "RM778",
        message="an address is written for a post that the school does not have",
        remedy="look through the addresses",
        where=Where.ADDRESSES,
    ),
    OnPage(
        "RM779",
        message="there is a letter for somebody whose address is not known: {post}",
        remedy="write the address",
        where=Where.ADDRESSES,
    ),
    OnPage(
        "RM780",
        message=(
            "some of the school's people have no address: no letters about what the plan waits for go to them"
        ),
        remedy="write the addresses",
        where=Where.ADDRESSES,
    ),
    OnPage(
        "RM781",
        message="among those who want no letters is a post that the school does not have",
        remedy="look through the addresses",
        where=Where.ADDRESSES,
    ),
    OnPage("RM782", where=Where.ADDRESSES),
    OnPage(
        "RM785",
        message=("«{role}» are nobody by name: no letter is sent about what they answer for (rows: {count})"),
        remedy="tell them yourself",
    ),
    OnPage(
        "RM786",
        message="letters cannot be sent from here: nobody has said how",
        remedy="ask the administrator; the short text can be copied into a chat",
    ),
    OnPage(
        "RM789",
        message="the mail server has not taken the letter to {address}",
        remedy="check the address",
        where=Where.ADDRESSES,
    ),
    OnPage("RM790", message="the mail server puts off the letter to {address}", remedy="send it again later"),
    OnPage("RM791", remedy="ask whether the letter has come"),
    OnPage(
        "RM792",
        message="the mail server cannot be reached",
        remedy="try again later; what was not sent is sent then",
    ),
    OnPage("RM793", message="the mail server takes no letters from here", remedy="tell the administrator"),
    OnPage(
        "RM795",
        message="no address of the school's people is known",
        remedy="write the addresses",
        where=Where.ADDRESSES,
    ),
    OnPage(
        "RM796",
        message="letters cannot be sent from here: the password of the mail server is missing",
        remedy="tell the administrator",
    ),
    OnPage(
        "RM910",
        message="of a signed paper nobody knows what was in it: its record is damaged",
        remedy="ask the administrator for the backup",
    ),
    OnPage(
        "RM911",
        message="of a signed paper nobody knows which it is: something of its folder is missing",
        remedy="ask the administrator for the backup",
    ),
    OnPage(
        "RM912",
        message="a signed paper is not what was signed: it was changed or exchanged since",
        remedy=(
            "ask the administrator for the backup; what shall read otherwise is changed by another order"
        ),
    ),
    OnPage(
        "RM913", message="a signed paper is not there any more", remedy="ask the administrator for the backup"
    ),
    OnPage(
        "RM916",
        message="an order lies here twice: its folder was copied",
        remedy="ask the administrator to take one of the two away",
    ),
    OnPage("RM920", remedy="sign the order first", where=Where.SIGNING),
    OnPage("RM921", remedy="draw an order that amends it", where=Where.AMENDING),
    OnPage(
        "RM922",
        message="not all papers of the archive are attached, or one of them cannot be read",
        remedy="attach all of them",
    ),
    OnPage(
        "RM923",
        message="one date is {found}, another is {said}",
        remedy=(
            "find out which is right, and correct the field or the paper; if what you typed"
            " is right, tick below that it is to be recorded"
        ),
    ),
    OnPage(
        "RM924",
        message="one number is «{found}», another is «{said}»",
        remedy=(
            "find out which number is right, and correct the field or the paper; if what "
            "you typed is right, tick below that it is to be recorded"
        ),
    ),
    OnPage(
        "RM925",
        message="for signing something is not known: {what}; neither the paper nor the plan says it",
        remedy="fill it in as on the signed paper",
    ),
    OnPage(
        "RM926",
        remedy=(
            "fetch the papers anew and have them signed; if these were signed all the same,"
            " tick below that they are to be recorded"
        ),
    ),
    OnPage("RM928", message="the attached papers are of another plan", remedy="attach those of this plan"),
    OnPage(
        "RM929",
        message="the attached order was drawn for something else than what was signed last",
        remedy="fetch it anew",
        where=Where.AMENDING,
    ),
    OnPage("RM930", remedy="check the dates"),
    OnPage("RM931", remedy="draw an order that amends it", where=Where.AMENDING),
    OnPage("RM935", remedy="their day and number are printed once they are known"),
    OnPage(
        "RM937", message="what is attached is no order of this plan", remedy="attach the order of the archive"
    ),
    OnPage("RM990", remedy="ask for less at once"),
    OnPage("RM991", remedy="look for a file that is much too large"),
    OnPage(
        "RM994",
        message="the mail server has not taken the letter",
        remedy="check the address, or hand on yourself what the letter says",
    ),
)
