from django.conf import settings
from django.urls import include, path

from newsroom.roles import DESK, PUBLIC, elsewhere

_site = path("", include("articles.site.urls"))
handler400 = "articles.desk.unreadable.bad_request"
handler403 = "articles.desk.unreadable.not_allowed"
handler404 = "newsroom.reading.not_found"
handler500 = "articles.site.errors.failed"

if settings.ROLE == PUBLIC:
    # All of the desk that the site leads to by its name.
    _account = [path("password_change/", lambda request: None, name="password_change")]
    urlpatterns = [elsewhere(path("admin/", include((_account, "admin")))), _site]
else:
    from django.contrib import admin

    urlpatterns = [
        path("admin/", admin.site.urls),
        path("shared/", include("articles.desk.shared")),
        path("report/", include("articles.desk.reporting")),
        path("desk/", include("articles.desk.scripts.urls")),
        elsewhere(_site) if settings.ROLE == DESK else _site,
    ]
    if settings.ROLE == DESK:
        handler404 = "articles.site.errors.nothing_here"
