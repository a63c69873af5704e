// Curves over time, drawn by uPlot (which the page loads beside this) in the page's own colours.
const OWN = ["--line-1", "--line-2", "--line-3", "--line-4"];

function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

/** A colour that uPlot's canvas understands, whatever scheme is chosen. */
function resolved(name) {
  const probe = document.createElement("span");
  probe.className = "probe";
  document.body.append(probe);
  probe.style.color = colour(name);
  const found = getComputedStyle(probe).color;
  probe.remove();
  return found;
}

function number(value) {
  return value == null ? "–" : Math.abs(value) >= 100 ? Math.round(value).toLocaleString("en") : String(+value.toFixed(2));
}

const DAYS = 2 * 86400;

/** So few are dots too: else one alone, between gaps, is not seen. */
const FEW = 40;

function clock(seconds, range) {
  if (range > DAYS) {
    return new Date(seconds * 1000).toLocaleDateString("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });
  }
  return new Date(seconds * 1000).toLocaleTimeString("en-GB", range > 600 ? { hour: "2-digit", minute: "2-digit" } : undefined);
}

function options(place, names) {
  const axis = {
    stroke: resolved("--muted"),
    grid: { stroke: resolved("--rule"), width: 1 },
    ticks: { show: false },
    font: "12px system-ui, sans-serif",
  };
  return {
    width: Math.max(place.clientWidth, 200),
    height: Number(place.dataset.height ?? 180),
    legend: { live: true, markers: { fill: (u, i) => u.series[i].stroke(u, i), width: 0 } },
    cursor: { points: { size: 6 }, drag: { x: false, y: false } },
    scales: { y: { range: (u, low, high) => [Math.min(0, low ?? 0), Math.max(high ?? 0, 1)] } },
    series: [
      { value: (u, at) => (at == null ? "–" : clock(at, u.scales.x.max - u.scales.x.min > DAYS ? Infinity : 0)) },
      ...names.map((label, i) => ({
        label,
        stroke: resolved(OWN[i % OWN.length]),
        fill: names.length === 1 ? resolved("--accent-wash") : undefined,
        width: 2,
        points: { show: (u) => u.data[0].length <= FEW, size: 5 },
        value: (u, value) => number(value),
      })),
    ],
    axes: [{ ...axis, space: 90, values: (u, splits) => splits.map((at) => clock(at, u.scales.x.max - u.scales.x.min)) }, { ...axis, size: 54, values: (u, values) => values.map(number) }],
  };
}

/**
 * Draws into an element, and again when its width or the page's colours change.
 *
 * @param names of the curves
 * @param data seconds since 1970, then a column per curve
 * @returns an object with set(data)
 */
export function chart(place, names, data) {
  let drawn = null;
  let shown = data;
  const draw = () => {
    drawn?.destroy();
    drawn = new uPlot(options(place, names), shown, place);
  };
  draw();
  document.addEventListener("theme", draw);
  new ResizeObserver(() => drawn.setSize({ width: Math.max(place.clientWidth, 200), height: drawn.height })).observe(place);
  return {
    set(next) {
      shown = next;
      drawn.setData(next);
    },
  };
}
