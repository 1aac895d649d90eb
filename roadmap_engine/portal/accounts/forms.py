"""What people fill in about accounts, and what is wrong with it in words."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from roadmap_engine.portal.access.roles import OF_ONE_SCHOOL, ROLE_WORDS, Role
from roadmap_engine.portal.accounts.models import Account
from roadmap_engine.portal.plans.models import School
from roadmap_engine.portal.plans.people import find_post, list_posts
from roadmap_engine.portal.speech import gettext_lazy as _
from roadmap_engine.portal.speech import spoken

__all__ = ["ComeInForm", "InvitationForm", "LinkForm", "NewAccountForm", "PasswordForm"]

_LONGEST_PASSWORD = 200


class ComeInForm(forms.Form):
    """Name and password of somebody who comes in."""

    login = forms.CharField(label=_("Почта или имя для входа"), max_length=254)
    password = forms.CharField(
        label=_("Пароль"), max_length=_LONGEST_PASSWORD, widget=forms.PasswordInput, strip=False
    )

    def clean_login(self) -> str:
        """Give it as it is kept."""
        return str(self.cleaned_data["login"]).strip().casefold()


class _PasswordTwice(forms.Form):
    """A new password."""

    password = forms.CharField(
        label=_("Новый пароль"),
        max_length=_LONGEST_PASSWORD,
        widget=forms.PasswordInput,
        strip=False,
        help_text=_("Не короче 10 знаков. Лучше несколько слов подряд, чем одно с цифрами."),
    )
    again = forms.CharField(
        label=_("Тот же пароль ещё раз"),
        max_length=_LONGEST_PASSWORD,
        widget=forms.PasswordInput,
        strip=False,
    )

    def _account(self, cleaned: dict[str, Any]) -> Account:
        return Account(login=cleaned.get("login", ""), name=cleaned.get("name", ""))

    def clean(self) -> dict[str, Any]:
        """Look at both passwords together."""
        cleaned: dict[str, Any] = super().clean() or {}
        password, again = cleaned.get("password"), cleaned.get("again")
        if password and again and password != again:
            self.add_error("again", _("Пароли не совпадают. Наберите тот же ещё раз."))
        elif password:
            try:
                validate_password(password, self._account(cleaned))
            except ValidationError as weak:
                self.add_error("password", weak)
        return cleaned


class NewAccountForm(_PasswordTwice):
    """An account that is made by an invitation."""

    name = forms.CharField(label=_("Фамилия, имя, отчество"), max_length=200)
    login = forms.CharField(
        label=_("Почта или имя для входа"), max_length=254, help_text=_("По нему вы будете входить.")
    )
    field_order = ["name", "login", "password", "again"]

    def clean_login(self) -> str:
        """Refuse a name that somebody has."""
        login = str(self.cleaned_data["login"]).strip().casefold()
        if Account.objects.filter(login=login).exists():
            raise ValidationError(_("Под этим именем уже входит кто-то другой. Возьмите другое."))
        return login


class PasswordForm(_PasswordTwice):
    """Another password for an account."""

    old = forms.CharField(
        label=_("Нынешний пароль"), max_length=_LONGEST_PASSWORD, widget=forms.PasswordInput, strip=False
    )
    field_order = ["old", "password", "again"]

    def __init__(self, account: Account, *words: Any, **more: Any) -> None:
        super().__init__(*words, **more)
        self.account = account

    def _account(self, cleaned: dict[str, Any]) -> Account:  # noqa: ARG002 -- the one that is there
        return self.account

    def clean_old(self) -> str:
        """Refuse a password that is not hers."""
        old = str(self.cleaned_data["old"])
        if not self.account.check_password(old):
            raise ValidationError(_("Это не нынешний пароль."))
        return old


class LinkForm(forms.Form):
    """Whom an editor makes a link for."""

    post = forms.ChoiceField(label=_("Чья ссылка"), help_text=_("По должности видно, какие мероприятия её."))
    name = forms.CharField(
        label=_("Как назвать в истории"), max_length=200, help_text=_("Фамилия и инициалы.")
    )

    def __init__(self, posts: tuple[tuple[str, str], ...], *words: Any, **more: Any) -> None:
        super().__init__(*words, **more)
        fields: Any = self.fields
        fields["post"].choices = [("", _("не выбрана")), *posts]


class InvitationForm(forms.Form):
    """Whom somebody invites, and what for."""

    name = forms.CharField(label=_("Кого приглашаете"), max_length=200)
    role = forms.ChoiceField(label=_("Кто это"), widget=forms.RadioSelect)
    school = forms.ChoiceField(label=_("Школа"), required=False)
    municipality = forms.ChoiceField(
        label=_("Чьи школы видит"), required=False, help_text=_("Для специалиста управления; пусто – все.")
    )
    post = forms.CharField(
        label=_("Должность в плане"), max_length=200, required=False,
        help_text=_("Для исполнителя плана: как в плане школы, например «заместитель директора по УВР»."),
    )  # fmt: skip

    def __init__(
        self,
        roles: tuple[Role, ...],
        schools: tuple[tuple[str, str], ...],
        municipalities: tuple[str, ...],
        *words: Any,
        **more: Any,
    ) -> None:
        super().__init__(*words, **more)
        choices: Any = self.fields
        choices["role"].choices = [(each.value, ROLE_WORDS[each].said(spoken())) for each in roles]
        choices["school"].choices = [("", _("не выбрана")), *schools]
        choices["municipality"].choices = [("", _("все")), *((each, each) for each in municipalities)]

    def clean(self) -> dict[str, Any]:
        """Refuse a role without what belongs to it."""
        cleaned: dict[str, Any] = super().clean() or {}
        role = Role(cleaned["role"]) if cleaned.get("role") else None
        if role in OF_ONE_SCHOOL and not cleaned.get("school"):
            self.add_error("school", _("Выберите школу: эта роль даётся в одной школе."))
        if role is Role.PERSON and not cleaned.get("post"):
            self.add_error("post", _("Назовите должность: по ней видно, чьи мероприятия."))
        elif role is Role.PERSON and cleaned.get("school"):
            self._take_post(School.objects.get(id=cleaned["school"]), cleaned)
        return cleaned

    def _take_post(self, school: School, cleaned: dict[str, Any]) -> None:
        found = find_post(school, cleaned["post"])
        if found is None:
            known = "; ".join(shown for _key, shown in list_posts(school))
            self.add_error("post", _("Такой должности в плане школы нет. Есть: {known}.").format(known=known))
        else:
            cleaned["post"] = found
