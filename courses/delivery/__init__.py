"""The learner's pages. Owns no table; composes the rooms below.

`pages` builds what a page shows, as frozen dataclasses, from the pinned release and the person's
own rows; `views` fetch, ask, act and answer. A page makes at most 8 queries whatever the size of
the course, since releases are read through the process cache.
"""
