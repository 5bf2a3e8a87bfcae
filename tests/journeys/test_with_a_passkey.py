"""A passkey: made once on this device, and from then on nothing to type."""

from collections.abc import Callable

from allauth.account.models import EmailAddress
from playwright.sync_api import Page, expect
from pytest_django.fixtures import Settings

from groups.models import Membership
from tests.cast import PASSWORD

# A phone that knows its owner by a finger, as the browser's own stand-in.
PHONE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def test_a_member_makes_a_passkey_and_comes_in_with_it(
    page: Page, site: str, settings: Settings, member: Membership, open_to_all: Callable[[Page], None]
) -> None:
    settings.ALLOWED_HOSTS = ["localhost"]  # a passkey belongs to a name, never to a number
    home = site.replace("127.0.0.1", "localhost")
    account = member.person.account
    EmailAddress.objects.create(user=account, email=member.person.email, verified=True, primary=True)
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": PHONE})

    page.goto(f"{home}/account/login/")
    page.get_by_text("With a password").click()
    by_password = page.locator("details")
    by_password.get_by_label("Email").fill(member.person.email)
    by_password.get_by_label("Password").fill(PASSWORD)
    by_password.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="Today", exact=True)).to_be_visible()

    page.goto(f"{home}/account/2fa/webauthn/add/")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Confirm").click()
    page.wait_for_url("**/webauthn/add/")
    page.get_by_label("Sign in with this key alone").check()
    page.get_by_role("button", name="Add").click()
    expect(page.get_by_text("Your passkey is added.")).to_be_visible()
    open_to_all(page)

    page.context.clear_cookies()
    page.goto(f"{home}/account/login/")
    open_to_all(page)
    page.get_by_role("button", name="Use my passkey").click()
    expect(page.get_by_role("heading", name="Today", exact=True)).to_be_visible()
    expect(page.get_by_text(member.person.name)).to_be_visible()
