"""Cards: what the desk shows of each finding, grouped by what it asks of the person."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from giaoban.bodies.models import Body
from giaoban.core.folding import fold
from giaoban.core.templatetags.look import vnday, vnnumber
from giaoban.desk.enums import FindingKind, FindingState
from giaoban.desk.matching import Match, day, identity, match_all
from giaoban.desk.queries import ENTERED, by_key
from giaoban.directives.labels import active
from giaoban.documents.enums import PaperKind

if TYPE_CHECKING:
    from django.utils.safestring import SafeString
    from django_stubs_ext import StrOrPromise

    from giaoban.desk.models import Finding
    from giaoban.desk.queries import Window
    from giaoban.directives.models import Directive
    from giaoban.documents.models import Document

HEADINGS: dict[FindingKind, StrOrPromise] = {
    FindingKind.EVENT: gettext_lazy("Hội nghị"),
    FindingKind.CITATION: gettext_lazy("Văn bản được viện dẫn"),
    FindingKind.RELATION: gettext_lazy("Quan hệ giữa các văn bản"),
    FindingKind.TASK: gettext_lazy("Nhiệm vụ"),
}
# Of a document that is cited on every page a card names the first places only.
MOST_PLACES = 12
NOTED = (FindingKind.BODY, FindingKind.PERSON, FindingKind.DATE, FindingKind.FIGURE)


@dataclass
class Card:
    """A finding as the desk shows it."""

    finding: Finding
    heading: str
    lines: list[StrOrPromise] = field(default_factory=list)
    paragraph: int = 0
    places: list[tuple[str, str]] = field(default_factory=list)
    more_places: int = 0
    match: Match | None = None
    url: str = ""
    known: str = ""
    ends: tuple[Finding | None, Finding | None] = (None, None)

    @property
    def label(self) -> str:
        """The letter and number that the card shares with its mark."""
        return self.finding.label

    @property
    def shown(self) -> SafeString:
        """The heading as HTML: numbers and symbols are never broken at their hyphen."""
        return unbroken(self.heading)

    @property
    def choices(self) -> list[Directive]:
        """The entries of the register among which a person chooses."""
        return self.match.entries if self.match and not self.match.sure else []

    @property
    def waits(self) -> bool:
        """Tell whether nobody has decided it yet."""
        return self.finding.state == FindingState.WAITING

    @property
    def may_split(self) -> bool:
        """Tell whether it can be split or merged."""
        return self.waits and self.finding.kind == FindingKind.TASK


def unbroken(words: str) -> SafeString:
    """Return words as HTML in which identifiers do not break.

    >>> unbroken("Nghị quyết 20-NQ/TW")
    'Nghị quyết <span class="n">20-NQ/TW</span>'
    """
    return format_html_join(
        " ",
        "{}",
        (
            (format_html('<span class="n">{}</span>', one) if _is_symbol(one) else one,)
            for one in words.split()
        ),
    )


def _is_symbol(word: str) -> bool:
    return word[:1].isdigit() and ("-" in word or "/" in word)


@dataclass
class Group:
    """Cards of one kind under one heading, with what accepting all of them sends."""

    kind: str
    heading: StrOrPromise
    cards: list[Card]

    @property
    def seen(self) -> str:
        """Name each card and the version that the person sees."""
        return ",".join(f"{card.finding.pk}:{card.finding.version}" for card in self.cards)


@dataclass
class Slips:
    """All cards of a window: those that wait, those the register has, the noted, the seen."""

    waiting: list[Group]
    known: Group
    noted: list[Group]
    seen: list[Card]

    @property
    def every_waiting(self) -> list[Card]:
        """The cards that wait for a hand."""
        return [card for group in (*self.waiting, self.known) for card in group.cards]

    @property
    def seen_all(self) -> str:
        """Name every waiting card and its version."""
        return ",".join(group.seen for group in (*self.waiting, self.known) if group.cards)


def lay_out(document: Document, findings: list[Finding], window: Window) -> Slips:
    """Return the cards of a window's findings, in a fixed number of queries."""
    matches = _matches(findings)
    ends = by_key(document, {key for one in findings for key in _end_keys(one)})
    bodies = _bodies(findings)
    cards = [_card(one, window, matches, ends, bodies) for one in findings]
    waiting = [card for card in cards if card.waits]
    entered = [card for card in waiting if card.finding.kind in ENTERED]
    known = [card for card in entered if card.match and card.match.sure]
    groups = [
        Group(kind, heading, [c for c in entered if c.finding.kind == kind and c not in known])
        for kind, heading in HEADINGS.items()
    ]
    noted = [
        Group(kind, FindingKind(kind).label, [c for c in waiting if c.finding.kind == kind])
        for kind in NOTED
    ]
    return Slips(
        [group for group in groups if group.cards],
        Group("known", _("Đã có trong sổ"), known),
        [group for group in noted if group.cards],
        [card for card in cards if not card.waits],
    )


def _end_keys(one: Finding) -> list[str]:
    if one.kind != FindingKind.RELATION:
        return []
    meant = one.decision or one.proposal
    return [meant["origin"], meant["target"]]


