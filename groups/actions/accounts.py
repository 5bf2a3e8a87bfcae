"""Opening an account for somebody."""

from allauth.account.models import EmailAddress
from django.db import transaction

from groups.models import Account


@transaction.atomic
def open_account(email: str, *, proven: bool) -> Account:
    """An account without a password: people sign in by a code sent to this address.

    `proven` says whether the address was shown to be theirs. If not, the first sign-in by code shows it.
    """
    account = Account.objects.create_user(email)
    EmailAddress.objects.create(user=account, email=account.email, primary=True, verified=proven)
    return account
