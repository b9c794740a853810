"""What an account has before anything is deployed: issued certificates, a private authority, hardened
images, a place for evidence.

Their ARNs and ids are the same at every start, since stacks that are restored name them.
"""

from . import authority, certificates, evidence, images


def plant(account: str, region: str) -> None:
    """Put the seeds into one account and region; what is there already stays."""
    certificates.plant(account, region)
    authority.plant(account, region)
    images.plant(account, region)
    evidence.plant(account, region)
