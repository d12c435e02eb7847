import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
application = get_wsgi_application()

from django.conf import settings  # noqa: E402  as Django has read them by now

from articles import counts  # noqa: E402
from articles.site.ready import ReadyPages, Unhurried  # noqa: E402
from articles.vitals import Health, Metrics, Vitals  # noqa: E402
from articles.vitals.signs import begin_serving  # noqa: E402
from newsroom.roles import DESK  # noqa: E402

store, has_pages = None, settings.ROLE != DESK
if settings.PAGE_MEMORY and settings.PAGE_STORE and has_pages:
    from articles.site.ready.sharing import Store

    store = Store(settings.PAGE_STORE)
keeper = counts.Keeper(settings.COUNTS)
application = Vitals(application, health=Health(store), metrics=Metrics(keeper))
if settings.PAGE_MEMORY:
    application = ReadyPages(
        application,
        most=settings.PAGE_MEMORY,
        threads=settings.SERVER_THREADS,
        store=store,
        is_warm=has_pages,
    )
    counts.source(application.figures)
else:
    application = Unhurried(application, threads=settings.SERVER_THREADS)
keeper.begin()
begin_serving()
