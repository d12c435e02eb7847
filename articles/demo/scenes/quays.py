"""On the quays by day: the swing bridge, the shipyard."""

from PIL import Image

from articles.demo.canvas import HEIGHT, WIDTH, Canvas, Point, curve
from articles.demo.scenes.palettes import SKINS


def bridge() -> Image.Image:
    """The swing bridge in morning fog."""
    canvas = Canvas(67, [(0, "#8fb0b4"), (0.35, "#bccfc6"), (0.6, "#efe0c2"), (1, "#e7d3b4")])
    canvas.oval(1180, 250, 62, 62, "#fff6df")
    canvas.glow(1180, 250, 420, "#fff3d4", 0.6)
    for level, height, tone in ((470, 50, "#a8bdb7"), (505, 36, "#8fa8a5"), (540, 24, "#738f91")):
        canvas.ridge(level, height, tone)
        canvas.mist(level - 20, level + 110, "#e9e0c8", 0.6)
    for x in (-30, 50, 120, 1384, 1462, 1536):
        _warehouse(canvas, x, 590)
    canvas.box(0, 590, WIDTH, 320, "#9fb4ac")
    _span(canvas)
    canvas.reflect(640, "#6f8c8c", 0.3, ripple=6)
    canvas.shade(640, HEIGHT, "#2c4d57", 0.0, 0.72)
    canvas.glints(650, 890, "#fff3d4", 240, 0.6, centre=1180, spread=360)
    canvas.mist(560, 720, "#f0e6cf", 0.42)
    _gulls(canvas, ((420, 180, 22), (480, 150, 16), (360, 220, 13), (700, 120, 12)))
    _sailing_boat(canvas, 1190, 770)
    return canvas.finish()


