"""A plan that somebody of a department may write to, asked for again when the writing begins."""

from __future__ import annotations

from roadmap_engine.portal.access.deciding import may
from roadmap_engine.portal.access.roles import Right
from roadmap_engine.portal.accounts.coming import describe_account
from roadmap_engine.portal.accounts.models import Account
from roadmap_engine.portal.plans.finding import place_of_school
from roadmap_engine.portal.plans.models import PlanText
from roadmap_engine.portal.plans.reading import read_standing

__all__ = ["find_own_plan"]


def find_own_plan(who: str, path: str, school: str, plan: str) -> PlanText | None:
    """Give a plan where somebody still may judge, and where it still is its school's; else None.

    Args:
        who: key of her account.
        path: of the plan's text, seen from the workspace.
        school: id of the school.
        plan: id of the plan.
    """
    account = Account.objects.filter(key=who, is_active=True).first()
    text = PlanText.objects.select_related("school").filter(path=path, refused="").first()
    if account is None or text is None or (text.school_id, text.plan) != (school, plan):
        return None
    if not may(describe_account(account), Right.JUDGE, place_of_school(text.school)):
        return None
    return text if read_standing(text).read is not None else None
