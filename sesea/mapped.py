"""How much memory a process has mapped: a limit of its own leaves it so much more than that."""

import resource


def mapped() -> int:
    """Return the bytes that this process has mapped, which `RLIMIT_AS` bounds."""
    with open("/proc/self/statm", "rb") as sizes:
        return int(sizes.read().split()[0]) * resource.getpagesize()
