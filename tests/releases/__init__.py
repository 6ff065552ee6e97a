"""Databases of released versions, and the test that a later one reads them as they were.

`tests/data/releases/<version>/<engine>/` holds what a release left behind: the demonstration as SQL
(`database.sql.gz`), the file of what was issued (`media/`), and what the release printed from it
(`printed.json`). `python -m tests.releases.make <version>` writes a folder, once for each release
and engine; it is never written again, whatever changes afterwards.
"""
