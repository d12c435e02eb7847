"""Where outsiders come from, as far as the server knows: of a proxy that does not say, its own address."""

from ipaddress import IPv6Network, ip_address

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
    network, is_public = network_of(request)
    if not is_public:
        return ""
    return salted_hmac("articles.desk.visitors", network, algorithm="sha256").hexdigest()


def network_of(request):
    """The network that a request comes from, one address or all that a household has, and whether it is of the public
    Internet; "" and False where the server was told none.
    """
    try:
        address = ip_address(address_of(request))
    except ValueError:
        return "", False
    address = getattr(address, "ipv4_mapped", None) or address  # as a socket for both kinds has those of IPv4
    if address.version == 4:
        return str(address), address.is_global
    return str(IPv6Network((int(address), IPV6_OF_ONE), strict=False)), address.is_global
