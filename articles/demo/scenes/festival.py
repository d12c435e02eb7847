"""The lantern festival."""

from PIL import Image

from articles.demo.canvas import HEIGHT, WIDTH, Canvas, curve, mix
from articles.demo.scenes.town import houses

PAPER = ("#ff9a4d", "#ffb84f", "#f2705b", "#ffd27a", "#e8578a", "#f7e2a2")


def lanterns() -> Image.Image:
    """Strings of lanterns over dark water."""
    canvas = Canvas(29, [(0, "#0c1030"), (0.4, "#1e1f52"), (0.62, "#4b2f6b"), (1, "#7a3f6d")])
    canvas.stars(420, 150)
    canvas.ridge(560, 26, "#1b1a45", 0.5)
    houses(canvas, 606, (36, 66), (28, 70), 0.55)
    mast = 800.0
    canvas.polygon([(mast - 5, 606), (mast + 5, 606), (mast + 2, 60), (mast - 2, 60)], "#0a0d26")
    canvas.line([(mast - 70, 150), (mast + 70, 150)], "#0a0d26", 4)
    for ends, sag, size in (
        (((800, 300), (-40, 420)), 90, 9),
        (((800, 300), (1640, 430)), 90, 9),
        (((800, 190), (-60, 250)), 150, 15),
        (((800, 190), (1660, 260)), 150, 15),
        (((800, 76), (-80, 30)), 210, 24),
        (((800, 76), (1680, 40)), 210, 24),
    ):
        _string(canvas, *ends, sag, size)
    canvas.reflect(612, "#141442", 0.22, ripple=9)
    canvas.shade(612, HEIGHT, "#080a26", 0.05, 0.6)
    canvas.glints(622, 892, "#ffc27a", 300, 0.55)
    for x, size in ((340, 1.0), (1180, 1.3)):
        _rowing_boat(canvas, x, 770, size)
    return canvas.finish()


def _string(
    canvas: Canvas, start: tuple[float, float], end: tuple[float, float], sag: float, size: float
) -> None:
    middle = ((start[0] + end[0]) / 2, max(start[1], end[1]) + sag)
    rope = curve(start, middle, end, 72)
    canvas.line(rope, "#070923", 1.6)
    gap = max(2, round(size / 3.4))
    for x, y in rope[gap::gap]:
        if -40 < x < WIDTH + 40:
            _lantern(canvas, x, y, size * canvas.random.uniform(0.85, 1.1))


def _lantern(canvas: Canvas, x: float, y: float, size: float) -> None:
    paper = canvas.random.choice(PAPER)
    y += size * 1.5
    canvas.line([(x, y - size * 1.6), (x, y - size)], "#070923", 1.2)
    canvas.glow(x, y, size * 4.2, paper, 0.55)
    canvas.oval(x, y, size * 0.92, size, paper)
    canvas.oval(x, y + size * 0.15, size * 0.5, size * 0.66, "#fff4cf", 0.75)
    if size > 11:
        for side in (-0.5, 0.5):
            canvas.line(
                curve((x, y - size), (x + side * size * 1.5, y), (x, y + size), 10),
                mix(paper, "#7a2c2c", 0.4),
                1,
            )
    canvas.box(x - size * 0.34, y - size * 1.04, size * 0.68, size * 0.2, "#3a1f2e")
    canvas.box(x - size * 0.34, y + size * 0.88, size * 0.68, size * 0.2, "#3a1f2e")


def _rowing_boat(canvas: Canvas, x: float, y: float, size: float) -> None:
    dark = "#07081f"
    keel = curve((x - 100 * size, y - 16 * size), (x, y + 46 * size), (x + 100 * size, y - 18 * size))
    canvas.polygon(keel, dark)
    for dx in (-36, 22):
        canvas.oval(x + dx * size, y - 46 * size, 9 * size, 10 * size, dark)
        canvas.polygon(
            [
                (x + (dx - 17) * size, y),
                (x + (dx - 10) * size, y - 36 * size),
                (x + (dx + 10) * size, y - 36 * size),
                (x + (dx + 17) * size, y),
            ],
            dark,
        )
    canvas.line([(x - 8 * size, y - 6 * size), (x - 74 * size, y + 34 * size)], dark, 3 * size)
    _lantern(canvas, x + 78 * size, y - 62 * size, 12 * size)
    canvas.line([(x + 78 * size, y - 14 * size), (x + 78 * size, y - 64 * size)], dark, 2.4)
