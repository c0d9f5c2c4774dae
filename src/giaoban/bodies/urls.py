"""Addresses of bodies, people, blocs and classes."""

from __future__ import annotations

from django.urls import path

from giaoban.bodies.views import acts, blocs, bodies, people, presets

app_name = "bodies"

urlpatterns = [
    path("co-quan/", bodies.BodyList.as_view(), name="list"),
    path("co-quan/them/", bodies.BodyAdd.as_view(), name="add"),
    path("co-quan/danh-muc/", presets.Presets.as_view(), name="presets"),
    path("co-quan/sap-nhap/", acts.Merge.as_view(), name="merge"),
    path("co-quan/sap-xep/<int:pk>/huy/", acts.Undo.as_view(), name="undo"),
    path("co-quan/<int:pk>/", bodies.BodyRecord.as_view(), name="record"),
    path("co-quan/<int:pk>/sua/", bodies.BodyEdit.as_view(), name="edit"),
    path("co-quan/<int:pk>/lien-he/", bodies.BodyContact.as_view(), name="contact"),
    path("co-quan/<int:pk>/doi-ten/", acts.Rename.as_view(), name="rename"),
    path("co-quan/<int:pk>/chia-tach/", acts.Split.as_view(), name="split"),
    path("co-quan/<int:pk>/giai-the/", acts.Dissolve.as_view(), name="dissolve"),
    path("can-bo/", people.PersonList.as_view(), name="people"),
    path("can-bo/them/", people.PersonAdd.as_view(), name="person_add"),
    path("can-bo/<int:pk>/", people.PersonRecord.as_view(), name="person"),
    path("can-bo/<int:pk>/sua/", people.PersonEdit.as_view(), name="person_edit"),
    path("khoi/", blocs.BlocList.as_view(), name="blocs"),
    path("khoi/them/", blocs.BlocAdd.as_view(), name="bloc_add"),
    path("khoi/<int:pk>/sua/", blocs.BlocEdit.as_view(), name="bloc_edit"),
    path("nhom-co-quan/", blocs.ClassList.as_view(), name="classes"),
    path("nhom-co-quan/them/", blocs.ClassAdd.as_view(), name="class_add"),
    path("nhom-co-quan/<int:pk>/sua/", blocs.ClassEdit.as_view(), name="class_edit"),
]
