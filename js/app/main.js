// A stand-in until the page is there: starts Python and shows its progress.
import { Engine } from "../engine.js";

const line = document.createElement("p");
line.dataset.test = "progress";
document.querySelector("main").append(line);
const engine = new Engine({
  onProgress: ({ text }) => { line.textContent = text; },
  onFault: (fault) => { line.textContent = `${fault.message} ${fault.details}`; },
});
engine.start();
