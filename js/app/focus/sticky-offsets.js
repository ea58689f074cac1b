// What sticks below the bars at the top must know how high these are just now: where there is little room they scroll
// away.
const stuck = (bar) => (bar && getComputedStyle(bar).position === "sticky" ? bar.offsetHeight : 0);

export function keepStick() {
  const top = document.querySelector(".top");
  const views = document.getElementById("views");
  const measure = () => {
    const { style } = document.documentElement;
    style.setProperty("--c9-top", `${stuck(top)}px`);
    style.setProperty("--c9-stick", `${stuck(top) + stuck(views.firstElementChild)}px`);
  };
  const watch = new ResizeObserver(measure);
  watch.observe(top);
  // The second bar comes and goes with the place.
  new MutationObserver(() => {
    if (views.firstElementChild) watch.observe(views.firstElementChild);
    measure();
  }).observe(views, { childList: true });
}
