"""allauth's own provider of OpenID Connect, as somebody else's server on this host.

Run as `python -m tests.oidc.provider DATABASE RETURN_ADDRESS`: it makes its database, prints its
port and serves until it is ended. Who asks is signed in by `/entrar/<name>/`, without a password.
"""

import sys
from wsgiref.simple_server import WSGIServer, make_server

import django
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from django.conf import settings

CLIENT, SECRET = "sesea", "secreto-de-prueba"
# Name, e-mail, and whether the provider confirms it.
PEOPLE = (
    ("ana", "Enlace@Ejemplo.test", True),
    ("otra-ana", "enlace@ejemplo.test", True),
    ("beto", "titular@ejemplo.test", False),
    ("nadie", "nadie@ejemplo.test", True),
    ("par", "par@ejemplo.test", True),
    ("fuera", "fuera@ejemplo.test", True),
    ("nuevo", "nuevo@ejemplo.test", True),
    ("sin", "", False),
)


def configure(database: str) -> None:
    """Set the provider up: its own keys, tables and names of cookies."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    pem = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    settings.configure(
        SECRET_KEY="de-la-prueba",
        ALLOWED_HOSTS=["127.0.0.1"],
        ROOT_URLCONF="tests.oidc.provider_urls",
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": database}},
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        USE_TZ=True,
        INSTALLED_APPS=[
            "django.contrib.auth",
            "django.contrib.contenttypes",
            "django.contrib.sessions",
            "allauth",
            "allauth.account",
            "allauth.idp.oidc",
        ],
        MIDDLEWARE=[
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
            "allauth.account.middleware.AccountMiddleware",
        ],
        TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates"}],
        AUTHENTICATION_BACKENDS=["django.contrib.auth.backends.ModelBackend"],
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        # Cookies of one host are shared by all its ports.
        SESSION_COOKIE_NAME="provider_session",
        IDP_OIDC_PRIVATE_KEY=pem.decode("ascii"),
    )
    django.setup()


def fill(return_address: str) -> None:
    """Make the tables, the people and the one client."""
    from allauth.account.models import EmailAddress
    from allauth.idp.oidc.models import Client
    from django.contrib.auth import get_user_model
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    for name, email, verified in PEOPLE:
        person = get_user_model().objects.create_user(name, email=email)
        if email:
            EmailAddress.objects.create(user=person, email=email, verified=verified, primary=True)
    client = Client(
        id=CLIENT,
        name="SESEA",
        scopes="openid\nprofile\nemail",
        redirect_uris=return_address,
        skip_consent=True,
    )
    client.set_secret(SECRET)
    client.save()


def serve() -> None:
    """Print the port and answer."""
    from django.core.wsgi import get_wsgi_application

    server: WSGIServer = make_server("127.0.0.1", 0, get_wsgi_application())
    print(server.server_port, flush=True)
    server.serve_forever()


if __name__ == "__main__":
    configure(sys.argv[1])
    fill(sys.argv[2])
    serve()
