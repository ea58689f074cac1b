// In place of the page's script where js/client/worker-client.js is tested: a client, and what it heard.
import { WorkerClient } from "../../js/client/worker-client.js";

window.said = [];
window.faults = [];
window.slow = [];
window.memos = [];
window.client = new WorkerClient({
  onProgress: (progress) => said.push(progress),
  onFault: ({ message, details, fatal }) => faults.push({ message, details, fatal }),
  onSlow: (now) => slow.push(now),
  onMemo: ({ bytes, changes, notes }) => memos.push({ bytes: [...bytes], changes, notes }),
});
const isReady = () => {
  document.documentElement.dataset.python = "ready";
};
window.client.start().then(isReady, () => {});
