import uPlot from "uplot";

export interface LongData {
  x: number[];
  series: { name: string; values: (number | null)[] }[];
}

/** Draws up to six series over time; the answer takes the picture away. */
export function drawSeries(host: HTMLElement, data: LongData): () => void {
  const size = () => ({ width: host.clientWidth, height: Number(host.dataset["height"] ?? 260) });
  const picture = new uPlot({ ...size(), ...options(data) }, [data.x, ...data.series.map((one) => one.values)], host);
  const watch = new ResizeObserver(() => picture.setSize(size()));
  watch.observe(host);
  const again = matchMedia("(prefers-color-scheme: dark)");
  const redraw = () => picture.redraw();
  again.addEventListener("change", redraw);
  return () => {
    watch.disconnect();
    again.removeEventListener("change", redraw);
    picture.destroy();
  };
}

function options(data: LongData): Omit<uPlot.Options, "width" | "height"> {
  const ink = () => token("--ink-3");
  const grid = { stroke: () => token("--rule"), width: 1 };
  const axis: uPlot.Axis = { stroke: ink, grid, ticks: { show: false }, font: "11px Inter Variable, sans-serif" };
  const series = data.series.map((one, n): uPlot.Series => ({ label: one.name, stroke: () => token(`--series-${(n % 6) + 1}`), width: 1.5 }));
  return { series: [{}, ...series], axes: [{ ...axis, grid: { show: false } }, axis], cursor: { drag: { x: true, y: false } } };
}

/** Resolves light-dark() the way the page does now: canvas does not know custom properties. */
function token(name: string): string {
  const probe = document.createElement("i");
  probe.style.color = `var(${name})`;
  document.body.append(probe);
  const colour = getComputedStyle(probe).color;
  probe.remove();
  return colour;
}
