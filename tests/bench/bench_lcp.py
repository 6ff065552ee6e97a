"""How soon a page is seen on a slow line and a slow computer, and how soon a key is.

Chromium with 1.6 Mbps, 150 ms and a processor four times slower (CDP), on the production server.
Cold: empty cache. Warm: the same page again with what the browser kept. LCP and CLS are the
browser's own figures; the medians of `TIMES` loads. From key to paint: the browser's event timing,
which counts from the key to the next frame, in steps of 8 ms; below 16 ms it reports nothing.

Run by `make bench`. Ends with 1 if a figure is beyond its limit (interface check 22).
"""

import statistics

from tests.bench.figures import Table, leave, percentile
from tests.bench.served import (
    ENLACE,
    LAPTOP,
    PHONE,
    chromium,
    main_pages,
    served_demo,
    slow_down,
    visitor,
)

TIMES = 3
COLD, WARM = 2.0, 0.8  # seconds
MOST_SHIFT = 0.05
KEY_TO_PAINT = 100  # ms
UNSEEN = 16  # ms: the shortest event that the browser tells
# Up and down the grid, marking and taking back.
KEYS = ("Enter", "Enter", "ArrowUp", "Space", "ArrowLeft", "Space", "ArrowRight", "ArrowUp")
ROUNDS = 20
BETWEEN_KEYS = 150  # ms: someone quick at the keyboard
WATCH = """
window.seen = {lcp: 0, cls: 0, keys: []};
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) seen.lcp = entry.startTime;
}).observe({type: "largest-contentful-paint", buffered: true});
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) seen.cls += entry.value;
}).observe({type: "layout-shift", buffered: true});
new PerformanceObserver((list) => {
  const downs = list.getEntries().filter((entry) => entry.name === "keydown");
  for (const down of downs) seen.keys.push(down.duration);
}).observe({type: "event", durationThreshold: 16, buffered: true});
"""


def load(context, address: str) -> tuple[float, float]:
    """Open a page in the context's cache; return its LCP in seconds and its CLS."""
    page = context.new_page()
    slow_down(page)
    page.add_init_script(WATCH)
    response = page.goto(address)
    assert response.ok, f"{response.status} {address}"
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(300)
    seen = page.evaluate("seen")
    page.close()
    assert seen["lcp"] > 0, address
    return seen["lcp"] / 1000, seen["cls"]


def loads(browser, address: str, size_name: str, size: dict) -> Table:
    """Load every main page cold and warm."""
    table = Table(f"LCP y CLS, {size_name} ({size['width']}×{size['height']})")
    for name, (who, path) in main_pages().items():
        cold, warm, shifts = [], [], []
        for _ in range(TIMES):
            context = visitor(browser, address, who, size)
            for times in (cold, warm):
                lcp, shift = load(context, f"{address}{path}")
                times.append(lcp)
                shifts.append(shift)
            context.close()
        for kind, times, limit in (("fría", cold, COLD), ("tibia", warm, WARM)):
            each = "  ".join(f"{value:.2f}" for value in times)
            middle = statistics.median(times)
            table.check(f"{name}, {kind}", middle, limit, f"{middle:.2f} s   ({each})")
        table.check(f"{name}, CLS", max(shifts), MOST_SHIFT, f"{max(shifts):.3f}")
    return table


def keys(browser, address: str) -> Table:
    """Press keys in the grid of the months."""
    who, path = main_pages()["Mes"]
    context = visitor(browser, address, who or ENLACE, LAPTOP)
    page = context.new_page()
    slow_down(page)
    page.add_init_script(WATCH)
    page.goto(f"{address}{path}")
    page.wait_for_load_state("networkidle")
    page.locator("table[role=grid] input[tabindex='0']").focus()
    for _ in range(ROUNDS):
        for key in KEYS:
            page.keyboard.press(key)
            page.wait_for_timeout(BETWEEN_KEYS)
    page.wait_for_timeout(1500)
    told = page.evaluate("seen.keys")
    context.close()
    pressed = ROUNDS * len(KEYS)
    times = [*told, *[UNSEEN] * (pressed - len(told))]
    table = Table("De la tecla a la pantalla, en la cuadrícula de meses")
    table.add("Teclas", f"{pressed}, de ellas {len(told)} de {UNSEEN} ms o más")
    table.add("Mediana", f"{statistics.median(times):.0f} ms")
    p98 = percentile(times, 0.98)
    table.check("p98", p98, KEY_TO_PAINT, f"{p98:.0f} ms   máximo {max(times):.0f} ms")
    return table


def main() -> None:
    """Measure on a laptop and on a phone, and then the keys."""
    with served_demo() as address, chromium() as browser:
        tables = [
            loads(browser, address, "portátil", LAPTOP),
            loads(browser, address, "teléfono", PHONE),
            keys(browser, address),
        ]
    for table in tables:
        table.show()
    leave(tables)


if __name__ == "__main__":
    main()
