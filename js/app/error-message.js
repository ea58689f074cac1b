// What could not be done, said where it was asked for.
import { change } from "./state.js";

export function failed(fault) {
  // Where Python died over it or beside it, the notice about that says so once all is back (stores/recovery.js).
  if (fault.fatal) change({ notDone: true });
  else
    change({
      message: {
        text: fault.plain ? fault.message : "That did not work, and it is our fault.",
        details: fault.details || String(fault),
      },
    });
}
