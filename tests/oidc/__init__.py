"""A provider of OpenID Connect, which tests start in a process of its own."""
