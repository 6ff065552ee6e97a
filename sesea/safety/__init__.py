"""What a start is refused for: settings and places that would lose or leak data (R8).

`engines` are the databases, `places` the folders and the sessions, `secrecy` the doors to the
outside. Each is a check of Django, so that every command refuses; `start` has who serves ask them
too. The sentences say what is wrong and what to write instead.
"""
