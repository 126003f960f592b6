"""Which e-mail addresses are nobody's at work: a request is sent by a professional, and answered to one (rule 2)."""

from typing import Final

PERSONAL: Final = frozenset(
    {
        "aol.co.uk",
        "aol.com",
        "blueyonder.co.uk",
        "btinternet.com",
        "email.com",
        "fastmail.com",
        "gmail.com",
        "gmx.co.uk",
        "gmx.com",
        "googlemail.com",
        "hotmail.co.uk",
        "hotmail.com",
        "icloud.com",
        "live.co.uk",
        "live.com",
        "mac.com",
        "mail.com",
        "me.com",
        "msn.com",
        "ntlworld.com",
        "outlook.com",
        "pm.me",
        "proton.me",
        "protonmail.com",
        "rocketmail.com",
        "sky.com",
        "talk21.com",
        "talktalk.net",
        "tutanota.com",
        "virginmedia.com",
        "yahoo.co.uk",
        "yahoo.com",
        "ymail.com",
    }
)
"""Providers of mail for everybody. An address there says nothing about where somebody works."""


def is_personal(address: str) -> bool:
    """Say whether an e-mail address is with a provider for everybody, and so no work address."""
    return address.rpartition("@")[2].strip().lower() in PERSONAL
