"""Many schools at once, on one machine or on many: each is one task, which always comes back with an answer.

What a task makes is laid by the rules of a single build. What a run has to know of the last one stands beside
each school's papers, so that a run that was ended at any moment goes on where it was.
"""
