// The heads of long tables stick below the bars at the top, however high these are just now.
export function keepStick() {
  const bars = [document.querySelector(".top"), document.getElementById("views")];
  const measure = () => {
    const height = bars.reduce((sum, bar) => sum + (getComputedStyle(bar.firstElementChild ?? bar).position === "static" && bar.id === "views" ? 0 : bar.offsetHeight), 0);
    document.documentElement.style.setProperty("--c9-stick", `${height}px`);
    document.documentElement.style.setProperty("--c9-header", `${bars[0].offsetHeight}px`);
  };
  const watch = new ResizeObserver(measure);
  for (const bar of bars) watch.observe(bar);
}
