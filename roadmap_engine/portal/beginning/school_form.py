"""What is asked of a school that has no folder yet, and what is wrong with it in words."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from roadmap_engine.model.base import is_slug
from roadmap_engine.portal.plans.models import School
from roadmap_engine.portal.speech import gettext_lazy as _

__all__ = ["LONGEST_ID", "SchoolForm"]

LONGEST_ID = 60


class SchoolForm(forms.Form):
    """A school that is taken in."""

    name = forms.CharField(
        label=_("Краткое название школы"), max_length=500,
        help_text=_("Как в бумагах: МБОУ «СОШ № 12»."),
    )  # fmt: skip
    municipality = forms.CharField(
        label=_("Территория"), max_length=500, required=False,
        help_text=_("Чьё управление её видит; так же, как у соседних школ."),
    )  # fmt: skip
    id = forms.CharField(
        label=_("Имя для программ"), max_length=LONGEST_ID, required=False,
        help_text=_("Латинские буквы, цифры, дефисы; так назовётся папка. Пусто: сделается из названия."),
    )  # fmt: skip
    editor = forms.CharField(
        label=_("Кто будет вести план"), max_length=200, required=False,
        help_text=_("Фамилия и имя. Для него сделается приглашение; пусто: пригласите потом."),
    )  # fmt: skip

    def __init__(self, towns: tuple[str, ...] | None, *words: Any, **more: Any) -> None:
        super().__init__(*words, **more)
        self._towns = towns
        if towns is not None and len(towns) == 1:
            self.initial.setdefault("municipality", towns[0])

    def clean_id(self) -> str:
        """Refuse what is no id, or another school's."""
        said = str(self.cleaned_data["id"]).strip()
        if said and not is_slug(said):
            raise ValidationError(
                _("«{words}» не годится: нужны латинские буквы, цифры и дефисы.").format(words=said)
            )
        if said and School.objects.filter(id=said).exists():
            raise ValidationError(_("Школа с таким именем уже есть. Возьмите другое."))
        return said

    def clean_municipality(self) -> str:
        """Refuse a territory that is not of whoever fills it in."""
        said = " ".join(str(self.cleaned_data["municipality"]).split())
        if self._towns is not None and said not in self._towns:
            raise ValidationError(
                _("Вы добавляете школы только своей территории: {towns}.").format(
                    towns=", ".join(self._towns)
                )
            )
        return said
