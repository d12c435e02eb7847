"""The town after dark: the harbour, a tram."""

from PIL import Image

from articles.demo.canvas import HEIGHT, WIDTH, Canvas, curve, mix

FACADES = ("#7a4a58", "#5b4a6b", "#8a5a55", "#46506f", "#6c5369", "#94655a", "#55597a")


LIT = ("#ffd88a", "#ffc46b", "#ffe6ae", "#f9b45c")


def harbour() -> Image.Image:
    """The old waterfront at dusk, with its lights in the water."""
    canvas = Canvas(
        5, [(0, "#1f2a55"), (0.3, "#4a4d86"), (0.48, "#b9769a"), (0.58, "#f2a784"), (1, "#f7c998")]
    )
    canvas.stars(240, 70)
    canvas.shine((500, 300, 1900, 700), "#ffb787", 0.55)
    canvas.ridge(430, 52, "#7d628f", 0.5)
    canvas.ridge(470, 34, "#5f4f7f", 0.5)
    _church(canvas, 1010, 496)
    houses(canvas, 540, (52, 92), (74, 150), 0.42)
    canvas.box(0, 538, WIDTH, 34, "#3b3354")
    canvas.box(0, 538, WIDTH, 5, "#8d6f86")
    for x in range(60, WIDTH, 150):
        street_lamp(canvas, x, 540, 62)
    for x, size, hull in ((250, 1.0, "#c65a45"), (760, 0.8, "#3f7d86"), (1330, 1.15, "#d9b15e")):
        _fishing_boat(canvas, x, 590, size, hull)
    canvas.reflect(586, "#2c2f5e", 0.3, ripple=8)
    canvas.shade(586, HEIGHT, "#10163a", 0.05, 0.72)
    canvas.glints(600, 890, "#ffd39a", 230, 0.5)
    return canvas.finish()


def houses(
    canvas: Canvas, foot: float, widths: tuple[float, float], heights: tuple[float, float], lit_share: float
) -> None:
    """A row of gabled houses from edge to edge."""
    x = -20.0
    while x < WIDTH:
        width, height = canvas.random.uniform(*widths), canvas.random.uniform(*heights)
        _house(canvas, x, foot, width, height, lit_share)
        x += width


