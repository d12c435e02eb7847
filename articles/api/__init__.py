"""The read-only JSON API: what it tells of stories and names, and which parameters it takes.

Tables say which fields a thing has, in what form, and where each comes from (``telling``, by ``shapes``), which
parameters are taken (``asking``), and at which addresses (``endpoints``). The views write by these tables, and both
descriptions are made of them (``openapi`` for machines, ``documentation`` for people), so that they cannot differ.
``ninjs`` is a story in the form that IPTC gives it.
"""
