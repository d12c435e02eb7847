import logging

LONGEST = 200


class Short(logging.Filter):
    """One line at WARNING, without a traceback, for what any stranger can cause by a request."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.levelno, record.levelname = logging.WARNING, "WARNING"
        record.msg, record.args = record.getMessage()[:LONGEST], ()
        record.exc_info = record.exc_text = None
        return logging.getLogger().isEnabledFor(logging.WARNING)