def _house(canvas: Canvas, x: float, foot: float, width: float, height: float, lit_share: float) -> None:
    wall = canvas.random.choice(FACADES)
    top, roof = foot - height, mix(wall, "#1b1c3a", 0.55)
    canvas.box(x, top, width + 1, height, wall)
    peak = top - canvas.random.uniform(18, 40)
    canvas.polygon([(x - 2, top + 1), (x + width / 2, peak), (x + width + 2, top + 1)], roof)
    canvas.box(x + width * 0.72, peak + 2, 8, 24, roof)
    canvas.box(x + width * 0.86, top, width * 0.14 + 1, height, "#14163a", 0.22)
    columns = 2 if width < 66 else 3
    for row in range(int((height - 14) // 30)):
        for column in range(columns):
            left = x + width * (column + 0.5) / columns - 6
            y = top + 12 + row * 30
            lit = canvas.random.random() < lit_share
            canvas.box(left, y, 12, 17, canvas.random.choice(LIT) if lit else mix(wall, "#15183a", 0.6))
            canvas.box(left + 5.4, y, 1.2, 17, wall)
            if lit:
                canvas.glow(left + 6, y + 8, 26, "#ffb65c", 0.35)


def street_lamp(canvas: Canvas, x: float, foot: float, height: float) -> None:
    canvas.line([(x, foot), (x, foot - height)], "#1d1a33", 3)
    canvas.glow(x, foot - height, height * 1.1, "#ffc878", 0.75)
    canvas.oval(x, foot - height, 5.5, 6.5, "#fff3d0")


def _church(canvas: Canvas, x: float, foot: float) -> None:
    tone = "#4a4270"
    canvas.box(x, foot - 130, 44, 180, tone)
    canvas.polygon(
        [(x - 3, foot - 130), (x + 22, foot - 236), (x + 47, foot - 130)], mix(tone, "#1b1c3a", 0.35)
    )
    canvas.box(x + 44, foot - 60, 130, 120, tone)
    canvas.polygon(
        [(x + 40, foot - 60), (x + 60, foot - 96), (x + 160, foot - 96), (x + 178, foot - 60)],
        mix(tone, "#1b1c3a", 0.35),
    )
    canvas.oval(x + 22, foot - 108, 11, 11, "#ffe0a0")
    canvas.line([(x + 22, foot - 108), (x + 22, foot - 116)], "#4a4270", 1.6)
    canvas.line([(x + 22, foot - 108), (x + 27, foot - 105)], "#4a4270", 1.6)


def _fishing_boat(canvas: Canvas, x: float, water: float, size: float, hull: str) -> None:
    def at(dx: float, dy: float) -> tuple[float, float]:
        return x + dx * size, water + dy * size

    for mast, top in ((10, -128), (70, -92)):
        canvas.line([at(mast, -30), at(mast, top)], "#261f38", 3 * size)
    for a, b in (
        ((10, -128), (-92, -34)),
        ((10, -128), (70, -92)),
        ((70, -92), (108, -30)),
        ((10, -80), (56, -52)),
    ):
        canvas.line([at(*a), at(*b)], "#261f38", 1.2)
    canvas.polygon([at(-100, -40), at(112, -34), at(88, 0), at(-74, 0)], hull)
    canvas.polygon([at(-84, -12), at(98, -12), at(88, 0), at(-74, 0)], "#2b2140")
    canvas.line([at(-100, -40), at(112, -34)], "#f3e3cf", 4 * size)
    canvas.polygon([at(16, -36), at(16, -72), at(66, -72), at(72, -36)], "#efe2d2")
    for left in (24, 44):
        canvas.polygon([at(left, -64), at(left + 14, -64), at(left + 14, -50), at(left, -50)], "#ffc766")
    canvas.glow(*at(44, -56), 60 * size, "#ffb65c", 0.5)
    canvas.glow(*at(10, -128), 40 * size, "#fff0c8", 0.9)


def tram() -> Image.Image:
    """Number 7, cream and bottle green, on the quay line at night."""
    canvas = Canvas(17, [(0, "#141a3a"), (0.4, "#2b3563"), (0.7, "#54507f"), (1, "#6d5a86")])
    canvas.stars(260, 90)
    canvas.oval(1290, 110, 44, 44, "#fdf3d4")
    canvas.glow(1290, 110, 210, "#f3e6c0", 0.5)
    houses(canvas, 640, (130, 210), (250, 420), 0.5)
    canvas.shade(210, 640, "#171a3d", 0.0, 0.3)
    canvas.box(0, 640, WIDTH, 40, "#4d4566")
    canvas.box(0, 676, WIDTH, 230, "#2a2846")
    for x in (120, 1480):
        street_lamp(canvas, x, 676, 300)
    canvas.line(curve((-20, 196), (800, 236), (WIDTH + 20, 190)), "#0f1230", 2.4)
    _tram_body(canvas, 330, 720)
    for y in (742, 776):
        canvas.line([(-10, y), (WIDTH + 10, y)], "#8f88a8", 4)
        canvas.line([(-10, y + 4), (WIDTH + 10, y + 4)], "#15152e", 3)
    canvas.beam([(1282, 650), (1680, 690), (1680, 850), (1282, 680)], "#ffe7ae", 0.5, 30)
    _wet_street(canvas)
    return canvas.finish()


def _tram_body(canvas: Canvas, left: float, foot: float) -> None:
    length, green, cream = 940.0, "#1f5a46", "#f2e3c0"
    right = left + length
    canvas.oval(left + length / 2, foot + 24, length * 0.5, 14, "#0c0d22", 0.75)
    for centre in (left + 210, right - 210):
        canvas.round_box(centre - 90, foot - 26, 180, 36, 8, "#191a30")
        for wheel in (-52, 52):
            canvas.oval(centre + wheel, foot + 6, 27, 27, "#0f1022")
            canvas.oval(centre + wheel, foot + 6, 12, 12, "#5b5a74")
    canvas.round_box(left, foot - 318, length, 302, 40, cream)
    canvas.round_box(left, foot - 150, length, 134, 18, green)
    canvas.box(left, foot - 156, length, 10, "#d8a94a")
    canvas.box(left + 6, foot - 52, length - 12, 5, "#d8a94a", 0.8)
    canvas.round_box(left + 40, foot - 344, length - 80, 34, 16, "#d7c79f")
    canvas.line([(left + 480, foot - 344), (left + 560, foot - 420), (left + 470, foot - 500)], "#10122c", 5)
    canvas.line([(left + 430, foot - 502), (left + 512, foot - 500)], "#10122c", 6)
    _tram_windows(canvas, left, foot, length)
    canvas.round_box(left + length / 2 - 130, foot - 312, 260, 30, 6, "#20243f")
    for index, width in enumerate((34, 58, 22, 66)):
        canvas.box(
            left + length / 2 - 108 + sum((34, 58, 22, 66)[:index]) + index * 12,
            foot - 302,
            width,
            10,
            "#ffcf6b",
        )
    canvas.oval(right - 8, foot - 92, 15, 17, "#fffbe6")
    canvas.glow(right - 6, foot - 92, 170, "#fff0be", 0.9)
    _seven(canvas, left + 305, foot - 98)


def _tram_windows(canvas: Canvas, left: float, foot: float, length: float) -> None:
    for index in range(8):
        x = left + 34 + index * 111
        canvas.round_box(x, foot - 272, 95, 108, 12, "#ffdf9a")
        canvas.round_box(x, foot - 272, 95, 40, 12, "#fff1c9")
        canvas.box(x, foot - 236, 95, 3, "#c99a4c")
        if index not in {0, 4, 7}:
            _passenger(canvas, x + canvas.random.uniform(30, 64), foot - 164)
    for x in (left + 34 + 111 * 4, left + 34):
        canvas.round_box(x + 4, foot - 272, 87, 236, 12, "#e9d6a4")
        canvas.round_box(x + 12, foot - 262, 33, 214, 8, "#ffdf9a")
        canvas.round_box(x + 50, foot - 262, 33, 214, 8, "#ffdf9a")
    canvas.shine((left - 60, foot - 330, left + length + 60, foot - 110), "#ffcf80", 0.28)


def _passenger(canvas: Canvas, x: float, sill: float) -> None:
    coat = canvas.random.choice(("#44345c", "#7b3e45", "#2c4f5e", "#5a4a3c"))
    canvas.polygon([(x - 24, sill), (x - 17, sill - 36), (x + 17, sill - 36), (x + 24, sill)], coat)
    canvas.oval(x, sill - 50, 12, 14, canvas.random.choice(("#8a5a44", "#c78f6d", "#5e3b32")))
    canvas.oval(x, sill - 58, 13, 9, canvas.random.choice(("#23192d", "#4b3027", "#b3a7a0")))


def _seven(canvas: Canvas, x: float, y: float) -> None:
    canvas.oval(x, y, 34, 34, "#f2e3c0")
    canvas.line([(x - 13, y - 16), (x + 14, y - 16), (x - 3, y + 19)], "#1f5a46", 6.5)


def _wet_street(canvas: Canvas) -> None:
    for index in range(8):
        x = 380 + index * 111
        canvas.beam([(x, 786), (x + 80, 786), (x + 62, 900), (x + 18, 900)], "#ffc876", 0.34, 14)
    canvas.glints(790, 895, "#ffdc9a", 120, 0.4)
    canvas.glints(700, 895, "#8a86b4", 90, 0.25)
