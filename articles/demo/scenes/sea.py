"""At sea: wind turbines, a storm front, a lighthouse."""

import math

from PIL import Image

from articles.demo.canvas import HEIGHT, WIDTH, Canvas, mix


def turbines() -> Image.Image:
    """A wind farm at sunrise."""
    canvas = Canvas(
        11, [(0, "#2d4a6b"), (0.25, "#6f8fae"), (0.45, "#e8b48c"), (0.6, "#f8dcae"), (1, "#f3e2c4")]
    )
    canvas.glow(1120, 520, 620, "#ffd9a0", 0.75)
    canvas.oval(1120, 486, 46, 46, "#fff3d6")
    for level, tone, strength in ((150, "#c9b6b4", 0.35), (255, "#f4c9a6", 0.5), (345, "#ffe3bf", 0.45)):
        _streaks(canvas, level, tone, strength)
    rows = ((548, 0.34, 9, "#b39a96"), (556, 0.52, 6, "#8e8290"), (566, 0.84, 4, "#5a6079"))
    for foot, size, count, tone in rows:
        for index in range(count):
            x = WIDTH * (index + 0.5) / count + canvas.random.uniform(-40, 40) / size * 0.4
            _turbine(canvas, x, foot, size, tone)
    canvas.box(0, 548, WIDTH, 400, "#c59a86")
    canvas.reflect(548, "#3f5d7d", 0.35, ripple=7)
    canvas.shade(548, HEIGHT, "#1d3854", 0.05, 0.82)
    canvas.glints(556, 890, "#ffe2b4", 420, 0.75, centre=1120, spread=330)
    canvas.glints(600, 890, "#9fb9cc", 160, 0.25)
    _turbine(canvas, 420, 640, 2.5, "#f6efe4", turn=0.35)
    canvas.round_box(405, 628, 30, 40, 4, "#e0a23a")
    canvas.box(411, 664, 18, 26, "#b57b25")
    canvas.glints(684, 712, "#20374f", 26, 0.5, centre=420, spread=90)
    _workboat(canvas, 610, 706)
    return canvas.finish()


def _streaks(canvas: Canvas, level: float, colour: str, strength: float) -> None:
    puffs = []
    for _ in range(9):
        x, y = canvas.random.uniform(-100, WIDTH + 100), level + canvas.random.uniform(-26, 26)
        puffs.append((x, y, canvas.random.uniform(120, 330), canvas.random.uniform(3, 11)))
    canvas.clouds(puffs, colour, strength, 14)


def _turbine(
    canvas: Canvas, x: float, foot: float, size: float, colour: str, turn: float | None = None
) -> None:
    height, blade = 172 * size, 118 * size
    top = foot - height
    half = 3.4 * size
    canvas.polygon(
        [(x - half, foot), (x + half, foot), (x + half * 0.55, top), (x - half * 0.55, top)], colour
    )
    angle = canvas.random.uniform(0, math.tau / 3) if turn is None else turn
    for arm in range(3):
        a = angle + arm * math.tau / 3
        dx, dy = math.sin(a), -math.cos(a)
        root = (x + dx * 5 * size, top + dy * 5 * size)
        belly = (x + dx * blade * 0.22 - dy * 6 * size, top + dy * blade * 0.22 + dx * 6 * size)
        tip = (x + dx * blade, top + dy * blade)
        back = (x + dx * blade * 0.2 + dy * 2.2 * size, top + dy * blade * 0.2 - dx * 2.2 * size)
        canvas.polygon([root, belly, tip, back], colour)
    canvas.round_box(
        x - 5 * size, top - 4.5 * size, 10 * size, 9 * size, 3.6 * size, mix(colour, "#1d2c40", 0.25)
    )


def _workboat(canvas: Canvas, x: float, y: float) -> None:
    canvas.polygon([(x - 62, y - 14), (x + 66, y - 18), (x + 52, y + 4), (x - 54, y + 4)], "#c2452d")
    canvas.polygon([(x - 56, y - 2), (x + 58, y - 4), (x + 52, y + 4), (x - 54, y + 4)], "#3a2330")
    canvas.round_box(x - 4, y - 44, 44, 30, 4, "#f1e7d8")
    canvas.box(x + 2, y - 38, 34, 9, "#32475f")
    canvas.line([(x + 12, y - 44), (x + 12, y - 68)], "#f1e7d8", 2.5)
    canvas.line([(x - 52, y - 14), (x - 40, y - 34), (x - 18, y - 34)], "#f1e7d8", 2)
    canvas.glints(y + 6, y + 26, "#f4d9b5", 22, 0.5, centre=x, spread=110)


