"""Accounts: made, invited, closed, handed over; who signs in is on record."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.urls import reverse

from giaoban.accounts import handover
from giaoban.accounts.actions import accounts
from giaoban.accounts.actions.accounts import UserGiven
from giaoban.accounts.models import Handover, User
from giaoban.accounts.passwords import OF_THE_EXAMPLE
from giaoban.core.enums import Role
from giaoban.core.errors import NotAllowed, Refused
from giaoban.core.models import AuditEntry
from tests.factories.accounts import PASSWORD, UserFactory
from tests.factories.bodies import BodyFactory

pytestmark = pytest.mark.django_db
AT = dt.datetime(2022, 4, 8, 8, tzinfo=dt.UTC)


@pytest.fixture
def admin():
    """Make an administrator."""
    return UserFactory(administrator=True)


@pytest.fixture
def office(client, admin):
    """Sign in as administrator."""
    client.force_login(admin)
    return client


def sign_in(client, email: str, password: str = PASSWORD):
    """Send the sign-in form."""
    data = {"login": email, "password": password}
    return client.post(reverse("account_login"), data)


# --- signing in --------------------------------------------------------------------------------


def test_sign_in_failing_and_sign_out_are_on_record(client) -> None:
    """Each leaves its row; the address is beside the chain, not in it."""
    user = UserFactory(email="an@vidu.example")
    sign_in(client, "an@vidu.example", "sai-mat-khau-roi")
    sign_in(client, "la@vidu.example")
    assert sign_in(client, "An@Vidu.example").url == reverse("home")
    client.post(reverse("account_logout"))
    found = list(AuditEntry.objects.order_by("pk").values_list("act", "subject_id"))
    assert found == [
        ("user.fail_sign_in", str(user.pk)),
        ("user.fail_sign_in", "None"),
        ("user.sign_in", str(user.pk)),
        ("user.sign_out", str(user.pk)),
    ]
    entry = AuditEntry.objects.order_by("pk").first()
    assert entry
    assert "an@vidu.example" not in str(entry.facts)
    assert entry.personal.data["email"] == "an@vidu.example"


def test_a_closed_account_does_not_sign_in(client) -> None:
    """The right password of a closed account opens nothing."""
    user = UserFactory(gone=True)
    sign_in(client, user.email)
    assert client.get(reverse("home")).status_code == 302


def test_the_examples_password_opens_nothing_else(client, settings) -> None:
    """Everybody knows it: it works only where the example is allowed."""
    user = UserFactory(password=OF_THE_EXAMPLE)
    settings.EXAMPLE = False
    assert "bản ví dụ" in sign_in(client, user.email, OF_THE_EXAMPLE).content.decode()
    settings.EXAMPLE = True
    assert sign_in(client, user.email, OF_THE_EXAMPLE).status_code == 302


def test_nobody_signs_up(client) -> None:
    """Accounts are made by an administrator; addresses are not changed by their owners."""
    data = {"email": "x@vidu.example", "password1": PASSWORD}
    client.post(reverse("account_signup"), data)
    assert not User.objects.exists()
    client.force_login(UserFactory())
    assert client.get("/tai-khoan/email/").status_code == 404


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.ADMINISTRATOR])
def test_who_must_have_a_second_step_is_led_there(client, settings, role: Role) -> None:
    """Until there is one every page leads to setting it up; then none does."""
    settings.REQUIRE_TOTP = ["coordinator", "administrator"]
    user = UserFactory(role=role)
    client.force_login(user)
    assert client.get(reverse("home")).url == reverse("mfa_activate_totp")
    TOTP.activate(user, generate_totp_secret())
    assert client.get(reverse("home")).status_code == 200


def test_others_need_no_second_step(client, settings) -> None:
    """A role that is not in the setting goes on."""
    settings.REQUIRE_TOTP = ["coordinator", "administrator"]
    client.force_login(UserFactory(auditor=True))
    assert client.get(reverse("home")).status_code == 200


def test_the_language_is_kept_in_the_account(client) -> None:
    """A choice made on one device counts on another."""
    user = UserFactory()
    client.force_login(user)
    client.post(reverse("set_language"), {"language": "en", "next": "/"})
    user.refresh_from_db()
    assert user.language == "en"
    client.cookies.pop("django_language", None)
    assert 'lang="en"' in client.get(reverse("home")).content.decode()
    client.post(reverse("set_language"), {"language": "xx"})
    user.refresh_from_db()
    assert user.language == "en"


def test_a_session_is_ended_from_the_list(client, django_user_model) -> None:
    """A session on another device is shown and ended; the person stays signed in here."""
    user = UserFactory()
    other = type(client)()
    for each in (client, other):
        sign_in(each, user.email)
        each.get(reverse("home"))
    page = client.get(reverse("accounts:sessions")).content.decode()
    keys = re.findall(r'name="pk" value="(\d+)"', page)
    assert len(keys) == 2
    client.post(reverse("accounts:sessions"), {"pk": keys[1]})
    assert other.get(reverse("home")).status_code == 302
    assert client.get(reverse("home")).status_code == 200


# --- the administrator -------------------------------------------------------------------------


def test_a_new_account_is_invited_to_set_its_password(
    office, client, mailoutbox, django_capture_on_commit_callbacks
) -> None:
    """The link in the mail sets a password once, and signs nobody else in."""
    data = {"name": "Lê Minh Khuê", "email": "Khue@vidu.example", "role": "auditor"}
    with django_capture_on_commit_callbacks(execute=True):
        answer = office.post(reverse("accounts:add"), data)
    user = User.objects.get(email="khue@vidu.example")
    assert not user.has_usable_password()
    (mail,) = mailoutbox
    (link,) = re.findall(r"http://testserver(\S+)", mail.body)
    assert link in office.get(answer.url).content.decode()
    assert link not in office.get(answer.url).content.decode()
    guest = type(client)()
    form = guest.get(link).url
    new = {"password1": "mot-mat-khau-moi", "password2": "mot-mat-khau-moi"}
    guest.post(form, new)
    user.refresh_from_db()
    assert user.check_password("mot-mat-khau-moi")
    assert guest.get(link, follow=True).context["token_fail"]


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({"email": "CO@vidu.example"}, "Đã có tài khoản"),
        ({"role": "focal_point"}, "phải thuộc một cơ quan"),
        ({"role": "leader"}, "phải thuộc một cơ quan"),
    ],
)
def test_what_cannot_be_an_account_is_told(office, fields: dict[str, str], text: str) -> None:
    """A second account of an address, or a focal point without a body, is refused."""
    UserFactory(email="co@vidu.example")
    data = {"name": "An", "email": "moi@vidu.example", "role": "auditor"} | fields
    answer = office.post(reverse("accounts:add"), data)
    assert answer.status_code == 422
    assert text in answer.content.decode()


def test_an_edited_account_keeps_both_sides_on_record(office) -> None:
    """Role and body stand in the facts, name and address beside the chain."""
    user, body = UserFactory(), BodyFactory()
    data = {"name": "Tên Mới", "email": user.email, "role": "leader", "body": body.pk}
    office.post(reverse("accounts:edit", args=[user.pk]), data | {"version": 1})
    entry = AuditEntry.objects.get(act="user.edit")
    assert entry.facts["after"]["role"] == "leader"
    assert entry.personal.data["after"]["name"] == "Tên Mới"
    stale = office.post(
        reverse("accounts:edit", args=[user.pk]), data | {"version": 1, "name": "X"}
    )
    assert stale.status_code == 409


def test_a_closed_account_is_thrown_out_at_once(office, client) -> None:
    """Closing ends the sessions; opening again lets the person in."""
    user = UserFactory()
    other = type(client)()
    sign_in(other, user.email)
    assert other.get(reverse("home")).status_code == 200
    office.post(reverse("accounts:deactivate", args=[user.pk]))
    assert other.get(reverse("home")).status_code == 302
    office.post(reverse("accounts:reactivate", args=[user.pk]))
    assert sign_in(other, user.email).url == reverse("home")


def test_the_last_administrator_stays(admin) -> None:
    """Nobody closes the own account, nor the last administrator's, nor takes the role away."""
    other = UserFactory(administrator=True)
    with pytest.raises(Refused, match="của mình"):
        accounts.deactivate(user=admin, by=admin, at=AT)
    accounts.deactivate(user=other, by=admin, at=AT)
    given = UserGiven(admin.email, admin.name, Role.AUDITOR)
    with pytest.raises(Refused, match="cuối cùng"):
        accounts.edit(user=admin, version=admin.version, given=given, by=admin, at=AT)


