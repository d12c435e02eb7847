from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("shared/", include("articles.desk.shared")),
    path("report/", include("articles.desk.reporting")),
    path("", include("articles.site.urls")),
]
handler400 = "articles.desk.unreadable.bad_request"
handler404 = "articles.site.errors.not_found"
handler500 = "articles.site.errors.failed"
