"""What a roadmap comes to for one school, room by room.

`drawing` makes the plan, `ordering` the order that puts it in force, `comparing` tells two plans apart and
draws the order that amends, `merging` takes a newer version without losing local work, `next_year` carries
an adoption over.
"""

from __future__ import annotations
