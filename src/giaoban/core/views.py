"""The home page, search, long work, and the guard that every view of the site passes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views import View

from giaoban.core import panels, saved, search, starts
from giaoban.core.enums import JobState
from giaoban.core.errors import NotAllowed
from giaoban.core.models import Job
from giaoban.core.permissions import SAVED_FILTERS

if TYPE_CHECKING:
    from django.db.models import Model
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    from giaoban.core.policies import Policy
    from giaoban.core.requests import Request

JOBS_SHOWN = 50
# A heading that says more than three things is not read.
MOST_SAID = 3


class SignedIn(View):
    """Ask for a signed-in person before anything else."""

    request: Request

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Lead to the sign-in page, or go on."""
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        return super().dispatch(request, *args, **kwargs)


class Guarded(SignedIn):
    """Ask the policy of a model: 403 for an act the role has not, 404 for a row it may not see."""

    policy: ClassVar[Policy[Any]]
    act: ClassVar[str]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse an act that the person's role does not have."""
        if request.user.is_authenticated and self.policy.reach(self.request.user, self.act) is None:
            raise NotAllowed(self.act)
        return super().dispatch(request, *args, **kwargs)

    def get_row(self, pk: int) -> Any:
        """Return the row for this act; 404 where the person may not see it, 403 where not act."""
        row: Model = get_object_or_404(self.policy.scope(self.request.user, "view"), pk=pk)
        if self.act != "view":
            self.policy.require(self.request.user, self.act, row)
        return row


class Home(SignedIn):
    """The quarter, or the cut of it that is the person's: what waits for a hand from every app."""

    def get(self, request: Request) -> HttpResponse:
        """Show the head of the page, where an app gives it one, and its panels."""
        heads = panels.of("core.home.head", request, request.user)
        shown = panels.of("core.home", request, request.user)
        context = {
            "heads": heads,
            "panels": shown,
            "today": timezone.localdate(),
            "headline": panels.heading((*heads, *shown), most=MOST_SAID),
            "sealed": any(head.context.get("seal") for head in heads),
            "starts": starts.of(request.user),
        }
        return render(request, "core/home.html", context)


class Search(SignedIn):
    """Find in the registers."""

    def get(self, request: Request) -> HttpResponse:
        """Show what was found."""
        query = request.GET.get("q", "").strip()[:200]
        groups = search.find(query, by=request.user) if query else []
        found = sum(len(group.hits) for group in groups)
        more = any(group.more for group in groups)
        context = {"query": query, "groups": groups, "found": found, "more": more}
        return render(request, "core/search.html", context)


class SavedFilters(Guarded):
    """The filters that the person keeps; a new one is kept from the list that it filters."""

    policy = SAVED_FILTERS
    act = "keep"

    def get(self, request: Request) -> HttpResponse:
        """Show them, to be renamed or removed."""
        kept = [(each, saved.address(each)) for each in SAVED_FILTERS.scope(request.user)]
        return render(request, "core/saved_filters.html", {"kept": kept})

    def post(self, request: Request) -> HttpResponse:
        """Keep the filters of a list under a name, and go back to it."""
        row = saved.keep(
            by=request.user,
            at=timezone.now(),
            page=request.POST.get("page", ""),
            name=request.POST.get("name", ""),
            query=request.POST.get("query", ""),
        )
        messages.success(request, _("Đã lưu bộ lọc “%s”.") % row.name)
        return HttpResponseRedirect(saved.address(row))


class SavedFilterRecord(Guarded):
    """One of them: given another name, or removed."""

    policy = SAVED_FILTERS
    act = "keep"

    def post(self, request: Request, pk: int) -> HttpResponse:
        """Do what the button says."""
        row = self.get_row(pk)
        if "bo" in request.POST:
            saved.drop(by=request.user, at=timezone.now(), row=row)
            messages.success(request, _("Đã bỏ bộ lọc."))
        else:
            name = request.POST.get("name", "")
            saved.rename(by=request.user, at=timezone.now(), row=row, name=name)
            messages.success(request, _("Đã đổi tên bộ lọc."))
        return HttpResponseRedirect(reverse("core:saved_filters"))


class Jobs(SignedIn):
    """The person's own long work; polled while something runs."""

    def get(self, request: Request) -> HttpResponse:
        """Show the newest; the whole page, or the list alone for htmx."""
        mine = Job.objects.filter(owner_id=request.user.pk).order_by("-began_at")
        jobs = list(mine[:JOBS_SHOWN])
        mine.filter(ended_at__isnull=False, seen_at__isnull=True).update(seen_at=timezone.now())
        busy = any(job.state in {JobState.WAITING, JobState.RUNNING} for job in jobs)
        template = "core/jobs_list.html" if request.htmx else "core/jobs.html"
        return render(request, template, {"jobs": jobs, "busy": busy})


class JobRecord(SignedIn):
    """One piece of long work."""

    def get(self, request: Request, pk: str) -> HttpResponse:
        """Show how far it is, or lead to its result."""
        job = get_object_or_404(Job, pk=pk, owner_id=request.user.pk)
        if job.state == JobState.DONE and job.result_url and not request.htmx:
            if not url_has_allowed_host_and_scheme(job.result_url, None):
                raise Http404(_("Không có kết quả."))
            return HttpResponseRedirect(job.result_url)
        template = "core/job_bar.html" if request.htmx else "core/job.html"
        return render(request, template, {"job": job})