def test_who_lost_the_device_begins_again(office) -> None:
    """The administrator takes the second step away; it is on record."""
    user = UserFactory()
    TOTP.activate(user, generate_totp_secret())
    office.post(reverse("accounts:drop_second_step", args=[user.pk]))
    assert not Authenticator.objects.filter(user=user).exists()
    assert AuditEntry.objects.filter(act="user.drop_second_step").exists()


def test_only_an_administrator_may(admin) -> None:
    """A coordinator makes no accounts, whatever way the action is called."""
    coordinator = UserFactory()
    with pytest.raises(NotAllowed):
        accounts.add(given=UserGiven("a@b.vn", "A", "auditor"), by=coordinator, at=AT)
    with pytest.raises(NotAllowed):
        accounts.hand_over(from_user=admin, to_user=coordinator, reason="", by=coordinator, at=AT)


@pytest.mark.parametrize("count", [1, 60])
def test_the_list_takes_few_queries(office, django_assert_max_num_queries, count: int) -> None:
    """However many accounts, at most 15 queries."""
    for _each in range(count):
        UserFactory(focal_point=True)
    with django_assert_max_num_queries(15):
        office.get(reverse("accounts:list"), {"so": "100"})


# --- handing over ------------------------------------------------------------------------------


@pytest.fixture
def moved():
    """Register a mover that notes its calls and moves three."""
    calls: list[tuple[User, User, dt.datetime]] = []

    def move(from_user: User, to_user: User, _by: User, at: dt.datetime) -> int:
        calls.append((from_user, to_user, at))
        to_user.bodies_seen = 3
        return 3

    handover.register("test.tasks", "Nhiệm vụ", move)
    yield calls
    handover.forget("test.tasks")


