// What a screen reader should hear without moving there.
export function announce(text) {
  const live = document.getElementById("live");
  live.textContent = "";
  // A moment between the two, or an equal sentence would not be read again.
  setTimeout(() => {
    live.textContent = text;
  }, 50);
}
