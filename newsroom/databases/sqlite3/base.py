from django.db.backends.sqlite3 import base

from newsroom.databases import Telling


class DatabaseWrapper(Telling, base.DatabaseWrapper):
    pass
