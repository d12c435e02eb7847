"""What scripts of the staff ask of the desk and do there: a JSON API of its own, by tokens and by nothing else.

No session and no cookie counts here, so no form of a stranger's does either. A token acts as its account, within its
scopes: each act goes through the same functions and rules as a button of the desk. Tables say which addresses there
are (``endpoints``), what is taken (``asking``) and what is told (``telling``); the views answer by them
(``answering``), and the description is made of them (``openapi``). ``bearer`` says by which token somebody asks.
"""