def _warehouse(canvas: Canvas, x: float, foot: float) -> None:
    width, height = canvas.random.uniform(64, 96), canvas.random.uniform(80, 170)
    canvas.box(x, foot - height, width, height, "#5f7a7e")
    canvas.polygon(
        [(x, foot - height), (x + width / 2, foot - height - 34), (x + width, foot - height)], "#4d686e"
    )
    for row in range(int(height // 36)):
        for column in range(3):
            canvas.box(x + 10 + column * width / 3.4, foot - height + 14 + row * 34, 10, 16, "#8fa8a5")


def _span(canvas: Canvas) -> None:
    iron, light = "#8c2f2a", "#b5483a"
    canvas.polygon([(640, 640), (960, 640), (930, 556), (670, 556)], "#4b5b60")
    canvas.box(650, 552, 300, 12, "#36464c")
    for side in (-1, 1):
        truss_top = [(800 + side * d, 320 + 150 * (d / 560) ** 0.8) for d in range(0, 561, 70)]
        truss_foot = [(800 + side * d, 528.0) for d in range(0, 561, 70)]
        for index, (a, b) in enumerate(zip(truss_top, truss_foot, strict=True)):
            canvas.line([a, b], iron, 6)
            if index:
                canvas.line([truss_top[index - 1], b], light, 4)
                canvas.line([truss_foot[index - 1], a], light, 3)
        canvas.line(truss_top, iron, 11)
    canvas.box(232, 522, 1136, 18, iron)
    canvas.box(232, 518, 1136, 5, "#d9795f")
    canvas.box(690, 540, 220, 16, "#2e3c42")
    canvas.box(764, 264, 72, 58, "#efe2c8")
    canvas.polygon([(752, 266), (848, 266), (826, 238), (774, 238)], "#36464c")
    for x in (772, 794, 816):
        canvas.box(x, 278, 14, 26, "#5f7f88")
    canvas.line([(800, 238), (800, 196)], "#36464c", 3)
    canvas.polygon([(802, 198), (838, 207), (802, 217)], "#d89b3a")
    for left, right in ((-10, 224), (1376, WIDTH + 10)):
        canvas.box(left, 522, right - left, 120, "#5b6c6e")
        canvas.box(left, 516, right - left, 10, "#7d8c89")


def _gulls(canvas: Canvas, places: tuple[tuple[float, float, float], ...]) -> None:
    for x, y, size in places:
        for side in (-1, 1):
            wing = curve(
                (x, y), (x + side * size * 0.6, y - size * 0.9), (x + side * size * 1.5, y - size * 0.1), 12
            )
            canvas.taper(wing, "#fbf6e8", (size * 0.2, 1.0))


def _sailing_boat(canvas: Canvas, x: float, y: float) -> None:
    canvas.line([(x, y - 8), (x, y - 270)], "#4b3226", 5)
    canvas.polygon([(x + 8, y - 258), (x + 128, y - 44), (x + 8, y - 34)], "#f8efdc")
    canvas.polygon([(x - 7, y - 240), (x - 92, y - 38), (x - 7, y - 36)], "#d8694a")
    canvas.polygon([(x + 8, y - 258), (x + 40, y - 200), (x + 24, y - 36), (x + 8, y - 34)], "#e3d4b8")
    canvas.polygon([(x - 112, y - 24), (x + 142, y - 28), (x + 108, y + 10), (x - 84, y + 10)], "#22485a")
    canvas.line([(x - 112, y - 24), (x + 142, y - 28)], "#f8efdc", 5)
    canvas.polygon([(x - 84, y + 12), (x + 108, y + 12), (x + 60, y + 84), (x - 40, y + 84)], "#1d3b49", 0.35)
    canvas.glints(y + 12, y + 60, "#fdf2d6", 40, 0.6, centre=x, spread=220)


def shipyard() -> Image.Image:
    """A ferry on the slip under the cranes."""
    canvas = Canvas(71, [(0, "#e8a15f"), (0.3, "#f2c184"), (0.6, "#f9e3b9"), (1, "#e6c79c")])
    canvas.glow(360, 420, 600, "#fff0c8", 0.7)
    canvas.ridge(560, 40, "#d9a878")
    canvas.mist(520, 640, "#fbe9c6", 0.5)
    for x, size, tone in ((1290, 0.8, "#b98263"), (250, 1.0, "#8d5a50"), (1010, 1.25, "#5a3a48")):
        _crane(canvas, x, 690, size, tone)
    canvas.box(0, 690, WIDTH, 220, "#6d4b4c")
    canvas.polygon([(0, 760), (WIDTH, 716), (WIDTH, 900), (0, 900)], "#523a44")
    _ferry(canvas)
    _scaffold(canvas)
    for x in (210, 540, 1330, 1420):
        _worker(canvas, x, 846)
    for x, y in ((612, 560), (1104, 628)):
        canvas.glow(x, y, 90, "#e4f2ff", 1)
        canvas.oval(x, y, 4, 4, "#ffffff")
        for _ in range(26):
            dx, dy = canvas.random.gauss(0, 24), abs(canvas.random.gauss(0, 42))
            canvas.line([(x + dx, y + dy), (x + dx * 1.2, y + dy + 7)], "#ffe9b0", 1.4, 0.8)
    return canvas.finish()


def _crane(canvas: Canvas, x: float, foot: float, size: float, colour: str) -> None:
    def at(dx: float, dy: float) -> Point:
        return x + dx * size, foot + dy * size

    for side in (-34, 34):
        canvas.line([at(side, 0), at(side * 0.55, -330)], colour, 8 * size)
    for step in range(6):
        y, w = -step * 55.0, 34 - step * 2.6
        canvas.line([at(-w, y), at(w - 2.6, y - 55)], colour, 3 * size)
        canvas.line([at(w, y), at(-w + 2.6, y - 55)], colour, 3 * size)
    canvas.polygon([at(-44, -330), at(44, -330), at(36, -372), at(-36, -372)], colour)
    canvas.line([at(0, -372), at(-6, -460)], colour, 8 * size)
    canvas.line([at(-120, -380), at(330, -400)], colour, 12 * size)
    for a, b in (((-6, -460), (330, -402)), ((-6, -460), (160, -394)), ((-6, -460), (-120, -384))):
        canvas.line([at(*a), at(*b)], colour, 2.4 * size)
    canvas.polygon([at(-132, -388), at(-76, -388), at(-76, -340), at(-132, -340)], colour)
    canvas.line([at(270, -398), at(270, -250)], colour, 2 * size)
    canvas.polygon([at(258, -250), at(282, -250), at(276, -232), at(264, -232)], colour)


def _ferry(canvas: Canvas) -> None:
    teal, cream = "#1f6d70", "#f7ecd6"
    canvas.polygon([(330, 520), (1330, 520), (1392, 520), (1300, 740), (430, 740), (352, 640)], cream)
    canvas.polygon([(340, 590), (1362, 590), (1300, 740), (430, 740), (352, 640)], teal)
    canvas.polygon([(404, 706), (1314, 706), (1300, 740), (430, 740)], "#a03d35")
    canvas.polygon([(1180, 520), (1392, 520), (1300, 740), (1180, 740)], "#14202e", 0.16)
    canvas.round_box(420, 436, 780, 88, 16, cream)
    canvas.round_box(500, 366, 480, 76, 16, "#efe0c4")
    canvas.polygon([(860, 372), (1040, 372), (1010, 318), (880, 318)], cream)
    canvas.box(884, 330, 122, 22, "#2b4a5c")
    for row, left, count in ((460, 446, 21), (390, 524, 12)):
        for index in range(count):
            canvas.round_box(left + index * 35, row, 24, 26, 6, "#2b4a5c" if (index * 7) % 5 else "#ffd98f")
    canvas.polygon([(600, 366), (690, 366), (680, 288), (620, 288)], teal)
    canvas.polygon([(612, 312), (684, 312), (681, 296), (617, 296)], cream)
    canvas.polygon(
        [(655, 330), (636, 352), (650, 352), (642, 372), (668, 344), (654, 344), (664, 330)], "#f2c14e"
    )
    for x in range(420, 1300, 84):
        canvas.polygon([(x, 740), (x + 40, 740), (x + 52, 786), (x - 12, 786)], "#3a2733")


def _scaffold(canvas: Canvas) -> None:
    pole = "#3a2630"
    for x in range(1060, 1460, 66):
        canvas.line([(x, 460), (x, 830)], pole, 4)
    for y in (530, 610, 690, 770):
        canvas.box(1044, y, 380, 7, "#7a5340")
        canvas.line([(1052, y - 26), (1416, y - 26)], pole, 2)
    for index in range(5):
        canvas.line([(1060 + index * 66, 830), (1126 + index * 66, 690)], pole, 2.4)
    for x, y in ((1150, 530), (1300, 690)):
        _worker(canvas, x, y)


def _worker(canvas: Canvas, x: float, y: float) -> None:
    for side in (-6, 6):
        canvas.line([(x + side, y - 30), (x + side * 1.3, y)], "#26202f", 8)
    canvas.polygon([(x - 15, y - 24), (x + 15, y - 24), (x + 13, y - 64), (x - 13, y - 64)], "#d9692b")
    canvas.box(x - 14, y - 46, 28, 5, "#f6e7a6")
    canvas.oval(x, y - 74, 9, 11, canvas.random.choice(SKINS))
    canvas.oval(x, y - 80, 12, 8, "#f3c843")
