from django.db.backends.postgresql import base

from newsroom.databases import Telling


class DatabaseWrapper(Telling, base.DatabaseWrapper):
    pass
