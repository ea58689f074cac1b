// What sticks below the bars at the top must know how high these are just now.
export function keepStick() {
  const top = document.querySelector(".top");
  const views = document.getElementById("views");
  const measure = () => {
    const bar = views.firstElementChild;
    const stuck = bar && getComputedStyle(bar).position === "sticky" ? bar.offsetHeight : 0;
    document.documentElement.style.setProperty("--c9-top", `${top.offsetHeight}px`);
    document.documentElement.style.setProperty("--c9-stick", `${top.offsetHeight + stuck}px`);
  };
  const watch = new ResizeObserver(measure);
  watch.observe(top);
  // The second bar comes and goes with the place.
  new MutationObserver(() => {
    if (views.firstElementChild) watch.observe(views.firstElementChild);
    measure();
  }).observe(views, { childList: true });
}
