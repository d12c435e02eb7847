"""Under water: the seagrass meadow, the octopus."""

import math

from PIL import Image

from articles.demo.canvas import WIDTH, Canvas, curve, mix


def seagrass() -> Image.Image:
    """A meadow under water, with a seahorse."""
    canvas = Canvas(
        89, [(0, "#c8efe0"), (0.12, "#7fd0c4"), (0.45, "#2b8f9a"), (0.8, "#125a70"), (1, "#0b3c52")]
    )
    canvas.shine((150, -420, 1150, 480), "#f4ffe8", 0.65)
    for x, wide, lean in ((260, 70, 260), (440, 120, 190), (640, 60, 110), (800, 130, 60), (1010, 80, -60)):
        canvas.beam(
            [(x, -10), (x + wide, -10), (x + wide * 2.2 + lean, 860), (x + lean - wide, 860)],
            "#e8ffe9",
            0.15,
            26,
        )
    for y, alpha in ((10, 0.55), (30, 0.35), (54, 0.2)):
        for _ in range(34):
            x = canvas.random.uniform(0, WIDTH)
            canvas.oval(
                x, y + canvas.random.uniform(-9, 9), canvas.random.uniform(20, 90), 2.4, "#f5fff2", alpha
            )
    canvas.ridge(770, 26, "#1d7380")
    _blades(canvas, 800, 110, (110, 190), "#2f8f7a", 5)
    _shoal(canvas)
    canvas.ridge(830, 22, "#0f5362")
    _blades(canvas, 870, 120, (170, 300), "#1f7a5c", 8)
    _seahorse(canvas, 1130, 470, 1.35)
    _blades(canvas, 930, 90, (180, 380), "#0f4f48", 12)
    for _ in range(60):
        size = canvas.random.uniform(1.5, 6)
        canvas.oval(
            canvas.random.uniform(0, WIDTH), canvas.random.uniform(60, 760), size, size, "#e9fff4", 0.28
        )
    return canvas.finish()


def _blades(
    canvas: Canvas, foot: float, count: int, heights: tuple[float, float], colour: str, width: float
) -> None:
    for _ in range(count):
        x, height = canvas.random.uniform(-40, WIDTH + 40), canvas.random.uniform(*heights)
        lean = 40 + 30 * math.sin(x / 160) + canvas.random.uniform(-26, 26)
        spine = curve((x, foot + 20), (x - lean * 0.5, foot - height * 0.55), (x + lean, foot - height), 12)
        tone = mix(
            colour, canvas.random.choice(("#8fc46a", "#0b3c52", "#4fb08a")), canvas.random.uniform(0, 0.4)
        )
        half = width * canvas.random.uniform(0.35, 0.6)
        left = [(px - half * (1 - i / 13) ** 0.5, py) for i, (px, py) in enumerate(spine)]
        right = [(px + half * (1 - i / 13) ** 0.5, py) for i, (px, py) in enumerate(spine)]
        canvas.polygon([*left, *reversed(right)], tone)


def _shoal(canvas: Canvas) -> None:
    for _ in range(44):
        x, y = canvas.random.gauss(480, 150), canvas.random.gauss(420, 62)
        size = canvas.random.uniform(0.6, 1.15)
        tone = canvas.random.choice(("#f6d98a", "#f2f3d2", "#f0b86a"))
        canvas.oval(x, y, 21 * size, 7.5 * size, tone)
        canvas.polygon(
            [(x - 17 * size, y), (x - 31 * size, y - 8 * size), (x - 31 * size, y + 8 * size)], tone
        )
        canvas.oval(x + 13 * size, y - 1.5 * size, 1.7, 1.7, "#10333f")


