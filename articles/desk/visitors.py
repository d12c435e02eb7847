"""Where outsiders come from, as far as the server knows: of a proxy that does not say, its own address."""

from django.conf import settings


def address_of(request):
    """Behind a proxy the last address of the header that ``ADDRESS_HEADER`` names: what stands before it, a visitor
    may have written.
    """
    told = request.META.get(settings.ADDRESS_HEADER, "") if settings.ADDRESS_HEADER else ""
    return told.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", "")
