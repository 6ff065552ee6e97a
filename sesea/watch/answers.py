"""What who watches the system is answered: its health and its measures; no database is asked."""

from http import HTTPStatus

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse

from sesea.watch.health import WATCHER, State
from sesea.watch.measures import MEASURED, exposition

TEXT = "text/plain; version=0.0.4; charset=utf-8"


def health() -> HttpResponse:
    """Answer how the system is: 200 where it serves, 503 where a part fails."""
    report = WATCHER.report()
    failed = report.state == State.FAULT
    status = HTTPStatus.SERVICE_UNAVAILABLE if failed else HTTPStatus.OK
    return JsonResponse(report.as_json(), status=status, headers={"Cache-Control": "no-store"})


def metrics() -> HttpResponse:
    """Answer the measures of the requests of this host, and the numbers of the documents."""
    text = exposition(MEASURED.all_rows(), WATCHER.report().gauges)
    return HttpResponse(text, content_type=TEXT, headers={"Cache-Control": "no-store"})


# Everybody else gets the answer of an address that there is not.
@login_not_required
def metrics_page(request: HttpRequest) -> HttpResponse:
    """Show the measures to a superuser who signed in."""
    may = getattr(request.user, "is_superuser", False) and request.method in ("GET", "HEAD")
    if not may:
        raise Http404
    return metrics()
