// What is typed into a find box goes into the address once the typing pauses, without a step of history for every
// letter.
const PAUSE = 180;
let timer = 0;
/** @type {(address: string) => void} */
let replace = () => {};

export function debounceInto(router) {
  replace = router.replace;
}

/** An input handler; `address` makes the hash from the text. */
export const debounced = (address) => (event) => {
  const text = event.target.value;
  clearTimeout(timer);
  timer = setTimeout(() => replace(address(text)), PAUSE);
};
