// The council, the one thing kept on this computer. Storage may be switched off or full: then nothing is kept, and
// nothing breaks.
const KEY = "check903-council";

export function rememberedCouncil() {
  try {
    return localStorage.getItem(KEY) ?? "";
  } catch {
    return "";
  }
}

export function rememberCouncil(code) {
  try {
    if (code) localStorage.setItem(KEY, code);
    else localStorage.removeItem(KEY);
  } catch {
    // Not kept, then.
  }
}