def storm() -> Image.Image:
    """A storm front over a pier."""
    canvas = Canvas(
        23, [(0, "#161d2b"), (0.3, "#2d3a4d"), (0.52, "#6d7f86"), (0.63, "#d9cfa6"), (1, "#c8bf9d")]
    )
    canvas.shine((700, 430, 1800, 640), "#ffe9a8", 0.55)
    for level, tone, count in (
        (430, "#56666f", 20),
        (330, "#3c4b5a", 24),
        (215, "#28344a", 26),
        (90, "#1a2233", 26),
    ):
        _bank(canvas, level, tone, count)
    for x, lean, wide in ((150, 60, 210), (430, 70, 150), (650, 50, 260), (1010, 40, 90)):
        canvas.beam(
            [(x, 330), (x + wide, 330), (x + wide - lean - 40, 590), (x - lean - 70, 590)],
            "#33434f",
            0.62,
            34,
        )
    _lightning(canvas)
    canvas.box(0, 580, WIDTH, 400, "#4c6064")
    canvas.shade(580, HEIGHT, "#18262f", 0.0, 0.9)
    canvas.glints(584, 660, "#efe3b4", 150, 0.55, centre=1220, spread=520)
    _pier(canvas)
    for row in range(7):
        _swell(canvas, row)
    return canvas.finish(0.14)


def _bank(canvas: Canvas, level: float, colour: str, count: int) -> None:
    """A roll of cloud, lower towards the left, where the front is nearest."""
    puffs = []
    for index in range(count):
        x = WIDTH * 1.15 * index / count - 80
        y = level - 120 * (max(0.0, x) / WIDTH) ** 1.4 + canvas.random.uniform(-34, 34)
        size = canvas.random.uniform(70, 150)
        puffs.append((x, y, size * 1.5, size * 0.62))
    canvas.clouds(puffs, colour, 1, 9)
    rim = [(x, y + down * 0.72, across * 0.6, 9.0) for x, y, across, down in puffs[::2]]
    canvas.clouds(rim, mix(colour, "#e9dfb9", 0.32), 0.45, 9)


def _lightning(canvas: Canvas) -> None:
    canvas.glow(505, 430, 330, "#c9d4ff", 0.6)
    points, x, y = [(520.0, 300.0)], 520.0, 300.0
    while y < 578:
        x, y = x + canvas.random.uniform(-26, 20), y + canvas.random.uniform(16, 38)
        points.append((x, min(y, 580)))
    canvas.line(points, "#c9d6ff", 6, 0.35)
    canvas.line(points, "#fbfaff", 2.4)
    fork = [points[4], (points[4][0] + 46, points[4][1] + 44), (points[4][0] + 60, points[4][1] + 104)]
    canvas.line(fork, "#f1f2ff", 1.5, 0.85)


def _pier(canvas: Canvas) -> None:
    dark = "#1b2530"
    canvas.polygon([(WIDTH, 548), (930, 566), (930, 573), (WIDTH, 562)], dark)
    for index in range(14):
        x = 942 + index * 50
        top = 566 - (x - 930) * 0.027
        canvas.line([(x, top), (x - 3, 626)], dark, 3.4)
        canvas.line([(x, top + 8), (x + 50, 618)], dark, 1.3)
        canvas.line([(x + 25, top - 1), (x + 25, top - 17)], dark, 1.2)
    canvas.box(952, 524, 118, 42, dark)
    canvas.polygon([(940, 526), (1082, 526), (1058, 500), (964, 500)], dark)
    canvas.oval(1011, 500, 27, 24, dark)
    canvas.line([(1011, 478), (1011, 448)], dark, 2)
    canvas.polygon([(1012, 449), (1046, 455), (1012, 463)], "#c8452f")
    for x in range(962, 1066, 17):
        canvas.box(x, 538, 8, 14, "#ffd27a")
    canvas.glow(1011, 546, 110, "#ffc766", 0.45)


