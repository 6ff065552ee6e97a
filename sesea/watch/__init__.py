"""What watches the system run: its health, its log and its measures.

Nothing here knows the apps: each says its own part (`health.part_add`, `measures.gauges_add`).
"""
