"""Sport: a racing gig, a football ground under lights."""

import math

from PIL import Image

from articles.demo.canvas import HEIGHT, WIDTH, Canvas, curve


def gig() -> Image.Image:
    """Six oars and a cox against the sun."""
    canvas = Canvas(41, [(0, "#f2b880"), (0.3, "#f7cf9a"), (0.5, "#fbe6c4"), (1, "#f6d9ae")])
    canvas.glow(560, 330, 620, "#fff1cf", 0.8)
    canvas.oval(560, 300, 74, 74, "#fffaf0")
    for level, height, tone in ((400, 46, "#e2b48c"), (432, 30, "#cf9a7c"), (456, 18, "#ad7a6c")):
        canvas.ridge(level, height, tone)
    canvas.mist(390, 520, "#fbe3c0", 0.55)
    canvas.box(0, 476, WIDTH, 430, "#e3b58c")
    canvas.reflect(476, "#b9826f", 0.3, ripple=9)
    canvas.shade(476, HEIGHT, "#27495c", 0.06, 0.88)
    canvas.glints(484, 880, "#fff0cf", 520, 0.85, centre=560, spread=330)
    canvas.glints(520, 890, "#7fa3a8", 190, 0.28)
    _buoy(canvas, 1392, 560)
    _crew(canvas, 360, 650)
    return canvas.finish()


def _buoy(canvas: Canvas, x: float, y: float) -> None:
    canvas.polygon([(x - 26, y), (x + 26, y), (x + 12, y - 52), (x - 12, y - 52)], "#c2402f")
    canvas.polygon([(x + 4, y), (x + 26, y), (x + 12, y - 52), (x + 3, y - 52)], "#8c2a2a")
    canvas.line([(x, y - 52), (x, y - 84)], "#3a2b35", 3)
    canvas.oval(x, y - 88, 7, 7, "#3a2b35")
    canvas.oval(x, y + 2, 40, 6, "#2f4d5c", 0.6)


def _crew(canvas: Canvas, left: float, y: float) -> None:
    dark, hull = "#232a3d", "#1d5a5a"
    for seat in range(6):
        x = left + 150 + seat * 112
        _rower(canvas, x, y - 12, dark, "#c8503a" if seat % 2 else "#b8442f")
    cox = left + 858
    canvas.polygon([(cox - 20, y - 6), (cox + 22, y - 6), (cox + 16, y - 68), (cox - 14, y - 66)], "#f0e2c8")
    canvas.oval(cox, y - 84, 15, 17, "#9a5d41")
    canvas.polygon([(cox - 24, y - 92), (cox + 6, y - 104), (cox + 15, y - 90)], "#f0e2c8")
    keel = curve((left, y - 34), (left + 90, y + 46), (left + 300, y + 40)) + curve(
        (left + 700, y + 40), (left + 920, y + 44), (left + 965, y - 36)
    )
    canvas.polygon([*keel, *curve((left + 965, y - 36), (left + 480, y + 10), (left, y - 34))], hull)
    canvas.line(curve((left + 965, y - 36), (left + 480, y + 10), (left, y - 34)), "#f4ead6", 5)
    canvas.oval(left + 480, y + 42, 500, 8, "#142a3a", 0.55)
    for seat in range(6):
        _oar(canvas, left + 150 + seat * 112, y)
    canvas.glints(y + 40, y + 66, "#fff0cf", 60, 0.6, centre=left + 480, spread=560)


def _oar(canvas: Canvas, x: float, y: float) -> None:
    blade = (x - 150, y + 76)
    canvas.line([(x + 20, y - 20), blade], "#6a4630", 4.6)
    canvas.polygon(
        [
            (blade[0] + 22, blade[1] - 18),
            (blade[0] - 14, blade[1] - 2),
            (blade[0] - 18, blade[1] + 8),
            (blade[0] + 18, blade[1] - 2),
        ],
        "#f4ead6",
    )
    for ring in range(3):
        canvas.oval(
            blade[0] - 4, blade[1] + 8 + ring * 3, 24 + ring * 15, 3 + ring * 1.6, "#fbe9cb", 0.4 - ring * 0.1
        )


def _rower(canvas: Canvas, x: float, y: float, dark: str, shirt: str) -> None:
    canvas.polygon([(x - 20, y + 8), (x + 24, y + 8), (x + 52, y - 50), (x + 22, y - 66)], shirt)
    canvas.taper([(x + 40, y - 48), (x + 24, y - 28), (x + 2, y - 16)], "#8a5138", (13, 10))
    canvas.taper(curve((x + 40, y - 48), (x + 22, y - 34), (x - 4, y - 12)), "#8a5138", (12, 9))
    canvas.oval(x + 50, y - 76, 12, 15, "#9a5d41")
    canvas.oval(x + 43, y - 81, 13, 13, dark)
    canvas.oval(x + 32, y - 76, 6, 6, dark)


