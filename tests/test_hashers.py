"""Passwords are hashed in little memory, so that a crowd at the door fits, and older ones open."""

from django.contrib.auth.hashers import Argon2PasswordHasher, check_password
from django.test import override_settings

from sesea import gunicorn
from sesea.hashers import ModestArgon2Hasher

OURS = override_settings(PASSWORD_HASHERS=["sesea.hashers.ModestArgon2Hasher"])


def test_an_older_hash_opens_and_is_made_anew():
    older = Argon2PasswordHasher().encode("Una-clave-2026", "sal-de-prueba")
    kept: list[str] = []

    with OURS:
        assert check_password("Una-clave-2026", older, kept.append)
        assert not check_password("Otra-clave-2026", older, kept.append)

    assert kept == ["Una-clave-2026"], "The right one is to be hashed anew."


def test_a_crowd_at_the_door_fits_in_the_memory():
    hasher = ModestArgon2Hasher()
    made = hasher.encode("Una-clave-2026", hasher.salt())

    assert "$m=19456,t=2,p=1$" in made
    assert not hasher.must_update(made)
    # Eight processes, which is what a host takes unless told otherwise, with all their threads.
    assert 8 * gunicorn.threads * hasher.memory_cost < 2.5 * 1024**2  # KiB