def _swell(canvas: Canvas, row: int) -> None:
    base = 622 + row * row * 4.6 + row * 12
    size = 7 + row * 5.2
    colour = mix("#57696b", "#0f1b25", min(1, 0.2 + row * 0.13))
    phase = canvas.random.uniform(0, math.tau)
    points, crests = [], []
    for x in range(-20, WIDTH + 40, 8):
        wave = math.sin(x / (46 + row * 26) + phase)
        peak = (abs(wave) ** 0.7) * size + math.sin(x / 23 + phase) * size * 0.12
        points.append((x, base - peak))
        if wave > 0.55:
            crests.append((x, base - peak))
    canvas.polygon([*points, (WIDTH + 40, HEIGHT), (-20, HEIGHT)], colour)
    for x, y in crests:
        for _ in range(2 + row // 2):
            spot = canvas.random.uniform(0.6, 1.4 + row * 0.32)
            canvas.oval(
                x + canvas.random.uniform(-8, 8),
                y + canvas.random.uniform(-2, 3 + row),
                spot * 1.8,
                spot * 0.8,
                "#eef0e4",
                canvas.random.uniform(0.25, 0.8),
            )


def lighthouse() -> Image.Image:
    """A lighthouse on its headland at the blue hour."""
    canvas = Canvas(
        37, [(0, "#0d1b3a"), (0.35, "#26457a"), (0.56, "#8a7fa6"), (0.68, "#f0a98a"), (1, "#f6c9a0")]
    )
    canvas.stars(380, 170)
    canvas.shine((-300, 470, 1100, 760), "#ffc39a", 0.5)
    _streaks(canvas, 520, "#c98b93", 0.4)
    _streaks(canvas, 440, "#5d6496", 0.4)
    canvas.ridge(600, 22, "#6c6790", 0.5)
    canvas.box(0, 622, WIDTH, 300, "#a98795")
    canvas.reflect(622, "#37507f", 0.42, ripple=6)
    canvas.shade(622, HEIGHT, "#0e1d3c", 0.0, 0.75)
    canvas.glints(630, 880, "#ffcfa8", 200, 0.5, centre=420, spread=420)
    for end, rise, strength in (((-80, 190), 110, 0.5), ((-80, 225), 44, 0.5), ((1700, 300), 120, 0.3)):
        canvas.beam([(1118, 214), end, (end[0], end[1] + rise), (1118, 234)], "#fff0c2", strength, 16)
    _headland(canvas)
    _tower(canvas, 1118, 560)
    canvas.glow(1118, 224, 230, "#fff0c0", 0.9)
    canvas.oval(1118, 224, 9, 9, "#fffdf2")
    return canvas.finish()


def _headland(canvas: Canvas) -> None:
    layers = (("#2a3157", 0, 0), ("#1c2447", 60, 42), ("#11183a", 140, 98))
    for colour, inset, drop in layers:
        points = [(700 + inset, 900.0), (742 + inset, 790.0 + drop * 0.3)]
        x, y = 770 + inset, 700 + drop
        while x < WIDTH + 60:
            points.append((x, y + canvas.random.uniform(-9, 9)))
            x += canvas.random.uniform(22, 48)
            y = max(548 + drop * 1.25, y - canvas.random.uniform(6, 34))
        canvas.polygon([*points, (WIDTH + 60, HEIGHT)], colour)
    for _ in range(60):
        x, y = canvas.random.uniform(700, 860), canvas.random.uniform(862, 892)
        canvas.oval(x, y, canvas.random.uniform(4, 18), 2, "#dfe4ee", canvas.random.uniform(0.1, 0.45))
    canvas.polygon([(1236, 560), (1236, 506), (1286, 474), (1336, 506), (1336, 562)], "#e9dccb")
    canvas.polygon([(1226, 510), (1286, 468), (1346, 510), (1346, 500), (1286, 458), (1226, 500)], "#8d3b36")
    canvas.box(1304, 450, 13, 32, "#e0d2c0")
    for x in (1252, 1302):
        canvas.box(x, 520, 18, 22, "#ffcf7d")
    canvas.glow(1286, 530, 90, "#ffb65c", 0.35)


def _tower(canvas: Canvas, x: float, foot: float) -> None:
    top = 258

    def half(y: float) -> float:
        return 30 + 20 * (y - top) / (foot - top)

    bands = 7
    for band in range(bands):
        upper, lower = top + (foot - top) * band / bands, top + (foot - top) * (band + 1) / bands
        light, dark = ("#c8463a", "#86293a") if band % 2 else ("#f5eade", "#b3a6b4")
        a, b = half(upper), half(lower)
        canvas.polygon([(x - a, upper), (x + a, upper), (x + b, lower), (x - b, lower)], light)
        canvas.polygon(
            [(x + a * 0.2, upper), (x + a, upper), (x + b, lower), (x + b * 0.2, lower)], dark, 0.75
        )
    canvas.box(x - 44, top - 8, 88, 10, "#1a2140")
    for rail in range(-40, 41, 10):
        canvas.line([(x + rail, top - 8), (x + rail, top - 24)], "#1a2140", 1.4)
    canvas.line([(x - 42, top - 24), (x + 42, top - 24)], "#1a2140", 2)
    canvas.box(x - 22, top - 58, 44, 50, "#fff3c9")
    for bar in (-22, -8, 6, 20):
        canvas.box(x + bar, top - 58, 2.4, 50, "#1a2140")
    canvas.polygon(
        [(x - 30, top - 58), (x + 30, top - 58), (x + 15, top - 80), (x - 15, top - 80)], "#1a2140"
    )
    canvas.oval(x, top - 84, 6, 8, "#1a2140")
    for y in (320, 400, 470):
        canvas.round_box(x - 7, y, 14, 22, 7, "#2b2f52")
