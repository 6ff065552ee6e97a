"""`/verificar/`: anybody, without signing in, asks whether a paper or a file was issued.

By the code on paper, by folio, or by the file: its hash is made in the browser, or here where the
browser runs no scripts. Nothing that is sent is kept, and only what was not found is counted.
"""

import hashlib
import math
import re
from http import HTTPStatus

from django.contrib.auth.decorators import login_not_required
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from programs.views.request import client_address
from reports.forms.verificar import FolioForm
from reports.selectors.verificar import Found, find_file, find_folio
from reports.services.verificar import count_miss, wait_of

PAGE = "reports/verificar.html"
MAX_MEGABYTES = 50
MAX_BYTES = MAX_MEGABYTES * 1024 * 1024
# What a form writes around its one file.
AROUND = 8 * 1024
TOO_LARGE = (
    f"El archivo pasa de {MAX_MEGABYTES} MB: ningún documento emitido es tan grande. "
    "Elija el PDF que recibió."
)
NO_FILE = "Elija el archivo que quiere comprobar."
EMPTY_FILE = "El archivo está vacío. Descárguelo otra vez y compruébelo."
SHA256 = re.compile(r"[0-9a-fA-F]{64}")
NOT_A_HASH = "La huella SHA-256 tiene 64 letras y cifras. Cópiela completa, o elija el archivo."


@login_not_required
# It asks and changes nothing of anybody: a page that sends it from elsewhere gains nothing. With
# the check, a file of any size would be read before its size could be refused.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def verificar(request: HttpRequest) -> HttpResponse:
    """Answer by the file that was sent, by its SHA-256, or by folio; else show how to ask."""
    if request.method == "POST":
        return _by_upload(request)
    if "sha256" in request.GET:
        sha256 = request.GET["sha256"].strip()
        if not SHA256.fullmatch(sha256):
            return _page(request, problem=NOT_A_HASH, status=HTTPStatus.UNPROCESSABLE_ENTITY)
        return _by_hash(request, sha256)
    if "folio" in request.GET:
        form = FolioForm(request.GET)
        if not form.is_valid():
            return _page(request, form=form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
        return redirect("verificar_folio", form.cleaned_data["folio"], form.cleaned_data["codigo"])
    return _page(request)


@login_not_required
@require_safe
def verificar_folio(request: HttpRequest, folio: str, code: str = "") -> HttpResponse:
    """Answer for a folio with the letters of its paper; without them ask for them."""
    if not code:
        return _page(request, form=FolioForm(initial={"folio": folio.upper()}))
    if waiting := _waits(request, folio):
        return waiting
    found = find_folio(folio, code)
    if found is None:
        return _missed(request, folio=folio.upper())
    return _page(request, found=found)


def _by_upload(request: HttpRequest) -> HttpResponse:
    """Answer for a file that was sent whole."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdecimal():
        return _page(request, problem=NO_FILE, status=HTTPStatus.BAD_REQUEST)
    if int(length) > MAX_BYTES + AROUND:
        return _page(request, problem=TOO_LARGE, status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    file = request.FILES.get("archivo")
    if not isinstance(file, UploadedFile):
        return _page(request, problem=NO_FILE, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    if not file.size:
        return _page(request, problem=EMPTY_FILE, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    if file.size > MAX_BYTES:
        return _page(request, problem=TOO_LARGE, status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    digest = hashlib.sha256()
    for piece in file.chunks():
        digest.update(piece)
    return _by_hash(request, digest.hexdigest(), name=file.name or "")


def _by_hash(request: HttpRequest, sha256: str, name: str = "") -> HttpResponse:
    found = find_file(sha256)
    if found is not None:
        return _page(request, found=found)
    return _waits(request, "") or _missed(request, sha256=sha256.lower(), name=name)


def _waits(request: HttpRequest, folio: str) -> HttpResponse | None:
    """Return the answer to who asked in vain too often, None for anybody else."""
    wait = wait_of(client_address(request), folio, now=timezone.now())
    if not wait:
        return None
    minutes = math.ceil(wait.total_seconds() / 60)
    response = _page(request, wait=minutes, status=HTTPStatus.TOO_MANY_REQUESTS)
    response["Retry-After"] = str(math.ceil(wait.total_seconds()))
    return response


def _missed(
    request: HttpRequest, *, folio: str = "", sha256: str = "", name: str = ""
) -> HttpResponse:
    """Say that there is no such document, and count it."""
    count_miss(client_address(request), folio, now=timezone.now())
    form = FolioForm(initial={"folio": folio}) if folio else None
    missed = {"folio": folio, "sha256": sha256, "name": name}
    return _page(request, form=form, missed=missed, status=HTTPStatus.NOT_FOUND)


def _page(
    request: HttpRequest,
    *,
    form: FolioForm | None = None,
    found: Found | None = None,
    missed: dict[str, str] | None = None,
    problem: str = "",
    wait: int = 0,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    page = {
        "form": form or FolioForm(),
        "found": found,
        "missed": missed,
        "problem": problem,
        "wait": wait,
        "max_megabytes": MAX_MEGABYTES,
        "max_bytes": MAX_BYTES,
    }
    return render(request, PAGE, page, status=status)
