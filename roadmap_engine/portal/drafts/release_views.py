"""A published version: its files, its signature, and that nobody should take it any more."""

from __future__ import annotations

import tempfile
from http import HTTPStatus
from pathlib import Path

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from roadmap_engine.desk.publishing import put_out, read_published_index
from roadmap_engine.diagnostics import Problem
from roadmap_engine.diagnostics.limits import BUNDLE_BYTES
from roadmap_engine.load.files import read_bytes
from roadmap_engine.pipeline.outcome import Outcome
from roadmap_engine.pipeline.releasing import Publication, publish, withdraw
from roadmap_engine.portal.access.known import known_only
from roadmap_engine.portal.access.viewer import viewer_of
from roadmap_engine.portal.accounts.acts import Act, keep_act
from roadmap_engine.portal.drafts.keeping import require_publisher
from roadmap_engine.portal.drafts.laying import published_folder
from roadmap_engine.portal.pages.frame import show
from roadmap_engine.portal.pages.giving import send_file
from roadmap_engine.portal.pages.telling import tell_writer_errors
from roadmap_engine.portal.speech import gettext as _
from roadmap_engine.publishing.index import INDEX_NAME, Release
from roadmap_engine.publishing.signing import read_signature
from roadmap_engine.publishing.sources import SIGNATURE_ENDING, read_bundle_file
from roadmap_engine.storage.writing import replace_file

__all__ = ["give_published", "show_release"]

_LARGEST_SIGNATURE = 1_000
_LONGEST_REASON = 500


@require_safe
@known_only
def give_published(request: HttpRequest, name: str) -> HttpResponse:
    """Give a file of what is published: the index, a bundle, a signature; no other."""
    require_publisher(request)
    folder, index = published_folder(), read_published_index(published_folder()).value
    bundles = {each.file for known in index.roadmaps.values() for each in known.values()} if index else set()
    if name not in {INDEX_NAME, *bundles, *(f"{each}{SIGNATURE_ENDING}" for each in bundles)}:
        raise Http404
    data, _unread = read_bytes(folder / name, largest=BUNDLE_BYTES.most)
    if data is None:
        raise Http404
    return send_file(data, name)


@known_only
@require_http_methods(["GET", "HEAD", "POST"])
def show_release(request: HttpRequest, roadmap: str, version: str) -> HttpResponse:
    """Show a version, take a signature that was made elsewhere, or mark it as not to be taken."""
    require_publisher(request)
    release = _find(roadmap, version)
    if release is None:
        raise Http404
    if request.method != "POST":
        return _show(request, roadmap, version, release)
    withdraws = "withdraw" in request.POST
    errors: dict[str, str] = {}
    outcome = (
        _withdraw(roadmap, version, request.POST.get("reason", ""), errors)
        if withdraws
        else _sign(release, request, errors)
    )
    if errors or outcome.value is None:
        return _show(request, roadmap, version, release, errors, outcome.problems)
    keep_act(viewer_of(request).key, Act.WITHDRAWN if withdraws else Act.PUBLISHED, f"{roadmap}@{version}")
    done = _("Версия отозвана: новым школам её не предложат.") if withdraws else _("Подпись записана.")
    messages.success(request, done)
    return redirect("release", roadmap, version)


def _find(roadmap: str, version: str) -> Release | None:
    index = read_published_index(published_folder()).value
    return index.roadmaps.get(roadmap, {}).get(version) if index is not None else None


def _withdraw(roadmap: str, version: str, reason: str, errors: dict[str, str]) -> Outcome[Publication]:
    said = " ".join(reason.split())
    if not said:
        errors["reason"] = _("Напишите, почему: это прочтёт каждый, кто встретит версию.")
    elif len(said) > _LONGEST_REASON:
        errors["reason"] = _("Слишком длинно: помещается {limit} знаков.").format(limit=_LONGEST_REASON)
    if errors:
        return Outcome(None)
    return put_out(published_folder(), lambda: withdraw(roadmap, version, said, published_folder()))


def _sign(release: Release, request: HttpRequest, errors: dict[str, str]) -> Outcome[Publication]:
    """Put a signature beside the bundle that it is of."""
    file = request.FILES.get("signature")
    data = file.read(_LARGEST_SIGNATURE) if file is not None else b""
    signature = read_signature(data)
    bundle, unread = read_bundle_file(published_folder() / release.file)
    if bundle is None:
        return Outcome(None, unread)
    if signature is None or not signature.is_of(bundle.manifest_data):
        errors["signature"] = _(
            "Это не подпись этого пакета. Нужен файл {file}: его делает roadmap publish там, где лежит ключ."
        ).format(file=f"{release.file}{SIGNATURE_ENDING}")
        return Outcome(None)
    with tempfile.TemporaryDirectory(prefix="roadmap-signed-") as place:
        path = Path(place) / release.file
        replace_file(path, bundle.data)
        replace_file(path.with_name(f"{path.name}{SIGNATURE_ENDING}"), data)
        return put_out(published_folder(), lambda: publish([path], published_folder()))


def _show(
    request: HttpRequest,
    roadmap: str,
    version: str,
    release: Release,
    errors: dict[str, str] | None = None,
    refused: tuple[Problem, ...] = (),
) -> HttpResponse:
    wrong = bool(errors or refused)
    return show(
        request, "release.html.j2", title=f"{roadmap} {version}", section="drafts", roadmap=roadmap,
        version_shown=version, release=release, errors=errors or {}, refused=tell_writer_errors(refused),
        signature_file=f"{release.file}{SIGNATURE_ENDING}", problem=wrong,
        status=HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK,
    )  # fmt: skip
