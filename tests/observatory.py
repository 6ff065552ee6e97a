"""The score of Mozilla's HTTP Observatory for one answer, counted here by its published rules.

https://developer.mozilla.org/en-US/observatory/docs/tests_and_scoring: 100 points to begin with,
less what is missing; what goes beyond counts only from 90 on. A+ begins at 100. Its rule for
`Cross-Origin-Resource-Policy`, the newest, is left out: it could only add.
"""

import re
from http.cookies import Morsel
from typing import Any

from django.http.response import HttpResponseBase

A_PLUS = 120  # what this project asks of itself
BONUS_FROM = 90
SIX_MONTHS = 15_768_000
PRIVATE = {
    "no-referrer",
    "same-origin",
    "strict-origin",
    "strict-origin-when-cross-origin",
}
_FOREIGN_SCRIPT = re.compile(r"<script\b[^>]*\bsrc=[\"']?(?:https?:)?//(?![^>]*integrity)", re.I)


def directives_of(answer: HttpResponseBase) -> dict[str, set[str]]:
    """Return {directive: sources} of the policy of an answer."""
    policy = answer.get("Content-Security-Policy", "")
    parts = [part.split() for part in policy.split(";") if part.strip()]
    return {name: set(sources) for name, *sources in parts}


def _policy(csp: dict[str, set[str]]) -> int:
    if not csp:
        return -25
    scripts = csp.get("script-src", csp.get("default-src", {"*"}))
    styles = csp.get("style-src", csp.get("default-src", {"*"}))
    open_doors = {"*", "http:", "https:", "data:", "'unsafe-inline'", "'unsafe-eval'"}
    if scripts & open_doors or csp.get("object-src", csp.get("default-src", {"*"})) & open_doors:
        return -20
    if "'unsafe-inline'" in styles:
        return 0
    return 10 if csp.get("default-src") == {"'none'"} else 5


def _cookies(sent: dict[str, "Morsel[str]"]) -> int:
    # One that is taken back holds nothing.
    cookies = {name: cookie for name, cookie in sent.items() if cookie["max-age"] != 0}
    if not all(cookie["secure"] for cookie in cookies.values()):
        return -20
    session = [cookie for name, cookie in cookies.items() if "sess" in name.lower()]
    if not all(cookie["httponly"] for cookie in session):
        return -30
    same = all(cookie["samesite"] in ("Lax", "Strict") for cookie in cookies.values())
    return 5 if cookies and same else 0


def _hsts(value: str) -> int:
    age = re.search(r"max-age=(\d+)", value)
    if not age:
        return -20
    return 0 if int(age[1]) >= SIX_MONTHS else -10


def _frames(csp: dict[str, set[str]], header: str) -> int:
    if csp.get("frame-ancestors", {"*"}) <= {"'none'", "'self'"}:
        return 5
    return 0 if header in ("DENY", "SAMEORIGIN") else -20


def _referrer(value: str) -> int:
    if not value:
        return 0
    return 5 if value in PRIVATE else -5


def points(answer: Any, *, redirects: bool) -> dict[str, int]:
    """Return {rule: points} of an answer; `redirects` tells whether plain HTTP leads to HTTPS."""
    csp = directives_of(answer)
    cors = answer.get("Access-Control-Allow-Origin", "")
    html = b"" if answer.streaming else answer.content
    return {
        "policy": _policy(csp),
        "cookies": _cookies(answer.cookies),
        "cors": -50 if cors == "*" else 0,
        "redirection": 0 if redirects else -20,
        "referrer": _referrer(answer.get("Referrer-Policy", "")),
        "hsts": _hsts(answer.get("Strict-Transport-Security", "")),
        "integrity": -50 if _FOREIGN_SCRIPT.search(html.decode("utf-8", "ignore")) else 0,
        "nosniff": 0 if answer.get("X-Content-Type-Options") == "nosniff" else -5,
        "frames": _frames(csp, answer.get("X-Frame-Options", "")),
    }


def score(answer: Any, *, redirects: bool) -> int:
    """Return the score; without cookies the answer gets the points of the whole site's cookies."""
    told = points(answer, redirects=redirects)
    less = 100 + sum(each for each in told.values() if each < 0)
    return less + sum(each for each in told.values() if each > 0) if less >= BONUS_FROM else less