def _seahorse(canvas: Canvas, x: float, y: float, size: float) -> None:
    def at(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
        return [(x + dx * size, y + dy * size) for dx, dy in points]

    body, shade = "#f2a65a", "#c9713c"
    canvas.polygon(
        at([*curve((30, 22), (84, 14), (76, 50)), *curve((76, 50), (72, 78), (30, 88))]), "#f9d49a", 0.85
    )
    canvas.taper(at(curve((-4, -66), (26, -30), (14, 20))), body, (34 * size, 62 * size))
    canvas.taper(at(curve((14, 20), (22, 86), (-6, 128))), body, (62 * size, 26 * size))
    canvas.taper(at(curve((-6, 128), (-34, 172), (14, 186))), body, (26 * size, 15 * size))
    canvas.taper(
        at(curve((14, 186), (46, 186), (38, 160)) + curve((38, 160), (28, 144), (16, 162))),
        body,
        (15 * size, 6 * size),
    )
    canvas.taper(at(curve((-2, -84), (-30, -80), (-66, -64))), body, (24 * size, 11 * size))
    canvas.oval(x - 4 * size, y - 84 * size, 29 * size, 26 * size, body)
    for spike in ((-22, -104), (-6, -114), (12, -108), (24, -92)):
        canvas.polygon(at([(spike[0] - 7, spike[1] + 10), spike, (spike[0] + 8, spike[1] + 10)]), shade)
    for rib in range(9):
        top = -24 + rib * 17
        half = 23 - abs(rib - 3) * 3.2
        middle = 13 + (0 if rib < 5 else -(rib - 4) * 3)
        canvas.line(
            at(curve((middle - half, top), (middle, top + 9), (middle + half, top), 8)), shade, 2.6 * size
        )
    canvas.oval(x - 12 * size, y - 88 * size, 7.5 * size, 7.5 * size, "#fff6e0")
    canvas.oval(x - 13 * size, y - 88 * size, 4 * size, 4 * size, "#1c2a33")


def octopus() -> Image.Image:
    """An octopus looks up at the hull of a ferry."""
    canvas = Canvas(97, [(0, "#4fb3bd"), (0.2, "#27808f"), (0.55, "#154f6b"), (1, "#0a2440")])
    canvas.shine((900, -360, 1900, 460), "#e6fff2", 0.5)
    for x, lean in ((1130, -120), (1330, -60), (1500, 40)):
        canvas.beam(
            [(x, -10), (x + 60, -10), (x + lean + 130, 840), (x + lean - 90, 840)], "#dffcf0", 0.14, 26
        )
    hull = [(-10, -10), (1060, -10), *curve((1060, -10), (1030, 130), (800, 168)), (110, 168), (-10, 120)]
    canvas.polygon(hull, "#0c2238")
    canvas.polygon(
        [(-10, 92), (1030, 92), *curve((1010, 110), (960, 150), (800, 168)), (110, 168), (-10, 120)],
        "#8f3038",
    )
    canvas.box(150, 168, 26, 70, "#0c2238")
    for angle in (0.4, 2.5, 4.6):
        canvas.polygon(
            [
                (104, 204),
                (104 + math.cos(angle) * 54, 204 + math.sin(angle) * 54),
                (104 + math.cos(angle + 0.6) * 50, 204 + math.sin(angle + 0.6) * 50),
            ],
            "#c9973f",
        )
    canvas.oval(104, 204, 13, 13, "#e3b557")
    canvas.ridge(770, 34, "#10405c")
    for x in (1260, 1450):
        canvas.box(x, -10, 40, 900, "#0b2a42")
        for y in range(60, 800, 46):
            canvas.oval(x + canvas.random.uniform(0, 40), y, 13, 8, "#2c6a62")
    canvas.ridge(836, 26, "#0a2c47")
    _octopus_body(canvas, 690, 560)
    for _ in range(70):
        size = canvas.random.uniform(1.5, 5)
        canvas.oval(
            canvas.random.uniform(0, 1200), canvas.random.uniform(180, 700), size, size, "#dffcf4", 0.3
        )
    return canvas.finish()


def _octopus_body(canvas: Canvas, x: float, y: float) -> None:
    skin, dark, pale = "#e2683f", "#a83f36", "#f6b48a"
    arms = (
        ((-60, 40), (-250, 60), (-330, 250), (-450, 190)),
        ((-46, 60), (-150, 160), (-190, 300), (-300, 290)),
        ((-20, 70), (-60, 200), (-60, 300), (-140, 318)),
        ((16, 72), (30, 220), (60, 300), (140, 316)),
        ((44, 62), (150, 150), (200, 300), (310, 282)),
        ((62, 40), (220, 60), (330, 240), (430, 150)),
        ((70, 16), (240, -60), (330, 40), (372, -80)),
        ((-70, 16), (-230, -70), (-330, 20), (-360, -110)),
    )
    for index, (a, b, c, d) in enumerate(arms):
        middle = ((b[0] + c[0]) / 2, (b[1] + c[1]) / 2)
        path = [(x + dx, y + dy) for dx, dy in curve(a, b, middle, 40) + curve(middle, c, d, 40)]
        canvas.taper(path, dark if index in {1, 3} else skin, (56, 9))
        for step in range(14, 78, 5):
            size = 6.2 * (1 - step / 92)
            canvas.oval(path[step][0], path[step][1] + 9 * (1 - step / 90), size, size, pale, 0.9)
    canvas.oval(x, y + 24, 92, 70, skin)
    canvas.oval(x - 22, y - 92, 112, 128, skin)
    canvas.oval(x - 58, y - 132, 46, 56, pale, 0.3)
    for dx, dy, size in (
        (20, -176, 9),
        (48, -140, 7),
        (-10, -190, 6),
        (62, -100, 8),
        (-70, -60, 7),
        (30, -108, 5),
    ):
        canvas.oval(x + dx, y + dy, size, size, dark, 0.55)
    for side in (-40, 40):
        canvas.oval(x + side, y + 2, 27, 27, skin)
        canvas.oval(x + side, y, 21, 21, "#fdf0d2")
        canvas.round_box(x + side - 14, y - 8, 28, 10, 5, "#20182c")