def _matches(findings: list[Finding]) -> dict[int, Match]:
    asked = {
        one.pk: identity(one.proposal)
        for one in findings
        if one.kind == FindingKind.CITATION and one.state == FindingState.WAITING
    }
    found = match_all(asked.values()) if asked else {}
    return {pk: found[one] for pk, one in asked.items()}


def _bodies(findings: list[Finding]) -> dict[int, Body]:
    keys: set[int] = set()
    for one in findings:
        keys |= set(one.proposal.get("bodies", ()))
        for part in ("lead", "cooperating"):
            for actor in (one.decision or one.proposal).get(part, ()):
                keys |= set(actor.get("bodies", ()))
    return Body.objects.in_bulk(keys)


def _card(
    one: Finding,
    window: Window,
    matches: dict[int, Match],
    ends: dict[str, Finding],
    bodies: dict[int, Body],
) -> Card:
    meant = {**one.proposal, **(one.decision or {})}
    card = Card(one, one.text)
    card.paragraph = next(
        (each.number for each in window.paragraphs if each.start <= one.start < each.end + 1), 0
    )
    card.places = [_place(card, at, window) for at in range(min(len(one.spans), MOST_PLACES))]
    card.more_places = len(one.spans) - len(card.places)
    card.match = matches.get(one.pk)
    _FILL[FindingKind(one.kind)](card, meant, ends, bodies)
    if one.kind == FindingKind.RELATION:
        card.places = [(_address(end, 0, window), end.label) for end in card.ends if end]
        card.more_places = 0
    return card


def _place(card: Card, at: int, window: Window) -> tuple[str, str]:
    """Return where a place of the finding is, and what its link says."""
    if at:
        return _address(card.finding, at, window), _("chỗ %(n)s") % {"n": at + 1}
    first = _("đoạn %(n)s") % {"n": card.paragraph} if card.paragraph else _("trong văn bản")
    if card.finding.kind == FindingKind.EVENT:
        return f"#d{card.paragraph or 1}", first
    return _address(card.finding, 0, window), first


def _address(one: Finding, at: int, window: Window) -> str:
    """Return the address of a mark: on this page, else wherever its part of the text is."""
    start, end = one.spans[at]
    if start < window.end and end > window.start:
        return f"#{one.label}-o{at + 1 if at else ''}"
    return reverse("desk:place", args=[one.document_id, start])


def name_of(fields: dict[str, Any]) -> str:
    """Return how a cited document is called: its kind and its number, else its name."""
    kind = fields.get("kind") or ""
    label = str(PaperKind(kind).label) if kind in PaperKind.values else ""
    if fields.get("identifier"):
        return f"{label} {fields['identifier']}".strip()
    return fields.get("name") or label


def _fill_citation(
    card: Card, meant: dict[str, Any], _ends: dict[str, Finding], _bodies: dict[int, Body]
) -> None:
    card.heading = name_of(meant)
    issuer = meant.get("issuer") or ""
    if not issuer and meant.get("issuer_inferred"):
        issuer = _("%(issuer)s (suy từ ký hiệu)") % {"issuer": meant["issuer_inferred"]}
    facts = [
        vnday(day(meant["issued_on"])) if meant.get("issued_on") else "",
        issuer,
        _("khóa %(term)s") % {"term": meant["term"]} if meant.get("term") else "",
    ]
    card.lines = [", ".join(fact for fact in facts if fact), meant.get("title") or ""]
    if meant.get("own"):
        card.lines.append(_("Chính văn bản này."))
    if card.finding.directive_id:
        card.url = reverse("directives:record", args=[card.finding.directive_id])
    elif card.match and card.match.sure:
        entry = card.match.entries[0]
        card.url = reverse("directives:record", args=[entry.pk])
        card.known = _("Đã có trong sổ: %(text)s") % {"text": written(entry)}


def written(entry: Directive) -> str:
    """Return how an entry of the register is told from others: number, day, term."""
    facts = [
        entry.identifier or entry.name,
        vnday(entry.issued_on) if entry.issued_on else "",
        _("khóa %(term)s") % {"term": entry.term} if entry.term else "",
    ]
    return ", ".join(fact for fact in facts if fact)


def said(meant: dict[str, Any]) -> str:
    """Return what a relation says, in words."""
    return active(meant["kind"], meant.get("years"), meant.get("final"))


def _fill_relation(
    card: Card, meant: dict[str, Any], ends: dict[str, Finding], _bodies: dict[int, Body]
) -> None:
    origin, target = (ends.get(meant[end]) for end in ("origin", "target"))
    card.ends = (origin, target)
    names = [name_of({**one.proposal, **(one.decision or {})}) if one else "–" for one in card.ends]
    card.heading = f"{names[0]} {said(meant)} {names[1]}"
    if card.finding.relation_id and origin and origin.directive_id:
        card.url = reverse("directives:record", args=[origin.directive_id])


