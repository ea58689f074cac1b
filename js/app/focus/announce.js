// What a screen reader should hear without moving there: each sentence is a line of the log, so none takes another's
// place before it is read, and an equal one is read again.
const READ_BY = 10_000; // ms after which a sentence has been read, and goes when the next one comes

const said = []; // {line, at}, oldest first

export function announce(text) {
  const now = performance.now();
  while (said.length && said[0].at < now - READ_BY) said.shift().line.remove();
  const line = document.createElement("p");
  line.textContent = text;
  said.push({ line, at: now });
  document.getElementById("live").append(line);
}
