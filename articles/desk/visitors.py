"""Where outsiders come from, as far as the server knows: of a proxy that does not say, its own address."""

from ipaddress import ip_address, ip_network

from django.conf import settings
from django.utils.crypto import salted_hmac

IPV6_OF_ONE = 64
"""Bits. A household, or a telephone, has all addresses that begin with the same ones."""


def address_of(request):
    """Behind a proxy the last address of the header that ``ADDRESS_HEADER`` names: what stands before it, a visitor
    may have written.
    """
    told = request.META.get(settings.ADDRESS_HEADER, "") if settings.ADDRESS_HEADER else ""
    return told.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", "")


def sender_of(request):
    """A digest of the network that a request comes from, by which requests from one place are counted; nobody finds the
    address by it who does not have the secret key.

    "" where there is none to tell visitors apart by: an address that is not of the public Internet is a proxy's.
    """
    try:
        address = ip_address(address_of(request))
    except ValueError:
        return ""
    if not address.is_global:
        return ""
    size = IPV6_OF_ONE if address.version == 6 else address.max_prefixlen
    network = ip_network((address, size), strict=False)
    return salted_hmac("articles.desk.visitors", str(network), algorithm="sha256").hexdigest()
