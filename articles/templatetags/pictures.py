"""Pictures in the public templates: which renditions of one a browser may choose from, by where it stands."""

from dataclasses import dataclass
from html import escape

from django import template
from django.utils.safestring import SafeString, mark_safe

from articles.models import EditionPicture
from articles.pictures.renditions import TYPES, cut, folder, plain
from articles.templatetags.site import ended, picture_url, tenth

register = template.Library()


@dataclass(frozen=True)
class Place:
    """Where a picture stands: in what shape, how wide by the stylesheet (``sizes`` of HTML), and in which of the
    widths it is worth having, in pixels: thumbnails on fine screens need no more, large pictures no less.
    """

    shape: str
    sizes: str
    least: int
    most: int
    fallback: int
    """For browsers that know neither AVIF nor WebP."""


# A thumbnail that a narrow page shows as a square is as wide as its height asks for.
PLACES = {
    "lead": Place("3x2", "(min-width: 79rem) 50rem, (min-width: 56rem) 64vw, 96vw", 320, 1920, 960),
    "second": Place("3x2", "10rem", 160, 480, 320),
    "grid": Place("3x2", "(min-width: 56rem) 18rem, (min-width: 40rem) 11rem, 10rem", 160, 960, 320),
    "list": Place("3x2", "(min-width: 40rem) 13rem, 10rem", 160, 640, 320),
    "line": Place("3x2", "10rem", 160, 480, 320),
    "opening": Place("whole", "(min-width: 59rem) 56rem, 96vw", 320, 1920, 960),
    "figure": Place("whole", "(min-width: 40rem) 38rem, 96vw", 320, 1280, 640),
}


@register.simple_tag
def picture(row: EditionPicture, place: str, *, eager: bool = False) -> SafeString:
    """A picture at one of ``PLACES``. Where it has no renditions, as in a preview, the file itself."""
    at, sources = PLACES[place], ""
    part = cut(row, at.shape)
    width, height, x, y = row.width, row.height, row.focal_x, row.focal_y
    worth = [] if row.address else [each for each in part.widths() if at.least <= each <= at.most]
    if worth:
        width = next((each for each in worth if each >= at.fallback), worth[-1])
        where, height = folder(row, at.shape), part.height_at(width)
        src = f"{where}{width}.{plain(row)}"
        x, y = part.point(row)
        sources = "".join(
            f'<source type="{TYPES[form]}" srcset="{", ".join(f"{where}{each}.{form} {each}w" for each in worth)}" '
            f'sizes="{at.sizes}">'
            for form in ("avif", "webp")
        )
    else:
        src = picture_url(row)
    crop, middle = "", ""
    if at.shape != "whole":
        crop, middle = ' class="crop"', f' data-x="{tenth(x)}" data-y="{tenth(y)}"'
    haste = 'fetchpriority="high"' if eager else 'loading="lazy"'
    return mark_safe(  # noqa: S308  all that anybody wrote is escaped
        f'<picture>{sources}<img{crop} src="{escape(src)}" alt="{escape(row.alt)}" width="{width}" height="{height}"'
        f'{middle} {haste} decoding="async"></picture>'
    )


def figure(row: EditionPicture, place: str = "figure", *, eager: bool = False) -> str:
    """A picture with its caption and its credit."""
    caption, credit = escape(row.caption), escape(row.credit)
    stop = "." if caption and credit and not ended(row.caption) else ""
    said = [
        f'<span class="caption">{caption}</span>{stop}' if caption else "",
        f'<span class="credit">{credit}</span>' if credit else "",
    ]
    words = "\n".join(filter(None, said))
    words = f"\n<figcaption>{words}</figcaption>" if words else ""
    return f'<figure class="picture">\n{picture(row, place, eager=eager)}{words}\n</figure>'
