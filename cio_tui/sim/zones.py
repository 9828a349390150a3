"""The names the simulator's name server knows: its own hosts and the mail records of the sending domain.

The records sit where Customer.io puts them: SPF, MX and DKIM on an account subdomain, DMARC alone on the root,
so a check that looks for SPF at the From domain gives the false alarm it would give in earnest.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.sim.faults import RecordState
from cio_tui.sim.sites import SITES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cio_tui.sim.faults import Mail
    from cio_tui.sim.sites import Region

FROM_DOMAIN = "example.com"
ACCOUNT_DOMAIN = f"cio12345.{FROM_DOMAIN}"
SELECTOR = "krs"
LINK_HOST = f"link.{FROM_DOMAIN}"
DKIM_NAME = f"{SELECTOR}._domainkey.{ACCOUNT_DOMAIN}"
DMARC_NAME = f"_dmarc.{FROM_DOMAIN}"
PROVIDER = "mailgun.org"
MAILBOX_HOST = "203.0.113.25"
TRACKING: Mapping[Region, str] = {"us": "e.customeriomail.com", "eu": "e-eu.customeriomail.com"}
"""Where tracked links lead, by the region of the account."""

Records = dict[tuple[str, str], tuple[str, ...]]
"""(name, type) to the data in zone-file form."""

_PUBLIC_KEY = (
    "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAyHU8gcxDYlHtuEa/mdwhPfLWpYeMRyrS8D19Gla60n4ONqZg5dnkPQ"
    "OPiDfMHa0wg587a5pYnQREFUDMF1+geoYOP0ah4HlXmMPUezOjkkf+Z5twKRUK7JHfC+ph+jnLiXIU2khzpMqa7H0Piahm3Whb"
    "J+ieEkFgqU7Mkzl1p+nkhq12wXiY4GzqPvyIvhxP3zpWZxP2tDSjga0naO1Z9yNcGf9SQksa5kJdlZ7GnPIlCOPE93cvaeODIs"
    "0mAtkMC8OZy0KcozOpbxWcLJ1Bu7hDHd20hSgA3cbWqOkgaJpIAK0kpMtN9V8iZvNEOIVmYdiBQUenImTtN3cKqRQKRQIDAQAB"
)
"""RSA 2048, made once for this file; its private half was thrown away."""

_SOUND: Mapping[str, tuple[tuple[str, str], tuple[str, ...]]] = {
    "spf": ((ACCOUNT_DOMAIN, "TXT"), (f"v=spf1 include:{PROVIDER} ~all",)),
    "dkim": ((DKIM_NAME, "TXT"), (f"k=rsa; p={_PUBLIC_KEY}",)),
    "dmarc": ((DMARC_NAME, "TXT"), ("v=DMARC1; p=quarantine; rua=mailto:dmarc@example.com",)),
    "mx": ((ACCOUNT_DOMAIN, "MX"), (f"10 mxa.{PROVIDER}.", f"10 mxb.{PROVIDER}.")),
}
_BROKEN: Mapping[str, tuple[str, ...]] = {
    "spf": ("v=spf1 +all",),
    "dkim": ("k=rsa; p=",),
    "dmarc": ("v=DMARC1; p=none", "v=DMARC1; p=reject"),
    "mx": (f"10 mail.{FROM_DOMAIN}.",),
}


def host_records(address: str, region: Region) -> Records:
    """Every host of the simulator at one address, and the fixed names around the sending domain."""
    tracking = TRACKING[region]
    hosts: Records = {(host, "A"): (address,) for host in SITES}
    around: Records = {
        (PROVIDER, "TXT"): ("v=spf1 ip4:203.0.113.0/24 ~all",),
        (f"mxa.{PROVIDER}", "A"): (MAILBOX_HOST,),
        (f"mxb.{PROVIDER}", "A"): (MAILBOX_HOST,),
        (f"mail.{FROM_DOMAIN}", "A"): (MAILBOX_HOST,),
        (FROM_DOMAIN, "A"): (MAILBOX_HOST,),
        (FROM_DOMAIN, "MX"): (f"10 mail.{FROM_DOMAIN}.",),
        (FROM_DOMAIN, "TXT"): ("v=spf1 mx -all",),
        (LINK_HOST, "CNAME"): (f"{tracking}.",),
        (tracking, "A"): (MAILBOX_HOST,),
    }
    return hosts | around


def mail_records(mail: Mail) -> Records:
    """The four records of the sending domain, in the state the scenario gives each."""
    states = {"spf": mail.spf, "dkim": mail.dkim, "dmarc": mail.dmarc, "mx": mail.mx}
    found: Records = {}
    for record, (key, sound) in _SOUND.items():
        match states[record]:
            case RecordState.PUBLISHED:
                found[key] = sound
            case RecordState.BROKEN:
                found[key] = _BROKEN[record]
            case RecordState.REMOVED:
                pass
    return found
