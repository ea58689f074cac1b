// In place of the page's script where js/engine.js itself is tested: nothing but an engine, and what it said.
import { Engine } from "../../js/engine.js";

window.said = [];
window.faults = [];
window.slow = [];
window.memos = [];
window.engine = new Engine({
  onProgress: (progress) => said.push(progress),
  onFault: ({ message, details, fatal }) => faults.push({ message, details, fatal }),
  onSlow: (now) => slow.push(now),
  onMemo: ({ bytes, changes, notes }) => memos.push({ bytes: [...bytes], changes, notes }),
});
const isReady = () => {
  document.documentElement.dataset.python = "ready";
};
window.engine.start().then(isReady, () => {});