def stadium() -> Image.Image:
    """A full ground under floodlights."""
    canvas = Canvas(53, [(0, "#0d1836"), (0.35, "#20386b"), (0.55, "#4a6296"), (1, "#4a6296")])
    canvas.stars(200, 60)
    for x in (150, 1450):
        _floodlight(canvas, x)
    canvas.polygon([(0, 330), (520, 396), (1080, 396), (WIDTH, 330), (WIDTH, 620), (0, 620)], "#1d2b52")
    canvas.polygon(
        [(0, 286), (520, 372), (1080, 372), (WIDTH, 286), (WIDTH, 336), (1080, 400), (520, 400), (0, 336)],
        "#101a3a",
    )
    _crowd(canvas)
    canvas.polygon([(0, 640), (WIDTH, 640), (WIDTH, 604), (1090, 600), (510, 600), (0, 604)], "#27407c")
    for index in range(22):
        x = 20 + index * 74
        canvas.box(x, 600, 46, 12, ("#f4e9c9", "#e0563f", "#7fb7c9")[index % 3], 0.75)
    _pitch(canvas)
    for x in (150, 1450):
        canvas.beam(
            [(x - 60, 120), (x + 60, 120), (1700 - x * 0.6, 860), (-20 + (1600 - x) * 0.2, 860)],
            "#e9f4ff",
            0.14,
            50,
        )
    return canvas.finish()


def _floodlight(canvas: Canvas, x: float) -> None:
    canvas.polygon([(x - 16, 420), (x + 16, 420), (x + 7, 150), (x - 7, 150)], "#0b1430")
    for y in range(180, 420, 30):
        canvas.line([(x - 12, y + 24), (x + 11, y)], "#1c2a55", 2)
    canvas.round_box(x - 92, 62, 184, 104, 8, "#0b1430")
    for row in range(3):
        for column in range(5):
            canvas.oval(x - 70 + column * 35, 84 + row * 31, 12, 12, "#fdfcf0")
    canvas.glow(x, 114, 460, "#dcecff", 0.85)
    canvas.glow(x, 114, 150, "#ffffff", 0.6)


def _crowd(canvas: Canvas) -> None:
    colours = ("#e0563f", "#c44234", "#f4e9c9", "#8fa6cf", "#5871a8", "#39508c", "#22366c", "#f0b95c")
    for row in range(13):
        y0 = 412 + row * 14.5
        for index in range(200):
            x = index * 8.1 + (row % 2) * 4 + canvas.random.uniform(-1.6, 1.6)
            edge = max(0.0, abs(x - 800) - 280) / 520
            y = y0 - edge * (60 - row * 4.6)
            canvas.oval(x, y, 3.1, 3.7, canvas.random.choice(colours), 0.5 + row * 0.035)


def _pitch(canvas: Canvas) -> None:
    far, near = 612.0, 900.0
    canvas.box(0, far, WIDTH, 300, "#2f8a4e")
    for stripe in range(0, 12, 2):
        a, b = ((WIDTH * (stripe + k) / 12 - 800) for k in (0, 1))
        canvas.polygon(
            [(800 + a * 0.84, far), (800 + b * 0.84, far), (800 + b * 1.7, near), (800 + a * 1.7, near)],
            "#3a9c58",
        )
    canvas.shine((200, 560, 1400, 960), "#bfe6a8", 0.3)
    white = "#eef6e6"
    canvas.line([(-20, 634), (WIDTH + 20, 634)], white, 2.4)
    canvas.line([(800, 634), (800, near)], white, 4)
    for step in range(2):
        canvas.line(
            [
                (800 + math.cos(a / 30 * math.tau) * (250 - step), 762 + math.sin(a / 30 * math.tau) * 84)
                for a in range(31)
            ],
            white,
            4,
        )
    players = (
        (360, 716, "#d9432f"),
        (560, 690, "#f3ead2"),
        (735, 742, "#d9432f"),
        (872, 748, "#f3ead2"),
        (1040, 694, "#d9432f"),
        (1190, 786, "#f3ead2"),
        (1330, 702, "#f3ead2"),
        (230, 806, "#d9432f"),
    )
    for x, y, shirt in players:
        _player(canvas, x, y, shirt)
    canvas.oval(806, 776, 8, 8, "#ffffff")
    canvas.oval(808, 785, 12, 3, "#0f3a22", 0.5)


def _player(canvas: Canvas, x: float, y: float, shirt: str) -> None:
    size = 0.7 + (y - 680) / 180
    stride = canvas.random.choice((-1, 1)) * size
    for side in (-1, 1):
        canvas.oval(x + side * 46 * size, y + 28 * size, 40 * size, 4 * size, "#0f3a22", 0.35)
    canvas.line(
        [(x, y), (x + 12 * stride, y + 16 * size), (x + 6 * stride, y + 30 * size)], "#7a4d3a", 5 * size
    )
    canvas.line(
        [(x, y), (x - 10 * stride, y + 14 * size), (x - 18 * stride, y + 26 * size)], "#8a5a44", 5 * size
    )
    canvas.polygon(
        [
            (x - 10 * size, y + 6 * size),
            (x + 10 * size, y + 6 * size),
            (x + 8 * size, y - 8 * size),
            (x - 8 * size, y - 8 * size),
        ],
        "#1b2547" if shirt != "#d9432f" else "#f3ead2",
    )
    canvas.polygon(
        [
            (x - 9 * size, y - 4 * size),
            (x + 9 * size, y - 4 * size),
            (x + 12 * size, y - 32 * size),
            (x - 10 * size, y - 32 * size),
        ],
        shirt,
    )
    canvas.line([(x + 9 * size, y - 29 * size), (x + 20 * stride, y - 14 * size)], shirt, 5 * size)
    canvas.line([(x - 8 * size, y - 29 * size), (x - 19 * stride, y - 17 * size)], shirt, 5 * size)
    canvas.oval(
        x + 1.5 * stride, y - 41 * size, 6.6 * size, 7.6 * size, canvas.random.choice(("#7a4d3a", "#c08a6a"))
    )
    canvas.oval(x + 1 * stride, y - 45 * size, 7 * size, 5 * size, "#2a1b1c")
