"""What pages say of a plan that is begun or read, beside what those are told who keep the texts."""

from __future__ import annotations

from roadmap_engine.diagnostics.codes.on_pages.words import OnPage, Where

__all__ = ["PLANS_ON_PAGES"]

PLANS_ON_PAGES: tuple[OnPage, ...] = (
    OnPage(
        "RM139",
        message="{count} more remarks of this kind",
        remedy="mend those that are shown, then the others show themselves",
    ),
    OnPage("RM309", remedy="say the terms and breaks of the school year", where=Where.TERMS),
    OnPage(
        "RM310", remedy="the nearest working days are {before} and {after}; papers keep the day as it stands"
    ),
    OnPage("RM312", remedy="say the breaks of the school year", where=Where.TERMS),
    OnPage("RM401", remedy="say beside the name whether it is a man or a woman", where=Where.PEOPLE),
    OnPage("RM402", remedy="ask the person, and write the forms of the name", where=Where.PEOPLE),
    OnPage("RM403", remedy="write the forms of the name", where=Where.PEOPLE),
    OnPage(
        "RM404",
        remedy="check how the name is written, and whether it is a man or a woman",
        where=Where.PEOPLE,
    ),
    OnPage("RM405", where=Where.PEOPLE),
    OnPage("RM406", remedy="write the full name, or the post in words", where=Where.PEOPLE),
    OnPage("RM407", where=Where.PEOPLE),
    OnPage("RM408", where=Where.PEOPLE),
    OnPage("RM409", remedy="check how it is written; if it is right, write its forms", where=Where.PEOPLE),
    OnPage("RM410", remedy="put commas between what is listed, or write its forms", where=Where.PEOPLE),
    OnPage("RM412", remedy="write its forms", where=Where.PEOPLE),
    OnPage(
        "RM502",
        message="the role «{title}» is given to somebody who is not among the people of the school",
        remedy="choose who fills it",
        where=Where.ROLES,
    ),
    OnPage(
        "RM503",
        message="nobody at the school fills the role «{title}»",
        remedy=(
            "choose who fills it; if the school has nobody for it, the papers keep the title of the role"
        ),
        where=Where.ROLES,
    ),
    OnPage("RM506", where=Where.EVENT),
    OnPage(
        "RM507",
        message="the papers would be signed by somebody who is not among the people of the school",
        remedy="name the head among the people",
        where=Where.PEOPLE,
    ),
    OnPage(
        "RM508",
        message="something that the words of the plan leave open is not said",
        remedy="fill in the open words",
        where=Where.WORDS,
    ),
    OnPage("RM509", where=Where.EVENT),
    OnPage(
        "RM520",
        message=("the school has a plan of this name already, so that this one gets another for programs"),
        remedy="nothing need be done",
    ),
    OnPage("RM524", remedy="write what shall stand there, or leave the answer empty", where=Where.WORDS),
    OnPage(
        "RM630",
        remedy="say beside the name whether it is a man or a woman, or write its forms",
        where=Where.PEOPLE,
    ),
    OnPage("RM631", where=Where.PEOPLE),
    OnPage("RM632", remedy="choose who answers for it", where=Where.ROLES),
    OnPage(
        "RM633",
        remedy=(
            "the order quotes the plan instead; whoever wants other words changes them in Word before signing"
        ),
    ),
    OnPage(
        "RM650",
        remedy=("say what has become of it: it is done, it is for the next year, or it has a new deadline"),
        where=Where.OVER,
    ),
    OnPage("RM671", remedy="choose both school years if it is both", where=Where.YEARS),
    OnPage("RM672", remedy="if its turn comes in the next school year, say so", where=Where.YEARS),
    OnPage(
        "RM673",
        remedy="if the plan is about earlier results, say when that procedure was held",
        where=Where.HELD,
    ),
    OnPage(
        "RM715",
        message="«{words}» is about the school year {year} alone, and is not carried over",
        remedy="write what is new when you know it",
    ),
    OnPage("RM716", remedy="say the new terms when the school has settled them", where=Where.TERMS),
    OnPage("RM767", remedy="choose who fills them here", where=Where.ROLES),
    OnPage(
        "RM768",
        message="nothing is left of the plan: others answer for all its measures ({count})",
        remedy="show the work of others too, or choose who fills their roles here",
        where=Where.ROLES,
    ),
    OnPage(
        "RM940", remedy="choose whether the years of the roadmap move to those of the plan", where=Where.YEARS
    ),
    OnPage("RM941", remedy="check these dates; papers print them as they are"),
    OnPage("RM942", remedy="say that nothing is moved from another year", where=Where.YEARS),
    OnPage(
        "RM943",
        message=("version {version} is for {year}, the year of the plan: its years need no moving any more"),
        remedy="nothing need be done; look through the papers",
    ),
    OnPage(
        "RM944",
        message="version {version} is for {year} and not for {old}: its years move from there now",
        remedy="look through the dates",
    ),
    OnPage("RM945", remedy="say which school year they are for", where=Where.TERMS),
    OnPage("RM946", remedy="leave one of the two", where=Where.TERMS),
    OnPage(
        "RM947",
        message="{thing}: the last day ({last}) is before the first ({first})",
        remedy="correct the days",
        where=Where.PEOPLE,
    ),
    OnPage("RM948", remedy="correct the days, so that they do not overlap", where=Where.PEOPLE),
    OnPage(
        "RM949", remedy="correct the days; if nobody holds it then, nothing need be done", where=Where.PEOPLE
    ),
    OnPage("RM950", remedy="say who holds it then", where=Where.PEOPLE),
    OnPage("RM951", remedy="say the day of the order", where=Where.ORDER),
    OnPage(
        "RM952",
        remedy="give them to a deputy head, or let the measure end without a document",
        where=Where.ROLES,
    ),
    OnPage("RM953", remedy="say who holds it then", where=Where.PEOPLE),
    OnPage(
        "RM961",
        message="the order names «{name}», and there is no such role and no such person",
        remedy="name somebody of the school",
        where=Where.ORDER,
    ),
    OnPage(
        "RM962",
        message="the order names the role «{name}», and nobody of the school fills it",
        remedy="it stays with the head, unless somebody is chosen",
        where=Where.ROLES,
    ),
    OnPage("RM963", where=Where.ORDER),
    OnPage("RM964", where=Where.ORDER),
    OnPage(
        "RM965",
        message="something is given to somebody that the roadmap does not have: «{name}»",
        remedy="choose again who answers for what",
        where=Where.ROLES,
    ),
    OnPage(
        "RM966",
        message="«{name}» is given to somebody who is not among the people of the school",
        remedy="choose again who answers for it",
        where=Where.ROLES,
    ),
    OnPage(
        "RM967",
        remedy="spread them: choose who fills the roles, or who answers for a stage",
        where=Where.ROLES,
    ),
)