def test_work_is_handed_over_after_a_preview(office, moved) -> None:
    """The preview counts and writes nothing; the act moves, closes the account, is on record."""
    leaving, taking = UserFactory(), UserFactory()
    url = reverse("accounts:handover", args=[leaving.pk])
    data = {"to_user": taking.pk, "reason": "Nghỉ hưu", "form_key": "h" * 20}
    page = office.post(url, data).content.decode()
    assert "Nhiệm vụ" in page
    assert ">3<" in page
    leaving.refresh_from_db()
    assert leaving.is_active
    assert not Handover.objects.exists()
    for _time in range(2):
        office.post(url, data | {"confirmed": "1"})
    leaving.refresh_from_db()
    assert not leaving.is_active
    assert Handover.objects.get().moved["test.tasks"] == 3
    assert AuditEntry.objects.get(act="user.hand_over").facts["to"] == taking.pk
    assert [call[:2] for call in moved] == [(leaving, taking)] * 2
    record = office.get(reverse("accounts:record", args=[leaving.pk])).content.decode()
    assert "Nghỉ hưu" in record


def test_work_goes_to_somebody_who_is_there(admin) -> None:
    """A closed account, or the same one, takes nothing over."""
    user = UserFactory()
    for other in (user, UserFactory(gone=True)):
        with pytest.raises(Refused):
            accounts.hand_over(from_user=user, to_user=other, reason="", by=admin, at=AT)


def test_a_mover_is_registered_once(moved) -> None:
    """Two apps cannot take the same key."""
    with pytest.raises(ValueError, match=r"test\.tasks"):
        handover.register("test.tasks", "Khác", lambda *_who: 0)
