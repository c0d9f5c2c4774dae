"""The pages: the own notices, how to be told, the log of mails."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from giaoban.core.models import AuditEntry
from giaoban.notices.actions import notices
from giaoban.notices.models import Notice, Preference
from tests.factories.accounts import UserFactory
from tests.factories.notices import AT, MailFactory, NoticeFactory

if TYPE_CHECKING:
    from django.test import Client

    from giaoban.accounts.models import User

pytestmark = pytest.mark.django_db
LIST = "/thong-bao/"
MOST_QUERIES = 12


@pytest.fixture
def person(client: Client) -> User:
    """Sign a focal point in."""
    user = UserFactory(focal_point=True)
    client.force_login(user)
    return user


def test_the_list_shows_the_own_notices_alone(client: Client, person: User) -> None:
    """What others were told is not there; the heading counts what was not looked at."""
    NoticeFactory(person=person, facts={"title": "Rà soát của tôi"})
    NoticeFactory(person=person, seen=True)
    NoticeFactory(facts={"title": "Của người khác"})
    page = client.get(LIST).text
    assert "1 thông báo chưa xem" in page
    assert "Rà soát của tôi" in page
    assert "Của người khác" not in page


def test_the_bell_counts_on_every_page(client: Client, person: User) -> None:
    """One query, whatever there is; nothing where nothing is new."""
    bell = f'<a href="{LIST}">'
    assert "chưa xem" not in client.get(reverse("core:search")).text
    with CaptureQueriesContext(connection) as before:
        client.get(reverse("core:search"))
    for _each in range(3):
        NoticeFactory(person=person)
    with CaptureQueriesContext(connection) as after:
        page = client.get(reverse("core:search")).text
    assert bell in page
    assert '<span class="n">3<span class="vh"> chưa xem</span></span>' in page
    assert len(after) == len(before)
    assert sum("notices_notice" in query["sql"] for query in after.captured_queries) == 1


def test_opening_leads_there_and_notes_it(client: Client, person: User) -> None:
    """The notice counts as seen; opened again it leads there again."""
    notice = NoticeFactory(person=person, link="/nhiem-vu/41/")
    for _each in range(2):
        assert client.get(reverse("notices:open", args=[notice.pk])).url == "/nhiem-vu/41/"
    notice.refresh_from_db()
    assert notice.seen_at is not None


def test_a_scanner_that_opens_a_mails_link_changes_nothing(client: Client) -> None:
    """Nobody is signed in: the sign-in page, and the notice is as new as before."""
    notice = NoticeFactory()
    url = reverse("notices:open", args=[notice.pk])
    assert reverse("account_login") in client.get(url).url
    notice.refresh_from_db()
    assert notice.seen_at is None


def test_one_and_all_are_marked(client: Client, person: User) -> None:
    """The own ones alone."""
    one, two, three = (NoticeFactory(person=person) for _each in range(3))
    other = NoticeFactory()
    client.post(reverse("notices:see", args=[one.pk]))
    assert set(Notice.objects.filter(seen_at=None)) == {two, three, other}
    page = client.post(reverse("notices:see_all"), follow=True).text
    assert "Đã đánh dấu 2 thông báo." in page
    assert set(Notice.objects.filter(seen_at=None)) == {other}


def test_the_list_is_filtered_and_taken_away(client: Client, person: User) -> None:
    """By kind and by what was not looked at; CSV in the person's language."""
    NoticeFactory(person=person, facts={"title": "Muộn"})
    NoticeFactory(person=person, soon=True, facts={"title": "Gần"})
    NoticeFactory(person=person, seen=True, facts={"title": "Đọc rồi"})
    page = client.get(LIST, {"loai": "test.late", "chua_xem": "on"}).text
    assert [word in page for word in ("Muộn", "Gần", "Đọc rồi")] == [True, False, False]
    lines = b"".join(client.get(LIST, {"format": "csv"}).streaming_content).decode()
    assert "Việc sắp đến hạn,Gần" in lines


@pytest.mark.parametrize("count", [1, 60])
def test_lists_take_few_queries(
    client: Client, django_assert_max_num_queries: Any, count: int
) -> None:
    """However many rows there are."""
    watcher = UserFactory(administrator=True)
    client.force_login(watcher)
    for _each in range(count):
        NoticeFactory(person=watcher)
        MailFactory()
    for url in (LIST, reverse("notices:mails")):
        with django_assert_max_num_queries(MOST_QUERIES):
            assert client.get(url).status_code == 200


def test_preferences_are_kept(client: Client, person: User) -> None:
    """The hour and what is left out; the act is on record; the form shows what was chosen."""
    url = reverse("notices:preferences")
    page = client.get(url).text
    assert 'value="7" selected' in page
    assert "05:00" not in page
    assert "21:00" not in page
    client.post(url, {"hour": "9", "wanted": ["test.soon"]})
    kept = Preference.objects.get(person=person)
    assert kept.hour == 9
    assert {"test.late", "test.back"} <= set(kept.off)
    assert "test.soon" not in kept.off
    assert AuditEntry.objects.filter(act="notices.choose", actor_id=person.pk).count() == 1
    assert 'value="9" selected' in client.get(url).text


def test_a_wrong_hour_is_told(client: Client, person: User) -> None:
    """Nothing is kept."""
    answer = client.post(reverse("notices:preferences"), {"hour": "22"})
    assert answer.status_code == 422
    assert not Preference.objects.exists()


def test_the_log_shows_what_became_of_each_mail(client: Client) -> None:
    """To whom, in which state, and what the server said; not what the mail says."""
    person = UserFactory(name="Lê Thu Ví Dụ", folded="le thu vi du")
    failed = MailFactory(person=person, failed=True, text="Nội dung riêng")
    MailFactory(sent=True)
    client.force_login(UserFactory(auditor=True))
    page = client.get(reverse("notices:mails")).text
    assert "2 thư thông báo, 1 thư không gửi được" in page
    assert failed.address in page
    assert "550" in page
    assert "Nội dung riêng" not in page
    assert "Gửi lại" not in page
    narrowed = client.get(reverse("notices:mails"), {"tinh_trang": "sent"}).text
    assert failed.address not in narrowed
    found = client.get(reverse("notices:mails"), {"q": "thu lê"}).text
    assert failed.address in found


def test_an_administrator_lets_a_mail_be_tried_again(client: Client) -> None:
    """It waits again; a second press is told that there is nothing to do."""
    mail = MailFactory(failed=True)
    client.force_login(UserFactory(administrator=True))
    url = reverse("notices:retry", args=[mail.pk])
    assert "Thư sẽ được gửi lại" in client.post(url, follow=True).text
    mail.refresh_from_db()
    assert mail.state == "waiting"
    assert "không cần gửi lại" in client.post(url, follow=True).text


def test_the_same_thing_put_twice_is_told_once(person: User) -> None:
    """The first words stay; a kind that nobody registered and a foreign link are refused."""
    given: dict[str, Any] = {"to": person, "facts": {"title": "Rà soát"}, "link": "/tim/", "at": AT}
    first = notices.put(kind="test.late", key="test.late:41", **given)
    again = notices.put(kind="test.late", key="test.late:41", **given)
    assert first == again
    assert notices.put(kind="test.back", key="test.back:41", **given).urgent
    assert not notices.put(kind="test.back", key="test.back:42", urgent=False, **given).urgent
    with pytest.raises(KeyError):
        notices.put(kind="no.such", key="a", **given)
    for link in ("https://la.example/", "//la.example", "tim/"):
        with pytest.raises(ValueError, match="no path"):
            notices.put(kind="test.late", key="b", **given | {"link": link})
