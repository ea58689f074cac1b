// In place of the page's script where js/engine.js itself is tested: nothing but an engine, and what it said.
import { Engine } from "../../js/engine.js";

window.said = [];
window.faults = [];
window.engine = new Engine({ onProgress: (progress) => said.push(progress), onFault: ({ message, details }) => faults.push({ message, details }) });
window.engine.start().catch(() => {});