def _fill_task(
    card: Card, meant: dict[str, Any], _ends: dict[str, Finding], bodies: dict[int, Body]
) -> None:
    card.heading = meant["title"]
    lead, cooperating = (_actors(meant[part], bodies) for part in ("lead", "cooperating"))
    card.lines = [
        _("Chủ trì: %(names)s.") % {"names": lead} if lead else _("Chưa rõ cơ quan chủ trì."),
        _("Phối hợp: %(names)s.") % {"names": cooperating} if cooperating else "",
        _due(meant),
    ]
    if card.finding.task_id:
        card.url = reverse("work:record", args=[card.finding.task_id])


def _due(meant: dict[str, Any]) -> str:
    if meant.get("due_on"):
        return _("Hạn: %(day)s.") % {"day": vnday(day(meant["due_on"]))}
    return (
        _("Hạn theo văn bản: %(text)s.") % {"text": meant["due_text"]}
        if meant.get("due_text")
        else ""
    )


def _actors(actors: list[dict[str, Any]], bodies: dict[int, Body]) -> str:
    """Return who is meant: as written, and how many bodies of the directory that is."""
    return "; ".join(_actor(one, bodies) for one in actors)


def _actor(one: dict[str, Any], bodies: dict[int, Body]) -> str:
    known = [bodies[pk] for pk in one.get("bodies", ()) if pk in bodies]
    if one.get("all") and known:
        count = ngettext("%(n)s cơ quan", "%(n)s cơ quan", len(known)) % {"n": len(known)}
        return _("%(written)s (%(count)s)") % {"written": one["written"], "count": count}
    if len(known) == 1:
        return str(one["written"])
    state = _("chưa rõ cơ quan nào") if not known else _("có nhiều cơ quan cùng tên")
    return _("%(written)s (%(count)s)") % {"written": one["written"], "count": state}


def _fill_body(
    card: Card, meant: dict[str, Any], _ends: dict[str, Finding], bodies: dict[int, Body]
) -> None:
    card.heading = meant["name"]
    known = [bodies[pk] for pk in meant.get("bodies", ()) if pk in bodies]
    chosen = card.finding.body or (known[0] if len(known) == 1 else None)
    if chosen is not None:
        card.url = reverse("bodies:record", args=[chosen.pk])
        same = fold(chosen.name) == fold(meant["name"])
        known_as = _("trong danh bạ: %(name)s") % {"name": chosen.name}
        card.known = _("có trong danh bạ") if same else known_as
    elif meant.get("all") and known:
        card.known = ngettext("nhóm %(n)s cơ quan", "nhóm %(n)s cơ quan", len(known)) % {
            "n": len(known)
        }
    else:
        card.known = _("chưa có trong danh bạ") if not known else _("nhiều cơ quan cùng tên")


def _fill_person(
    card: Card, meant: dict[str, Any], _ends: dict[str, Finding], _bodies: dict[int, Body]
) -> None:
    card.heading = meant["name"]
    card.known = "; ".join(meant.get("posts", ()))


def _fill_date(
    card: Card, meant: dict[str, Any], _ends: dict[str, Finding], _bodies: dict[int, Body]
) -> None:
    first, last = day(meant.get("from")), day(meant.get("to"))
    days = [vnday(one) for one in dict.fromkeys((first, last)) if one]
    card.known = " – ".join(days) or _("chưa tính được ngày")


def _fill_figure(
    card: Card, meant: dict[str, Any], _ends: dict[str, Finding], _bodies: dict[int, Body]
) -> None:
    card.known = f"{vnnumber(meant.get('value'))} {meant.get('unit') or ''}".strip()


def _fill_event(
    card: Card, meant: dict[str, Any], _ends: dict[str, Finding], _bodies: dict[int, Body]
) -> None:
    card.heading = meant.get("title") or meant.get("kind") or _("Hội nghị")
    told = (
        (_("Ngày"), vnday(day(meant["held_on"])) if meant.get("held_on") else ""),
        (_("Địa điểm"), meant.get("place")),
        (pgettext("hội nghị", "Chủ trì"), meant.get("chair")),
        (_("Đơn vị tổ chức"), "; ".join(meant.get("hosts") or ())),
        (_("Thành phần dự"), "; ".join(meant.get("attendees") or ())),
        (_("Ký kết"), "; ".join(meant.get("signings") or ())),
    )
    card.lines = [f"{label}: {value}." for label, value in told if value]
    speakers = [
        f"{one['name']} ({one['did']})" if one.get("did") else one["name"]
        for one in meant.get("speakers") or ()
    ]
    if speakers:
        card.lines.append(_("Phát biểu, trình bày: %(names)s.") % {"names": "; ".join(speakers)})


_FILL = {
    FindingKind.CITATION: _fill_citation,
    FindingKind.RELATION: _fill_relation,
    FindingKind.TASK: _fill_task,
    FindingKind.BODY: _fill_body,
    FindingKind.PERSON: _fill_person,
    FindingKind.DATE: _fill_date,
    FindingKind.FIGURE: _fill_figure,
    FindingKind.EVENT: _fill_event,
}
