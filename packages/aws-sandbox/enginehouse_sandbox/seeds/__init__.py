"""What an account has before anything is deployed: issued certificates and hardened images.

Their ARNs and ids are the same at every start, since stacks that are restored name them.
"""

from . import certificates, images


def plant(account: str, region: str) -> None:
    """Put the seeds into one account and region; what is there already stays."""
    certificates.plant(account, region)
    images.plant(account, region)
