"""Settings of processes that do work in which nothing is the newsroom's."""

USE_TZ = True
