"""How passwords are hashed: as strongly as is usual, and without a memory that stops the rest."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class ModestArgon2Hasher(Argon2PasswordHasher):
    """Argon2id with the parameters that OWASP gives as enough: 19 MiB, two passes, one lane.

    Django's take 100 MiB and ten times the processor. With every thread of a server at the door
    at once, which needs no account, that is more memory than the host has. What was hashed with
    them still opens, and is hashed anew when its person signs in.
    """

    time_cost = 2
    memory_cost = 19 * 1024
    parallelism = 1
